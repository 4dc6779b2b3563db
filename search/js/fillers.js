// @ts-check
// Stems of words with which people ask, rather than of what they ask about; see search/fillers.go.

/** @type {Set<string>} */
export const fillers = new Set(
  `abl about actual advis also anoth anyon anyth around awai awar can come consid even ever expect
explain get give given go got happen hello help hi idea just kind know let like look mai mani mayb
might much must need next now ok okai pleas possibl question realli regard sai see show someon
someth somewher sort still sure tell thank thing think told try understand unsur us wai want well
whether whose will wish wonder ye yet`.split(/\s/),
);

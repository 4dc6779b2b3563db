package search

import "strings"

// fillers are stems of words with which people ask, rather than of what they ask about: "I would
// like to know whether I can get help with …". They are found as any word is, and count half.
// js/fillers.js has the same list.
var fillers = func() map[string]bool {
	all := map[string]bool{}
	for stem := range strings.FieldsSeq(`
abl about actual advis also anoth anyon anyth around awai awar can come consid even ever expect
explain get give given go got happen hello help hi idea just kind know let like look mai mani mayb
might much must need next now ok okai pleas possibl question realli regard sai see show someon
someth somewher sort still sure tell thank thing think told try understand unsur us wai want well
whether whose will wish wonder ye yet
`) {
		all[stem] = true
	}
	return all
}()

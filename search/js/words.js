// @ts-check
// What a question's words may be, as in search/repair.go: which of them are repaired, and with what a
// word is completed while typing. How words are repaired is in repair.js.

/** Whether a word is repaired at all. @param {string} word */
export const repairable = (word) => word.length > 2 && !/^\d+$/.test(word);

/** How many letters a repair shares with the word at one of its ends. @param {string} word */
export const shared = (word) => (word.length < 7 ? 2 : 3);

/** @param {string} a @param {string} b */
export const compare = (a, b) => (a < b ? -1 : +(a > b));

/**
 * The commonest words that begin with what is typed, and how sure we are of each: not at all of one that is
 * less than a quarter as common as the first.
 * @param {string} typed @param {Entry[]} entries @returns {[word: string, weight: number][]}
 */
export const completions = (typed, entries) =>
  entries
    .filter((e) => e.df && e.word.startsWith(typed))
    .sort((a, b) => b.df - a.df || compare(a.word, b.word))
    .slice(0, 4)
    .map(({ word, df }, _, [top]) => [word, 4 * Math.round((2 * df) / top.df)]);

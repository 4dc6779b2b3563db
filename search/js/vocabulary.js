// @ts-check
// What a query's words may be, as in search/correction.go: which of them are corrected, and with what
// a word is completed while typing. How words are corrected is in spelling.js.

import { completed, mostCompletions } from "./weights.js";

/**
 * @typedef {{word: string, df: number, named: number}} Entry - a word, how many documents have it (none, if it is only
 *   English), and whether titles, aliases or synonyms do
 */

/** Whether a word is corrected at all. @param {string} word */
export const correctable = (word) => word.length > 2 && !/^\d+$/.test(word);

/** How many letters a correction shares with the word at one of its ends. @param {string} word */
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
    .slice(0, mostCompletions)
    .map(({ word, df }, _, [top]) => [word, (completed / 2) * Math.round((2 * df) / top.df)]);

/** @param {string} word */
export const reverse = (word) => [...word].reverse().join("");

// @ts-check
// What several engines do alike with a document's text.
// @ts-expect-error: lunr brings no types
import lunr from "lunr";

/** @typedef {import("../sets.mjs").Doc} Doc */

// For every engine with fields, these two did better than one field of each kind, or one alone.

/** @param {Doc} d */
export function twoFields(d) {
  return {
    id: d.id,
    title: lines(d.title, d.aliases),
    text: lines(d.summary, d.headings, d.questions, d.body),
  };
}

/** @param {...(string | string[])} parts */
export function lines(...parts) {
  return parts.flat().filter(Boolean).join("\n");
}

/** Porter's stemmer, for engines that take one but bring none. @param {string} word */
export function stem(word) {
  return lunr.stemmer(new lunr.Token(word, {})).toString();
}

/** @param {string} word */
export function isStopWord(word) {
  return lunr.stopWordFilter(new lunr.Token(word, {})) === undefined;
}

// Looking for similar spellings of every word does harm where words are short.
export const shortestFuzzy = 5;

// @ts-check
// Words of a text, exactly as search/analysis/tokens.go finds them: see there for why the rule names ranges.

import { stem, stopWords } from "./english.js";
import { alone, gaps, marks } from "./ranges.js";

const start = `[^${gaps}${marks}${alone}]`,
  run = `${start}[^${gaps}${alone}]*`;
// "50,000" and "1.5" are one word, but not "1.2.3".
const grouped = String.raw`\d{1,3}(?:,\d{3})+(?!\d)`,
  number = String.raw`(?<!\d\.)(?:${grouped}|\d+)\.\d+(?!\d|\.\d)|${grouped}`;
const words = new RegExp(
  `(?:${number}|${start})[^${gaps}${alone}]*(?:['’＇]${run})*|(?![${gaps}])[${alone}]`,
  "gu",
);

/** Letters whose case and accents are folded: Latin, Greek, Cyrillic, Armenian; ligatures and full-width letters, too. */
const foldable = /[A-Z\xc0-\u058f\u1e00-\u1fff\ufb00-\ufb06\uff10-\uff5a]/g,
  dropped = new RegExp(`[${marks}]`, "g");

/** A word as the index writes it. @param {string} word */
export const fold = (word) =>
  word
    .replace(/(?<=\d),(?=\d)/g, "")
    .replace(foldable, (c) => c.toLowerCase().normalize(c < "\u2000" ? "NFD" : "NFKD"))
    .replace(dropped, "")
    .replace(/[’＇]/g, "'");

/**
 * @typedef {object} Token
 * @property {string} whole - folded
 * @property {string} word  - without possessive 's
 * @property {string} stem  - "" for a stop word
 * @property {number} start
 * @property {number} end
 */

/** @type {Map<string, Pick<Token, "whole" | "word" | "stem"> & {length: number}>} */
const known = new Map();

/** What a word is to the index. Kept, for ten snippets at each keystroke have many words. @param {string} match */
function read(match) {
  let found = known.get(match);
  if (!found) {
    const cut = match.slice(0, 64).replace(/['’＇]$/, ""),
      whole = fold(cut),
      word = whole.replace(/'s$/, "");
    found = { whole, word, stem: stopWords.has(word) ? "" : stem(word), length: cut.length };
    if (known.size > 9999) known.clear();
    known.set(match, found);
  }
  return found;
}

/** @param {string} text @returns {Token[]} */
export function tokensOf(text) {
  let at = 0;
  // Faster than matchAll, and as true: nothing between two words could begin one.
  return (text.match(words) ?? []).map((match) => {
    const start = text.indexOf(match, at),
      { whole, word, stem, length } = read(match);
    at = start + match.length;
    return { whole, word, stem, start, end: start + length };
  });
}

/**
 * @typedef {{word: string, stem: string, first: number, last: number, apart?: string}} Joined - a word that joins
 *   tokens, from first to last; apart if the question has a space between them, and more than a
 *   letter before it
 *
 * Words that a hyphen or dot parts in a text, and numbers with a space between them, as search/analysis/joins.go joins
 * them: "gov.uk" is "govuk", too.
 * @param {string} text @param {Token[]} tokens
 */
export function joinsOf(text, tokens) {
  /** @type {Joined[]} */
  const joins = [];
  /** @param {number} first @param {number} last */
  const join = (first, last) => {
    const word = tokens
      .slice(first, last + 1)
      .map((t) => t.whole)
      .join("")
      .replace(/'s$/, "");
    if (
      [...text.slice(tokens[first].start, tokens[last].end)].length - last + first < 65 &&
      !stopWords.has(word)
    )
      joins.push({ word, stem: stem(word), first, last });
  };
  for (let first = 0, n = 1; n <= tokens.length; n++) {
    if (
      tokens[n] &&
      /^\d[ \xa0]\d$|^(?!\d.\d).[-.‐‑].$/s.test(text.slice(tokens[n - 1].end - 1, tokens[n].start + 1))
    )
      join(n - 1, n);
    else {
      if (n - first > 2 && n - first < 7) join(first, n - 1);
      first = n;
    }
  }
  return joins;
}

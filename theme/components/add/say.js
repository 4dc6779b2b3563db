// @ts-check
// The sentences of findings, as internal/rules has them, and what was probably meant.

import { digits, fill, plural } from "../find/dom.js";

/**
 * Fills the gaps of a sentence: {name} as it is, {"name"} in quotes.
 * @param {string} sentence
 * @param {Record<string, string>} put
 */
export function filled(sentence, put) {
  const values = { ...put };
  for (const name in put) values[`"${name}"`] = quote(put[name]);
  return fill(sentence, values).join("");
}

/**
 * A sentence about a number, in the form that the page's language wants.
 * @param {Record<string, string>} words
 * @param {string} name
 * @param {number} n
 */
export const counted = (words, name, n) =>
  fill(words[`${name}.${plural.select(n)}`] ?? words[`${name}.other`], { n: digits.format(n) }).join("");

/** @type {Record<string, string>} */
const short = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  '"': '\\"',
  "\\": "\\\\",
};

/** A text in quotes, as Go's strconv.Quote writes it. @param {string} text */
export function quote(text) {
  let out = "";
  for (const c of text) {
    const code = c.codePointAt(0) ?? 0;
    if (short[c]) out += short[c];
    else if (c === " " || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(c)) out += c;
    else if (code < 0x80) out += `\\x${code.toString(16).padStart(2, "0")}`;
    else
      out +=
        code < 0x10000
          ? `\\u${code.toString(16).padStart(4, "0")}`
          : `\\U${code.toString(16).padStart(8, "0")}`;
  }
  return `"${out}"`;
}

/** "a, b and c" @param {string[]} words @param {string} and */
export const listed = (words, and) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${and} ${words[words.length - 1]}`;

/** Gives fields, words and rules that go without one their name as a label or code. @param {import("./check.js").Rules} all @param {string} type */
export function label({ lists, types, groups, rules }, type) {
  for (const name in rules) rules[name][0] ||= name;
  const readable = (/** @type {string} */ name) => name[0].toUpperCase() + name.slice(1).replaceAll("-", " ");
  for (const one of Object.values(lists).flat()) one.label ??= readable(one.value);
  for (const one of [types[type].fields, ...Object.values(groups)].flat()) one.label ??= readable(one.name);
}

/** What people vary without meaning to. Go's lower case takes one letter for one. @param {string} text */
const fold = (text) => [...text].map((c) => ("_ ".includes(c) ? "-" : [...c.toLowerCase()][0]));

/**
 * The candidate that a word is a misspelling of: at most a third of its letters are wrong, and no
 * other is as near. The same as internal/suggest.
 * @param {string} word
 * @param {string[]} candidates
 * @returns {string | undefined}
 */
export function nearest(word, candidates) {
  const mine = fold(word);
  let distance = mine.length < 3 ? 1 : Math.floor(mine.length / 3) + 1;
  let best = "";
  let tied = false;
  for (const candidate of candidates) {
    const d = apart(mine, fold(candidate), distance);
    if (d < distance || (d === distance && best === "")) {
      [best, distance, tied] = [candidate, d, false];
    } else if (d === distance && candidate !== best) tied = true;
  }
  return best && !tied ? best : undefined;
}

/**
 * Optimal string alignment distance, or more than limit, as in internal/suggest.
 * @param {string[]} a
 * @param {string[]} b
 * @param {number} limit
 */
export function apart(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = new Array(b.length + 1).fill(0);
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  let row = new Array(b.length + 1).fill(0);
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > limit) return limit + 1;
    [before, last, row] = [last, row, before];
  }
  return last[b.length];
}

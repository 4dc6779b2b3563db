// @ts-check
// English: the one module that knows a language. Another language is another module with these three:
// stopWords, weakTerms and stem.

import { stopWords, weakTerms } from "./lists.js";

export { stopWords, weakTerms };

// Porter's stemmer as Bleve runs it (blevesearch/go-porterstemmer), slips included: a suffix counts
// only if something stands before it. M. F. Porter, "An algorithm for suffix stripping" (1980).

const vowels = /[aeiou]/;

/** Consonants and vowels of a word as "c" and "v". A y after a consonant is a vowel. @param {string} s */
function shape(s) {
  let out = "";
  for (const [i, c] of [...s].entries())
    out += vowels.test(c) || (c === "y" && i > 0 && out[i - 1] === "c") ? "v" : "c";
  return out;
}

/** How often a vowel is followed by a consonant. @param {string} s */
const measure = (s) => shape(s).match(/v+c+/g)?.length ?? 0;
/** @param {string} s */
const endsShort = (s) => /cvc$/.test(shape(s)) && !/[wxy]$/.test(s);

/**
 * Replaces the first suffix that fits, if what is left measures more than least.
 * Rules are "suffix:replacement"; one that fits ends the search, replaced or not.
 * @param {string} s @param {string[]} rules @param {number} least
 */
function replace(s, rules, least) {
  for (const rule of rules) {
    const [suffix, by] = rule.split(":");
    if (s.length > suffix.length && s.endsWith(suffix)) {
      const left = s.slice(0, -suffix.length);
      return measure(left) > least && (suffix !== "ion" || /[st]$/.test(left)) ? left + (by ?? "") : s;
    }
  }
  return s;
}

const step2 = (
  "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous " +
  "ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log"
).split(" ");
const step3 = "icate:ic ative alize:al iciti:ic ical:ic ful ness".split(" ");
const step4 = "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize".split(" ");

/** The stem of a folded word. @param {string} word */
export const stem = (word) => ([...word].length < 3 ? word : stemLong(word));

/** @param {string} s */
function stemLong(s) {
  if (/.s$/.test(s)) s = s.replace(/(?<=.ss)es$|(?<=.i)es$|(?<=[^s])s$/, "");
  const past = s.match(/^(.+?)(eed|ed|ing)$/);
  if (past) {
    const [, left, suffix] = past;
    if (suffix === "eed") {
      if (measure(left) > 0) s = left + "ee";
    } else if (/v/.test(shape(left))) {
      if (/.(at|bl|iz)$/.test(left)) s = left + "e";
      else if (/([^aeioulsz])\1$/.test(left) && shape(left).endsWith("c")) s = left.slice(0, -1);
      else s = measure(left) === 1 && endsShort(left) ? left + "e" : left;
    }
  }
  if (s.length > 1 && s.endsWith("y") && /v/.test(shape(s.slice(0, -1)))) s = s.slice(0, -1) + "i";
  s = replace(replace(replace(s, step2, 0), step3, 0), step4, 1);
  if (s.endsWith("e")) {
    const left = s.slice(0, -1),
      m = measure(left);
    if (m > 1 || (m === 1 && !endsShort(left))) s = left;
  }
  if (/.ll$/.test(s) && measure(s.slice(0, -1)) > 1) s = s.slice(0, -1);
  return s;
}

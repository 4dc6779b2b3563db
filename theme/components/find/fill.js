// @ts-check
// How scripts say a sentence of theme/strings: its gaps filled, in the form that a number wants. The
// generator does the same in internal/messages.

/** @typedef {Record<string, string>} Forms  a phrase by plural category, "other" always */

/**
 * A phrase with what belongs in its gaps: fill("Search for “{query}”", { query: "bins" }).
 * @template Child
 * @param {string} phrase
 * @param {Record<string, Child>} values
 * @returns {(Child | string)[]}
 */
export function fill(phrase, values) {
  return phrase.split(/\{(\w+)\}/).map((part, i) => (i % 2 ? (values[part] ?? "") : part));
}

// Made once: a keystroke writes dozens of numbers.
const language = globalThis.document?.documentElement.lang || "en";
export const digits = new Intl.NumberFormat(language);
const plural = new Intl.PluralRules(language);

/**
 * A phrase about a number, in the form that the page's language wants.
 * @param {Forms} forms
 * @param {number} n
 * @param {Record<string, string>} [values]
 * @returns {string}
 */
export function count(forms, n, values) {
  const phrase = forms[plural.select(n)] ?? forms.other;
  return fill(phrase, { ...values, n: digits.format(n) }).join("");
}

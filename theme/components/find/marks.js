// @ts-check
// Which words of a hit to mark, and its type in words: for suggestions and results alike. Knows no page.

/** @typedef {import("./ask.js").Hit} Hit */
/** @typedef {import("./ask.js").Part} Part */

/**
 * The name of a facet's value for people. A facet counts all values of an answer, so it names them.
 * @param {import("./ask.js").Result["facets"]} facets
 * @param {string} value
 * @param {string} [facet]
 * @returns {string}
 */
export function nameOf(facets, value, facet = "type") {
  return facets[facet]?.find((one) => one.value === value)?.label ?? value;
}

/**
 * What a hit is, in words: its type, and the library that it comes from if that is another.
 * @param {import("./ask.js").Result["facets"]} facets
 * @param {Hit} hit
 * @returns {string}
 */
export function kindOf(facets, { type, from }) {
  return nameOf(facets, type) + (from ? ` · ${nameOf(facets, from, "from")}` : "");
}

const word = /[\p{L}\p{M}\p{N}]+/gu;
// Marking these in titles would be noise. A library in another language loses nothing else by it.
const small =
  /^(..?|the|and|are|but|can|for|from|how|not|that|this|was|what|when|where|who|why|will|with|you|your)$/;

/** @param {string} text */
const plain = (text) => text.toLowerCase().replace(/(...)s$/, "$1");

/**
 * The words to mark in titles. The engine marks snippets only, yet what it marks there tells us
 * which words it took for the query's: stems, synonyms and repaired spellings among them.
 * @param {string} query
 * @param {Hit[]} hits
 * @returns {Set<string>}
 */
export function wordsToMark(query, hits) {
  const words = (query.match(word) ?? []).filter((w) => !small.test(w.toLowerCase()));
  for (const hit of hits)
    for (const part of hit.snippet) if (part.mark) words.push(...(part.text.match(word) ?? []));
  return new Set(words.map(plain));
}

/**
 * A title in parts, those words marked. Joined, the parts are the title again.
 * @param {string} title
 * @param {Set<string>} words
 * @param {string} [begun]  the beginning of a word that is still being typed
 * @returns {Part[]}
 */
export function markTitle(title, words, begun = "") {
  const start = begun.toLowerCase();
  /** @type {Part[]} */
  const parts = [];
  let end = 0;
  for (const match of title.matchAll(word)) {
    const text = match[0];
    // Not simply text.slice(0, start.length): lower case may be longer than the word.
    if (!words.has(plain(text)) && !(start.length > 1 && text.toLowerCase().startsWith(start))) continue;
    if (match.index > end) parts.push({ text: title.slice(end, match.index), mark: false });
    parts.push({ text, mark: true });
    end = match.index + text.length;
  }
  if (end < title.length) parts.push({ text: title.slice(end), mark: false });
  return parts;
}

/**
 * The word that is still being typed: the last one, unless something follows it.
 * @param {string} query
 * @returns {string}
 */
export function begunWord(query) {
  const last = query.match(word)?.at(-1) ?? ""; // "…+$" would try every letter of a long paste as a beginning
  return query.endsWith(last) ? last : "";
}

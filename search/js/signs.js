// @ts-check
// The pages of the site that a query names, as in search/signs.go.

import { text } from "./bytes.js";
import { mostPlaces } from "./weights.js";

/**
 * @typedef {{title: string, url: string}} Place
 * @typedef {[terms: string[], alone: 0 | 1, url: string, title: string]} Sign
 */

/** @param {import("./store.js").Store} store @returns {Promise<Sign[]>} */
export const signsOf = (store) => store.file("signs", (body) => JSON.parse(text(body.data)));

/** @param {Sign[]} signs @param {import("./tokens.js").Token[]} tokens - of the query @returns {Place[]} */
export function placesOf(signs, tokens) {
  const stems = tokens.flatMap((t) => t.stem || []),
    asked = new Set(stems[0] ? stems : tokens.map((t) => t.word));
  const found = signs.filter(
    ([terms, alone]) => (!alone || asked.size === terms.length) && terms.every((term) => asked.has(term)),
  );
  return [...new Map(found.map(([, , url, title]) => [url, { title, url }])).values()].slice(0, mostPlaces);
}

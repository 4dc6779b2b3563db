// @ts-check
// Adding up what terms give to documents.

import { hash } from "./bytes.js";
import { pairOf, termOf } from "./index.js";
import { asked, exactBonus, surfaceShare } from "./weights.js";

/**
 * @typedef {{term: import("./postings.js").Term, rest: Uint8Array, weight: number}} LongList
 * @typedef {object} Scored
 * @property {Int32Array} scores - of every document, without what long lists give
 * @property {number[]} found - documents that have one
 * @property {LongList[]} long - lists of a large library that are yet to be read
 *
 * @param {import("./plan.js").Plan} plan @param {import("./store.js").Store} store
 * @returns {Promise<Scored>}
 */
export async function scoresOf(plan, store) {
  const scores = new Int32Array(store.documents),
    names = new Set(plan.exact.map((name) => hash(name)));
  /** @type {Set<number>} */
  const exact = new Set();
  /** @param {Uint32Array} docs @param {number} score */
  const give = (docs, score) => {
    for (const doc of docs) scores[doc] += score;
  };
  // A quarter of a word's weight is its form's, if the index has that: see search/store/surface.go.
  const words = [...plan.terms, ...plan.anchors.map((word) => /** @type {const} */ ([word, [0, ""]]))];
  const [terms, pairs] = await Promise.all([
    Promise.all(
      words.map(async ([stem, [weight, word]]) => {
        const form = await termOf(store, stem + "!" + word),
          share = form ? weight / surfaceShare : 0;
        return /** @type {const} */ ([
          [await termOf(store, stem), weight - share],
          [form, share],
          [await termOf(store, stem + "!"), weight], // where the word stands as two
        ]);
      }),
    ),
    Promise.all(plan.pairs.map((pair) => pairOf(store, pair))),
  ]);
  /** @type {LongList[]} */
  const long = [];
  for (const [term, weight] of terms.flat()) {
    if (store.long && term?.rest) long.push({ term, rest: term.rest, weight });
    else for (const [impact, docs] of term?.groups ?? []) give(docs, impact * weight);
    for (const [name, doc] of term?.exact ?? []) if (names.has(name)) exact.add(doc);
  }
  for (const pair of pairs) if (pair) give(pair[1], pair[0] * asked);
  for (const doc of exact) scores[doc] += exactBonus;
  const found = [];
  for (let doc = 0; doc < scores.length; doc++) if (scores[doc]) found.push(doc);
  return { scores, found, long };
}

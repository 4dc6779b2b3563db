// @ts-check
// Adding up what terms give to documents, and putting the documents in order.

import { hash } from "./bytes.js";
import { pairOf, termOf } from "./index.js";
import { asked } from "./plan.js";

/** Puts a document whose whole name is the question before all others, as in search/rank.go. */
const exactBonus = 1 << 22;

/**
 * @typedef {{term: import("./index.js").Term, rest: Uint8Array, weight: number}} LongList
 * @typedef {object} Scored
 * @property {Int32Array} scores - of every document, without what long lists give
 * @property {number[]} found - documents that have one
 * @property {LongList[]} long - lists of a vast library that are yet to be read
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
  // A quarter of a word's weight is its form's, if the index has that: see search/forms.go.
  const words = [...plan.terms, ...plan.anchors.map((word) => /** @type {const} */ ([word, [0, ""]]))];
  const [terms, pairs] = await Promise.all([
    Promise.all(
      words.map(async ([stem, [weight, word]]) => {
        const form = await termOf(store, stem + "!" + word),
          share = form ? weight / 4 : 0;
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
    if (term?.rest) long.push({ term, rest: term.rest, weight });
    else for (const [impact, docs] of term?.groups ?? []) give(docs, impact * weight);
    for (const [name, doc] of term?.exact ?? []) if (names.has(name)) exact.add(doc);
  }
  for (const pair of pairs) if (pair) give(pair[1], pair[0] * asked);
  for (const doc of exact) scores[doc] += exactBonus;
  const found = [];
  for (let doc = 0; doc < scores.length; doc++) if (scores[doc]) found.push(doc);
  return { scores, found, long };
}

/**
 * The documents on the page asked for: greatest score first, equals in order of id, which is the
 * order of their numbers; with dates, newest first before that.
 * @param {number[]} docs @param {Int32Array} scores @param {number[] | null} dates @param {number} from @param {number} to
 */
export function best(docs, scores, dates, from, to) {
  if (dates)
    return docs.sort((a, b) => dates[b] - dates[a] || scores[b] - scores[a] || a - b).slice(from, to);
  // One number for score and document sorts without a function. Most documents never come near the
  // best, so few are sorted: a keystroke feels it.
  const n = scores.length,
    keys = new Float64Array(Math.min(docs.length, 2 * to + 64));
  let held = 0,
    last = Infinity;
  for (const doc of docs) {
    const key = doc - scores[doc] * n;
    if (key >= last) continue;
    keys[held++] = key;
    if (held < keys.length) continue;
    keys.sort();
    held = Math.min(to, held);
    last = keys[held - 1];
  }
  return Array.from(keys.subarray(0, held).sort().subarray(from, to), (key) => ((key % n) + n) % n);
}

// @ts-check
// What the exported index holds: postings, words, facets and documents, each read from its files.

import { hash, text } from "./bytes.js";

/**
 * Postings of one term, as search/encode.go writes them.
 * @typedef {object} Term
 * @property {[hash: number, doc: number][]} exact - whole names that this term stands for
 * @property {[impact: number, docs: Uint32Array][]} groups - documents of equal impact, greatest first
 */

/** An impact from its code: five significant bits. @param {number} code */
const impactOf = (code) => (code < 32 ? code : ((code & 15) + 16) << ((code >> 4) - 1));

/** @param {import("./bytes.js").Bytes} body @param {number} documents @returns {Map<string, Term>} */
function readTerms(body, documents) {
  const terms = new Map();
  while (body.more) {
    const word = body.word(), end = body.int() + body.at;
    const exact = Array.from({ length: body.int() }, () => [body.int(), body.int()]);
    let code = 0;
    const heads = Array.from({ length: body.int() }, () => [impactOf(code = Math.abs(code - body.int())), body.int()]);
    const lists = body.lists(heads.map((head) => head[1]), documents);
    terms.set(word, { exact, groups: heads.map(([impact], i) => [impact, lists[i]]) });
    body.at = end;
  }
  return terms;
}

/** @param {import("./store.js").Store} store @param {string} stem @returns {Promise<Term | undefined>} */
export async function termOf(store, stem) {
  const [name] = await store.shards("t", stem, stem);
  if (name) return (await store.file(name, readTerms)).get(stem);
}

/** @param {import("./bytes.js").Bytes} body @param {number} documents @returns {Map<number, [impact: number, docs: Uint32Array]>} */
function readPairs(body, documents) {
  const pairs = new Map();
  for (let h = 0; body.more;) pairs.set(h += body.int(), [impactOf(body.int()), body.lists([body.int()], documents)[0]]);
  return pairs;
}

/** Where two terms, "first second", follow each other. @param {import("./store.js").Store} store @param {string} pair */
export async function pairOf(store, pair) {
  const h = hash(pair);
  return store.buckets ? (await store.file("p" + (h % store.buckets), readPairs)).get(h) : undefined;
}

/** @param {import("./bytes.js").Bytes} body */
function readWords(body) {
  /** @type {import("./repair.js").Entry[]} */
  const entries = [];
  while (body.more) entries.push({ word: body.word(), df: body.int() });
  return entries;
}

/** Words of the index that begin so. @param {import("./store.js").Store} store @param {string} start */
export async function wordsFrom(store, start) {
  return (await Promise.all((await store.shards("w", start)).map((name) => store.file(name, readWords)))).flat();
}

/** Words of the index that end so. @param {import("./store.js").Store} store @param {string} end */
export async function wordsTo(store, end) {
  /** @param {string} word */
  const reverse = (word) => [...word].reverse().join("");
  const shards = await Promise.all((await store.shards("r", reverse(end))).map((name) => store.file(name, readWords)));
  return shards.flat().map(({ word, df }) => ({ word: reverse(word), df }));
}

/**
 * @typedef {{facet: string, values: {value: string, label: string, docs: number[]}[]}} Column
 * @param {import("./store.js").Store} store @returns {Promise<Column[]>}
 */
export const facetsOf = (store) => store.file("facets", (body, documents) => {
  const length = body.int();
  /** @type {[facet: string, dense: number, values: [value: string, label: string][]][]} */
  const head = JSON.parse(text(body.data.subarray(body.at, body.at += length)));
  return head.map(([facet, dense, labels]) => {
    /** @type {Column["values"]} */
    const values = labels.map(([value, label]) => ({ value, label: label || value, docs: [] }));
    if (dense) for (let doc = 0; doc < documents; doc++) values[body.data[body.at++] - 1]?.docs.push(doc);
    else for (const v of values) v.docs = [...body.lists([body.int()], documents)[0]];
    return { facet, values };
  });
});

/** For each document how new it is among all. @param {import("./store.js").Store} store */
export const datesOf = (store) => store.file("dates", (body, documents) => Array.from({ length: documents }, () => body.int()));

/** What a hit shows. @param {import("./store.js").Store} store @param {number} doc @returns {Promise<string[]>} */
export async function recordOf(store, doc) {
  const group = await store.file("d" + Math.floor(doc / store.group), (body) => JSON.parse(text(body.data)));
  return group[doc % store.group];
}

// @ts-check
// What the exported index holds: postings, words, facets and documents, each read from its files.

import { hash, text } from "./bytes.js";
import { impactOf, readGroups } from "./postings.js";
import { fold } from "./tokens.js";

/** @typedef {import("./postings.js").Group} Group */
/** @typedef {import("./postings.js").Term} Term */
/** @typedef {import("./vocabulary.js").Entry} Entry */

/** @param {import("./bytes.js").Bytes} body @param {number} documents @returns {Map<string, Term>} */
function readTerms(body, documents) {
  const terms = new Map();
  for (let number = body.int(); body.more; number++) {
    const word = body.word(),
      end = body.int() + body.at;
    const exact = body.list(() => [body.int(), body.int()]);
    const groups = readGroups(body, documents);
    terms.set(word, { number, exact, groups, rest: body.at < end && body.data.subarray(body.at, end) });
    body.at = end;
  }
  return terms;
}

/** @param {import("./store.js").Store} store @param {string} stem @returns {Promise<Term | undefined>} */
export async function termOf(store, stem) {
  const [name] = await store.shards("t", stem, stem);
  if (name) return (await store.file(name, readTerms)).get(stem);
}

/** @param {import("./bytes.js").Bytes} body @param {number} documents @returns {Map<number, Group>} */
function readPairs(body, documents) {
  const pairs = new Map();
  for (let h = 0; body.more; )
    pairs.set((h += body.int()), [impactOf(body.int()), body.lists([body.int()], documents)[0]]);
  return pairs;
}

/** Where two terms, "first second", follow each other. @param {import("./store.js").Store} store @param {string} pair */
export async function pairOf(store, pair) {
  const h = hash(pair);
  return store.buckets ? (await store.file("p" + (h % store.buckets), readPairs)).get(h) : undefined;
}

/** @param {import("./bytes.js").Bytes} body */
function readWords(body) {
  /** @type {Entry[]} */
  const entries = [];
  // Real words are that long at most; with a forged one the stemmer would not come to an end.
  while (body.more) {
    const word = body.word().slice(0, 64),
      n = body.int();
    entries.push({ word, df: n >> 1, named: n & 1 });
  }
  return entries;
}

/**
 * Words of the index that begin so; from the files "r", those that end so, reversed.
 * @param {import("./store.js").Store} store @param {string} start @param {"w" | "r"} kind
 */
export async function wordsFrom(store, start, kind = "w") {
  const shards = await Promise.all(
    (await store.shards(kind, start)).map((name) => store.file(name, readWords)),
  );
  return shards.length === 1 ? shards[0] : shards.flat();
}

/**
 * In a large library the documents of values have files of their own, and docs are none at first.
 * @typedef {{value: string, label: string, folded: string, docs: number[]}} Value
 * @typedef {{facet: string, values: Value[]}} Column
 * @param {import("./store.js").Store} store @returns {Promise<Column[]>}
 */
export const facetsOf = (store) =>
  store.file("facets", (body, documents) => {
    const length = body.int();
    /** @type {[facet: string, form: number, values: [value: string, label: string][]][]} */
    const head = JSON.parse(text(body.data.subarray(body.at, (body.at += length))));
    return head.map(([facet, form, labels]) => {
      /** @type {Column["values"]} */
      const values = labels.map(([value, label]) => ({
        value,
        label: label || value,
        folded: fold(value),
        docs: [],
      }));
      if (form === 1)
        for (let doc = 0; doc < documents; doc++) values[body.data[body.at++] - 1]?.docs.push(doc);
      else if (!form) for (const v of values) v.docs = [...body.lists([body.int()], documents)[0]];
      return { facet, values };
    });
  });

/** For each document how new it is among all. @param {import("./store.js").Store} store */
export const datesOf = (store) =>
  store.file("dates", (body, documents) => Array.from({ length: documents }, () => body.int()));

/** What a hit shows. @param {import("./store.js").Store} store @param {number} doc @returns {Promise<string[]>} */
export async function recordOf(store, doc) {
  const group = await store.file("d" + Math.floor(doc / store.group), (body) => JSON.parse(text(body.data)));
  return group[doc % store.group];
}

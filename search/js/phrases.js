// @ts-check
// Which documents have the phrases of a query. Few questions have any, so the engine imports this when
// one has; what it needs of the engine it is given.

import { phrasesOf, wanted } from "./clauses.js";

export { phrasesOf, wanted };

/**
 * @typedef {import("./clauses.js").Phrase} Phrase
 * @typedef {import("./store.js").Store} Store
 * @typedef {{Bytes: typeof import("./bytes.js").Bytes, Shards: typeof import("./store.js").Shards, termOf: typeof import("./index.js").termOf, text: typeof import("./bytes.js").text}} Engine
 * @typedef {(doc: number, lists: Map<number, number>) => boolean} Demand
 *
 * Whether a document has every phrase that it must have, and none that it must not; and whether that is
 * exact. In a large library lists are the long ones that the document is in.
 * @param {Phrase[]} phrases @param {Store} store @param {Engine} engine @returns {Promise<{demand: Demand, exact: boolean}>}
 */
export async function demandOf(phrases, store, engine) {
  const body = await store.file("places", (body) => body),
    { documents } = store;
  if (!body.data.length) return { demand: await placeless(phrases, store, engine), exact: false };
  // Places are numbers in the whole library: each document begins where the room of the one before ends.
  const bases = new Float64Array(documents + 1);
  body.at = 0;
  for (let doc = 0; doc < documents; doc++) bases[doc + 1] = bases[doc] + 256 * body.int();
  const shards = new engine.Shards(engine.text(body.data.subarray(body.at)));
  return { demand: await placed(phrases, store, { bases, shards }, engine), exact: true };
}

/**
 * By where words stand, as search/places.go writes it.
 * @param {Phrase[]} phrases @param {Store} store @param {{bases: Float64Array, shards: import("./store.js").Shards}} places @param {Engine} engine @returns {Promise<Demand>}
 */
async function placed(phrases, store, { bases, shards }, { termOf }) {
  /** @param {string} stem @returns {Promise<Uint32Array>} */
  const placesOf = async (stem) => {
    const [n] = shards.from(stem, stem);
    const terms =
      n === undefined
        ? new Map()
        : await store.file("o" + n, (body) => {
            const terms = new Map();
            while (body.more) {
              const word = body.word(),
                end = body.int() + body.at;
              terms.set(word, body.lists([body.int()], bases[store.documents])[0]);
              body.at = end;
            }
            return terms;
          });
    return terms.get(stem) ?? [];
  };
  /** The documents that have any of these, which the query has fetched already. @param {string[]} stems */
  const anyOf = async (stems) =>
    new Set(
      (await Promise.all(stems.map((stem) => termOf(store, stem)))).flatMap(
        (term) => term?.groups.flatMap(([, docs]) => [...docs]) ?? [],
      ),
    );
  const has = await Promise.all(
    phrases.map(async ({ slots }) => {
      // Of words that no document has together, no places are fetched.
      const sets = await Promise.all(slots.map(([, stems]) => anyOf(stems)));
      if (![...sets[0]].some((doc) => sets.every((set) => set.has(doc)))) return new Set();
      const lists = await Promise.all(
        slots.map(
          async ([offset, stems]) => /** @type {const} */ ([offset, await Promise.all(stems.map(placesOf))]),
        ),
      );
      /** @type {Set<number> | undefined} */
      let starts;
      for (const [offset, places] of lists) {
        const here = new Set();
        for (const list of places)
          for (const place of list) if (!starts || starts.has(place - offset)) here.add(place - offset);
        starts = here;
      }
      const docs = new Set();
      let doc = 0;
      for (const place of [...(starts ?? [])].sort((a, b) => a - b)) {
        while (bases[doc + 1] <= place) doc++;
        docs.add(doc);
      }
      return docs;
    }),
  );
  return (doc) => phrases.every(({ without }, i) => has[i].has(doc) !== without);
}

/**
 * In a library too large for its index to say where words stand, a document must have all words of a
 * phrase, and is left out if it has all of one that it must not.
 * @param {Phrase[]} phrases @param {Store} store @param {Engine} engine @returns {Promise<Demand>}
 */
async function placeless(phrases, store, { Bytes, termOf }) {
  const has = new Map(
    await Promise.all(
      phrases
        .flatMap(({ slots }) => slots.flatMap(([, stems]) => stems))
        .map(async (stem) => {
          const term = await termOf(store, stem);
          const rest = new Bytes(term?.rest ?? new Uint8Array()),
            [, list] = [rest.int(), rest.int()]; // as approximate.js reads it
          return /** @type {const} */ ([
            stem,
            { list: term?.rest && list, docs: new Set(term?.groups.flatMap(([, docs]) => [...docs])) },
          ]);
        }),
    ),
  );
  return (doc, lists) =>
    phrases.every(
      ({ slots, without }) =>
        slots.every(([, stems]) =>
          stems.some((stem) => {
            const { list, docs } = has.get(stem) ?? {};
            return docs?.has(doc) || (list !== undefined && lists.has(list));
          }),
        ) !== without,
    );
}

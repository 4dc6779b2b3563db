// @ts-check
// Which documents have the phrases of a query. Few questions have any, so the engine imports this when
// one has; what it needs of the engine it is given.

import { phrasesOf, wanted } from "./clauses.js";

export { phrasesOf, wanted };

/**
 * @typedef {import("./clauses.js").Phrase} Phrase
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./bytes.js").Bytes} Bytes
 * @typedef {{Bytes: typeof import("./bytes.js").Bytes, termOf: typeof import("./index.js").termOf}} Engine
 * @typedef {(doc: number, lists: Map<number, number>) => boolean} Demand
 *
 * Whether a document has every phrase that it must have, and none that it must not; and whether that is
 * exact. In a large library lists are the long ones that the document is in.
 * @param {Phrase[]} phrases @param {Store} store @param {Engine} engine @returns {Promise<{demand: Demand, exact: boolean}>}
 */
export async function demandOf(phrases, store, engine) {
  // How many places a document takes, in the mean, or 0 if the index does not say where words stand; and how many
  // documents two words have together whose places are all read.
  const [, , , room, rare] = store.numbers;
  if (!room) return { demand: await placeless(phrases, store, engine), exact: false };
  const has = await Promise.all(
    phrases.map((phrase) => new Placed(store, engine, room, rare).documentsOf(phrase)),
  );
  return { demand: (doc) => phrases.every(({ without }, i) => has[i].has(doc) !== without), exact: true };
}

/**
 * A term of a query: its number, the documents that say it themselves, and files of what is near it.
 * @typedef {{stem: string, number: number, docs: Set<number>, first: number, files: number}} Own
 */

// A document and a place in it are one number.
const width = 2 ** 26;
/** How far apart words are that have a list, as in search/export/nextwords.go. */
const mostApart = 4;

/** Where words stand, as search/export/nextwords.go writes it. */
class Placed {
  /** @param {Store} store @param {Engine} engine @param {number} room @param {number} rare */
  constructor(store, engine, room, rare) {
    this.store = store;
    this.engine = engine;
    this.room = room;
    this.rare = rare;
  }

  /** @param {Phrase} phrase */
  async documentsOf({ slots }) {
    const terms = await Promise.all(
      slots.map(async ([, stems]) => Promise.all(stems.map((stem) => this.own(stem)))),
    );
    const sets = terms.map((any) => new Set(any.flatMap(({ docs }) => [...docs])));
    // Of words that no document has together, no places are fetched.
    if (!sets[1] || ![...sets[0]].some((doc) => sets.every((set) => set.has(doc))))
      return sets[1] ? new Set() : sets[0];
    // Each word and the next one. All places of words are read last, if anything is left.
    const links = slots.slice(1).map(([offset], i) => {
      const [before] = slots[i],
        apart = offset - before,
        pairs = terms[i].flatMap((a) => terms[i + 1].map((b) => /** @type {const} */ ([a, b])));
      return { before, apart, pairs, whole: pairs.some(([a, b]) => !this.listed(a, b, apart)) };
    });
    /** @type {number[] | undefined} */
    let starts;
    for (const last of [false, true]) {
      const found = await Promise.all(
        links
          .filter(({ whole }) => whole === last && starts?.length !== 0)
          .map(async ({ before, apart, pairs }) => {
            const lists = await Promise.all(pairs.map(([a, b]) => this.near(a, b, apart)));
            return new Set(lists.flat().map((place) => place - before));
          }),
      );
      for (const link of found) starts = (starts ?? [...link]).filter((start) => link.has(start));
    }
    return new Set(starts?.map((start) => Math.floor(start / width)));
  }

  /** Whether where they stand so is a list. @param {Own} a @param {Own} b @param {number} apart */
  listed(a, b, apart) {
    return apart <= mostApart && a.docs.size + b.docs.size > this.rare * apart;
  }

  /** @param {string} stem @returns {Promise<Own>} */
  async own(stem) {
    const term = await this.engine.termOf(this.store, stem),
      rest = new this.engine.Bytes(term?.rest || new Uint8Array()),
      docs = new Set(term?.groups.flatMap(([, docs]) => [...docs])),
      others = rest.more && rest.int();
    if (others) for (const doc of rest.lists([others], this.store.documents)[0]) docs.delete(doc);
    else if (others === 0 && !rest.more) docs.clear(); // all have it by its synonyms
    const [first, files] = rest.more ? [rest.int(), rest.int()] : [0, 0];
    return { stem, number: term?.number ?? 0, docs, first, files };
  }

  /** Where the first of two terms stands so far before the second. @param {Own} a @param {Own} b @param {number} apart */
  async near(a, b, apart) {
    if (!a.docs.size || !b.docs.size) return [];
    if (!this.listed(a, b, apart)) {
      const [first, second] = await Promise.all([this.places(a), this.places(b)]),
        after = new Set(second);
      return first.filter((place) => after.has(place + apart));
    }
    const [anchor, other, before] = a.docs.size < b.docs.size ? [b, a, 1] : [a, b, 0],
      { first, files } = anchor;
    if (!files) return [];
    const lists = await this.store.file(`q${first + (other.number % files)}`, (body) => {
      let key = 0;
      const heads = body.list(() => [(key += body.int()), body.int(), body.int()]);
      return new Map(this.read(body, heads).map((list, i) => [heads[i][0], list]));
    });
    return lists.get((Math.floor(other.number / files) * mostApart + apart - 1) * 2 + before) ?? [];
  }

  /** All places of a term. @param {Own} term */
  async places({ stem, number }) {
    const [name] = await this.store.shards("t", stem, stem);
    const { first, bodies } = await this.store.file(name.replace("t", "o"), (body) => {
      const first = body.int(),
        bodies = [];
      while (body.more) {
        const end = body.int() + body.at;
        bodies.push(body.data.subarray(body.at, end));
        body.at = end;
      }
      return { first, bodies };
    });
    const body = new this.engine.Bytes(bodies[number - first] ?? new Uint8Array(2));
    return this.read(body, [[0, body.int(), body.int()]])[0];
  }

  /**
   * Lists of places, each by its key, the number of its documents, and of places beyond one in each.
   * @param {Bytes} body @param {number[][]} heads
   */
  read(body, heads) {
    const docs = body.lists(
        heads.map(([, n]) => n),
        this.store.documents,
      ),
      counts = heads.map(([, n, more], i) =>
        more
          ? body.lists([n], n + more)[0].map((end, i, ends) => end - (i ? ends[i - 1] : -1))
          : docs[i].map(() => 1),
      ),
      places = body.lists(
        counts.flatMap((of) => [...of]),
        this.room,
      );
    let n = 0;
    return docs.map((list) =>
      [...list].flatMap((doc) => Array.from(places[n++] ?? [], (at) => doc * width + at)),
    );
  }
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
          const rest = new Bytes(term?.rest || new Uint8Array()),
            [, list] = [rest.int(), rest.int()]; // as approximate.js reads it
          return /** @type {const} */ ([
            stem,
            {
              list: term?.rest ? list : undefined,
              docs: new Set(term?.groups.flatMap(([, docs]) => [...docs])),
            },
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

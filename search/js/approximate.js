// @ts-check
// Asking a large library, as search/export/approximate.go writes it: the blocks that matter most, then all that the
// best documents have. Few libraries are as large, so the engine imports this when one is; what it needs of
// the engine it is given.

import { best } from "./order.js";
import { impactOf, readGroups } from "./postings.js";

/**
 * @typedef {{narrow: typeof import("./facets.js").narrow, Bytes: typeof import("./bytes.js").Bytes}} Engine
 *
 * @typedef {{name: string, impact: number, count: number}} Block - a file, its greatest impact, its postings
 */

const mostBlocks = 16; // that a query fetches
const poolSize = 100; // documents whose entries of the forward index it fetches

/** The documents of a value, in such a library. @param {import("./store.js").Store} store @param {number} value */
const docsOf = (store, value) =>
  store.file("f" + value, (body, documents) => body.lists([body.int()], documents)[0]);

/** Which long lists a document is in, with codes above their least, and its values of facets. @param {import("./store.js").Store} store @param {number} doc */
const forwardOf = (store, doc) =>
  store.file("v" + doc, (body) => {
    const [lists] = body.lists([body.int()], store.long ?? 0),
      codes = new Map();
    for (const list of lists) codes.set(list, body.data[body.at++]);
    let value = 0;
    return { codes, values: body.list(() => (value += body.int())) };
  });

/**
 * Where the rest of a long list is: the list's number, the code of its least impact, and blocks.
 * @param {Uint8Array} data @param {Engine} engine
 */
function readRest(data, { Bytes }) {
  const body = new Bytes(data),
    length = body.int(),
    list = body.int(),
    least = body.int(),
    first = body.int();
  /** @type {Block[]} */
  const blocks = Array.from({ length: Math.min(length, data.length) }, (_, i) => ({
    name: `b${first + i}`,
    impact: impactOf(body.int()),
    count: body.int(),
  }));
  return { list, least, blocks };
}

/**
 * Long lists as far as a query reads them: blocks of greatest weight first, whatever list they are in.
 * @param {import("./store.js").Store} store @param {import("./score.js").LongList[]} long @param {Engine} engine
 */
async function readOn(store, long, engine) {
  const lists = long.map(({ term, weight, rest: data }) => {
    const rest = readRest(data, engine);
    return { weight, rest, groups: [...term.groups], unread: [...rest.blocks] };
  });
  const wanted = [];
  while (wanted.length < mostBlocks) {
    const next = lists
      .filter((list) => list.unread.length)
      .reduce((a, b) => (worth(b) > worth(a) ? b : a), nothing);
    const block = next.unread.shift();
    if (!block) break;
    wanted.push({ list: next, groups: store.file(block.name, readGroups) });
  }
  for (const { list, groups } of wanted) list.groups.push(...(await groups));
  return lists;
}

/** What the next block of a list can give. @param {{weight: number, unread: Block[]}} list */
const worth = (list) => (list.unread[0]?.impact ?? 0) * list.weight;
/** @type {any} */
const nothing = { weight: 0, unread: [] };

/**
 * What an unread rest gives a document, more or less: the mean and the deviation over all that the
 * read part leaves. A document that was not met in it may still have that much.
 * @param {Block[]} unread @param {number} others
 */
function unreadGift(unread, others) {
  let sum = 0,
    squares = 0;
  for (const { impact, count } of unread) {
    sum += impact * count;
    squares += impact * impact * count;
  }
  const mean = sum / others;
  return mean + Math.sqrt(Math.max(0, squares / others - mean * mean));
}

/**
 * Completes the scores, filters and counts. Scores of the documents in the pool become exact, all
 * others are what was read; totals and counts are lower bounds.
 * @param {import("./store.js").Store} store @param {import("./score.js").Scored} scored @param {number[] | null} dates
 * @param {import("./index.js").Column[]} columns @param {Record<string, string[]>} filters @param {import("./phrases.js").Demand | undefined} demand @param {Engine} engine
 */
export async function narrowApproximately(
  store,
  { scores, found, long },
  dates,
  columns,
  filters,
  demand,
  engine,
) {
  const { narrow } = engine,
    lists = await readOn(store, long, engine),
    sure = scores.slice(),
    guess = scores.slice();
  let total = 0;
  for (const { groups, unread, weight } of lists) {
    let read = 0,
      rest = 0;
    for (const [, docs] of groups) read += docs.length;
    for (const { count } of unread) rest += count;
    total = Math.max(total, read + rest);
    const gift = rest && unreadGift(unread, store.documents - read);
    for (const [impact, docs] of groups)
      for (const doc of docs) {
        if (!scores[doc]) found.push(doc);
        scores[doc] += impact * weight;
        guess[doc] += Math.round((impact - gift) * weight);
      }
  }
  const active = Object.entries(filters),
    all = columns.flatMap((c) => c.values);
  let kept = found;
  for (const [facet, values] of active) {
    const chosen =
      columns.find((c) => c.facet === facet)?.values.filter((v) => values.includes(v.folded)) ?? [];
    const has = new Set(
      (await Promise.all(chosen.map((v) => docsOf(store, all.indexOf(v))))).flatMap((docs) => [...docs]),
    );
    kept = kept.filter((doc) => has.has(doc));
  }
  // Counts of a facet do not respect its own filter, so the best without filters count as well.
  let pool = [...new Set([found, kept].flatMap((docs) => best([...docs], guess, dates, 0, poolSize)))];
  const met = new Map(all.map((v) => /** @type {const} */ ([v, /** @type {number[]} */ ([])])));
  const forward = await Promise.all(pool.map((doc) => forwardOf(store, doc)));
  for (const [i, doc] of pool.entries()) {
    const { codes, values } = forward[i];
    scores[doc] = sure[doc];
    for (const { rest, weight } of lists)
      if (codes.has(rest.list)) scores[doc] += impactOf(rest.least + (codes.get(rest.list) ?? 0)) * weight;
    for (const v of values) met.get(all[v])?.push(doc);
  }
  if (demand) {
    // of the others nobody knows
    pool = pool.filter((doc, i) => demand(doc, forward[i].codes));
    const known = new Set(pool);
    kept = kept.filter((doc) => known.has(doc));
  }
  const counted = columns.map(({ facet, values }) => ({
    facet,
    values: values.map((v) => ({ ...v, docs: met.get(v) ?? [] })),
  }));
  return {
    kept,
    facets: narrow(pool, store.documents, counted, filters).facets,
    total: active.length || demand ? kept.length : Math.max(total, found.length),
    exact: found.length <= poolSize && lists.every((list) => !list.unread.length),
  };
}

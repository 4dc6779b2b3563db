// @ts-check
// The search engine of a published library, for browsers and Node 20.
//
//   const index = await open("https://host/search/");
//   const result = await index.search("missed bin", { limit: 10, filters: { type: ["case-study"] } });

import { fillers } from "./fillers.js";
import { Bytes, text } from "./bytes.js";
import { datesOf, facetsOf, impactOf, readGroups, recordOf, termOf } from "./index.js";
import { foldFilters, narrow } from "./facets.js";
import { planOf } from "./plan.js";
import { best, scoresOf } from "./score.js";
import { placesOf, signsOf } from "./signs.js";
import { SearchError, Shards, Store, unless } from "./store.js";
import { snippet } from "./snippet.js";

export { SearchError };

/**
 * @typedef {object} Options
 * @property {number} [limit]   10 if not given, at most 100
 * @property {number} [offset]
 * @property {"relevance"|"newest"} [sort]
 * @property {Record<string, string | string[]>} [filters]  any of a facet's values, all facets together
 * @property {boolean} [prefix]  complete the last word, as while typing
 * @property {AbortSignal} [signal]
 *
 * @typedef {object} Hit
 * @property {string} id
 * @property {string} url      path from the host's root
 * @property {string} type
 * @property {string} title
 * @property {string} summary
 * @property {number} score    no unit; compare within one result
 * @property {import("./snippet.js").Piece[]} snippet
 *
 * @typedef {object} Result
 * @property {Hit[]} hits      best first
 * @property {number} total
 * @property {boolean} exact   false if total and counts are lower bounds
 * @property {import("./facets.js").Facets} facets
 * @property {string|null} suggestion  the question that the person probably meant
 * @property {import("./signs.js").Place[]} places  pages of the site that the question names
 */

/**
 * Opens a library's index. Every file is resolved against base, the address of its search/ folder.
 * @param {string} base @param {{fetch?: import("./store.js").Fetch, signal?: AbortSignal} | null} [options]
 */
export async function open(base, options) {
  const fetch = options?.fetch ?? globalThis.fetch;
  let store = await unless(options?.signal, () => Store.open(base, fetch));
  /** @param {string} question @param {Options} options */
  const answer = async (question, options) => {
    const asked = store;
    try {
      return await search(asked, question, options);
    } catch (e) {
      // The site may have been published anew since we read its manifest.
      if (!(e instanceof SearchError && e.gone)) throw e;
      const fresh = await Store.open(base, fetch, { cache: "reload" });
      if (fresh.generation === asked.generation) throw e;
      if (fresh.generation !== store.generation) store = fresh; // unless another question was here first
      return search(store, question, options);
    }
  };
  return {
    /** @param {string} question @param {Options | null} [options] @returns {Promise<Result>} */
    search: (question, options) => unless(options?.signal, () => answer(question, options ?? {})),
  };
}

/** @param {Store} store @param {string} question @param {Options} options @returns {Promise<Result>} */
async function search(store, question, options) {
  const filters = foldFilters(options.filters ?? {});
  const limit = Math.min(Math.max(0, options.limit ?? 0) || 10, 100),
    offset = Math.max(0, options.offset ?? 0);
  // Of what somebody pastes by mistake, no more is read than of a question.
  const [plan, signs, columns, dates, vast] = await Promise.all([
    planOf(String(question ?? "").slice(0, 1e4), !!options.prefix, store),
    signsOf(store),
    facetsOf(store),
    options.sort === "newest" ? datesOf(store) : null,
    store.long !== undefined && store.module("vast"),
  ]);
  const marked = plan.phrases[0],
    phrases = marked && (await store.module("phrases"));
  const [scored, { demand, exact }] = await Promise.all([
      scoresOf(plan, store),
      marked ? phrases.demandOf(plan.phrases, store, { Bytes, Shards, termOf, text }) : { exact: true },
    ]),
    { scores, found } = scored;
  // Without words, list what the filters and phrases leave, and nothing if there are none.
  if (!plan.wanted[0] && (marked || Object.keys(filters).length))
    for (const doc of scores.keys()) found.push(doc);
  const { kept, ...counts } = vast
    ? await vast.narrowVast(store, scored, dates, columns, filters, demand, {
        Bytes,
        best,
        impactOf,
        narrow,
        readGroups,
      })
    : narrow(demand ? found.filter(demand) : found, store.documents, columns, filters);
  counts.exact &&= exact;
  const page = best(kept, scores, dates, offset, offset + limit);
  const records = await Promise.all(page.map((doc) => recordOf(store, doc)));
  // Mark no fillers, unless there is nothing else.
  const stems = [...plan.terms.keys()],
    telling = stems.filter((s) => !fillers.has(s)),
    wanted = new Set(telling.length ? telling : stems);
  return {
    hits: records.map(([id, url, type, title, summary, words], i) => ({
      id,
      url,
      type,
      title,
      summary,
      score: scores[page[i]],
      snippet: snippet([summary, words].filter(Boolean).join(" "), wanted),
    })),
    ...counts,
    suggestion: plan.suggestion,
    places: placesOf(signs, plan.wanted),
  };
}

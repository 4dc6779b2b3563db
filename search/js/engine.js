// @ts-check
// The search engine of a published library, for browsers and Node 20.
//
//   const index = await open("https://host/search/");
//   const result = await index.search("missed bin", { limit: 10, filters: { type: ["case-study"] } });

// Their order is that in which they come into the one script: it packs best so.
import { stem, weakTerms } from "./english.js";
import { SearchError, Store, unless } from "./store.js";
import { foldFilters, narrow } from "./facets.js";
import { datesOf, facetsOf, pairOf, recordOf, termOf, wordsFrom } from "./index.js";
import { snippet } from "./snippet.js";
import { Bytes } from "./bytes.js";
import { placesOf, signsOf } from "./signs.js";
import { planOf } from "./plan.js";
import { scoresOf } from "./score.js";
import { best } from "./order.js";

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
 * @property {string} from     the library that it comes from, "" for the one that was asked
 * @property {string[]} [also] libraries that have the same, as a copy or as what it is a copy of
 *
 * @typedef {object} Result
 * @property {Hit[]} hits      best first
 * @property {number} total
 * @property {boolean} exact   false if total and counts are lower bounds
 * @property {import("./facets.js").Facets} facets
 * @property {string|null} suggestion  the query that the person probably meant
 * @property {import("./signs.js").Place[]} places  pages of the site that the query names
 * @property {Hit[]} nearest   entries with similar words, if nothing was found without filters
 */

/**
 * Opens a library's index. Every file is resolved against base, the address of its search/ folder.
 * @param {string} base @param {{fetch?: import("./store.js").Fetch, signal?: AbortSignal} | null} [options]
 */
export async function open(base, options) {
  const fetch = options?.fetch ?? globalThis.fetch;
  let store = await unless(options?.signal, () => Store.open(base, fetch));
  /** @param {string} query @param {Options} options */
  const answer = async (query, options) => {
    const asked = store;
    try {
      return await search(asked, query, options);
    } catch (e) {
      // The site may have been published anew since we read its manifest.
      if (!(e instanceof SearchError && e.gone)) throw e;
      const fresh = await Store.open(base, fetch, { cache: "reload" });
      if (fresh.generation === asked.generation) throw e;
      if (fresh.generation !== store.generation) store = fresh; // unless another query was here first
      return search(store, query, options);
    }
  };
  return {
    /** @param {string} query @param {Options | null} [options] @returns {Promise<Result>} */
    search: (query, options) => unless(options?.signal, () => answer(query, options ?? {})),
  };
}

/** What the modules for few queries need of this script, of which they are no part. */
const core = { Bytes, narrow, pairOf, stem, termOf, wordsFrom };

/** @param {Store} store @param {string} query @param {Options} options @returns {Promise<Result>} */
async function search(store, query, options) {
  const filters = foldFilters(options.filters ?? {});
  const limit = Math.min(Math.max(0, options.limit ?? 0) || 10, 100),
    offset = Math.max(0, options.offset ?? 0);
  // Of what somebody pastes by mistake, no more is read than of a query.
  const [plan, signs, columns, dates, approximate] = await Promise.all([
    planOf(String(query ?? "").slice(0, 1e4), !!options.prefix, store, core),
    signsOf(store),
    facetsOf(store),
    options.sort === "newest" ? datesOf(store) : null,
    // Of a large library lists are too long to be read whole.
    store.long !== undefined && store.module("approximate"),
  ]);
  const marked = plan.phrases[0],
    phrases = marked && (await store.module("phrases"));
  const [scored, { demand, exact }] = await Promise.all([
      scoresOf(plan, store),
      marked ? phrases.demandOf(plan.phrases, store, core) : { exact: true },
    ]),
    { scores, found } = scored;
  // Without words, list what the filters and phrases leave, and nothing if there are none.
  const filtered = Object.keys(filters).length;
  if (!plan.wanted[0] && (marked || filtered)) for (const doc of scores.keys()) found.push(doc);
  const { kept, ...counts } = approximate
    ? await approximate.narrowApproximately(store, scored, dates, columns, filters, demand, core)
    : narrow(demand ? found.filter(demand) : found, store.documents, columns, filters);
  counts.exact &&= exact;
  const page = best(kept, scores, dates, offset, offset + limit);
  const records = await Promise.all(page.map((doc) => recordOf(store, doc)));
  // Mark no weakTerms, unless there is nothing else.
  const stems = [...plan.terms.keys()],
    telling = stems.filter((s) => !weakTerms.has(s)),
    wanted = new Set(telling.length ? telling : stems);
  const nearest =
    counts.total || filtered || options.prefix || !plan.wanted[0]
      ? []
      : (await store.module("near")).nearestOf(plan.wanted, (/** @type {string} */ beginning) =>
          search(store, beginning, { limit: 3, prefix: true }),
        );
  return {
    hits: records.map(([id, url, type, title, summary, words, , abroad], i) => ({
      id,
      url,
      type,
      title,
      summary,
      score: scores[page[i]],
      snippet: snippet([summary, words].filter(Boolean).join(" "), wanted),
      from: "",
      .../** @type {any} */ (abroad),
    })),
    ...counts,
    suggestion: plan.suggestion,
    places: placesOf(signs, plan.wanted),
    nearest: await nearest,
  };
}

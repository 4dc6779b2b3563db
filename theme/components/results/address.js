// @ts-check
// What is asked, as the page's address says it, and what follows from it. Knows no page.

/**
 * What the search page shows. It is kept in the address and nowhere else.
 * @typedef {object} State
 * @property {string} query
 * @property {Record<string, string[]>} filters  by facet, only facets with a value
 * @property {"relevance" | "newest"} sort
 * @property {number} page  from 1 to `lastPage`
 *
 * @typedef {import("../find/ask.js").FacetValue} FacetValue
 * @typedef {object} Facet
 * @property {string} name
 * @property {(FacetValue & {chosen: boolean})[]} values
 */

export const pageSize = 10;
/** The engine ranks a hundred; whoever has read those needs another query. */
export const lastPage = 10;
const shownValues = 5; // of a facet; a list of one or two more is shown whole
const shownFacets = 4; // the others wait behind "More filters"

/** The engine's filters, in the order in which they help: what it is, what it is about, where. */
export const facetNames = [
  "type",
  "verb",
  "service-area",
  "life-event",
  "service",
  "service-pattern",
  "stage",
  "evidence",
  "capability",
  "standard",
  "organisation",
  "nation",
  "region",
  "tier",
  "status",
  "language",
  "from",
];

/**
 * @param {string} search  the address from its "?", or ""
 * @returns {State}
 */
export function readAddress(search) {
  const params = new URLSearchParams(search);
  /** @type {Record<string, string[]>} */
  const filters = {};
  for (const name of facetNames) {
    const values = [...new Set(params.getAll(name))].filter(Boolean);
    if (values.length) filters[name] = values;
  }
  const page = Number(params.get("page"));
  return {
    query: (params.get("q") ?? "").trim(),
    filters,
    sort: params.get("sort") === "newest" ? "newest" : "relevance",
    page: Number.isInteger(page) ? Math.min(Math.max(page, 1), lastPage) : 1,
  };
}

/**
 * The shortest address of a state; equal states have equal addresses.
 * @param {State} state
 * @returns {string}  from its "?", or "" for nothing asked
 */
export function writeAddress({ query, filters, sort, page }) {
  const params = new URLSearchParams();
  if (query) params.set("q", query);
  for (const name of facetNames) for (const value of filters[name] ?? []) params.append(name, value);
  if (sort !== "relevance") params.set("sort", sort);
  if (page > 1) params.set("page", String(page));
  const text = params.toString();
  return text && `?${text}`;
}

/**
 * @param {State} state
 * @returns {boolean}  whether there is something to answer
 */
export function isAsked({ query, filters }) {
  return query !== "" || hasFilters(filters);
}

/**
 * The order of the results. Without words none matches better than another.
 * @param {State} state
 * @returns {State["sort"]}
 */
export function orderOf({ query, sort }) {
  return query ? sort : "newest";
}

/** @param {State["filters"]} filters */
export function hasFilters(filters) {
  return Object.keys(filters).length > 0;
}

/**
 * The state after a filter is set or taken away: from its first page again.
 * @param {State} state
 * @param {string} name
 * @param {string} value
 * @param {boolean} chosen
 * @returns {State}
 */
export function withFilter(state, name, value, chosen) {
  const others = (state.filters[name] ?? []).filter((other) => other !== value);
  const { [name]: _, ...filters } = state.filters;
  if (chosen) filters[name] = [...others, value];
  else if (others.length) filters[name] = others;
  return { ...state, filters, page: 1 };
}

/**
 * @param {number} total
 * @param {number} page
 * @returns {{last: number, previous: number | null, next: number | null, cut: boolean}}
 *   `cut`: this is the last page that we show, and there is more
 */
export function paging(total, page) {
  const last = Math.max(1, Math.min(Math.ceil(total / pageSize), lastPage));
  return {
    last,
    previous: page > 1 ? Math.min(page - 1, last) : null,
    next: page < last ? page + 1 : null,
    cut: page >= lastPage && total > lastPage * pageSize,
  };
}

/**
 * The facets worth showing: those that can narrow the results, or already do. A chosen value that
 * no result has any more stays with a count of 0, since it must be possible to take it away.
 * @param {Record<string, FacetValue[]>} facets
 * @param {State["filters"]} filters
 * @returns {Facet[]}
 */
export function usefulFacets(facets, filters) {
  return facetNames.flatMap((name) => {
    const chosen = filters[name] ?? [];
    const values = (facets[name] ?? []).map((value) => ({ ...value, chosen: chosen.includes(value.value) }));
    // Councils are rows of a table: more than anything else, and hardly ever what is looked for.
    if (name === "type")
      values.sort((a, b) => Number(a.value === "organisation") - Number(b.value === "organisation"));
    for (const value of chosen) {
      if (!values.some((known) => known.value === value))
        values.push({ value, label: value, count: 0, chosen: true });
    }
    return values.length > 1 || chosen.length ? [{ name, values }] : [];
  });
}

/**
 * The facets to show at once, and those to fold away; `open` if one of these narrows the results.
 * @param {Record<string, FacetValue[]>} facets
 * @param {State["filters"]} filters
 */
export function foldFacets(facets, filters) {
  const shown = usefulFacets(facets, filters);
  const behind = shown.splice(shownFacets);
  return { shown, behind, open: behind.some(({ name }) => filters[name]) };
}

/**
 * The values of a facet to show at once, and those to fold away; `open` if one of these is chosen.
 * @param {Facet["values"]} values
 */
export function foldValues(values) {
  const cut = values.length > shownValues + 2 ? shownValues : values.length;
  const folded = values.slice(cut);
  return { shown: values.slice(0, cut), folded, open: folded.some(({ chosen }) => chosen) };
}

// @ts-check
// Filters and counts, as in search/facets.go.

/** @typedef {Record<string, {value: string, label: string, count: number}[]>} Facets */

/**
 * Applies filters. A count of a facet respects the filters of the others but not its own, so that
 * a person sees what a further choice would bring.
 * @param {number[]} found @param {number} documents @param {import("./index.js").Column[]} columns
 * @param {Record<string, string[]>} filters
 */
export function narrow(found, documents, columns, filters) {
  const active = Object.entries(filters).filter(([, values]) => values?.length);
  const misses = new Uint8Array(documents), which = new Int16Array(documents), has = new Uint8Array(documents);
  for (const [facet, values] of active) {
    const at = columns.findIndex((c) => c.facet === facet);
    has.fill(0);
    for (const v of columns[at]?.values ?? []) if (values.includes(v.value)) for (const doc of v.docs) has[doc] = 1;
    for (const doc of found) if (!has[doc] && misses[doc] < 2) {
      misses[doc]++;
      which[doc] = at;
    }
  }
  // What a document counts for: 0 nothing, 1 every facet, 2 only the one that it misses.
  const counts = new Uint8Array(documents);
  for (const doc of found) counts[doc] = misses[doc] ? (misses[doc] === 1 ? 2 : 0) : 1;

  /** @type {Facets} */
  const facets = {};
  for (const [at, { facet, values }] of columns.entries()) {
    facets[facet] = values.map(({ value, label, docs }) => {
      let count = 0;
      for (const doc of docs) if (counts[doc] === 1 || (counts[doc] === 2 && which[doc] === at)) count++;
      return { value, label, count };
    }).filter((v) => v.count || filters[facet]?.includes(v.value))
      .sort((a, b) => b.count - a.count || order(a.label, b.label) || order(a.value, b.value));
  }
  return { kept: found.filter((doc) => !misses[doc]), facets };
}

/** @param {string} a @param {string} b */
const order = (a, b) => (a < b ? -1 : +(a > b));

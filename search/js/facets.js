// @ts-check
// Filters and counts, as in search/facets.go.

import { compare } from "./vocabulary.js";
import { fold } from "./tokens.js";

/** @typedef {Record<string, {value: string, label: string, count: number}[]>} Facets */

/**
 * Filters that have values, these folded as words of questions are: neither case nor accents matter.
 * @param {Record<string, string | string[]>} filters @returns {Record<string, string[]>}
 */
export const foldFilters = (filters) =>
  Object.fromEntries(
    Object.entries(filters)
      .map(([facet, values]) => [facet, [values ?? []].flat().map((v) => fold(`${v}`))])
      .filter(([, values]) => values.length),
  );

/**
 * Applies filters. A count of a facet respects the filters of the others but not its own, so that
 * a person sees what a further choice would bring.
 * @param {number[]} found @param {number} documents @param {import("./index.js").Column[]} columns
 * @param {Record<string, string[]>} filters
 */
export function narrow(found, documents, columns, filters) {
  // Which facets count a document: none if 0 (or 2: it misses a filter of no facet), all if 1, and if n + 3 only the
  // n-th, whose filter alone it misses.
  const counts = new Uint8Array(documents),
    asked = Object.entries(filters);
  for (const doc of found) counts[doc] = 1;
  for (const [facet, values] of asked) {
    const at = columns.findIndex((c) => c.facet === facet),
      has = new Uint8Array(documents);
    for (const v of columns[at]?.values ?? [])
      if (values.includes(v.folded)) for (const doc of v.docs) has[doc] = 1;
    for (const doc of found) if (!has[doc]) counts[doc] = counts[doc] === 1 ? at + 3 : 0;
  }

  // Ones and zeros: a keystroke adds them up much faster than it could ask about each document.
  /** @param {number} only */
  const ones = (only) => counts.map((n) => +(n === 1 || n === only));
  const all = asked.length ? ones(1) : counts;
  /** @type {Facets} */
  const facets = {};
  for (const [at, { facet, values }] of columns.entries()) {
    const counted = filters[facet] ? ones(at + 3) : all;
    facets[facet] = values
      .flatMap(({ value, label, folded, docs }) => {
        let count = 0;
        for (const doc of docs) count += counted[doc];
        return count || filters[facet]?.includes(folded) ? { value, label, count } : [];
      })
      .sort((a, b) => b.count - a.count || compare(a.label, b.label) || compare(a.value, b.value));
  }
  const kept = asked.length ? found.filter((doc) => all[doc]) : found;
  return { kept, facets, total: kept.length, exact: true };
}

// @ts-check
// What suggestions are made of, and which of them a key leads to. Knows no page.

/** @typedef {import("./ask.js").Hit} Hit */

/**
 * Hits by type. The best hit's type comes first, and within a type the engine's order stays.
 * @param {Hit[]} hits
 * @returns {{type: string, hits: Hit[]}[]}
 */
export function groupByType(hits) {
  /** @type {Map<string, Hit[]>} */
  const groups = new Map();
  for (const hit of hits) {
    const group = groups.get(hit.type);
    if (group) group.push(hit);
    else groups.set(hit.type, [hit]);
  }
  return [...groups].map(([type, hits]) => ({ type, hits }));
}

/**
 * The hits worth suggesting: those not far behind the best. Any word matches, so the last of ten
 * may share no more with the question than one common word. An entry whose name is the question
 * stands apart from all others and sets no measure for them.
 * @param {Hit[]} hits - best first
 * @returns {Hit[]}
 */
export function near(hits) {
  const apart = 1 << 22;
  const best = hits.find(({ score }) => score < apart)?.score ?? 0;
  return hits.filter(({ score }) => score * 2 >= best);
}

/**
 * The option that a key leads to, where -1 is the field itself. Going past either end comes back
 * to the field first, so that nobody is caught in the list.
 * @param {number} active
 * @param {1|-1} step
 * @param {number} count
 * @returns {number}
 */
export function move(active, step, count) {
  const places = count + 1;
  return ((active + 1 + step + places) % places) - 1;
}

// @ts-check
// What a question comes to, as in search/plan.go; change both together.

import { fillers } from "./fillers.js";
import { tokensOf } from "./tokens.js";
import { completions, repairable, repairs, shared, swaps } from "./repair.js";
import { termOf, wordsFrom, wordsTo } from "./index.js";
import { stem } from "./porter.js";

export const asked = 16;
const filler = 8, repaired = 12, runnerUp = 4;
const maxTerms = 32;

/**
 * @typedef {object} Plan
 * @property {Map<string, [weight: number, word: string]>} terms - stem → how sure we are that it is meant, and in which form
 * @property {string[]} pairs      - two terms that follow each other, "council tax"
 * @property {string[]} exact      - names that the question may be, whole
 * @property {string[]} anchors    - where names stand that have no word of the index
 * @property {string|null} suggestion
 * @property {number} words        - words of the question, stop words included
 */

/** @param {string} question */
const exactKey = (question) => tokensOf(question).map((t) => t.whole).join(" ");

/**
 * @param {string} question @param {boolean} prefix @param {import("./store.js").Store} store
 * @returns {Promise<Plan>}
 */
export async function planOf(question, prefix, store) {
  const all = tokensOf(question), tokens = [];
  /** @type {Set<string>} */
  const stems = new Set();
  for (const t of all) {
    if (t.stem && !stems.has(t.stem) && stems.size === maxTerms) break;
    if (t.stem) stems.add(t.stem);
    tokens.push(t);
  }
  const last = all.at(-1), partial = prefix && last?.end === question.length && last === tokens.at(-1) ? last : null;
  const [endings, known] = await Promise.all([
    partial && partial.word.length > 1 ? wordsFrom(store, partial.word) : [],
    Promise.all([...stems].map(async (s) => /** @type {const} */ ([s, !!(await termOf(store, s))?.groups.length]))).then((pairs) => new Map(pairs)),
  ]);

  /** @type {Plan["terms"]} */
  const terms = new Map();
  /** @param {string} word @param {number} weight */
  const add = (word, weight) => {
    const s = stem(word), [before, first] = terms.get(s) ?? [0, word];
    if (before || terms.size < maxTerms) terms.set(s, [Math.max(weight, before), first]);
  };
  const more = partial ? completions(partial.word, endings).filter(([word, weight]) => weight && stem(word) !== partial.stem) : [];
  const settled = partial && (known.get(partial.stem) || more.length) ? partial : null;
  const lost = tokens.filter((t) => t.stem && t !== settled && !known.get(t.stem) && repairable(t.word));
  const near = new Map(await Promise.all(lost.map(async (t) => {
    const k = shared(t.word), short = swaps(t.word), beginnings = short[0] ? short : [t.word.slice(0, k)];
    const [ends, ...starts] = await Promise.all([
      short[0] ? [] : wordsTo(store, t.word.slice(-k)), ...beginnings.map((b) => wordsFrom(store, b)),
    ]);
    return /** @type {const} */ ([t, { starts: starts.flat(), ends }]);
  })));

  let suggestion = "", at = 0;
  /** @type {string[]} */
  const sequence = [];
  for (const [i, t] of tokens.entries()) {
    if (known.get(t.stem)) {
      add(t.word, t === settled && more.length && !t.word[2] ? runnerUp : fillers.has(t.stem) ? filler : asked);
      sequence.push(t.stem);
    }
    if (t === settled) for (const [word, weight] of more) add(word, weight);
    const candidates = near.get(t);
    if (!candidates) continue;
    const before = tokens[i - 1], after = tokens[i + 1];
    const fixes = repairs(t.word, before?.word ?? "", after?.word ?? "", candidates);
    for (const [n, fix] of fixes.entries())
      for (const word of fix.split(" ")) add(word, n ? runnerUp : repaired);
    if (!fixes.length) continue;
    sequence.push(...fixes[0].split(" ").map(stem));
    // A repair that joins two words takes the place of both.
    let { start, end } = t;
    if (before && fixes[0] === before.word + t.word) start = before.start;
    else if (after && fixes[0] === t.word + after.word) end = after.end;
    if (start >= at) {
      suggestion += question.slice(at, start) + fixes[0];
      at = end;
    }
  }
  if (at) suggestion += question.slice(at);
  const pairs = new Set(sequence.slice(1).flatMap((s, i) => terms.has(sequence[i]) && terms.has(s) ? `${sequence[i]} ${s}` : []));
  return {
    terms, pairs: [...pairs], words: all.length, suggestion: suggestion || null, anchors: [...known.values()].some(Boolean) ? [] : all.slice(0, 1).map((t) => t.whole),
    exact: [question, suggestion].map(exactKey).filter(Boolean),
  };
}

// @ts-check
// Correction of spelling, as in search/correction.go: see there for the rules' reasons. Few questions have any, so
// the engine imports this when one has; what it needs of the engine it is given.

import { compare, reverse, shared } from "./vocabulary.js";
import { particles, shortHalf, shortestHalf, shortestStem, twoEdits } from "./limits.js";

/**
 * @typedef {import("./vocabulary.js").Entry} Entry
 * @typedef {object} Near - the words that may be meant: by their beginning, and by their end
 * @property {Entry[]} starts
 * @property {Entry[]} ends
 * @typedef {import("./tokens.js").Token} Token
 * @typedef {{stem: typeof import("./english.js").stem, pairOf: typeof import("./index.js").pairOf,
 *   wordsFrom: typeof import("./index.js").wordsFrom}} Engine
 * @typedef {import("./store.js").Store} Store
 */

/**
 * A word of three letters with two neighbours in each other's place: nothing else may be meant by it.
 * @param {string} word @returns {string[]}
 */
const swaps = ([a, b, c, more]) => (more ? [] : [b + a + c, a + c + b]);

/**
 * How many edits make b from a: letters missing, added, wrong or swapped, as in
 * internal/suggest. More than limit is not looked into.
 * @param {string} a @param {string} b @param {number} limit
 */
export function edits(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j),
    above = row,
    higher = row;
  for (let i = 1; i <= a.length; i++) {
    [higher, above, row] = [above, row, [i]];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + +(a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], higher[j - 2] + 1);
    }
  }
  return row[b.length];
}

/** Words of four letters without vowels after the first, as many abbreviations are: "adhd" is not "add". */
const initials = /^[a-z][b-df-hj-np-tv-xz]{3}$/;

/** Whether b has other letters than a, and not only more of them or two that are swapped. @param {string} a @param {string} b */
const unlike = (a, b) =>
  a.length === b.length ? [...a].sort().join() !== [...b].sort().join() : a.length > b.length;

/** How likely a was meant as b, in powers of two. @param {string} a @param {Entry} entry @param {number} edits */
function chance(a, { word: b, df, named }, edits) {
  const points = 32 - Math.clz32(df) + 2 * named - (a[0] === b[0] ? 0 : 2);
  if (a.length !== b.length) return points + 1;
  return points + ([...a].filter((c, i) => c !== b[i]).length > edits ? 2 : 0);
}

/**
 * The words or word pairs that word may be meant for, best first, at most two.
 * @param {string} word @param {string} before @param {string} after @param {Near} near @param {Store} store @param {Engine} engine
 */
async function corrections(word, before, after, near, store, { stem, pairOf }) {
  /** Whether an entry has the one right before the other. @param {string} left @param {string} right */
  const neighbours = (left, right) => pairOf(store, `${stem(left)} ${stem(right)}`);
  if (/\d/.test(word)) return splitAtDigits(word, neighbours);
  const limit = word.length < twoEdits ? 1 : 2,
    k = shared(word),
    short = swaps(word),
    own = stem(word);
  if (!short[0]) {
    const pair = await splitApart(word, near, neighbours);
    if (pair) return [pair];
  }
  /** @type {Map<string, Entry & {edits: number, chance: number}>} */
  const found = new Map();
  for (const entry of [...near.starts, ...near.ends]) {
    if (entry.word === word) return []; // an English word that no document has
    if (
      !entry.df || short[0]
        ? !short.includes(entry.word)
        : !entry.word.startsWith(word.slice(0, k)) && !entry.word.endsWith(word.slice(-k))
    )
      continue;
    let n = edits(word, entry.word, limit);
    if (n > limit) n = own.length >= shortestStem && edits(own, stem(entry.word), 1) === 1 ? 2 : 0; // an edit, and another ending
    if (n && !(initials.test(word) && unlike(word, entry.word)))
      found.set(entry.word, { ...entry, edits: n, chance: chance(word, entry, n) });
  }
  const ranked = [...found.values()].sort(
    (a, b) => a.edits - b.edits || b.chance - a.chance || b.df - a.df || compare(a.word, b.word),
  );
  if (!short[0] && !(ranked[0]?.edits < 2)) {
    const pair = splitOrJoin(word, before, after, near);
    if (pair) return [pair];
  }
  return ranked
    .slice(0, 2)
    .filter((c) => c.edits === ranked[0].edits)
    .map((c) => c.word);
}

/** @typedef {(left: string, right: string) => Promise<unknown>} Neighbours */

/** How many documents have a word. @param {Entry[]} list @param {string} w */
const df = (list, w) => list.find((e) => e.word === w)?.df ?? 0;

/** @param {string} word @param {Near} near @param {Neighbours} neighbours */
async function splitApart(word, near, neighbours) {
  const letters = [...word];
  for (let i = 1; i < letters.length; i++) {
    const left = letters.slice(0, i).join(""),
      right = letters.slice(i).join(""),
      l = df(near.starts, left),
      r = df(near.ends, right);
    if (
      (l || r) &&
      (l || i <= shortHalf || particles.has(left)) &&
      (r || letters.length - i <= shortHalf || particles.has(right)) &&
      (await neighbours(left, right))
    )
      return `${left} ${right}`;
  }
  return "";
}

/** @param {string} word @param {Neighbours} neighbours */
async function splitAtDigits(word, neighbours) {
  for (let i = 1; i < word.length; i++) {
    const left = word.slice(0, i),
      right = word.slice(i);
    if (/\d$/.test(left) !== /^\d/.test(right) && (await neighbours(left, right)))
      return [`${left} ${right}`];
  }
  return [];
}

/** @param {string} word @param {string} before @param {string} after @param {Near} near */
function splitOrJoin(word, before, after, near) {
  let best = "",
    bestCount = 0;
  for (let i = shortestHalf; i <= word.length - shortestHalf; i++) {
    const left = word.slice(0, i),
      right = word.slice(i);
    const n = Math.min(df(near.starts, left), df(near.ends, right));
    if (n > bestCount) [best, bestCount] = [`${left} ${right}`, n];
  }
  if (best) return best;
  if (before && df(near.ends, before + word)) return before + word;
  if (after && df(near.starts, word + after)) return word + after;
  return "";
}

/**
 * The corrections of words that the index lacks, and the query with the first of each in its place.
 * @param {string} query @param {Token[]} tokens @param {Token[]} lost @param {Store} store @param {Engine} engine
 */
export async function correctionsOf(query, tokens, lost, store, engine) {
  const found = await Promise.all(
    lost.map(async (t) => {
      const i = tokens.indexOf(t),
        before = tokens[i - 1],
        after = tokens[i + 1];
      const near = await nearOf(t.word, store, engine);
      const fixes = await corrections(t.word, before?.word ?? "", after?.word ?? "", near, store, engine);
      let { start, end } = t;
      // A correction that joins two words takes the place of both.
      if (before && fixes[0] === before.word + t.word) start = before.start;
      else if (after && fixes[0] === t.word + after.word) end = after.end;
      return { t, fixes, start, end };
    }),
  );
  let suggestion = "",
    at = 0;
  for (const { fixes, start, end } of found)
    if (fixes[0] && start >= at) {
      suggestion += query.slice(at, start) + fixes[0];
      at = end;
    }
  return {
    fixes: new Map(found.map(({ t, fixes }) => [t, fixes])),
    suggestion: at ? suggestion + query.slice(at) : null,
  };
}

/** @param {string} word @param {Store} store @param {Engine} engine @returns {Promise<Near>} */
async function nearOf(word, store, { wordsFrom }) {
  const k = shared(word),
    short = swaps(word);
  const [ends, ...starts] = await Promise.all([
    short[0] ? [] : wordsFrom(store, reverse(word.slice(-k)), "r"),
    ...(short[0] ? short : [word.slice(0, k)]).map((start) => wordsFrom(store, start)),
  ]);
  return { starts: starts.flat(), ends: ends.map((e) => ({ ...e, word: reverse(e.word) })) };
}

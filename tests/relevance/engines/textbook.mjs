// @ts-check
// BM25 as textbooks have it, as a line to be above: each field saturates by itself, and all share one idf.
import { isStopWord, stem, twoFields } from "./text.mjs";

export const name = "textbook BM25";
export const settings =
  "any word; k1 1.2, b 0.75, title twice, one document frequency over the fields; stop words and Porter stemming; a word that no document has is read as the commonest one that is an edit away";

const k1 = 1.2,
  b = 0.75;
const weights = { title: 2, text: 1 };
const shortestRepaired = 4;

/** @param {import("../sets.mjs").Doc[]} docs */
export async function open(docs) {
  /** @type {Map<string, Map<string, number>>} */
  const scores = new Map(); // stem → id → what it gives
  /** @type {Map<string, number>} */
  const common = new Map(); // word → how often it stands in all documents
  const pages = docs.map(twoFields);
  for (const [field, weight] of /** @type {["title" | "text", number][]} */ (Object.entries(weights))) {
    const texts = pages.map((page) => wordsOf(page[field]));
    const having = texts.filter((words) => words.length);
    const average = having.reduce((sum, words) => sum + words.length, 0) / having.length;
    for (const [i, words] of texts.entries()) {
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const word of words) {
        common.set(word, (common.get(word) ?? 0) + 1);
        counts.set(stem(word), (counts.get(stem(word)) ?? 0) + 1);
      }
      const norm = k1 * (1 - b + (b * words.length) / average);
      for (const [term, tf] of counts) {
        const of = scores.get(term) ?? new Map();
        scores.set(term, of.set(pages[i].id, (of.get(pages[i].id) ?? 0) + (weight * tf) / (tf + norm)));
      }
    }
  }
  return async (/** @type {string} */ query) => {
    /** @type {Map<string, number>} */
    const hits = new Map();
    for (const term of new Set(
      wordsOf(query).map((word) => stem(scores.has(stem(word)) ? word : repair(word, common))),
    )) {
      const of = scores.get(term) ?? new Map();
      const idf = Math.log(1 + (docs.length - of.size + 0.5) / (of.size + 0.5));
      for (const [id, score] of of) hits.set(id, (hits.get(id) ?? 0) + idf * score);
    }
    return [...hits]
      .sort(([a, x], [c, y]) => y - x || (a < c ? -1 : 1))
      .slice(0, 10)
      .map(([id]) => id);
  };
}

/** @param {string} text */
function wordsOf(text) {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu) ?? [];
  return words.map((word) => word.replace(/['’]s$/, "")).filter((word) => !isStopWord(word));
}

/** @param {string} word @param {Map<string, number>} common */
function repair(word, common) {
  if (word.length < shortestRepaired) return word;
  const near = [...common].filter(([other]) => anEditApart(word, other));
  return near.reduce((best, next) => (next[1] > best[1] ? next : best), [word, 0])[0];
}

/** A letter missing, added or wrong, or two neighbours swapped. @param {string} a @param {string} c */
function anEditApart(a, c) {
  if (Math.abs(a.length - c.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === c[start]) start++;
  const [x, y] = [a.slice(start), c.slice(start)];
  return (
    x.slice(1) === y ||
    x === y.slice(1) ||
    x.slice(1) === y.slice(1) ||
    (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2))
  );
}

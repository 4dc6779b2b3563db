// @ts-check
// What a question comes to, as in search/plan.go; change both together.

import { hash } from "./bytes.js";
import { fillers } from "./fillers.js";
import { joinsOf, tokensOf } from "./tokens.js";
import { compare, completions, repairable, shared } from "./words.js";
import { pairOf, reverse, termOf, wordsFrom } from "./index.js";
import { stem } from "./porter.js";

export const asked = 16;
const filler = 8, // and two words that the index also has as one
  repaired = 12,
  runnerUp = 4;
const maxTerms = 32,
  mostPaired = 2500;

/**
 * @typedef {object} Plan
 * @property {Map<string, [weight: number, word: string]>} terms - stem → how sure we are that it is meant, and in which form
 * @property {string[]} pairs      - two terms that follow each other, "council tax"
 * @property {string[]} exact      - names that the question may be, whole
 * @property {string[]} anchors    - where names stand that have no word of the index
 * @property {import("./clauses.js").Phrase[]} phrases
 * @property {string|null} suggestion
 * @property {import("./tokens.js").Token[]} wanted - words of the question that are not left out
 */

/** What may be the beginning of a phrase in quotes, or of a word that is left out. */
const mark = /(^|\s)([-−]\S|["“”„])/;

/** @param {string} question */
const exactKey = (question) =>
  tokensOf(question)
    .map((k) => k.whole)
    .join(" ");

/**
 * @param {string} question @param {boolean} prefix @param {import("./store.js").Store} store
 * @returns {Promise<Plan>}
 */
export async function planOf(question, prefix, store) {
  const all = tokensOf(question),
    tokens = [];
  /** @type {Set<string>} */
  const stems = new Set();
  for (const t of all) {
    if (t.stem && !stems.has(t.stem) && stems.size === maxTerms) break;
    if (t.stem) stems.add(t.stem);
    tokens.push(t);
  }
  const joins = joinsOf(question, all).filter((j) => j.last < tokens.length);
  for (const j of joins) stems.add(j.stem);
  /** Whether the index has a term. @param {string} term */
  const knows = async (term) => !!(await termOf(store, term))?.groups.length;
  const last = all.at(-1),
    typed = prefix && last?.end === question.length && last === tokens.at(-1) ? last : null;
  const marked = mark.test(question);
  const [marks, endings, known, two] = await Promise.all([
    marked && /** @type {Promise<typeof import("./phrases.js")>} */ (store.module("phrases")),
    typed && typed.word.length > 1 ? wordsFrom(store, typed.word) : [],
    Promise.all([...stems].map(async (s) => /** @type {const} */ ([s, await knows(s)]))).then(
      (pairs) => new Map(pairs),
    ),
    // Two words that the index also has as one: see search/compounds.go.
    Promise.all(
      tokens.slice(1).map(async (right, first) => {
        const left = tokens[first],
          word = left.word + right.word;
        const [anchor, other] = left.stem
          ? [left.stem, "+" + (right.stem || right.word)]
          : [right.stem, "-" + left.word];
        return anchor && (await termOf(store, anchor + "!"))?.exact.some(([h]) => h === hash(other))
          ? [{ word, stem: stem(word), first, last: first + 1, apart: true }]
          : [];
      }),
    ),
    marked && store.file("places", (body) => body), // which spares a round
  ]);

  const { phrases, left } = marks
    ? marks.phrasesOf(question, tokens, joins)
    : { phrases: [], left: new Set() };
  joins.push(...two.flat());
  for (const j of two.flat()) known.set(j.stem, await knows(j.stem));
  const wanted = tokens.filter((t) => !left.has(t)),
    partial = left.has(typed) ? null : typed;
  // Of stop words alone, these are asked for: see search/forms.go.
  const stops = wanted.some((t) => t.stem) ? [] : [...new Set(wanted.map((t) => t.word))].slice(0, maxTerms);
  const heard = await Promise.all(stops.map((word) => termOf(store, "!" + word)));
  /** @type {Plan["terms"]} */
  const terms = new Map();
  /** @param {string} word @param {number} weight */
  const add = (word, weight) => {
    const s = stem(word),
      [before, first] = terms.get(s) ?? [0, word];
    if (before || terms.size < maxTerms) terms.set(s, [Math.max(weight, before), first]);
  };
  const more = partial
    ? completions(partial.word, endings).filter(([word, weight]) => weight && stem(word) !== partial.stem)
    : [];
  const settled = partial && (known.get(partial.stem) || more.length) ? partial : null;
  const joined = joins.filter((j) => known.get(j.stem) && !left.has(tokens[j.first]));
  const whole = new Set(joined.flatMap((j) => tokens.slice(j.first, j.last + 1)));
  const lost = wanted.filter(
    (t) => t.stem && t !== settled && !known.get(t.stem) && !whole.has(t) && repairable(t.word),
  );
  // What the repair will read is fetched beside it.
  const ends = lost.flatMap(({ word }) => {
    const k = shared(word);
    return word[3]
      ? [wordsFrom(store, word.slice(0, k)), wordsFrom(store, reverse(word.slice(-k)), "r")]
      : [];
  });
  /** @type {[typeof import("./repair.js"), ...any]} */
  const [repair] = await Promise.all([lost[0] && store.module("repair"), ...ends]);
  const { fixes, suggestion } = lost[0]
    ? await repair.repairsOf(question, tokens, lost, {
        compare,
        pairOf,
        reverse,
        shared,
        stem,
        store,
        wordsFrom,
      })
    : { suggestion: null };

  /** @type {string[]} */
  const sequence = [];
  for (const t of wanted) {
    if (known.get(t.stem)) {
      add(
        t.word,
        t === settled && more.length && !t.word[2] ? runnerUp : fillers.has(t.stem) ? filler : asked,
      );
      sequence.push(t.stem);
    }
    if (t === settled) for (const [word, weight] of more) add(word, weight);
    for (const [n, fix] of fixes?.get(t)?.entries() ?? [])
      for (const word of fix.split(" ")) {
        add(word, n ? runnerUp : repaired);
        if (!n) sequence.push(stem(word));
      }
  }
  for (const j of joined) add(j.word, j.apart ? filler : asked);
  for (const [i, word] of stops.entries())
    if (heard[i]?.groups.length && terms.size < maxTerms) terms.set("!" + word, [asked, word]);
  const pairs = new Set(
    (store.documents > mostPaired ? [] : sequence)
      .slice(1)
      .flatMap((s, i) => (terms.has(sequence[i]) && terms.has(s) ? `${sequence[i]} ${s}` : [])),
  );
  return {
    terms,
    pairs: [...pairs],
    phrases,
    wanted,
    suggestion,
    anchors: wanted.some((t) => known.get(t.stem)) ? [] : wanted.slice(0, 1).map((t) => t.whole),
    exact: [question, suggestion ?? ""].map((q) => exactKey(marks ? marks.wanted(q) : q)).filter(Boolean),
  };
}

// @ts-check
// What a query comes to, as in search/plan.go; change both together.

import { hash } from "./bytes.js";
import { joinsOf, tokensOf } from "./tokens.js";
import { completions, correctable, reverse, shared } from "./vocabulary.js";
import { termOf, wordsFrom } from "./index.js";
import { stem, weakTerms } from "./english.js";
import { asked, beside, corrected, maxTerms, mostPaired, runnerUp, weak } from "./weights.js";

/**
 * @typedef {object} Plan
 * @property {Map<string, [weight: number, word: string]>} terms - stem → how sure we are that it is meant, and in which form
 * @property {string[]} pairs      - two terms that follow each other, "council tax"
 * @property {string[]} exact      - names that the query may be, whole
 * @property {string[]} anchors    - where names stand that have no word of the index
 * @property {import("./clauses.js").Phrase[]} phrases
 * @property {string|null} suggestion
 * @property {import("./tokens.js").Token[]} wanted - words of the query that are not left out
 */

/** What may be the beginning of a phrase in quotes, or of a word that is left out. */
const mark = /(^|\s)([-−]\S|["“”„])/;

/** @param {string} query */
const exactKey = (query) =>
  tokensOf(query)
    .map((k) => k.whole)
    .join(" ");

/**
 * @param {string} query @param {boolean} prefix @param {import("./store.js").Store} store
 * @param {import("./correction.js").Engine} core - what correction needs
 * @returns {Promise<Plan>}
 */
export async function planOf(query, prefix, store, core) {
  const all = tokensOf(query),
    tokens = /** @type {import("./tokens.js").Token[]} */ ([]);
  /** @type {Set<string>} */
  const stems = new Set();
  for (const t of all) {
    if (t.stem && !stems.has(t.stem) && stems.size === maxTerms) break;
    if (t.stem) stems.add(t.stem);
    tokens.push(t);
  }
  const joins = joinsOf(query, all).filter((j) => j.last < tokens.length);
  for (const j of joins) stems.add(j.stem);
  /** Whether the index has a term. @param {string} term */
  const knows = async (term) => !!(await termOf(store, term))?.groups.length;
  const last = all.at(-1),
    typed = prefix && last?.end === query.length && last === tokens.at(-1) ? last : null;
  const marked = mark.test(query);
  /** @type {Map<string, boolean>} */
  const known = new Map();
  const [marks, endings, , two] = await Promise.all([
    marked && /** @type {Promise<typeof import("./phrases.js")>} */ (store.module("phrases")),
    typed && typed.word.length > 1 ? wordsFrom(store, typed.word) : [],
    Promise.all([...stems].map(async (s) => known.set(s, await knows(s)))),
    // Two words that the index also has as one: see search/store/compounds.go.
    Promise.all(
      tokens.slice(1).map(async (right, first) => {
        const left = tokens[first],
          anchor = left.stem || right.stem,
          h = hash(`+${left.stem || left.word} ${right.stem || right.word}`);
        if (!anchor || !(await termOf(store, anchor + "!"))?.exact.some(([two]) => two === h)) return [];
        const word = left.word + right.word,
          joined = stem(word);
        return (await knows(joined))
          ? [{ word, stem: joined, first, last: first + 1, apart: left.word[1] }]
          : [];
      }),
    ),
  ]);

  const { phrases, left } = marks ? marks.phrasesOf(query, tokens, joins) : { phrases: [], left: new Set() };
  const wanted = tokens.filter((t) => !left.has(t)),
    partial = left.has(typed) ? null : typed;
  // Of stop words alone, these are asked for: see search/store/surface.go.
  const stops = wanted.some((t) => t.stem) ? [] : [...new Set(wanted.map((t) => t.word))].slice(0, maxTerms);
  const heard = await Promise.all(stops.map((word) => knows("!" + word)));
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
  const joined = [...joins.filter((j) => known.get(j.stem)), ...two.flat()].filter(
    (j) => !left.has(tokens[j.first]),
  );
  const whole = new Set(joined.flatMap((j) => tokens.slice(j.first, j.last + 1)));
  const lost = wanted.filter(
    (t) => t.stem && t !== settled && !known.get(t.stem) && !whole.has(t) && correctable(t.word),
  );
  // What the correction will read is fetched beside it.
  const ends = lost.flatMap(({ word }) => {
    const k = shared(word);
    return word[3]
      ? [wordsFrom(store, word.slice(0, k)), wordsFrom(store, reverse(word.slice(-k)), "r")]
      : [];
  });
  /** @type {[typeof import("./correction.js"), ...any]} */
  const [correction] = await Promise.all([lost[0] && store.module("correction"), ...ends]);
  const { fixes, suggestion } = lost[0]
    ? await correction.correctionsOf(query, tokens, lost, store, core)
    : { suggestion: null };

  /** @type {string[]} */
  const sequence = [];
  for (const t of wanted) {
    if (known.get(t.stem)) {
      add(
        t.word,
        (t === settled && more.length && !t.word[2]) || (whole.has(t) && (!t.word[1] || t.word < ":"))
          ? runnerUp
          : weakTerms.has(t.stem)
            ? weak
            : asked,
      );
      sequence.push(t.stem);
    }
    if (t === settled) for (const [word, weight] of more) add(word, weight);
    for (const [n, fix] of fixes?.get(t)?.entries() ?? [])
      for (const word of fix.split(" ")) {
        add(word, n ? runnerUp : corrected);
        if (!n) sequence.push(stem(word));
      }
  }
  for (const j of joined) add(j.word, j.apart ? beside : asked);
  for (const [i, word] of stops.entries())
    if (heard[i] && terms.size < maxTerms) terms.set("!" + word, [asked, word]);
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
    exact: [query, suggestion ?? ""].map((q) => exactKey(marks ? marks.wanted(q) : q)).filter(Boolean),
  };
}

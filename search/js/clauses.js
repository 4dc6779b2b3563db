// @ts-check
// What people write beside words, as search/phrases.go reads it: a phrase in quotes, and what stands
// behind a minus.

const space = String.raw`\t-\r \xa0\u2000-\u200a\u202f\u3000`,
  minus = "\\-−",
  quote = '"“”„';
/** Quotes and minus count only at the start of a word. */
const clause = new RegExp(
  `(?<![^${space}])(?:([${minus}]?)[${quote}]([^${quote}]*)[${quote}]|[${minus}](?![${minus}${quote}])[^${space}]+)`,
  "g",
);

/**
 * @typedef {object} Phrase
 * @property {boolean} without - whether documents must not have it
 * @property {[offset: number, stems: string[]][]} slots - how far from the first, and what may stand there
 *
 * The phrases of a query, and its tokens that are left out.
 * @param {string} query @param {import("./tokens.js").Token[]} tokens @param {import("./tokens.js").Joined[]} joins
 */
export function phrasesOf(query, tokens, joins) {
  /** @type {Map<string, Phrase>} */
  const phrases = new Map(),
    left = new Set(),
    terms = tokens.map((t) => (t.stem ? [t.stem] : []));
  for (const j of joins) terms[j.first].push(j.stem);
  let i = 0;
  for (const match of query.matchAll(clause)) {
    const end = match.index + match[0].length,
      without = match[1] !== "";
    /** @type {Phrase["slots"]} */
    let slots = [],
      first = 0,
      last = 0;
    const finish = () => slots[0] && phrases.set(`${without}${slots.join()}`, { without, slots });
    for (; tokens[i]?.start < end; i++) {
      if (tokens[i].start < match.index) continue;
      if (without) left.add(tokens[i]);
      if (!terms[i][0]) continue;
      if (slots[0] && i - last > 32) {
        finish();
        slots = [];
      }
      if (!slots[0]) first = i;
      slots.push([i - first, terms[i]]);
      last = i;
    }
    finish();
  }
  return { phrases: [...phrases.values()], left };
}

/** A query without what it leaves out. @param {string} query */
export const wanted = (query) => query.replace(clause, (all, minus) => (minus === "" ? all : " "));

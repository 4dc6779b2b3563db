// @ts-check
// Repair of slips, as in search/repair.go: see there for the rules' reasons. Few questions have any, so
// the engine imports this when one has; what it needs of the engine it is given.

/**
 * @typedef {{word: string, df: number, named: number}} Entry - a word, how many documents have it (none, if it is only
 *   English), and whether titles, aliases or synonyms do
 * @typedef {object} Near - the words that may be meant: by their beginning, and by their end
 * @property {Entry[]} starts
 * @property {Entry[]} ends
 * @typedef {import("./tokens.js").Token} Token
 * @typedef {{compare: typeof import("./words.js").compare, shared: typeof import("./words.js").shared,
 *   stem: typeof import("./porter.js").stem, pairOf: typeof import("./index.js").pairOf,
 *   reverse: typeof import("./index.js").reverse, wordsFrom: typeof import("./index.js").wordsFrom,
 *   store: import("./store.js").Store}} Engine
 */

/**
 * A word of three letters with two neighbours in each other's place: nothing else may be meant by it.
 * @param {string} word @returns {string[]}
 */
const swaps = ([a, b, c, more]) => (more ? [] : [b + a + c, a + c + b]);

/**
 * How many slips make b from a: letters missing, added, wrong or swapped. More than limit is not looked into.
 * @param {string} a @param {string} b @param {number} limit
 */
function slips(a, b, limit) {
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

/** How likely a was meant as b, in powers of two. @param {string} a @param {Entry} entry @param {number} slips */
function chance(a, { word: b, df, named }, slips) {
  const points = 32 - Math.clz32(df) + 2 * named - (a[0] === b[0] ? 0 : 2);
  if (a.length !== b.length) return points + 1;
  return points + ([...a].filter((c, i) => c !== b[i]).length > slips ? 2 : 0);
}

/**
 * The words or word pairs that word may be a slip of, best first, at most two.
 * @param {string} word @param {string} before @param {string} after @param {Near} near @param {Engine} engine
 */
async function repairs(word, before, after, near, { compare, shared, stem, pairOf, store }) {
  /** Whether an entry has the one right before the other. @param {string} left @param {string} right */
  const neighbours = (left, right) => pairOf(store, `${stem(left)} ${stem(right)}`);
  if (/\d/.test(word)) return splitAtDigits(word, neighbours);
  const limit = word.length < 8 ? 1 : 2,
    k = shared(word),
    short = swaps(word),
    own = stem(word);
  if (!short[0]) {
    const pair = await splitApart(word, near, neighbours);
    if (pair) return [pair];
  }
  /** @type {Map<string, Entry & {slips: number, chance: number}>} */
  const found = new Map();
  for (const entry of [...near.starts, ...near.ends]) {
    if (entry.word === word) return []; // an English word that no document has
    if (
      !entry.df || short[0]
        ? !short.includes(entry.word)
        : !entry.word.startsWith(word.slice(0, k)) && !entry.word.endsWith(word.slice(-k))
    )
      continue;
    let n = slips(word, entry.word, limit);
    if (n > limit) n = own.length > 4 && slips(own, stem(entry.word), 1) === 1 ? 2 : 0; // a slip, and another ending
    if (n) found.set(entry.word, { ...entry, slips: n, chance: chance(word, entry, n) });
  }
  const ranked = [...found.values()].sort(
    (a, b) => a.slips - b.slips || b.chance - a.chance || b.df - a.df || compare(a.word, b.word),
  );
  if (!short[0] && !(ranked[0]?.slips < 2)) {
    const pair = splitOrJoin(word, before, after, near);
    if (pair) return [pair];
  }
  return ranked
    .slice(0, 2)
    .filter((c) => c.slips === ranked[0].slips)
    .map((c) => c.word);
}

/** @typedef {(left: string, right: string) => Promise<unknown>} Neighbours */

/** What makes one word with another, "sign up". */
const particles = ["up", "in", "on", "off", "out", "over", "down"];

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
      (l || i < 3 || particles.includes(left)) &&
      (r || letters.length - i < 3 || particles.includes(right)) &&
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
  for (let i = 3; i <= word.length - 3; i++) {
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
 * The repairs of words that the index lacks, and the question with the first of each in its place.
 * @param {string} question @param {Token[]} tokens @param {Token[]} lost @param {Engine} engine
 */
export async function repairsOf(question, tokens, lost, engine) {
  const found = await Promise.all(
    lost.map(async (t) => {
      const i = tokens.indexOf(t),
        before = tokens[i - 1],
        after = tokens[i + 1];
      const near = await nearOf(t.word, engine);
      const fixes = await repairs(t.word, before?.word ?? "", after?.word ?? "", near, engine);
      let { start, end } = t;
      // A repair that joins two words takes the place of both.
      if (before && fixes[0] === before.word + t.word) start = before.start;
      else if (after && fixes[0] === t.word + after.word) end = after.end;
      return { t, fixes, start, end };
    }),
  );
  let suggestion = "",
    at = 0;
  for (const { fixes, start, end } of found)
    if (fixes[0] && start >= at) {
      suggestion += question.slice(at, start) + fixes[0];
      at = end;
    }
  return {
    fixes: new Map(found.map(({ t, fixes }) => [t, fixes])),
    suggestion: at ? suggestion + question.slice(at) : null,
  };
}

/** @param {string} word @param {Engine} engine @returns {Promise<Near>} */
async function nearOf(word, { reverse, shared, store, wordsFrom }) {
  const k = shared(word),
    short = swaps(word);
  const [ends, ...starts] = await Promise.all([
    short[0] ? [] : wordsFrom(store, reverse(word.slice(-k)), "r"),
    ...(short[0] ? short : [word.slice(0, k)]).map((start) => wordsFrom(store, start)),
  ]);
  return { starts: starts.flat(), ends: ends.map((e) => ({ ...e, word: reverse(e.word) })) };
}

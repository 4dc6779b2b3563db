// @ts-check
// What is near a query that finds nothing, as in search/near.go. Few questions find nothing, so the
// engine imports this when one does; how to ask it is given.

const mostWords = 6,
  mostNear = 5;

/**
 * What words near a word begin with, the longest first: down to half of it, but not to fewer than four
 * letters, with which too much begins.
 * @param {string} word
 */
function beginnings(word) {
  const letters = [...word].slice(0, 32),
    least = Math.max(4, Math.ceil([...word].length / 2)),
    all = [];
  for (let n = letters.length; n >= least; n--) all.push(letters.slice(0, n).join(""));
  return all;
}

/**
 * For each word the entries that have a word with the same beginning, the longest that finds any; of all
 * these the best, in turn.
 * @param {import("./tokens.js").Token[]} tokens @param {(query: string) => Promise<import("./engine.js").Result>} ask
 */
export async function nearestOf(tokens, ask) {
  const words = new Set(tokens.flatMap(({ stem, word }) => (stem ? word : [])));
  const answers = await Promise.all(
    [...words].slice(0, mostWords).map(async (word) => {
      for (const beginning of beginnings(word)) {
        const { hits, suggestion } = await ask(beginning);
        if (hits[0] && !suggestion) return hits;
      }
      return [];
    }),
  );
  /** @type {Map<string, import("./engine.js").Hit>} */
  const nearest = new Map();
  for (let rank = 0; answers.some((hits) => hits[rank]); rank++)
    for (const { [rank]: hit } of answers) {
      const key = hit && `${hit.id} ${hit.from}`;
      if (hit && !nearest.has(key)) nearest.set(key, hit);
    }
  return [...nearest.values()].slice(0, mostNear);
}

// @ts-check
// What is near a question that finds nothing. Knows no page.

/**
 * The different words of a query, for asking each on its own when together they found nothing.
 * @param {string} query
 * @param {number} most
 * @returns {string[]}
 */
export function singleWords(query, most) {
  return [...new Set(query.toLowerCase().split(/\s+/))].filter(Boolean).slice(0, most);
}

/**
 * What words near a word begin with, the longest first: the word itself, then down to half of it, but
 * not to fewer than four letters, with which too much begins.
 * @param {string} word
 * @returns {string[]}
 */
export function beginnings(word) {
  const letters = [...word];
  const least = Math.max(4, Math.ceil(letters.length / 2));
  return letters
    .slice(0, 32)
    .map((_, i) => letters.slice(0, i + 1).join(""))
    .filter((_, i) => i + 1 >= least)
    .reverse();
}

/**
 * The best of several answers in turn, each entry once.
 * @template {{id: string}} T
 * @param {T[][]} answers
 * @param {number} most
 * @returns {T[]}
 */
export function inTurn(answers, most) {
  /** @type {Map<string, T>} */
  const found = new Map();
  const longest = Math.max(0, ...answers.map((answer) => answer.length));
  for (let rank = 0; rank < longest; rank++) {
    for (const answer of answers) if (rank < answer.length) found.set(answer[rank].id, answer[rank]);
  }
  return [...found.values()].slice(0, most);
}

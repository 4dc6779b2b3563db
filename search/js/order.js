// @ts-check
// Putting documents in order.

/**
 * The documents on the page asked for: greatest score first, equals in order of id, which is the
 * order of their numbers; with dates, newest first before that.
 * @param {number[]} docs @param {Int32Array} scores @param {number[] | null} dates @param {number} from @param {number} to
 */
export function best(docs, scores, dates, from, to) {
  if (dates)
    return docs.sort((a, b) => dates[b] - dates[a] || scores[b] - scores[a] || a - b).slice(from, to);
  // One number for score and document sorts without a function. Most documents never come near the
  // best, so few are sorted: a keystroke feels it.
  const n = scores.length,
    keys = new Float64Array(Math.min(docs.length, 2 * to + 64));
  let held = 0,
    last = Infinity;
  for (const doc of docs) {
    const key = doc - scores[doc] * n;
    if (key >= last) continue;
    keys[held++] = key;
    if (held < keys.length) continue;
    keys.sort();
    held = Math.min(to, held);
    last = keys[held - 1];
  }
  return Array.from(keys.subarray(0, held).sort().subarray(from, to), (key) => ((key % n) + n) % n);
}

// @ts-check
// How good a list of ten answers is.

const depth = 10;

/**
 * Measures one list, best first. Gains are linear in the grade, discounted by 1/log2(rank+1), and
 * set against the best possible list over all relevant documents. No results score 0.
 * @param {string[]} ids @param {Map<string, number>} relevant
 */
export function measure(ids, relevant) {
  const gains = ids.slice(0, depth).map((id) => relevant.get(id) ?? 0);
  const ideal = [...relevant.values()].sort((a, b) => b - a).slice(0, depth);
  const first = gains.findIndex((g) => g > 0);
  return {
    ndcg: discounted(gains) / discounted(ideal),
    mrr: first < 0 ? 0 : 1 / (first + 1),
    success: first === 0 ? 1 : 0,
  };
}

/** @param {number[]} gains */
function discounted(gains) {
  return gains.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
}

/** @param {number[]} numbers */
export function mean(numbers) {
  return numbers.reduce((a, b) => a + b, 0) / numbers.length;
}

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b),
    middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

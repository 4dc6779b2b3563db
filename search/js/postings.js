// @ts-check
// Lists of documents by what a term gives them, as search/export/encode.go writes them.

/**
 * Postings of one term, as search/export/encode.go writes them.
 * @typedef {[impact: number, docs: Uint32Array]} Group - documents of equal impact
 * @typedef {object} Term
 * @property {number} number - its place among all terms
 * @property {[hash: number, doc: number][]} exact - whole names that this term stands for
 * @property {Group[]} groups - greatest impact first
 * @property {Uint8Array | false} rest - where the rest of a long list is, in a large library, as approximate.js reads it; in one with places what phrases.js reads
 */

/** An impact from its code: five significant bits. @param {number} code */
export const impactOf = (code) => (code < 32 ? code : ((code & 15) + 16) << ((code >> 4) - 1));

/** @param {import("./bytes.js").Bytes} body @param {number} documents @returns {Group[]} */
export function readGroups(body, documents) {
  let code = 0;
  const heads = body.list(() => [impactOf((code = Math.abs(code - body.int()))), body.int()]);
  const lists = body.lists(
    heads.map((head) => head[1]),
    documents,
  );
  return heads.map(([impact], i) => [impact, lists[i]]);
}

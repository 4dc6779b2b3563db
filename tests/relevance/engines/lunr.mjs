// Not type-checked: lunr brings no types.
import lunr from "lunr";
import { shortestFuzzy, twoFields } from "./text.mjs";

export const name = "lunr";
export const settings =
  "any word; its own pipeline; b 0.3; one edit at 0.4 of the weight for words of 5 letters or more";

/** @param {import("../sets.mjs").Doc[]} docs */
export async function open(docs) {
  const index = lunr(function () {
    this.ref("id");
    this.field("title");
    this.field("text");
    this.b(0.3);
    for (const d of docs) this.add(twoFields(d));
  });
  return async (/** @type {string} */ text) => {
    // By the builder, since lunr's query language gives meaning to colons, dashes and tildes.
    const hits = index.query((query) => {
      for (const token of lunr.tokenizer(text)) {
        const word = String(token).replace(/^\W+|\W+$/g, "");
        query.term(word, {});
        if (word.length >= shortestFuzzy) query.term(word, { editDistance: 1, boost: 0.4 });
      }
    });
    return hits.slice(0, 10).map((hit) => hit.ref);
  };
}

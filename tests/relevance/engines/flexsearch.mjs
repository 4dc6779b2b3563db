// @ts-check
import { Encoder, Index } from "flexsearch";
import English from "flexsearch/lang/en";
import { lines, stem } from "./text.mjs";

export const name = "FlexSearch";
export const settings =
  "any word (suggest); English stop words, Porter stemming; tolerant of swapped and missing letters; title first, resolution 300";

/** @param {import("../sets.mjs").Doc[]} docs */
export async function open(docs) {
  // It ranks by how early a word stands, so one text that begins with the title does better than fields.
  const index = new Index({
    tokenize: "tolerant",
    resolution: 300,
    encoder: new Encoder({ filter: English.filter, finalize: (words) => words.map(stem) }),
  });
  for (const d of docs)
    index.add(d.id, lines(d.title, d.aliases, d.summary, d.headings, d.questions, d.body));
  return async (/** @type {string} */ query) => index.search(query, { limit: 10, suggest: true });
}

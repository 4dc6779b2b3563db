// @ts-check
import { create, insertMultiple, search } from "@orama/orama";
import { stopwords } from "@orama/stopwords/english";
import { twoFields } from "./text.mjs";

export const name = "Orama";
export const settings =
  "any word; its English stop words and stemmer; b 0.3, d 1; no tolerance, which did harm";

/** @param {import("../sets.mjs").Doc[]} docs */
export async function open(docs) {
  const index = create({
    schema: { title: "string", text: "string" },
    components: { tokenizer: { language: "english", stemming: true, stopWords: stopwords } },
  });
  await insertMultiple(index, docs.map(twoFields));
  return async (/** @type {string} */ query) => {
    const term = query.replace(/[^\p{L}\p{N}' -]/gu, " "); // its tokenizer keeps a question mark with the word
    const { hits } = await search(index, {
      term,
      limit: 10,
      threshold: 1,
      relevance: { k: 1.2, b: 0.3, d: 1 },
    });
    return hits.map((hit) => hit.id);
  };
}

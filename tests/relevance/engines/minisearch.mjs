// @ts-check
import MiniSearch from "minisearch";
import { isStopWord, shortestFuzzy, stem, twoFields } from "./text.mjs";

export const name = "MiniSearch";
export const settings =
  "any word; stop words and Porter stemming through processTerm; fuzzy 0.2 for words of 5 letters or more";

/** @param {import("../sets.mjs").Doc[]} docs */
export async function open(docs) {
  const index = new MiniSearch({
    fields: ["title", "text"],
    processTerm(term) {
      const word = term.toLowerCase().replace(/[’']s$/, "");
      return isStopWord(word) ? null : stem(word);
    },
    searchOptions: { combineWith: "OR", fuzzy: (term) => (term.length >= shortestFuzzy ? 0.2 : false) },
  });
  index.addAll(docs.map(twoFields));
  return async (/** @type {string} */ query) =>
    index
      .search(query)
      .slice(0, 10)
      .map((hit) => hit.id);
}

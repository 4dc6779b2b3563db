// @ts-check
import { openOurs } from "../site.mjs";

export const name = "ours";
export const settings = "as published; the library's own synonyms.yaml for the set over our library";

/** @param {import("../sets.mjs").Doc[]} _ @param {string} site  built from the same documents */
export async function open(_, site) {
  const index = await openOurs(site);
  return async (/** @type {string} */ query) =>
    (await index.search(query, { limit: 10 })).hits.map((hit) => hit.id);
}

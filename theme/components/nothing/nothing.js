// @ts-check
// What the search page shows in place of results. Most questions find something, so results.js loads
// this only when one does not; what it needs of the page it is given. Its words may be replaced by the
// page's <script type="application/json" data-strings>, as those of results.js.

import { count, element, fill, wordsOf } from "../find/dom.js";
import { hasFilters } from "../results/address.js";

/**
 * @typedef {import("../find/ask.js").Index} Index
 * @typedef {import("../find/ask.js").Result} Result
 * @typedef {import("../results/address.js").State} State
 * @typedef {object} Page
 * @property {(to: State, text: string) => HTMLElement} link  to another state
 * @property {(result: Pick<Result, "hits" | "facets">, state: State, begun: string, level: "h3") => Element[]} items
 */

const english = {
  nothing: "Nothing found for “{query}”",
  nothingHere: "Nothing found with these filters",
  tips: { 1: "Check the spelling.", 2: "Use fewer words, or other words for the same thing." },
  without: { one: "See {n} result without the filters", other: "See {n} results without the filters" },
  nearest: "Entries with similar words",
};

/**
 * What to say, and what the engine itself knows that is near.
 * @param {Index} index
 * @param {State} state
 * @param {Page} page
 * @returns {Promise<Element>}
 */
export async function nothing(index, state, page) {
  const words = wordsOf(english),
    { query, filters } = state;
  const unfiltered = await index.search(query, { limit: 1 });
  const heading = element(
    "h2",
    {},
    ...fill(query ? words.nothing : words.nothingHere, { query: query.slice(0, 100) }),
  );
  const tips = element("ul", {}, ...Object.values(words.tips).map((tip) => element("li", {}, tip)));
  if (hasFilters(filters) && unfiltered.total)
    return element(
      "div",
      { class: "nothing" },
      heading,
      element("p", {}, page.link({ ...state, filters: {}, page: 1 }, count(words.without, unfiltered.total))),
      tips,
    );
  const hits = unfiltered.nearest;
  const made = element("div", { class: "nothing" }, heading, tips);
  if (hits.length) {
    // What their types are called stands in the facets of an answer that has them.
    const { facets } = await index.search("", { limit: 1, filters: { type: hits.map((hit) => hit.type) } });
    made.append(
      element("h2", {}, words.nearest),
      element("ol", { class: "hits" }, ...page.items({ hits, facets }, state, "", "h3")),
    );
  }
  return made;
}

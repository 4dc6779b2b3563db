// @ts-check
// The search page: reads the address, asks the engine, shows the answer, and keeps the address
// right while the person types, filters, sorts and turns pages. This file ties the page's elements
// to what does that: search.js decides, view.js shows, address-bar.js writes.
//
// It needs once:
//   <div class="found" data-results data-nothing="…">   the address of nothing.js
//     <h1>…</h1>
//     <form class="find" data-find …>          as find.js describes it
//     <form class="facets" data-facets aria-label="…" hidden></form>
//     <div data-hits hidden></div>
//     <div data-start>…</div>                  links to browse; shown when nothing is asked or found
//   </div>
// and adds p.unseen[role=status]. What it puts into [data-facets] and [data-hits] is all below.
// [hidden] must win over the display of .facets, .tally, .paging. Its words may be replaced by the
// page's <script type="application/json" data-strings>; `english` lists them, but for those of a
// failure, in dom.js. Translators find them in theme/strings/en.json, as "results.…".
// "/" leads from the results back to the field.

import { ask } from "../find/ask.js";
import { onTyped, wordsOf } from "../find/dom.js";
import { AddressBar } from "./address-bar.js";
import { Search } from "./search.js";
import { View } from "./view.js";

/** @typedef {typeof english} Words */

export const english = {
  tally: { one: "{n} result, {order}", other: "{n} results, {order}" },
  tallyAtLeast: { other: "At least {n} results, {order}" },
  order: { relevance: "best match first", newest: "newest first" },
  sort: "Sort",
  sorts: { relevance: "Best match first", newest: "Newest first" },
  narrow: "Narrow the results",
  more: { other: "{n} more" },
  moreFacets: "More filters",
  clear: "Clear filters",
  facets: { verb: "What people do" }, // the others read as their names do: "service-area"
  also: "also in {libraries}",
  meant: "Did you mean {query}?",
  pages: "Pages of results",
  previous: "Previous",
  next: "Next",
  page: "Page {page} of {last}",
  cut: "These are the first 100. To see others, add a word or a filter.",
  searching: "Searching…",
  places: "Pages on this site",
  again: "Try again",
};

/**
 * The parts of the page, or an error that names the one that is missing.
 * @param {HTMLElement} root
 */
function partsOf(root) {
  /** @param {string} selector */
  const part = (selector) => {
    const found = root.querySelector(selector);
    if (!found) throw new Error(`[data-results] needs ${selector} inside`);
    return found;
  };
  return {
    root,
    form: /** @type {HTMLFormElement} */ (part("form[data-find]")),
    input: /** @type {HTMLInputElement} */ (part("form[data-find] input[name=q]")),
    facets: /** @type {HTMLFormElement} */ (part("[data-facets]")),
    list: /** @type {HTMLElement} */ (part("[data-hits]")),
    start: /** @type {HTMLElement} */ (part("[data-start]")),
  };
}

/** @param {HTMLElement} root */
export function results(root) {
  const parts = partsOf(root);
  const { form, input, facets } = parts;
  const { engine = "", browse = form.action } = form.dataset;
  const bar = new AddressBar(window);
  const view = new View({ ...parts, browse }, wordsOf(english), {
    address: (state) => bar.of(state),
    follow: (to) => search.follow(to),
    retry: () => search.retry(),
  });
  const search = new Search({
    view,
    bar,
    open: () => ask(engine),
    nothing: async (index, state) => {
      /** @type {typeof import("../nothing/nothing.js")} */
      const { nothing } = await import(root.dataset.nothing ?? "");
      return nothing(index, state, view);
    },
  });

  onTyped(input, () => search.typed());
  input.addEventListener("compositionstart", () => search.composing());
  input.addEventListener("blur", () => search.leave());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (matchMedia("(pointer: coarse)").matches) input.blur(); // folds the keyboard that covers the results
    search.submit();
  });
  facets.addEventListener("change", (event) => {
    const { name, value, checked } = /** @type {HTMLInputElement} */ (event.target);
    search.filter(name, value, checked);
  });
  facets.addEventListener("submit", (event) => event.preventDefault());
  facets.addEventListener("reset", () => search.clearFilters());
  view.sort.addEventListener("change", () => search.sort(view.sort.value));
  addEventListener("popstate", () => search.readAddress());
  addEventListener("scroll", () => search.scrolled(), { passive: true });
  addEventListener("pagehide", () => search.keepPlace());
  slashLeadsTo(input, root);
  search.readAddress();
}

/**
 * "/" leads back to the field from anywhere in the results. Only from there: a key without Ctrl
 * that worked on the whole page would catch people who steer by voice (WCAG 2.1.4).
 * @param {HTMLInputElement} input
 * @param {HTMLElement} root
 */
function slashLeadsTo(input, root) {
  root.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target === input) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

for (const root of document.querySelectorAll("[data-results]")) results(/** @type {HTMLElement} */ (root));

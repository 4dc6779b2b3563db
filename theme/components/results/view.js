// @ts-check
// What the search page shows. It keeps its elements from one answer to the next: new elements are
// what a keystroke costs most, and what stays cannot flicker.

import { count, element, failure, fill, icon, isOlder, marked, speaker } from "../find/dom.js";
import { kindOf, markTitle, nameOf, wordsToMark } from "../find/marks.js";
import { orderOf, paging } from "./address.js";
import { arrange, FacetForm } from "./facet-form.js";

/**
 * @typedef {import("./address.js").State} State
 * @typedef {import("../find/ask.js").Hit} Hit
 * @typedef {import("../find/ask.js").Result} Result
 *
 * @typedef {object} Parts  of the page, as results.js describes it
 * @property {HTMLElement} root
 * @property {HTMLInputElement} input
 * @property {HTMLFormElement} facets
 * @property {HTMLElement} list
 * @property {HTMLElement} start
 * @property {string} browse  the address to go to when search fails
 *
 * @typedef {object} Events
 * @property {(state: State) => string} address
 * @property {(to: State) => void} follow  a link to another state
 * @property {() => void} retry
 */

/**
 * A place in the list, which shows one hit after another.
 * @param {"h2" | "h3"} level
 */
function place(level) {
  const kind = element("p", { class: "kind" }),
    link = element("a"),
    text = element("p");
  const item = element("li", { class: "hit" }, kind, element(level, {}, link), text);
  /** @type {Map<Element, string>} */
  const said = new Map();

  /**
   * @param {Element} at
   * @param {unknown[]} says  all that the children depend on
   * @param {() => import("../find/dom.js").Child[]} children
   */
  const put = (at, says, children) => {
    const key = JSON.stringify(says);
    if (said.get(at) !== key) at.replaceChildren(...children());
    said.set(at, key);
  };

  /**
   * @param {Hit} hit
   * @param {string} type  what it is, in words
   * @param {import("../find/ask.js").Part[]} title
   */
  return (hit, type, title) => {
    const parts = hit.snippet.length ? hit.snippet : [{ text: hit.summary, mark: false }];
    put(kind, [hit.type, type], () => [icon(hit.type), type]);
    link.href = hit.url;
    put(link, title, () => marked(title));
    put(text, parts, () => marked(parts));
    return item;
  };
}

export class View {
  #at;
  #words;
  #on;
  #facets;
  #say;
  #meant = element("p", { class: "find__hint" });
  #number = element("p", { tabindex: "-1" });
  #hits = element("ol", { class: "hits" });
  #places = element("ul");
  #placesShown = "";
  /** @type {Record<"h2" | "h3", ReturnType<typeof place>[]>} */
  #items = { h2: [], h3: [] };
  #sorting;
  #tally;
  #nav;
  #searching;
  #pages;

  /**
   * @param {Parts} at
   * @param {import("./results.js").Words} words
   * @param {Events} on
   */
  constructor(at, words, on) {
    this.#at = at;
    this.#words = words;
    this.#on = on;
    this.#facets = new FacetForm(at.facets, words);
    this.#say = speaker(at.root);
    const options = /** @type {const} */ (["relevance", "newest"]).map((value) =>
      element("option", { value }, words.sorts[value]),
    );
    /** The order that the person chooses. */
    this.sort = element("select", { name: "sort" }, ...options);
    this.#sorting = element("label", { class: "sort" }, words.sort, " ", this.sort);
    this.#tally = element("div", { class: "tally" }, this.#number, this.#sorting);
    this.#nav = element(
      "nav",
      { class: "places", "aria-label": words.places },
      element("p", { "aria-hidden": "true" }, words.places),
      this.#places,
    );
    this.#searching = element("p", { class: "find__hint" }, words.searching);
    this.#pages = element("nav", { class: "paging", "aria-label": words.pages });
  }

  get query() {
    return this.#at.input.value;
  }

  set query(words) {
    this.#at.input.value = words;
  }

  get busy() {
    return this.#at.list.hasAttribute("aria-busy");
  }

  showBusy() {
    this.#at.list.setAttribute("aria-busy", "true");
    this.#say(""); // what was said is about the question before
  }

  showSearching() {
    const { list, start } = this.#at;
    start.hidden = true;
    arrange(list, [this.#searching, ...[...list.children].filter((child) => child !== this.#searching)]);
    list.hidden = false;
    this.#say(this.#words.searching);
  }

  showStart() {
    this.#show([]);
    this.#at.facets.hidden = true;
    this.#at.start.hidden = false;
    this.#say("");
  }

  /**
   * @param {Result} result
   * @param {State} state
   * @param {string} begun  the beginning of a word that is still being typed
   */
  showResult(result, state, begun) {
    const words = this.#words;
    const forms = result.exact ? words.tally : words.tallyAtLeast;
    this.#number.textContent = count(forms, result.total, { order: words.order[orderOf(state)] });
    this.#sorting.hidden = !state.query;
    // Else browsers read all forms again, to fill them in.
    if (this.sort.value !== state.sort) this.sort.value = state.sort;
    arrange(this.#hits, this.items(result, state, begun));
    this.#facets.show(result, state.filters);
    this.#at.start.hidden = true;
    this.#show([...this.#above(result, state), this.#tally, this.#hits, ...this.#paging(result, state)]);
    this.#say(this.#number.textContent);
  }

  /**
   * @param {Result} result
   * @param {State} state
   * @param {Element} instead
   */
  showNothing(result, state, instead) {
    this.#facets.show(result, state.filters);
    this.#at.start.hidden = false;
    this.#show([...this.#above(result, state), instead]);
    this.#say(instead.firstElementChild?.textContent ?? "");
  }

  /** @param {unknown} error */
  showFailure(error) {
    const { facets, start, browse, input } = this.#at;
    const text = element("p", {}, ...failure(browse, error));
    const button = element("button", { class: "button", type: "button" }, this.#words.again);
    button.addEventListener("click", () => {
      if (isOlder(error)) return location.reload();
      input.focus(); // the button goes away
      this.#on.retry();
    });
    facets.hidden = true;
    start.hidden = true;
    this.#show([element("div", { class: "failed" }, text, button)]);
    this.#say(text.textContent);
  }

  focusAnswer() {
    (this.#number.isConnected ? this.#number : this.#at.input).focus();
  }

  /**
   * A link to another state, followed without loading the page again.
   * @param {State} to
   * @param {string} text
   * @param {Record<string, string>} [attributes]
   */
  link(to, text, attributes) {
    const made = element("a", { ...attributes, href: this.#on.address(to) }, text);
    made.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.#on.follow(to);
    });
    return made;
  }

  /**
   * @param {Pick<Result, "hits" | "facets">} result
   * @param {Pick<State, "query">} state
   * @param {string} [begun]
   * @param {"h2" | "h3"} [level]
   */
  items({ hits, facets }, { query }, begun, level = "h2") {
    const mark = wordsToMark(query, hits);
    const items = this.#items[level];
    return hits.map((hit, i) =>
      (items[i] ??= place(level))(hit, this.#kind(facets, hit), markTitle(hit.title, mark, begun)),
    );
  }

  /** @param {Result["facets"]} facets @param {Hit} hit */
  #kind(facets, hit) {
    const also = hit.also?.map((library) => nameOf(facets, library, "from")).join(", ");
    return kindOf(facets, hit) + (also ? ` · ${this.#words.also.replace("{libraries}", also)}` : "");
  }

  /** @param {Element[]} nodes */
  #show(nodes) {
    const { list } = this.#at;
    arrange(list, nodes);
    list.hidden = nodes.length === 0;
    list.removeAttribute("aria-busy");
  }

  /**
   * Pages that the question names, beside the entries, and the question that may have been meant.
   * @param {Result} result
   * @param {State} state
   */
  #above({ places = [], suggestion }, state) {
    const key = JSON.stringify(places);
    if (key !== this.#placesShown) {
      this.#places.replaceChildren(
        ...places.map(({ title, url }) => element("li", {}, element("a", { href: url }, title))),
      );
      this.#placesShown = key;
    }
    if (suggestion) {
      const link = this.link({ ...state, query: suggestion, page: 1 }, suggestion);
      this.#meant.replaceChildren(...fill(this.#words.meant, { query: link }));
    }
    return [...(places.length ? [this.#nav] : []), ...(suggestion ? [this.#meant] : [])];
  }

  /**
   * @param {Result} result
   * @param {State} state
   */
  #paging({ total }, state) {
    const words = this.#words;
    const { page } = state;
    const { last, previous, next, cut } = paging(total, page);
    if (last < 2) return [];
    this.#pages.replaceChildren();
    if (previous)
      this.#pages.append(this.link({ ...state, page: previous }, words.previous, { rel: "prev" }));
    this.#pages.append(element("span", {}, ...fill(words.page, { page: String(page), last: String(last) })));
    if (next) this.#pages.append(this.link({ ...state, page: next }, words.next, { rel: "next" }));
    if (cut) this.#pages.append(element("p", {}, words.cut));
    return [this.#pages];
  }
}

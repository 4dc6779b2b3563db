// @ts-check
// The list of suggestions under a search field. An option is a link, so a new tab and a long press
// work as everywhere.

import { count, element, failure, fill, icon, marked, speaker } from "./dom.js";
import { begunWord, kindOf, markTitle, nameOf, wordsToMark } from "./marks.js";
import { groupByType, near } from "./suggest.js";

const longest = 60; // characters of the query that the first option repeats

export class Options {
  #form;
  #input;
  #words;
  #say;
  #id;
  #list;
  #keys;
  /** @type {HTMLElement[]} */
  #options = [];
  /** @type {HTMLElement | undefined} */
  #chosen;

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   * @param {import("./combobox.js").Words} words
   */
  constructor(form, input, words) {
    this.#form = form;
    this.#input = input;
    this.#words = words;
    this.#id = `${input.id || "find"}-options`;
    this.#list = element("div", { role: "listbox", id: this.#id, "aria-label": words.suggestions });
    this.#keys = element("p", { class: "suggest__keys note", "aria-hidden": "true" }, words.keys);
    this.panel = element("div", { class: "suggest", hidden: "" }, this.#list, this.#keys);
    (input.closest(".find__row") ?? input).after(this.panel);
    this.#say = speaker(form);
    input.setAttribute("aria-controls", this.#id);
  }

  get count() {
    return this.#options.length;
  }

  get hidden() {
    return this.panel.hidden;
  }

  /**
   * Whether an element may have the focus while this is open. The list must not cover what has it
   * next; the link of a failure's message is behind the form's button.
   * @param {Node | null} node
   */
  owns(node) {
    return (this.count ? this.panel : this.#form).contains(node);
  }

  /**
   * @param {string} query
   * @param {import("./ask.js").Result} result
   */
  show(query, { hits: found, facets, suggestion }) {
    const hits = near(found);
    this.#options = [];
    const searches = [query, ...(suggestion ? [suggestion] : [])].map((words) => this.#search(words));
    const mark = wordsToMark(query, hits);
    const groups = groupByType(hits).map(({ type, hits }) => {
      const name = nameOf(facets, type);
      const group = hits.map((hit) =>
        this.#option(
          hit.url,
          type,
          marked(markTitle(hit.title, mark, begunWord(query))),
          kindOf(facets, hit),
        ),
      );
      return element("div", { role: "group", "aria-label": name }, ...group);
    });
    this.#list.replaceChildren(...searches, ...groups);
    this.panel.replaceChildren(this.#list, this.#keys);
    this.panel.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    const words = this.#words;
    this.#say(hits.length ? count(words.suggested, hits.length) : words.suggestedNone);
  }

  /** @param {unknown} error */
  fail(error) {
    const { browse = this.#form.action } = this.#form.dataset;
    const note = element("p", { class: "suggest__note" }, ...failure(browse, error));
    this.panel.replaceChildren(note);
    this.panel.hidden = false;
    this.#say(note.textContent);
  }

  hide() {
    this.#options = [];
    this.panel.hidden = true;
    this.hush();
    this.#input.setAttribute("aria-expanded", "false");
  }

  /** Says nothing of what was about to be said. */
  hush() {
    this.#say("");
  }

  /** @param {number} place  -1 chooses none */
  choose(place) {
    this.#chosen?.setAttribute("aria-selected", "false");
    const option = (this.#chosen = this.#options[place]);
    if (!option) return this.#input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", option.id);
  }

  /** @param {number} place */
  follow(place) {
    this.#options[place].click();
  }

  /** @param {string} query */
  #search(query) {
    const address = new URL(this.#form.action);
    address.searchParams.set("q", query);
    const shown = query.length > longest ? `${query.slice(0, longest)}…` : query;
    return this.#option(
      address.href,
      "search",
      fill(this.#words.searchFor, { query: element("b", {}, shown) }),
    );
  }

  /**
   * @param {string} address
   * @param {string} drawing
   * @param {(Node | string)[]} text
   * @param {string} [type]
   */
  #option(address, drawing, text, type) {
    const made = element(
      "a",
      {
        class: "suggest__option",
        role: "option",
        id: `${this.#id}-${this.#options.length}`,
        href: address,
        tabindex: "-1",
        "aria-selected": "false",
      },
      icon(drawing),
      element("span", {}, ...text),
    );
    if (type) made.append(element("small", {}, type));
    this.#options.push(made);
    return made;
  }
}

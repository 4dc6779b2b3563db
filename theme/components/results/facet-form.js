// @ts-check
// The form of the facets. It keeps the elements of one answer for the next.

import { count, digits, element } from "../find/dom.js";
import { foldFacets, foldValues, hasFilters } from "./address.js";

/**
 * @typedef {import("./results.js").Words} Words
 * @typedef {import("./address.js").Facet} Facet
 * @typedef {import("./address.js").State} State
 */

const wide = "(width >= 56rem)"; // as in the stylesheet: facets beside the results, not above them

/**
 * Makes the children of `parent` be `nodes`, moving as little as possible: a moved element loses
 * the focus, and what stays cannot flicker.
 * @param {Element} parent
 * @param {Element[]} nodes
 */
export function arrange(parent, nodes) {
  for (const child of [...parent.children]) if (!nodes.includes(child)) child.remove();
  nodes.forEach((node, i) => {
    if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] ?? null);
  });
}

/** A list that waits behind a summary, and is made when that is opened. */
class Fold {
  label = element("summary");
  #list;
  #make = () => /** @type {Element[]} */ ([]);

  /** @param {"div" | "ul"} tag */
  constructor(tag) {
    this.#list = element(tag);
    this.details = element("details", { class: "facet__more" }, this.label, this.#list);
    this.details.addEventListener("toggle", () => this.#fill());
  }

  /**
   * @param {() => Element[]} make
   * @param {boolean} open  true opens; false leaves it as it is
   */
  show(make, open) {
    this.#make = make;
    if (open) this.details.open = true;
    this.#fill();
  }

  #fill() {
    if (this.details.open) arrange(this.#list, this.#make());
  }
}

/** The values of one facet. */
class FacetValues {
  #name;
  #words;
  #legend;
  #first = element("ul");
  // Hundreds of councils are not worth making for a list that most people leave folded.
  #rest = new Fold("ul");
  /** @type {Map<string, {item: Element, box: HTMLInputElement, tally: Element}>} */
  #items = new Map();

  /**
   * @param {string} name
   * @param {Words} words
   */
  constructor(name, words) {
    const readable = name[0].toUpperCase() + name.slice(1).replace("-", " ");
    this.#name = name;
    this.#words = words;
    this.#legend = element(
      "legend",
      {},
      /** @type {Record<string, string>} */ (words.facets)[name] ?? readable,
    );
    this.fieldset = element("fieldset", { class: "facet" }, this.#legend, this.#first);
  }

  /**
   * @param {Facet["values"]} values
   * @param {string} atLeast  "+" where counts are lower bounds
   */
  show(values, atLeast) {
    const { shown, folded, open } = foldValues(values);
    const item = (/** @type {Facet["values"][number]} */ value) => this.#item(value, atLeast);
    arrange(this.#first, shown.map(item));
    this.#rest.label.textContent = count(this.#words.more, folded.length);
    this.#rest.show(() => folded.map(item), open);
    arrange(this.fieldset, [this.#legend, this.#first, ...(folded.length ? [this.#rest.details] : [])]);
    return this.fieldset;
  }

  /**
   * @param {Facet["values"][number]} value
   * @param {string} atLeast
   */
  #item({ value, label, count, chosen }, atLeast) {
    let known = this.#items.get(value);
    if (!known) {
      const box = element("input", { type: "checkbox", name: this.#name, value });
      const tally = element("span");
      known = { box, tally, item: element("li", {}, element("label", {}, box, label, tally)) };
      this.#items.set(value, known);
    }
    known.box.checked = chosen;
    const tally = digits.format(count) + atLeast;
    if (known.tally.textContent !== tally) known.tally.textContent = tally;
    return known.item;
  }
}

export class FacetForm {
  #form;
  #words;
  #summary;
  #fold;
  #others = new Fold("div");
  #clear;
  /** @type {Map<string, FacetValues>} */
  #facets = new Map();

  /**
   * @param {HTMLElement} form
   * @param {Words} words
   */
  constructor(form, words) {
    this.#form = form;
    this.#words = words;
    this.#summary = element("summary", {}, words.narrow);
    this.#fold = element("details", { class: "facets__fold" }, this.#summary);
    this.#others.label.textContent = words.moreFacets;
    this.#clear = element("button", { class: "button", type: "reset" }, words.clear);
    form.replaceChildren(this.#fold);
    const media = matchMedia(wide);
    const unfold = () => (this.#fold.open = media.matches);
    media.addEventListener("change", unfold);
    unfold();
  }

  /**
   * @param {Pick<import("../find/ask.js").Result, "facets" | "exact">} result
   * @param {State["filters"]} filters
   */
  show({ facets, exact }, filters) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const { shown, behind, open } = foldFacets(facets, filters);
    const filled = (/** @type {Facet} */ { name, values }) => {
      const facet = this.#facets.get(name) ?? new FacetValues(name, this.#words);
      this.#facets.set(name, facet);
      return facet.show(values, exact ? "" : "+");
    };
    this.#others.show(() => behind.map(filled), open);
    arrange(this.#fold, [
      this.#summary,
      ...shown.map(filled),
      ...(behind.length ? [this.#others.details] : []),
      ...(hasFilters(filters) ? [this.#clear] : []),
    ]);
    this.#form.hidden = shown.length === 0;
    if (focused !== document.activeElement && this.#form.contains(focused)) focused?.focus();
  }
}

// @ts-check
// “What can we build?”: the answer for the capabilities that are ticked, kept in the address.
// The table of the page is the data.

import { digits, fill } from "../find/dom.js";
import { address, answer, chosen } from "./reach.js";

/** @typedef {{calls: string[], helps: string[], title: string, href: string}} Pattern */

/**
 * @param {string | undefined} phrase
 * @param {Record<string, string>} values
 */
const put = (phrase, values) => fill(phrase ?? "", values).join("");

/**
 * @param {string} tag
 * @param {...(Node | string)} parts
 */
function make(tag, ...parts) {
  const element = document.createElement(tag);
  element.append(...parts);
  return element;
}

/**
 * The patterns of the page's table.
 * @returns {Pattern[]}
 */
function patternsOf() {
  return [...document.querySelectorAll("tr[data-calls]")].map((row) => {
    const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
    const ids = (/** @type {string} */ of) => (row.getAttribute(of) ?? "").split(" ").filter(Boolean);
    return {
      calls: ids("data-calls"),
      helps: ids("data-helps"),
      title: link.textContent ?? "",
      href: link.href,
    };
  });
}

class Build {
  #form;
  #say;
  #boxes;
  #known;
  #tally;
  #answer;
  #names;
  #patterns = patternsOf();

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    this.#say = /** @type {HTMLElement} */ (form.querySelector("template")).dataset;
    this.#boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[name=have]")]);
    this.#known = this.#boxes.map((box) => box.value);
    this.#tally = /** @type {HTMLElement} */ (form.querySelector("[data-tally]"));
    this.#answer = /** @type {HTMLElement} */ (form.querySelector("[data-answer]"));
    this.#names = new Map(
      [...document.querySelectorAll("[data-capability]")].map((th) => [
        th.getAttribute("data-capability") ?? "",
        (th.textContent ?? "").trim(),
      ]),
    );
  }

  start() {
    const form = this.#form;
    form.addEventListener("change", () => this.#choose());
    form.addEventListener("reset", () => setTimeout(() => this.#choose()));
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("popstate", () => this.#show());
    form.hidden = false;
    this.#show();
  }

  #choose() {
    const have = new Set(this.#boxes.filter((box) => box.checked).map((box) => box.value));
    // One step of history for a whole visit: going back leaves the page and does not untick.
    history.replaceState(null, "", address(have, this.#known) || location.pathname);
    this.#show();
  }

  #show() {
    const say = this.#say;
    const have = chosen(location.search, this.#known);
    for (const box of this.#boxes) box.checked = have.has(box.value);
    const { tally, sections } = answer(this.#patterns, have);
    const [now, one, two] = tally.map((n) => digits.format(n));
    this.#tally.textContent = have.size ? put(say.tally, { now, one, two }) : (say.start ?? "");
    this.#answer.replaceChildren(
      ...sections.flatMap(({ heading, found, lacking, groups }) => [
        make("h2", say[heading] ?? ""),
        ...(groups?.flatMap(([id, found]) => [
          make("h3", put(say.with, { capability: this.#name(id) })),
          this.#list(found, have),
        ]) ?? [this.#list(found, have, lacking && say[lacking])]),
      ]),
    );
  }

  /**
   * @param {import("./reach.js").Found<Pattern>[]} found
   * @param {Set<string>} have
   * @param {string} [lacking]  how to say what they lack, where the heading does not
   */
  #list(found, have, lacking) {
    const items = found.map(({ pattern, lacks }) => {
      const link = /** @type {HTMLAnchorElement} */ (make("a", pattern.title));
      link.href = pattern.href;
      const item = make("li", link);
      const better = pattern.helps.filter((id) => !have.has(id));
      if (lacking) item.append(make("small", put(lacking, { capabilities: this.#and(lacks) })));
      if (!lacks.length && better.length)
        item.append(make("small", put(this.#say.better, { capabilities: this.#and(better) })));
      return item;
    });
    return make("ul", ...items);
  }

  /** @param {string[]} ids */
  #and(ids) {
    const names = ids.map((id) => this.#name(id));
    const last = names.pop() ?? "";
    return names.length ? `${names.join(", ")} ${this.#say.and} ${last}` : last;
  }

  /** @param {string} id */
  #name(id) {
    return this.#names.get(id) ?? id;
  }
}

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-build]"));
if (form) new Build(form).start();

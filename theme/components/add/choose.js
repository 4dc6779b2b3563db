// @ts-check
// Chooses entries of the library by their names: an editable combobox with a list, by the ARIA
// Authoring Practices (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/), and above it what is chosen.
// What is typed and not in the list is kept as it is; the check then says that there is no such entry.

import { element } from "../find/dom.js";
import { counted, filled } from "./say.js";

/** @typedef {import("./check.js").Known} Known */

const mostOptions = 8;

/** Entries by their names. */
export class Names {
  /** @type {Known[]} */
  known = [];

  /** What an entry is called. @param {string} id */
  of(id) {
    return this.known.find((entry) => entry.id === id)?.title ?? id;
  }

  /** The id of the entry whose name is typed, or what is typed. @param {string} text */
  meant(text) {
    const t = text.toLowerCase();
    return (
      this.known.find(
        (one) => one.id === t || one.title.toLowerCase() === t || one.short?.toLowerCase() === t,
      )?.id ?? text
    );
  }

  /** Entries whose names have words that begin with those typed. @param {string} typed @param {string[]} but */
  begun(typed, but) {
    const query = plain(typed).split(" ").filter(Boolean);
    if (!query.length) return [];
    const begins = (/** @type {string[]} */ words) =>
      query.every((part) => words.some((word) => word.startsWith(part)));
    const nearer = (/** @type {Known} */ one) =>
      plain(one.short ?? one.title).startsWith(query.join(" ")) ? 0 : 1;
    return this.known
      .filter(
        (one) =>
          !but.includes(one.id) && begins(plain(`${one.title} ${one.short ?? ""} ${one.id}`).split(" ")),
      )
      .sort((a, b) => nearer(a) - nearer(b))
      .slice(0, mostOptions);
  }
}

/**
 * @typedef {object} Choice
 * @property {string} id
 * @property {Record<string, string>} words
 * @property {boolean} many
 * @property {() => Promise<Known[]>} entries
 * @property {() => string[]} chosen
 * @property {(ids: string[]) => void} change
 */

export class Chooser {
  /** @param {Choice} choice */
  constructor(choice) {
    this.choice = choice;
    const { id, words } = choice;
    this.names = new Names();
    /** @type {Known[]} */
    this.found = [];
    this.active = -1;
    this.input = element("input", {
      class: "field__input",
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
    });
    this.list = element("ul", {
      role: "listbox",
      id: `${id}-list`,
      class: "choose__list",
      "aria-label": words.names,
      hidden: "",
    });
    this.chips = element("ul", { class: "choose__chosen" });
    this.status = element("p", { class: "unseen", role: "status" });
    this.control = element(
      "div",
      { class: "choose" },
      this.chips,
      element("div", { class: "choose__box" }, this.input, this.list),
      this.status,
    );
    this.listen();
    if (choice.chosen().length) this.ready().catch(() => this.show());
    this.show();
  }

  /** Shows what is chosen. */
  show() {
    const { many, chosen } = this.choice;
    const ids = chosen();
    if (!many) this.input.value = ids[0] ? this.names.of(ids[0]) : "";
    this.chips.hidden = !many || !ids.length;
    if (many) this.chips.replaceChildren(...ids.map((one, i) => this.chip(one, i)));
  }

  /** @param {string} one @param {number} i */
  chip(one, i) {
    const { words, chosen, change } = this.choice;
    const name = this.names.of(one);
    const remove = element("button", { type: "button", "aria-label": filled(words.remove, { name }) }, "×");
    remove.addEventListener("click", () => {
      change(chosen().filter((_, at) => at !== i));
      this.show();
      this.input.focus();
    });
    return element("li", {}, name, remove);
  }

  close() {
    this.active = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {string} one */
  take(one) {
    const { many, chosen, change, words } = this.choice;
    this.close();
    if (many) {
      this.input.value = "";
      if (!chosen().includes(one)) change([...chosen(), one]);
    } else change([one]);
    this.show();
    this.status.textContent = filled(words.picked, { name: this.names.of(one) });
  }

  /** What is typed stands for an entry when its name is whole, and for itself otherwise. */
  settle() {
    const { many, chosen, change } = this.choice;
    this.close();
    const text = this.input.value.trim();
    if (many && text) this.take(this.names.meant(text));
    else if (!many) {
      if (text ? this.names.of(chosen()[0] ?? "") !== text : chosen().length)
        change(text ? [this.names.meant(text)] : []);
      this.show();
    }
  }

  /** @param {number} next */
  mark(next) {
    const options = this.list.querySelectorAll("[role=option]");
    options[this.active]?.setAttribute("aria-selected", "false");
    this.active = options.length ? (next + options.length) % options.length : -1;
    const option = options[this.active];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  open() {
    const { many, chosen, words } = this.choice;
    if (!plain(this.input.value)) return this.close();
    this.found = this.names.begun(this.input.value, many ? chosen() : []);
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    const n = this.found.length;
    this.list.replaceChildren(...(n ? this.found.map((one, i) => this.option(one, i)) : [this.none()]));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.status.textContent = n ? counted(words, "options", n) : words["none-found"];
  }

  /** @param {Known} one @param {number} i */
  option(one, i) {
    const option = element(
      "li",
      { role: "option", id: `${this.choice.id}-option-${i}`, "aria-selected": "false" },
      one.title,
    );
    option.addEventListener("click", () => {
      this.take(one.id);
      this.input.focus();
    });
    return option;
  }

  none() {
    return element(
      "li",
      { class: "choose__none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
      this.choice.words["none-found"],
    );
  }

  async ready() {
    this.names.known = await this.choice.entries();
    if (this.choice.many || document.activeElement !== this.input) this.show(); // not under the hands of who types
  }

  listen() {
    const { input, list } = this;
    input.addEventListener("focus", () => void this.ready().catch(() => {}), { once: true });
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.key(event));
    // A press on an option must not take the focus: losing it settles what is typed before the click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("blur", () => this.settle());
  }

  typed() {
    const { many, change } = this.choice;
    const text = this.input.value.trim();
    if (!many) change(text ? [this.names.meant(text)] : []);
    this.ready().then(
      () => document.activeElement === this.input && this.open(),
      () => {},
    );
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { many, chosen, change } = this.choice;
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.open();
      this.mark(event.key === "ArrowDown" ? this.active + 1 : this.active < 0 ? -1 : this.active - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const one = this.list.hidden ? undefined : this.found[this.active];
      if (one) this.take(one.id);
      else this.settle();
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Backspace" && many && this.input.value === "" && chosen().length) {
      change(chosen().slice(0, -1));
      this.show();
    }
  }
}

/** @param {string} text */
const plain = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[’']/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

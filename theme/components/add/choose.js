// @ts-check
// Chooses entries of the library by their names: an editable combobox with a list, by the ARIA
// Authoring Practices (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/), and above it what is chosen.
// What is typed and not in the list is kept as it is; the check then says that there is no such entry.

import { element } from "./element.js";
import { filled } from "./say.js";

/** @typedef {import("./check.js").Known} Known */

const mostOptions = 8;

/**
 * @param {object} o
 * @param {string} o.id
 * @param {Record<string, string>} o.words
 * @param {boolean} o.many
 * @param {() => Promise<Known[]>} o.entries
 * @param {() => string[]} o.chosen
 * @param {(ids: string[]) => void} o.change
 */
export function choose({ id, words, many, entries, chosen, change }) {
  const input = element("input", {
    class: "field__input",
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": `${id}-list`,
  });
  const list = element("ul", {
    role: "listbox",
    id: `${id}-list`,
    class: "choose__list",
    "aria-label": words.names,
    hidden: "",
  });
  const chips = element("ul", { class: "choose__chosen" });
  const status = element("p", { class: "unseen", role: "status" });
  const control = element(
    "div",
    { class: "choose" },
    chips,
    element("div", { class: "choose__box" }, input, list),
    status,
  );
  /** @type {Known[]} */
  let known = [];
  /** @type {Known[]} */
  let found = [];
  let active = -1;

  const name = (/** @type {string} */ one) => known.find((entry) => entry.id === one)?.title ?? one;
  const exact = (/** @type {string} */ text) => {
    const t = text.toLowerCase();
    return (
      known.find((one) => one.id === t || one.title.toLowerCase() === t || one.short?.toLowerCase() === t)
        ?.id ?? text
    );
  };

  const show = () => {
    if (!many) input.value = chosen()[0] ? name(chosen()[0]) : "";
    chips.hidden = !many || !chosen().length;
    if (!many) return;
    chips.replaceChildren(
      ...chosen().map((one, i) => {
        const remove = element(
          "button",
          { type: "button", "aria-label": filled(words.remove, { name: name(one) }) },
          "×",
        );
        remove.addEventListener("click", () => {
          change(chosen().filter((_, at) => at !== i));
          show();
          input.focus();
        });
        return element("li", {}, name(one), remove);
      }),
    );
  };

  const close = () => {
    active = -1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const take = (/** @type {string} */ one) => {
    close();
    if (many) {
      input.value = "";
      if (!chosen().includes(one)) change([...chosen(), one]);
    } else change([one]);
    show();
    status.textContent = filled(words.picked, { name: name(one) });
  };

  /** What is typed stands for an entry when its name is whole, and for itself otherwise. */
  const settle = () => {
    close();
    const text = input.value.trim();
    if (many && text) take(exact(text));
    else if (!many) {
      if (text ? name(chosen()[0] ?? "") !== text : chosen().length) change(text ? [exact(text)] : []);
      show();
    }
  };

  const mark = (/** @type {number} */ next) => {
    const options = list.querySelectorAll("[role=option]");
    options[active]?.setAttribute("aria-selected", "false");
    active = options.length ? (next + options.length) % options.length : -1;
    const option = options[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const open = () => {
    const query = plain(input.value).split(" ").filter(Boolean);
    if (!query.length) return close();
    const begins = (/** @type {string[]} */ words) =>
      query.every((part) => words.some((word) => word.startsWith(part)));
    const fits = (/** @type {Known} */ one) =>
      !(many && chosen().includes(one.id)) &&
      begins(plain(`${one.title} ${one.short ?? ""} ${one.id}`).split(" "));
    const nearer = (/** @type {Known} */ one) =>
      plain(one.short ?? one.title).startsWith(query.join(" ")) ? 0 : 1;
    found = known
      .filter(fits)
      .sort((a, b) => nearer(a) - nearer(b))
      .slice(0, mostOptions);
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(
      ...found.map((one, i) => {
        const option = element(
          "li",
          { role: "option", id: `${id}-option-${i}`, "aria-selected": "false" },
          one.title,
        );
        option.addEventListener("click", () => {
          take(one.id);
          input.focus();
        });
        return option;
      }),
    );
    if (!found.length)
      list.append(
        element(
          "li",
          { class: "choose__none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
          words["none-found"],
        ),
      );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    status.textContent = found.length
      ? filled(words[found.length === 1 ? "options.one" : "options.other"], { n: String(found.length) })
      : words["none-found"];
  };

  const ready = () =>
    entries().then((all) => {
      known = all;
      if (many || document.activeElement !== input) show(); // not under the hands of who types
      return all;
    });

  input.addEventListener("focus", () => void ready().catch(() => {}), { once: true });
  input.addEventListener("input", () => {
    if (!many) change(input.value.trim() ? [exact(input.value.trim())] : []);
    ready().then(
      () => document.activeElement === input && open(),
      () => {},
    );
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      mark(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden && found[active]) take(found[active].id);
      else settle();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Backspace" && many && input.value === "" && chosen().length) {
      change(chosen().slice(0, -1));
      show();
    }
  });
  // A press on an option must not take the focus: losing it settles what is typed before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("blur", settle);
  if (chosen().length) ready().catch(() => show());
  show();
  return { control, show };
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

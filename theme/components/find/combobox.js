// @ts-check
// The combobox that find.js makes of a search field: suggestions while typing, by the ARIA Authoring
// Practices for an editable combobox with a list (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
//
// After the field's row it adds
//   .suggest > [role=listbox] > a.suggest__option[role=option], [role=group] > a.suggest__option[role=option]
//   .suggest > p.suggest__keys, or p.suggest__note in place of both when search cannot load
// and to the form's end p.unseen[role=status]. Its words may be replaced by the page's
// <script type="application/json" data-strings>; `english` lists them, but for those of a failure,
// in dom.js. Translators find them in theme/strings/en.json, as "suggest.…".
//
// An option is a link, so a new tab and a long press work as everywhere.

import { ask } from "./ask.js";
import { count, element, failure, fill, icon, marked, onTyped, speaker, wordsOf } from "./dom.js";
import { begunWord, groupByType, markTitle, move, near, typeName, wordsToMark } from "./suggest.js";

const english = {
  suggestions: "Suggestions",
  searchFor: "Search for “{query}”",
  suggested: { one: "{n} suggestion", other: "{n} suggestions" },
  suggestedNone: "No suggestions",
  keys: "Up and down to choose, Enter to open, Esc to close",
};

const pause = 120; // milliseconds without a key before we ask
const limit = 7;
const longest = 60; // characters of the query that the first option repeats

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
export function combobox(form, input) {
  const { engine = "", browse = form.action } = form.dataset;
  const words = wordsOf(english);
  const id = `${input.id || "find"}-options`;
  const list = element("div", { role: "listbox", id, "aria-label": words.suggestions });
  const keys = element("p", { class: "suggest__keys note", "aria-hidden": "true" }, words.keys);
  const panel = element("div", { class: "suggest", hidden: "" }, list, keys);
  (input.closest(".find__row") ?? input).after(panel);
  const say = speaker(form);
  input.setAttribute("aria-controls", id);

  /** @type {HTMLElement[]} */
  let options = [];
  let active = -1;
  let turn = 0; // of the newest question; answers to earlier ones are dropped
  let typing = 0;

  /** @param {number} next */
  const choose = (next) => {
    options[active]?.setAttribute("aria-selected", "false");
    active = next;
    const option = options[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const close = () => {
    turn++;
    clearTimeout(typing);
    choose(-1);
    options = [];
    panel.hidden = true;
    say("");
    input.setAttribute("aria-expanded", "false");
  };

  /**
   * @param {string} address
   * @param {string} drawing
   * @param {(Node | string)[]} text
   * @param {string} [type]
   */
  const option = (address, drawing, text, type) => {
    const made = element(
      "a",
      {
        class: "suggest__option",
        role: "option",
        id: `${id}-${options.length}`,
        href: address,
        tabindex: "-1",
        "aria-selected": "false",
      },
      icon(drawing),
      element("span", {}, ...text),
    );
    if (type) made.append(element("small", {}, type));
    options.push(made);
    return made;
  };

  /** @param {string} query */
  const searchOption = (query) => {
    const address = new URL(form.action);
    address.searchParams.set("q", query);
    const shown = query.length > longest ? `${query.slice(0, longest)}…` : query;
    return option(address.href, "search", fill(words.searchFor, { query: element("b", {}, shown) }));
  };

  /**
   * @param {string} query
   * @param {import("./ask.js").Result} result
   */
  const show = (query, { hits: found, facets, suggestion }) => {
    const hits = near(found);
    choose(-1);
    options = [];
    const searches = [query, ...(suggestion ? [suggestion] : [])].map(searchOption);
    const mark = wordsToMark(query, hits);
    const groups = groupByType(hits).map(({ type, hits }) => {
      const name = typeName(facets, type);
      const group = hits.map((hit) =>
        option(hit.url, type, marked(markTitle(hit.title, mark, begunWord(query))), name),
      );
      return element("div", { role: "group", "aria-label": name }, ...group);
    });
    list.replaceChildren(...searches, ...groups);
    panel.replaceChildren(list, keys);
    panel.hidden = false;
    input.setAttribute("aria-expanded", "true");
    say(hits.length ? count(words.suggested, hits.length) : words.suggestedNone);
  };

  /** @param {unknown} error */
  const fail = (error) => {
    close();
    const note = element("p", { class: "suggest__note" }, ...failure(browse, error));
    panel.replaceChildren(note);
    panel.hidden = false;
    say(note.textContent);
  };

  /** @param {number} [first]  the option to choose as soon as there are any */
  const open = async (first = -1) => {
    clearTimeout(typing);
    const mine = ++turn;
    const query = input.value.trim();
    if (!query) return close();
    try {
      const index = await ask(engine);
      if (mine !== turn) return;
      const result = await index.search(query, { limit, prefix: true });
      if (mine !== turn) return;
      show(query, result);
      choose(first < 0 ? -1 : Math.min(first, options.length - 1));
    } catch (error) {
      console.error(error);
      if (mine === turn) fail(error);
    }
  };

  /** @type {Record<string, (event: KeyboardEvent) => void>} */
  const onKey = {
    ArrowDown: (event) => arrow(event, 1),
    ArrowUp: (event) => arrow(event, -1),
    Enter: (event) => {
      if (active < 0) return close();
      event.preventDefault();
      options[active].click();
    },
    Escape: (event) => {
      if (panel.hidden) return; // then the browser may clear the field
      event.preventDefault();
      close();
    },
    // The caret moves, so the field has the attention again.
    Home: () => choose(-1),
    End: () => choose(-1),
    ArrowLeft: () => choose(-1),
    ArrowRight: () => choose(-1),
  };

  /**
   * @param {KeyboardEvent} event
   * @param {1 | -1} step
   */
  const arrow = (event, step) => {
    event.preventDefault();
    if (event.altKey) return step > 0 ? void open() : close();
    if (options.length) choose(move(active, step, options.length));
    else open(step > 0 ? 0 : Infinity);
  };

  input.addEventListener("keydown", (event) => {
    if (!event.isComposing) onKey[event.key]?.(event);
  });
  onTyped(input, () => {
    turn++; // what is on its way answers an older query, and so does what is about to be said
    say("");
    choose(-1);
    clearTimeout(typing);
    if (input.value.trim()) typing = setTimeout(open, pause);
    else close();
  });
  input.addEventListener("compositionstart", () => clearTimeout(typing));
  // A press on an option must not take the focus: losing it closes the list before the click.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("submit", close);
  // The list must not cover what has the focus next. The message's link is behind the button.
  form.addEventListener("focusout", ({ relatedTarget }) => {
    const next = /** @type {Node | null} */ (relatedTarget);
    if (next !== input && !(options.length ? panel : form).contains(next)) close();
  });
  addEventListener("pageshow", close); // coming back with the page as we left it

  ask(engine).catch(() => {}); // typing will say what is wrong
  if (input.value !== input.defaultValue) open(); // typed before we were here
}

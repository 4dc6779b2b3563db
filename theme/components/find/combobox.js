// @ts-check
// The combobox that find.js makes of a search field: suggestions while typing, by the ARIA Authoring
// Practices for an editable combobox with a list (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
// This file ties the page's elements to what does that: suggester.js decides, options.js shows.
//
// After the field's row it adds
//   .suggest > [role=listbox] > a.suggest__option[role=option], [role=group] > a.suggest__option[role=option]
//   .suggest > p.suggest__keys, or p.suggest__note in place of both when search cannot load
// and to the form's end p.unseen[role=status]. Its words may be replaced by the page's
// <script type="application/json" data-strings>; `english` lists them, but for those of a failure,
// in dom.js. Translators find them in theme/strings/en.json, as "suggest.…".

import { ask } from "./ask.js";
import { onTyped, wordsOf } from "./dom.js";
import { Options } from "./options.js";
import { Suggester } from "./suggester.js";

/** @typedef {typeof english} Words */

export const english = {
  suggestions: "Suggestions",
  searchFor: "Search for “{query}”",
  suggested: { one: "{n} suggestion", other: "{n} suggestions" },
  suggestedNone: "No suggestions",
  keys: "Up and down to choose, Enter to open, Esc to close",
};

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
export function combobox(form, input) {
  const { engine = "" } = form.dataset;
  const options = new Options(form, input, wordsOf(english));
  const suggester = new Suggester(input, options, () => ask(engine));

  input.addEventListener("keydown", (event) => suggester.key(event));
  onTyped(input, () => suggester.typed());
  input.addEventListener("compositionstart", () => suggester.composing());
  // A press on an option must not take the focus: losing it closes the list before the click.
  options.panel.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("submit", () => suggester.close());
  form.addEventListener("focusout", ({ relatedTarget }) => {
    const next = /** @type {Node | null} */ (relatedTarget);
    if (next !== input && !options.owns(next)) suggester.close();
  });
  addEventListener("pageshow", () => suggester.close()); // coming back with the page as we left it

  ask(engine).catch(() => {}); // typing will say what is wrong
  if (input.value !== input.defaultValue) suggester.open(); // typed before we were here
}

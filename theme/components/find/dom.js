// @ts-check
// The few ways in which scripts make elements and say sentences of theme/strings: their gaps filled, in
// the form that a number wants, as internal/messages does. All text goes in as text, never as HTML.

/**
 * @typedef {Node | string} Child
 * @typedef {Record<string, string>} Forms  a phrase by plural category, "other" always
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.append(...children);
  return made;
}

/**
 * Text with its marked parts in <mark>.
 * @param {import("./ask.js").Part[]} parts
 * @returns {Child[]}
 */
export function marked(parts) {
  return parts.map((part) => (part.mark ? element("mark", {}, part.text) : part.text));
}

/**
 * A symbol of the page's sprite, by the whole name or else by a word of it: "case-study" is drawn
 * by i-case-study or i-case. Without a symbol the icon is empty and keeps its place.
 * @param {string} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const symbol = [name, ...name.split("-")].find((part) => document.getElementById(`i-${part}`));
  if (symbol) {
    const use = document.createElementNS(space, "use");
    use.setAttribute("href", `#i-${symbol}`);
    svg.append(use);
  }
  return svg;
}

/**
 * The words of a script: its English, which theme/strings/en.json repeats for translators, and over
 * it those of the page's data block. A group of words comes whole or not at all.
 * @template {object} Words
 * @param {Words} english
 * @returns {Words}
 */
export function wordsOf(english) {
  const block = document.querySelector("script[data-strings]")?.textContent;
  return block ? { ...english, ...JSON.parse(block) } : english;
}

/**
 * A phrase with what belongs in its gaps: fill("Search for “{query}”", { query: "bins" }). A gap
 * that nothing belongs in stays as it is.
 * @param {string} phrase
 * @param {Record<string, Child>} values
 * @returns {Child[]}
 */
export const fill = (phrase, values) =>
  phrase.split(/\{("?\w+"?)\}/).map((part, i) => (i % 2 ? (values[part] ?? `{${part}}`) : part));

// Made once: a keystroke writes dozens of numbers.
const language = globalThis.document?.documentElement.lang || "en";
export const digits = new Intl.NumberFormat(language);
export const plural = new Intl.PluralRules(language);

/**
 * A phrase about a number, in the form that the page's language wants.
 * @param {Forms} forms
 * @param {number} n
 * @param {Record<string, string>} [values]
 * @returns {string}
 */
export const count = (forms, n, values) =>
  fill(forms[plural.select(n)] ?? forms.other, { ...values, n: digits.format(n) }).join("");

/**
 * Calls `typed` when a field has other words than before, not while an input method composes some:
 * these may still become any others. On Android every word is composed, so there it does not wait.
 * @param {HTMLInputElement} input
 * @param {() => void} typed
 */
export function onTyped(input, typed) {
  const always = /Android/.test(navigator.userAgent);
  input.addEventListener("input", (event) => {
    if (always || !(/** @type {InputEvent} */ (event).isComposing)) typed();
  });
  input.addEventListener("compositionend", typed);
}

/**
 * A line at the end of `parent` that only screen readers hear, and the way to say something in it:
 * after a pause, and not at all if there is something newer by then. "" falls silent at once.
 * @param {Element} parent
 * @returns {(text: string | null) => void}
 */
export function speaker(parent) {
  const status = element("p", { class: "unseen", role: "status" });
  let waiting = 0;
  parent.append(status);
  return (text) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (status.textContent = text), text ? 700 : 0);
  };
}

/**
 * Whether the site was published since this page was opened, in a form that only a new page can read.
 * @param {unknown} error
 */
export const isOlder = (error) => /** @type {{code?: string}} */ (error).code === "newer-format";

/**
 * What to say when search cannot load: to load a new page if that helps, else a link to where the
 * visitor can go instead.
 * @param {string} browse  its address
 * @param {unknown} error
 * @returns {Child[]}
 */
export function failure(browse, error) {
  /** @type {{failed: string, browse: string, older?: string}} */
  const words = wordsOf({
    failed: "Search could not load part of its index. Try again, or {browse}.",
    browse: "browse all patterns",
  });
  if (isOlder(error)) return [words.older ?? /** @type {Error} */ (error).message]; // the engine's is English
  return fill(words.failed, { browse: element("a", { href: browse }, words.browse) });
}

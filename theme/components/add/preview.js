// @ts-check
// Shows what a finished entry says, in the site's own style. All text goes in as text: nothing that
// somebody types becomes HTML.

import { element } from "../find/dom.js";
import { safeLink } from "./check.js";
import { ordered } from "./fields.js";
import { isComment, read } from "./markdown.js";

/**
 * @typedef {import("./check.js").Field} Field
 * @typedef {import("./fields.js").Rules} Rules
 * @typedef {import("./markdown.js").Block} Block
 * @typedef {import("./markdown.js").Inline} Inline
 *
 * @typedef {object} About
 * @property {Rules} rules
 * @property {(id: string) => string} name     what an entry is called
 * @property {(to: string) => string} picture  address of a picture, "" for one that is not there
 */

/**
 * @param {string} type
 * @param {Record<string, any>} held
 * @param {string} body
 * @param {About} about
 */
export function preview(type, held, body, about) {
  const { label, fields } = about.rules.types[type];
  const out = element(
    "div",
    { class: "preview" },
    element("p", { class: "kind" }, label),
    element("p", { class: "preview__title" }, held.title || "…"),
  );
  if (held.summary) out.append(element("p", { class: "lede" }, held.summary));
  const facts = element("dl", { class: "preview__facts" });
  const parts = [];
  for (const field of fields) {
    if (["title", "summary"].includes(field.name) || empty(held[field.name])) continue;
    const shown = shownValue(field, held[field.name], about);
    if (field.group) parts.push(element("section", {}, element("h3", {}, field.label), shown));
    else facts.append(element("div", {}, element("dt", {}, field.label), element("dd", {}, shown)));
  }
  if (facts.firstChild) out.append(facts);
  out.append(
    element("div", { class: "prose" }, ...read(body).map((block) => blockOf(block, about))),
    ...parts,
  );
  return out;
}

/** @param {any} held @returns {boolean} */
const empty = (held) =>
  held === undefined || held === "" || (typeof held === "object" && Object.values(held).every(empty));

/** @param {Field} field @param {any} held @param {About} about @returns {Node | string} */
function shownValue(field, held, about) {
  const fields = about.rules.groups[field.group ?? ""];
  if (field.group === "condition")
    return held.map((/** @type {any} */ one) => `${one.question}: ${one.answers.join(", ")}`).join("; ");
  if (field.group && field.list) {
    const some = held.filter((/** @type {any} */ one) => !empty(one));
    return element(
      ordered.has(field.name) ? "ol" : "ul",
      { class: ordered.has(field.name) ? "numbered" : "plain" },
      ...some.map((/** @type {any} */ one) => element("li", {}, groupOf(fields, one, about))),
    );
  }
  if (field.group) return groupOf(fields, held, about);
  if (field.list) {
    const words = held.map((/** @type {string} */ one) => word(field, one, about));
    return element(
      "span",
      {},
      ...words.flatMap((/** @type {Node | string} */ one, /** @type {number} */ i) =>
        i ? [", ", one] : [one],
      ),
    );
  }
  return word(field, held, about);
}

/** @param {Field} field @param {string} held @param {About} about @returns {Node | string} */
function word(field, held, about) {
  if (field.ref) return about.name(held);
  if (field.kind === "bool") return about.rules.words[held === "true" ? "yes" : "no"];
  if (field.one) return about.rules.lists[field.one].find((one) => one.value === held)?.label ?? held;
  if (field.kind === "url" && /^https?:\/\//i.test(held)) return link(held, [held]);
  return held;
}

/** The first of a group's fields stands for it, the others explain it. @param {Field[]} fields @param {Record<string, any>} held @param {About} about */
function groupOf(fields, held, about) {
  const [first, ...rest] = fields
    .filter((one) => !empty(held[one.name]))
    .sort((a, b) => Number(Boolean(b.need && !b.kind)) - Number(Boolean(a.need && !a.kind)));
  const out = element(
    "div",
    {},
    first.group ? element("p", { class: "note" }, first.label) : "",
    shownValue(first, held[first.name], about),
  );
  if (rest.length) {
    out.append(
      element(
        "dl",
        { class: "preview__more" },
        ...rest.map((one) =>
          element(
            "div",
            {},
            element("dt", {}, one.label),
            element("dd", {}, shownValue(one, held[one.name], about)),
          ),
        ),
      ),
    );
  }
  return out;
}

/** @param {string} to @param {(Node | string)[]} children */
function link(to, children) {
  return element("a", { href: to, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** @param {Block} block @param {About} about @returns {Node} */
function blockOf(block, about) {
  switch (block.type) {
    case "heading":
      // The page has an h1, the preview an h2.
      return element(block.level > 2 ? "h4" : "h3", {}, ...shownInlines(block.inlines, about));
    case "paragraph":
      return element("p", {}, ...shownInlines(block.inlines, about));
    case "list": {
      const list = element(
        block.ordered ? "ol" : "ul",
        {},
        ...block.items.map((item) => element("li", {}, ...task(item).map((one) => blockOf(one, about)))),
      );
      if (block.ordered && block.start !== 1) list.setAttribute("start", String(block.start));
      return list;
    }
    case "quote":
      return element("blockquote", {}, ...block.blocks.map((one) => blockOf(one, about)));
    case "pre":
      return element("pre", {}, element("code", {}, block.text));
    case "table": {
      const [head, ...rows] = block.rows;
      const row = (/** @type {Inline[][]} */ cells, /** @type {"th" | "td"} */ tag) =>
        element(
          "tr",
          {},
          ...cells.map((cell) =>
            element(tag, tag === "th" ? { scope: "col" } : {}, ...shownInlines(cell, about)),
          ),
        );
      return element(
        "div",
        { class: "preview__table" },
        element(
          "table",
          {},
          element("thead", {}, row(head, "th")),
          element("tbody", {}, ...rows.map((cells) => row(cells, "td"))),
        ),
      );
    }
    case "rule":
      return element("hr");
    case "html":
      return element("p", {}, withoutComment(block.text));
  }
}

/** An item of a list, "[x]" where it begins, as a box. @param {Block[]} item @returns {Block[]} */
function task(item) {
  const [first, ...rest] = item;
  if (first?.type !== "paragraph" || first.inlines[0]?.type !== "text") return item;
  const [one, ...more] = first.inlines;
  const text = one.text.replace(/^\[([ x])\](?= |$)/i, (_, mark) => (mark === " " ? "☐" : "☑"));
  return [{ type: "paragraph", inlines: [{ ...one, text }, ...more] }, ...rest];
}

/** What a page shows of HTML. @param {string} html */
const withoutComment = (html) => (isComment(html) ? html.slice(html.indexOf("-->") + 3) : html);

/** @param {Inline[]} list @param {About} about @returns {(Node | string)[]} */
function shownInlines(list, about) {
  // biome-ignore lint/suspicious/useIterableCallbackReturn: these are all types, of which tsc takes care
  return list.map((one) => {
    switch (one.type) {
      case "text":
        return one.text;
      case "html":
        return withoutComment(one.text);
      case "code":
      case "sup":
        return element(one.type, {}, one.text);
      case "break":
        return element("br");
      case "strong":
      case "em":
      case "del":
        return element(one.type, {}, ...shownInlines(one.inlines, about));
      case "entry":
        return element("b", {}, one.words || about.name(one.id));
      case "image": {
        const src = about.picture(one.to);
        return src ? element("img", { src, alt: one.alt }) : one.alt;
      }
      case "link": {
        // Only what leads out of the library: where its own files will lie the browser cannot know.
        const words = shownInlines(one.inlines, about);
        return safeLink(one.to) && /^(https?|mailto|tel):/i.test(one.to)
          ? link(one.to, words)
          : element("span", {}, ...words);
      }
    }
  });
}

// @ts-check
// What somebody writes in the form: the fields, the parts of the text, and what follows from them.
// Knows no page.

import { check } from "./check.js";
import { fits } from "./fits.js";
import { inText } from "./pictures.js";
import { filled } from "./say.js";
import { slug } from "./slug.js";

/**
 * @typedef {import("./check.js").Finding} Finding
 * @typedef {import("./entry.js").Content} Content
 * @typedef {import("./published.js").Published} Published
 * @typedef {typeof import("../add-review/add-review.js")} Later  what is loaded when it is needed
 * @typedef {{values: Record<string, any>, parts: string[], pictures: import("./pictures.js").Picture[], id: string, named: boolean}} Held
 *   what the person has written: fields, parts of the text, and the id, which they may have named themselves
 */

/** A draft that this form cannot show. */
export class Foreign extends Error {}

export class Work {
  /**
   * @param {object} o
   * @param {string} o.type
   * @param {import("./fields.js").Rules} o.rules
   * @param {import("./prose.js").Prose} o.prose
   * @param {import("./library.js").Library} o.library
   * @param {string} [o.id]  of the page that is changed
   * @param {Published} [o.original]  that page
   */
  constructor({ type, rules, prose, library, id = "", original }) {
    this.type = type;
    this.rules = rules;
    this.prose = prose;
    this.library = library;
    this.original = original;
    /** @type {Held} */
    this.held = original
      ? {
          values: structuredClone(original.content.values),
          parts: [original.content.body],
          pictures: [],
          id,
          named: true,
        }
      : { values: {}, parts: this.asked().map(() => ""), pictures: [], id: "", named: false };
  }

  /** The parts of the text that are asked for: of a page that is there already, the text as it is. */
  asked() {
    return this.original ? [{ heading: "", prompt: "" }] : this.rules.types[this.type].text;
  }

  /** What a draft must be of to fit: the parts of the text and the fields. */
  shape() {
    return JSON.stringify(
      [this.asked().length, this.rules.types[this.type].fields, Object.values(this.rules.groups)],
      ["name", "list", "group"],
    );
  }

  /** What is kept of it. */
  draft() {
    return { ...this.held, of: this.original?.content, shape: this.shape() };
  }

  /**
   * Goes on with a draft that was kept.
   * @param {any} draft
   * @param {() => Promise<Pick<Later, "renew">>} later  brings it up to date
   * @returns {Promise<string[]>}  labels of the fields that somebody else has changed, too, since it was begun
   */
  async resume(draft, later) {
    const { type, rules, original } = this;
    let { of, shape, ...held } = draft;
    if (shape !== this.shape() || !fits(draft, type, this.held.parts.length, rules))
      throw new Foreign("another form");
    // A form of before kept the Markdown that a change was begun with.
    if (typeof of === "string") {
      if (!original || new TextDecoder().decode(original.bytes) !== of)
        throw new Foreign("another form, and a page that has changed since");
      of = original.content;
    }
    /** @type {string[]} */
    let both = [];
    if (original && of && JSON.stringify(of) !== JSON.stringify(original.content))
      both = (await later()).renew(held, of, original.content, type, rules);
    this.held = { ...this.held, ...held };
    return both.map((label) => label || rules.words.text);
  }

  /** Fills the form with an entry from elsewhere. @param {Content} content */
  take({ values, body }) {
    this.held.values = values;
    this.held.parts = parted(
      body,
      this.asked().map(({ heading }) => heading ?? ""),
    );
    if (!this.held.named) this.held.id = slug(values.title ?? "");
  }

  /** The parts of the text that say something, each under its heading. */
  texts() {
    const { parts } = this.held;
    if (this.original) return [{ i: 0, text: parts[0].replace(/^\n+/, "") }];
    const asked = this.asked();
    return parts.flatMap((part, i) =>
      part.trim() ? [{ i, text: (asked[i].heading ? `## ${asked[i].heading}\n\n` : "") + part.trim() }] : [],
    );
  }

  /** The text; its pictures stand behind it. */
  body(pictures = this.held.pictures) {
    return [...this.texts().map(({ text }) => text), ...pictures.map(inText)].join("\n\n");
  }

  /** The file. @param {Pick<Later, "save" | "splice">} later */
  source({ save, splice }) {
    const { type, rules, original } = this;
    const content = { values: this.held.values, body: this.body() };
    return original ? splice(original, content, type, rules) : save(content, type, rules);
  }

  /** @returns {Finding[]} */
  findings() {
    const { held, library, original } = this;
    const found = check(
      { values: held.values, body: this.body([]) },
      {
        type: this.type,
        rules: this.rules,
        prose: this.prose,
        known: library.all(),
        loaded: library.loaded,
        fresh: !original,
        images: [...(original?.pictures ?? []), ...held.pictures.map(({ name }) => name)],
      },
    );
    this.placeInParts(found);
    for (const [i, { name, alt }] of held.pictures.entries()) {
      for (const hit of this.prose.image(alt, name, 0))
        found.push({ ...hit, help: "", path: ["pictures", i] });
    }
    if (!original) found.unshift(...this.idFindings());
    return found;
  }

  /** A finding of the text belongs to the part in which it is. @param {Finding[]} found */
  placeInParts(found) {
    let from = 0;
    const starts = this.texts().map(({ i, text }) => {
      const start = { i, from, text };
      from += text.length + 2;
      return start;
    });
    for (const one of found) {
      const { at = 0, path } = one;
      const start = path[0] === "body" && starts.findLast((start) => start.from <= at);
      if (!start) continue;
      const heading = start.text.trimEnd().length - this.held.parts[start.i].trim().length;
      one.at = at - start.from - heading;
      if (start.i) one.path = ["body", start.i];
    }
  }

  /** What is wrong with a new entry's id. @returns {Finding[]} */
  idFindings() {
    const { id } = this.held;
    const { rules, reserved, kinds, longest, device } = this.rules;
    const say = (/** @type {import("./check.js").Rule} */ rule, put = {}) => [
      {
        code: rule[0],
        message: filled(rule[1], { id, ...put }),
        help: filled(rule[2], { id, ...put }),
        path: ["id"],
      },
    ];
    if (id === "") return []; // without a title there is none yet
    if (!new RegExp(kinds.id.pattern, "u").test(id)) return say(rules["bad-id"]);
    if (id.length > longest) return say(rules["long-id"], { limit: String(longest) });
    if (new RegExp(device).test(id)) return say(rules["device-id"]);
    if (reserved?.includes(id)) return say(rules["reserved-id"]);
    const taken = this.library.all().find((one) => one.id === id || one.former?.includes(id));
    return taken ? say(rules["taken-id"], { title: taken.title }) : [];
  }

  /** What is handed over. @param {Later} later */
  pack(later) {
    const { held, original } = this;
    const { bytesOf, zip } = later;
    const text = this.source(later);
    const id = held.id || slug(held.values.title ?? "") || this.type;
    const pictures = held.pictures.length > 0;
    const folder = pictures || Boolean(original && this.library.all().find((one) => one.id === id)?.folder);
    const blob = () => {
      if (!pictures) return new Blob([text], { type: "text/markdown" });
      const files = [
        { name: `${id}/index.md`, data: new TextEncoder().encode(text) },
        ...held.pictures.map(({ name, data }) => ({ name: `${id}/${name}`, data: bytesOf(data) })),
      ];
      return new Blob([zip(files)], { type: "application/zip" });
    };
    return {
      text,
      title: held.values.title ?? "",
      name: pictures ? `${id}.zip` : `${id}.md`,
      path: folder ? `${id}/index.md` : `${id}.md`,
      pictures,
      changes: Boolean(original),
      blob,
    };
  }
}

/**
 * A text in as many parts as there are headings, each behind its own.
 * @param {string} body
 * @param {string[]} headings  of the parts, "" where one has none
 */
export function parted(body, headings) {
  const parts = headings.map(() => "");
  let into = 0;
  for (const line of body.split("\n")) {
    const next = headings.findIndex((heading, i) => i >= into && heading && line === `## ${heading}`);
    if (next < 0) parts[into] += `${line}\n`;
    else into = next;
  }
  return parts.map((part) => part.replace(/^\n+|\s+$/g, ""));
}

/** What is written in a draft of any shape, without its pictures. @param {string} draft */
export function readable(draft) {
  try {
    return JSON.stringify(
      JSON.parse(draft, (name, value) => (["pictures", "of", "shape"].includes(name) ? undefined : value)),
      null,
      2,
    ).replace(/\\n/g, "\n");
  } catch {
    return draft;
  }
}

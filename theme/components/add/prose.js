// @ts-check
// Warns of prose that will not be understood, or should not be published, by the rules of
// internal/prose, which the site publishes. It reads a text as Go does, word by word.

import { read, words } from "./markdown.js";
import { filled } from "./say.js";

/**
 * @typedef {{near: string[], pattern: string}} Pattern
 * @typedef {{message: string, help: string}} Say
 * @typedef {{says: Record<string, Say>, sentenceWords: number, abbreviations: string, jargon: [string, string[]], reword: string,
 *   linkTexts: string, noLinkText: string, skippedLevel: Say, verbs: string, privateHosts: string, givenNames: string, placeWords: string,
 *   email: Pattern, mobile: Pattern, typed: (Say & {code: string, pattern: string, start?: boolean, lines?: number})[], law: string, lacks: string[], or: string, evidence: (Say & {type: string, statuses: string[], anyOf: string[], cases?: boolean, links?: boolean})[]}} ProseRules
 *
 * @typedef {{text: string, level: number, at: number}} Heading
 * @typedef {{code: string, at: number, message: string, help: string, suggestion?: string, found?: string}} Hit
 *   at: in the text; found: the words that the suggestion is for
 */

const mostHits = 50; // of one kind in one text
const alphanumeric = /[\p{L}\p{Nd}\ufffc]/u;

/** The words of a list as internal/prose packs it. @param {string} packed */
function unpacked(packed) {
  let last = "";
  return (packed.match(/[A-Z][^A-Z]*/g) ?? []).map(
    (word) => (last = last.slice(0, word.charCodeAt(0) - 65) + word.slice(1)),
  );
}

export class Prose {
  /** @param {ProseRules} rules */
  constructor(rules) {
    this.rules = rules;
    this.abbreviations = unpacked(rules.abbreviations);
    this.linkTexts = unpacked(rules.linkTexts);
    this.verbs = unpacked(rules.verbs);
    this.privateHosts = unpacked(rules.privateHosts);
    this.givenNames = unpacked(rules.givenNames);
    this.placeWords = unpacked(rules.placeWords);
    /** @type {Map<string, [string, string][]>} */
    this.jargon = new Map();
    for (const [i, phrase] of unpacked(rules.jargon[0]).entries()) {
      const say = rules.jargon[1][i];
      const first = phrase.split(" ")[0];
      this.jargon.set(first, [...(this.jargon.get(first) ?? []), [phrase, say]]);
    }
    const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text).length;
    for (const list of this.jargon.values()) list.sort(([a], [b]) => bytes(b) - bytes(a) || (a < b ? -1 : 1));
    this.email = new RegExp(rules.email.pattern, "gu");
    this.mobile = new RegExp(rules.mobile.pattern, "gu");
  }

  /** @param {string} code @param {number} at @param {Record<string, string>} [put] @returns {Hit} */
  hit(code, at, put = {}) {
    const { message, help } = this.rules.says[code];
    return { code, at, message: filled(message, put), help: filled(help, put) };
  }

  /** A running text, whose paragraphs are parted by line ends. @param {string} text @returns {Hit[]} */
  text(text) {
    /** @type {Hit[]} */
    const hits = [];
    let start = 0;
    for (const paragraph of text.split("\n")) {
      this.paragraph(paragraph, start, hits);
      start += paragraph.length + 1;
    }
    const few = (/** @type {string} */ code) => hits.filter((hit) => hit.code === code).slice(0, mostHits);
    return [...few("long-sentence"), ...few("jargon"), ...this.private(text)];
  }

  /** @param {string} text @param {number} offset @param {Hit[]} hits */
  paragraph(text, offset, hits) {
    const { sentenceWords: most } = this.rules;
    let [first, count, quoted, ended, jargonUntil] = [0, 0, false, false, 0];
    const finish = () => {
      if (count > most && most > 0)
        hits.push(this.hit("long-sentence", offset + first, { words: String(count), most: String(most) }));
      count = 0;
    };
    const quotes = (/** @type {string} */ marks) => {
      for (const c of marks) quoted = c === "“" ? true : c === "”" ? false : c === '"' ? !quoted : quoted;
    };
    // Go parts words at every byte up to a space, and at no other space.
    for (const { 0: word, index } of text.matchAll(/[^\0-\x20]+/g)) {
      const inner = /[\p{L}\p{Nd}\ufffc](?:.*[\p{L}\p{Nd}\ufffc])?/su.exec(word);
      if (!inner) {
        quotes(word);
        continue;
      }
      const core = inner[0];
      const at = index + inner.index;
      const lower = /^\p{Ll}/u.test(core);
      if (ended && !lower) finish();
      quotes(word.slice(0, inner.index));
      if (count === 0) first = at;
      count++;
      if (!quoted && at >= jargonUntil)
        jargonUntil = this.findJargon(text, at, core, count === 1, lower, offset, hits);
      const after = word.slice(inner.index + core.length);
      ended = after !== "" && this.ends(core, after);
      quotes(after);
    }
    finish();
  }

  /** May a word be the last of a sentence? @param {string} core @param {string} after */
  ends(core, after) {
    const mark = /[.!?…]/.exec(after)?.[0];
    if (mark !== ".") return Boolean(mark);
    if (core.length === 1 && core < "\x80" && !/[0-9]/.test(core)) return false; // an initial
    return !this.abbreviations.includes(core.toLowerCase());
  }

  /** @returns {number}  where the jargon ends that begins here @param {string} text @param {number} at @param {string} core @param {boolean} begins @param {boolean} lower @param {number} offset @param {Hit[]} hits */
  findJargon(text, at, core, begins, lower, offset, hits) {
    for (const [phrase, say] of this.jargon.get(core.toLowerCase()) ?? []) {
      const n = matches(text.slice(at), phrase);
      if (!n) continue;
      if (!lower && (!begins || /^[\0-\x20]*\p{Lu}/u.test(text.slice(at + n)))) return at; // somebody's name
      const found = text
        .slice(at, at + n)
        .split(/\s+/)
        .join(" ");
      const hit = this.hit("jargon", offset + at, { word: found, say: say.replaceAll(" or ", "” or “") });
      if (!say) hit.help = this.rules.reword;
      else if (!say.includes(" or ")) [hit.suggestion, hit.found] = [say, found];
      hits.push(hit);
      return at + n;
    }
    return at;
  }

  /** Private e-mail addresses and mobile numbers. @param {string} text @returns {Hit[]} */
  private(text) {
    const find = (/** @type {RegExp} */ pattern, /** @type {string[]} */ near) => {
      if (!near.some((one) => text.includes(one))) return [];
      return [...text.matchAll(pattern)].filter(({ 0: found, index }) => {
        const before = text.slice(Math.max(0, index - 2048), index); // as far as Go looks
        const last = [...before.slice(-2)].pop() ?? "";
        const next = String.fromCodePoint(text.codePointAt(index + found.length) ?? 32);
        const word = before.split(/[ \n\t<(]/).pop() ?? "";
        return (
          !alphanumeric.test(last) &&
          !alphanumeric.test(next) &&
          !word.includes("://") &&
          !word.startsWith("www.")
        );
      });
    };
    const emails = find(this.email, this.rules.email.near)
      .filter(([address]) => this.personal(address.toLowerCase()))
      .map(({ 0: address, index }) => this.hit("private-email", index, { address }));
    const phones = find(this.mobile, this.rules.mobile.near).map(({ 0: number, index }) =>
      this.hit("private-phone", index, { number }),
    );
    return [...emails.slice(0, mostHits), ...phones.slice(0, mostHits)];
  }

  /** Is an address one person's? @param {string} address */
  personal(address) {
    const at = address.indexOf("@");
    const name = address.slice(0, at);
    if (this.privateHosts.includes(address.slice(at + 1))) return true;
    const parts = name.split(/[._+-]/).filter(Boolean);
    if (parts.length < 2 || this.placeWords.includes(parts[parts.length - 1])) return false;
    return (
      this.givenNames.includes(parts[0]) ||
      (parts.length === 2 && /^[a-z]$/.test(parts[0]) && name.includes("."))
    );
  }

  /** The words of a link. @param {string} text @param {string} to @param {number} at @returns {Hit[]} */
  link(text, to, at) {
    if (/^(mailto|tel):/i.test(to)) return [];
    const plain = text
      .trim()
      .split(/\s+/)
      .join(" ")
      .replace(/^[ .,:;!?…→»>]+|[ .,:;!?…→»>]+$/g, "")
      .toLowerCase();
    const bare = (plain.includes("://") && !plain.includes(" ")) || plain.startsWith("www.");
    if (plain !== "" && !bare && !this.linkTexts.includes(plain)) return [];
    const hit = this.hit("link-text", at, { text });
    return [plain === "" ? { ...hit, message: this.rules.noLinkText } : hit];
  }

  /** The text that stands for a picture. @param {string} alt @param {string} to @param {number} at @returns {Hit[]} */
  image(alt, to, at) {
    const plain = alt.trim().toLowerCase();
    const file = (to.replace(/\/+$/, "").split("/").pop() ?? "").toLowerCase();
    const name = file.replace(/\.[^.]*$/, "");
    const named = plain === file || (plain === name && !/^[a-z]*$/.test(name));
    return plain === "" || named ? [this.hit("image-alt", at)] : [];
  }

  /** The title of a service pattern. @param {string} title @param {string} verb @returns {Hit[]} */
  title(title, verb) {
    const parts = title.toLowerCase().split(/\s+/).filter(Boolean);
    const begins = [1, 2, 3].some(
      (n) =>
        parts.length >= n &&
        this.verbs.includes(
          parts
            .slice(0, n)
            .join(" ")
            .replace(/[.,:;!?]+$/, ""),
        ),
    );
    return !this.verbs.length || begins ? [] : [this.hit("title-verb", 0, { verb: verb || "report" })];
  }

  /** A heading, the level of the one above, and the title where it is the first. @param {Heading} heading @param {number} above @param {string} title @returns {Hit[]} */
  heading({ text, level, at }, above, title) {
    const bare = (/** @type {string} */ words) => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    if (text.trim() === "") return [this.hit("heading-outline", at)];
    if (bare(text) && bare(text) === bare(title)) return [this.hit("title-again", at)];
    const { message, help } = this.rules.skippedLevel;
    return level > above + 1
      ? [{ code: "heading-outline", at, message, help: filled(help, { signs: "#".repeat(above + 1) }) }]
      : [];
  }

  /** @param {string} what */
  unsourced(what) {
    return this.hit("missing-source", 0, { what });
  }

  /**
   * What is wrong with the text of an entry; at is where in the Markdown.
   * @param {string} body
   * @param {(to: string) => boolean} safe  whether a link's address is allowed
   * @param {string} title
   * @returns {Hit[]}
   */
  body(body, safe, title) {
    const { own, quoted, labels, headings, lost } = running(body);
    const outline = headings.flatMap((one, i) =>
      this.heading(one, headings[i - 1]?.level ?? 1, i ? "" : title),
    );
    const place = (/** @type {Running} */ one, /** @type {Hit[]} */ hits) =>
      hits.map((hit) => ({ ...hit, at: one.place(hit.at) }));
    const said = labels.flatMap(({ text, to, image, at }) =>
      image ? this.image(text, to, at) : safe(to) ? this.link(text, to, at) : [],
    );
    const reached = labels.flatMap(({ text, to, at, toAt }) =>
      /^(mailto|tel):/.test(to) && (to.slice(to.indexOf(":") + 1) === text) === (at === toAt)
        ? this.private(to.slice(to.indexOf(":") + 1)).map((hit) => ({ ...hit, at: toAt }))
        : [],
    );
    const typed = [own, quoted].flatMap((one) => this.typed(one.text, body, (at) => one.place(at)));
    return [
      ...place(own, this.text(own.text)),
      ...place(quoted, this.private(quoted.text)),
      ...typed,
      ...outline,
      ...lost.map((at) => this.hit("lost-cell", at)),
      ...said,
      ...reached,
    ];
  }

  /** What is shown as it was typed. @param {string} text @param {string} source @param {(at: number) => number} place @returns {Hit[]} */
  typed(text, source, place) {
    // Links by name are left as text by our reader; Go's knows them.
    const defined = new Set(
      [...source.matchAll(/^ {0,3}\[([^[\]\n]+)\]:[ \t]*\S/gm)].map(([, name]) => name.toLowerCase()),
    );
    /** @type {[from: number, to: number][]} */
    const told = [];
    return this.rules.typed.flatMap(({ code, message, help, pattern, start, lines }) => {
      const earlier = [...told];
      /** @type {Hit[]} */
      const hits = [];
      let [from, to, end, count] = [0, 0, -1, 0]; // of the paragraph at hand: its first match, its end, its matches
      for (const { 0: found, 1: words, 2: name, index } of text.matchAll(new RegExp(pattern, "gmu"))) {
        const at = place(index);
        if (
          !found ||
          "\\[".includes(source[at - 1] ?? " ") ||
          (start && !/(?:^|\n)[ \t>]*$/.test(source.slice(Math.max(0, at - 100), at))) ||
          earlier.some(([begin, stop]) => begin <= index && index < stop) ||
          (words && defined.has((name || words).toLowerCase()))
        )
          continue;
        if (index >= end) {
          end = text.indexOf("\n", index);
          if (end < 0) end = text.length;
          count = 0;
        }
        if (!lines || !count) [from, to] = [index, index + found.length];
        if (lines && ++count !== lines) continue;
        told.push([from, to]);
        if (hits.push({ code, at: place(from), message, help }) === mostHits) break;
      }
      return hits;
    });
  }
}

/** How many characters a text begins with that are the words of a phrase; 0 if it does not. @param {string} text @param {string} phrase */
export function matches(text, phrase) {
  const pattern = phrase
    .split(" ")
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[\\0-\\x20]+");
  return new RegExp(`^${pattern}(?![\\p{L}\\p{Nd}\\ufffc-])`, "iu").exec(text)?.[0].length ?? 0;
}

/** Text without markup, a line for each paragraph, and where its parts stand in the Markdown. */
class Running {
  text = "";
  /** @type {[number, number][]} */
  pieces = [];

  /** @param {string} text @param {number} at */
  add(text, at) {
    this.pieces.push([this.text.length, at]);
    this.text += text;
  }

  stop() {
    if (this.text !== "" && !this.text.endsWith("\n")) this.text += "\n";
  }

  /** @param {number} at */
  place(at) {
    const [from, source] = this.pieces.findLast(([from]) => from <= at) ?? [0, 0];
    return source + at - from;
  }
}

/** Where the words of inlines begin. @param {import("./markdown.js").Inline[]} list @returns {number | undefined} */
function firstText(list) {
  for (const one of list) {
    const at = one.type === "text" ? one.at : "inlines" in one ? firstText(one.inlines) : undefined;
    if (at !== undefined) return at;
  }
  return undefined;
}

/** @param {string} body */
function running(body) {
  const own = new Running();
  const quoted = new Running();
  /** @type {{text: string, to: string, image: boolean, at: number, toAt: number}[]} */
  const labels = [];
  /** @type {Heading[]} */
  const headings = [];
  /** @type {number[]} */
  const lost = [];
  const hidden = "\ufffc";
  const inside = (/** @type {import("./markdown.js").Inline[]} */ list, /** @type {Running} */ into) => {
    for (const one of list) {
      if (one.type === "text") into.add(one.text, one.at);
      else if (one.type === "break") into.stop();
      else if ("inlines" in one && !("auto" in one)) {
        if (one.type === "link")
          labels.push({
            text: words(one.inlines),
            to: one.to,
            image: false,
            at: firstText(one.inlines) ?? one.wordsAt - 1,
            toAt: one.at,
          });
        inside(one.inlines, into);
      } else if ("at" in one) {
        if (one.type === "entry" && one.words)
          labels.push({ text: one.words, to: one.id, image: false, at: one.wordsAt, toAt: one.at });
        const seen = one.type === "image" ? (one.alt ? one.wordsAt : one.wordsAt - 2) : one.at; // where it begins to be read
        if (one.type === "image")
          labels.push({ text: one.alt, to: one.to, image: true, at: seen, toAt: one.at });
        if (one.type === "link")
          labels.push({ text: words(one.inlines), to: one.to, image: false, at: one.at, toAt: one.at });
        into.add(hidden, seen);
      }
    }
  };
  const blocks = (/** @type {import("./markdown.js").Block[]} */ list, /** @type {Running} */ into) => {
    for (const block of list) {
      into.stop();
      if (block.type === "heading")
        headings.push({
          text: words(block.inlines.filter(({ type }) => type !== "html")),
          level: Math.max(2, block.level),
          at: block.at,
        });
      if ("inlines" in block) inside(block.inlines, into);
      else if (block.type === "list") for (const item of block.items) blocks(item, into);
      else if (block.type === "quote") blocks(block.blocks, quoted);
      else if (block.type === "table") {
        lost.push(...block.lost);
        for (const cell of block.rows.flat()) {
          into.stop();
          inside(cell, into);
        }
      }
    }
    into.stop();
  };
  blocks(read(body), own);
  return { own, quoted, labels, headings, lost };
}

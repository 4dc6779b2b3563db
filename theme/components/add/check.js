// @ts-check
// Checks what the form holds as `patterns check` checks the file that is made of it, by the rules that
// the site publishes: internal/rules says what each value must be and what is said where it is not.
// Knows no page.

import { clean, cleanBody, isEmpty, written } from "./entry.js";
import { character, isComment, read, walk } from "./markdown.js";
import { filled, listed, nearest } from "./say.js";

/**
 * What internal/schema writes for the form.
 * @typedef {import("./prose.js").Prose} Prose
 * @typedef {[code: string, message: string, help: string]} Rule
 * @typedef {{name: string, label: string, hint?: string, kind?: string, one?: string, ref?: string[], need?: boolean, list?: boolean,
 *   group?: string, short?: boolean, want?: boolean, words?: string, part?: string, most?: number, unasked?: boolean}} Field
 * @typedef {{label: string, folder: string, text: {heading?: string, prompt: string}[], fields: Field[]}} Type
 * @typedef {{value: string, label: string, aliases?: string[]}} Word
 * @typedef {{types: Record<string, Type>, groups: Record<string, Field[]>, lists: Record<string, Word[]>,
 *   kinds: Record<string, {pattern: string, below?: number, rule: Rule}>, rules: Record<string, Rule>, reserved?: string[], pages: string, few: number, most: number, longest: number, device: string, hidden: string, host: string, suggest: string, and: string, item: string, off: string[]}} Rules
 *
 * @typedef {{id: string, type: string, title: string, short?: string, former?: string[], folder?: boolean}} Known  an entry of the library
 *
 * @typedef {(string | number)[]} Path  names of fields and numbers of items that lead to a value; ["body"] is the text
 * @typedef {{path: Path, at?: number}} Place
 * @typedef {object} Finding
 * @property {string} code
 * @property {string} message
 * @property {string} help        what the form says of how to mend it
 * @property {string} [suggestion]  what was probably meant
 * @property {string} [found]  the words that it is for, where they are a part of the value
 * @property {number} [at]  where in the value they stand
 * @property {Path} path
 */

/**
 * @param {import("./entry.js").Content} held
 * @param {object} about
 * @param {string} about.type
 * @param {Rules} about.rules
 * @param {Known[]} about.known    entries of the library; of a type that is not loaded nothing is said
 * @param {Set<string>} about.loaded  the types among them that are
 * @param {Prose} [about.prose]  warns of how texts read, where that is asked
 * @param {boolean} [about.fresh]  nothing names the entry yet
 * @param {string[]} [about.images]  names of the pictures beside it
 * @returns {Finding[]}  in the order of the fields, then of the text
 */
export function check({ values, body }, about) {
  const checker = new Checker(about);
  const text = cleanBody(body);
  checker.entry(values);
  checker.body(text);
  if (about.prose) checker.proof(about.type, about.fresh ?? false, text);
  const place = (/** @type {Finding} */ { path }) =>
    checker.places.get(path.join(".")) ?? checker.places.size;
  return checker.found
    .filter(({ code }) => !checker.off.has(code))
    .sort(
      (a, b) =>
        place(a) - place(b) ||
        (a.at ?? 0) - (b.at ?? 0) ||
        order(a.code, b.code) ||
        order(a.message, b.message),
    );
}

/** @param {string} a @param {string} b */
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Spaces as Go counts them. @param {string} text */
const trim = (text) =>
  text.replace(
    /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g,
    "",
  );

/** A byte-order mark and what ends a line are written as escapes. */
const escaped = /[\u2028\u2029\ufeff]/;
const mostHidden = 20; // that are said

/**
 * A text of the entry with its place, and a group of fields as they were read.
 * @typedef {Place & {value: string}} Text
 * @typedef {{[name: string]: any}} Group
 */

class Checker {
  /** @param {Parameters<typeof check>[1]} about */
  constructor({ type, rules, known, loaded, prose, images = [] }) {
    this.prose = prose;
    this.sourced = false; // the entry as a whole has a source
    /** @type {Set<string>} */
    this.off = new Set(rules.off);
    /** @type {Group} */
    this.group = {};
    this.type = rules.types[type];
    this.rules = rules;
    this.known = known;
    this.loaded = loaded;
    this.images = images;
    /** @type {Finding[]} */
    this.found = [];
    this.hidden = 0;
    /** In which order values stand. @type {Map<string, number>} */
    this.places = new Map();
    /** @type {Map<string, Known>} */
    this.byID = new Map(known.flatMap((one) => (one.former ?? []).map((id) => [id, one])));
    for (const one of known) this.byID.set(one.id, one);
    /** @type {Record<string, RegExp>} */
    this.patterns = {};
  }

  /**
   * @param {Place} place
   * @param {Rule} rule
   * @param {Record<string, string>} [put]
   * @param {{suggestion?: string, help?: Rule | null}} [more]  help: another rule's, or none
   */
  say({ path, at }, rule, put = {}, { suggestion, help = rule } = {}) {
    this.found.push({
      code: rule[0],
      message: filled(rule[1], put),
      help: suggestion || !help ? "" : filled(help[2], put),
      ...(suggestion ? { suggestion, ...(path[0] === "body" ? { found: put.id ?? put.to } : {}) } : {}),
      at,
      path,
    });
  }

  /** Characters of a text that cannot be seen. @param {string} text @param {Path} path */
  unseen(text, path) {
    // Tags behind a black flag make the flag of a country.
    const pattern = new RegExp(`\u{1f3f4}[\u{e0020}-\u{e007e}]{0,5}\u{e007f}|${this.rules.hidden}`, "gu");
    const all = [...text.matchAll(pattern)].filter(([one]) => one.length < 3);
    const raw = path[0] === "body" ? all : all.filter(([one]) => !escaped.test(one));
    for (const { 0: one, index } of raw.slice(0, mostHidden - this.hidden))
      this.sayHidden({ path, at: index }, one);
    this.hidden += raw.length;
    if (all.length && !raw.length) this.sayHidden({ path, at: all[0].index }, all[0][0]);
  }

  /** @param {Place} place @param {string} one  the character */
  sayHidden(place, one) {
    this.say(place, this.rules.rules.hidden, {
      character: `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
    });
  }

  /** @param {import("./entry.js").Values} values */
  entry(values) {
    const what = `the ${this.type.label.toLowerCase()}`;
    this.sourced = this.type.fields.some((field) => field.name === "source" && !this.empty(field, values));
    const group = this.mapping(values, this.type.fields, what, []);
    this.group = group;
    for (const { rule, because } of group["check-off"] ?? [])
      if (because?.value && rule) this.off.add(rule.value);
    if (group.process) this.process(group.process);
    if (group.questions) this.questions(group.questions);
    if (this.type.fields.some(({ name }) => name === "patterns")) this.figures(group);
  }

  /** A figure is about patterns that the entry is about. @param {Group} group */
  figures({ outcomes = [], patterns = [] }) {
    const own = patterns.map((/** @type {Text} */ { value }) => this.byID.get(value));
    for (const id of outcomes.flatMap((/** @type {Group} */ one) => one.patterns ?? [])) {
      const to = this.byID.get(id.value);
      if (to?.type === "service-pattern" && !own.includes(to))
        this.say(id, this.rules.rules["other-pattern"], {
          id: id.value,
          type: this.type.label.toLowerCase(),
        });
    }
  }

  /** Is a field not written into the file? @param {Field} field @param {import("./entry.js").Values} held */
  empty(field, held) {
    return isEmpty(written(held[field.name], field, this.rules));
  }

  /**
   * @param {import("./entry.js").Values} held
   * @param {Field[]} fields
   * @param {string} what
   * @param {Path} path
   * @returns {Group}
   */
  mapping(held, fields, what, path) {
    /** @type {Group} */
    const group = {};
    for (const field of fields) {
      const at = [...path, field.name];
      this.places.set(at.join("."), this.places.size);
      if (!this.empty(field, held)) group[field.name] = this.value(field, held[field.name], at);
    }
    if (this.prose) this.law(group, this.prose);
    if (this.prose && !this.sourced) this.unsourced(fields, group);
    for (const { name } of fields.filter((one) => one.need)) {
      if (group[name] && trim(group[name].value) !== "") continue;
      this.say({ path: [...path, name] }, this.rules.rules["missing-field"], { what, field: name });
    }
    return group;
  }

  /**
   * @param {Field} field
   * @param {any} held
   * @param {Path} path
   * @returns {any}
   */
  value(field, held, path) {
    if (field.group === "condition") return this.conditions(held, path);
    if (field.list) return this.list(field, held, path);
    if (!field.group) return this.text(field, held, path);
    return this.mapping(held, this.rules.groups[field.group], `"${field.name}"`, path);
  }

  /**
   * @param {Field} field
   * @param {any[]} held
   * @param {Path} path
   */
  list(field, held, path) {
    const { most, rules, groups } = this.rules;
    const items = held.flatMap((item, i) =>
      isEmpty(written([item], field, this.rules)) ? [] : [{ item, at: [...path, i] }],
    );
    if (items.length > most)
      this.say({ path }, rules["too-many"], { field: field.name, limit: String(most) });
    return items.slice(0, most).map(({ item, at }) => {
      this.places.set(at.join("."), this.places.size);
      return field.group
        ? this.mapping(item, groups[field.group], filled(this.rules.item, { field: field.name }), at)
        : this.text(field, item, at);
    });
  }

  /** @param {{question?: string, answers?: string[]}[]} held @param {Path} path */
  conditions(held, path) {
    /** Two conditions on one question are one in the file. @type {Map<string, {question: Text, answers: Text[]}>} */
    const all = new Map();
    for (const [i, { question = "", answers = [] }] of held.entries()) {
      const value = clean(question);
      const there = all.get(value)?.answers ?? [];
      const said = new Set(there.map((answer) => answer.value));
      const fresh = answers.map((answer) =>
        said.has(clean(answer)) || !said.add(clean(answer)) ? "" : answer,
      );
      const field = { name: "if", label: "", list: true };
      const texts = /** @type {Text[]} */ (this.list(field, fresh, [...path, i, "answers"]));
      if (!value && !texts.length) continue;
      const at = [...path, i, "question"];
      if (!all.has(value)) this.unseen(value.replace(/[\u2028\u2029\ufeff]/g, ""), at);
      all.set(value, {
        question: all.get(value)?.question ?? { value, path: at },
        answers: [...there, ...texts],
      });
    }
    return [...all.values()];
  }

  /**
   * @param {Field} field
   * @param {string} held
   * @param {Path} path
   * @returns {Text}
   */
  text(field, held, path) {
    const text = { value: trim(clean(held)), path };
    this.unseen(text.value, path);
    if (text.value === "") return text;
    const count = String([...text.value].length);
    if (+count > (field.most ?? Infinity)) this.say(text, this.rules.rules["long-summary"], { count });
    const kind = this.rules.kinds[field.kind ?? ""];
    if (kind && !this.takes(field.kind ?? "", text.value))
      this.say(text, kind.rule, { field: field.name, value: text.value });
    if (field.one) this.oneOf(field.name, field.one, text);
    if (field.ref) this.reference(field, text);
    if (this.prose && !field.kind && !field.one && !field.ref) this.proofread(field, text, this.prose);
    return text;
  }

  /** @param {Place} place @param {import("./prose.js").Hit} hit */
  warn({ path, at }, { code, message, help, suggestion, found }) {
    this.found.push({
      code,
      message,
      help: suggestion ? "" : help,
      ...(suggestion ? { suggestion, found } : {}),
      at,
      path,
    });
  }

  /** A warning of a part of a field's text. @param {Text} text @param {import("./prose.js").Hit} hit */
  warnText({ path }, hit) {
    this.warn({ path, at: hit.at }, hit);
  }

  /** @param {Field} field @param {Text} text @param {Prose} prose */
  proofread({ words }, text, prose) {
    if (words === "link") for (const hit of prose.link(text.value, "", 0)) this.warnText(text, hit);
    for (const hit of words ? prose.private(text.value) : prose.text(text.value)) this.warnText(text, hit);
  }

  /** A legal note says where it holds, by which law, and where that can be read. @param {Group} group @param {Prose} prose */
  law({ topic, note, nations, law, source }, prose) {
    if (topic?.value !== "legal" || !note?.value) return;
    const read = source?.some((/** @type {Text} */ { value }) => new RegExp(prose.rules.law).test(value));
    const lacks = [nations?.length, law?.value, read].flatMap((has, i) => (has ? [] : prose.rules.lacks[i]));
    if (lacks.length)
      this.warnText(note, prose.hit("law-source", 0, { lacks: listed(lacks, prose.rules.or) }));
  }

  /** A figure wants a source. @param {Field[]} fields @param {Group} group */
  unsourced(fields, group) {
    for (const { name } of fields.filter((one) => one.want)) {
      if (group[name]?.length) continue;
      for (const one of fields) {
        const text = group[one.name];
        if (one.need && !one.list && !one.group && text?.value && this.prose)
          this.warnText(text, this.prose.unsourced(text.value));
      }
    }
  }

  /** What the text and the fields are to show together. @param {string} type @param {boolean} fresh @param {string} body */
  proof(type, fresh, body) {
    const { group, prose } = this;
    if (!prose) return;
    const { title } = group;
    if (type === "service-pattern" && title?.value)
      for (const hit of prose.title(title.value, group.verb?.value ?? "")) this.warnText(title, hit);
    const has = (/** @type {string} */ name) =>
      group[name]?.length > 0 ||
      (name === "used-by" && group.variants?.some((/** @type {Group} */ one) => one[name]?.length));
    for (const rule of prose.rules.evidence) {
      if (rule.type !== type || !rule.statuses.includes(group.status?.value ?? "") || (rule.cases && !fresh))
        continue;
      if (
        rule.anyOf.some(has) ||
        (rule.links && [...walk(read(body))].some((one) => "to" in one && one.to.includes("://")))
      )
        continue;
      this.warn(
        { path: [rule.anyOf[0]] },
        { code: "missing-evidence", at: 0, message: rule.message, help: rule.help },
      );
    }
  }

  /** @param {string} name @param {string} value */
  takes(name, value) {
    const { pattern, below } = this.rules.kinds[name];
    this.patterns[name] ??= new RegExp(pattern, "u");
    if (name === "id" && (value.length > this.rules.longest || new RegExp(this.rules.device).test(value)))
      return false;
    return this.patterns[name].test(value) && (!below || Math.abs(Number(value)) < below);
  }

  /** @param {string} name @param {string} list @param {Text} text */
  oneOf(name, list, text) {
    const words = this.rules.lists[list];
    const alias = words.findLast(({ aliases = [] }) =>
      aliases.some((one) => one.toLowerCase() === text.value.toLowerCase()),
    );
    if (alias) text.value = alias.value;
    const allowed = words.map(({ value }) => value);
    if (!words.length || allowed.includes(text.value)) return;
    const near = words.flatMap(({ value, aliases = [] }) => [value, ...aliases]);
    const rule = this.rules.rules[list === "verb" ? "unknown-verb" : "unknown-value"];
    this.say(
      text,
      rule,
      { field: name, value: text.value, list: listed(allowed, this.rules.and) },
      { suggestion: nearest(text.value, near) },
    );
  }

  /** @param {Field} field @param {Text} text */
  reference({ name, ref = [] }, text) {
    const id = text.value;
    const types = ref[0] === "*" ? [] : ref;
    const needed = types.length ? types : Object.keys(this.rules.types);
    const to = this.byID.get(id);
    const { rules } = this.rules;
    if (!to) {
      if (needed.every((type) => this.loaded.has(type))) this.unknown(text, id, types);
    } else if (types.length && !types.includes(to.type)) {
      const ids = this.ids(types[0]);
      const put = {
        id,
        is: this.lower(to.type),
        field: name,
        takes: this.lower(types[0]),
        list: ids.join(", "),
      };
      this.say(text, rules["wrong-reference"], put, {
        help: this.few(ids) ? rules["those-there-are"] : undefined,
      });
    } else this.former(text, id, to);
  }

  /** @param {Place} at @param {string} id @param {Known} to */
  former(at, id, to) {
    if (to.id !== id) this.say(at, this.rules.rules["former-reference"], { id, new: to.id });
  }

  /** @param {Place} at @param {string} id @param {string[]} types */
  unknown(at, id, types) {
    const { rules } = this.rules;
    if (!types.length && /^_*toc_*$/i.test(id)) return this.say(at, rules["own-contents"], { id });
    const candidates = (types.length ? types : Object.keys(this.rules.types)).flatMap((type) =>
      this.ids(type),
    );
    const put = { type: types.length ? this.lower(types[0]) : "entry", id, list: candidates.join(", ") };
    const help = this.few(candidates) && at.path[0] === "body" ? rules["those-there-are"] : undefined;
    const suggestion = nearest(id, candidates);
    this.say(at, rules["unknown-reference"], put, { suggestion, help });
  }

  /** @param {string} type */
  lower = (type) => this.rules.types[type].label.toLowerCase();
  /** @param {string} type */
  ids = (type) => this.known.filter((one) => one.type === type).map(({ id }) => id);

  /** Would a person read such a list? @param {string[]} ids */
  few = (ids) => ids.length > 0 && ids.length <= this.rules.few;

  /** Do the steps hang together? @param {Group} process */
  process({ actors = [], steps = [] }) {
    const { rules } = this.rules;
    /** @type {string[]} */
    const ids = [];
    const names = actors.map((/** @type {Text} */ actor) => actor.value);
    for (const { id } of steps) {
      if (id?.value && ids.includes(id.value)) this.say(id, rules["duplicate-step"], { id: id.value });
      ids.push(id?.value ?? "");
    }
    const reached = new Set();
    let lost = false;
    for (const { id, by, next = [] } of steps) {
      for (const to of next) {
        reached.add(to.value);
        if (ids.includes(to.value)) continue;
        lost = true;
        this.notOneOf(to, rules["unknown-step"], { step: id?.value ?? "", id: to.value }, to.value, ids);
      }
      if (by?.value && names.length && !names.includes(by.value))
        this.notOneOf(by, rules["unknown-actor"], { by: by.value }, by.value, names);
    }
    for (const { id } of lost ? [] : steps.slice(1)) {
      if (id?.value && !reached.has(id.value)) this.say(id, rules["unreached-step"], { id: id.value });
    }
  }

  /** Does every `if` name an earlier question and an answer that it has? @param {Group[]} questions */
  questions(questions) {
    const { rules } = this.rules;
    /** @type {Map<string, Group>} */
    const byID = new Map();
    for (const question of questions) {
      for (const { question: named, answers } of question.if ?? []) {
        const asked = byID.get(named.value);
        if (!asked) {
          this.notOneOf(named, rules["later-question"], { id: named.value }, named.value, [...byID.keys()]);
          continue;
        }
        let takes = (asked.options ?? []).map((/** @type {Text} */ one) => one.value);
        if (asked.type?.value === "yes-no" && !takes.length) takes = ["Yes", "No"];
        for (const answer of takes.length ? answers : []) {
          if (takes.some((/** @type {string} */ one) => one.toLowerCase() === answer.value.toLowerCase()))
            continue;
          this.notOneOf(
            answer,
            rules["unknown-answer"],
            { answer: answer.value, question: asked.ask?.value ?? "" },
            answer.value,
            takes,
          );
        }
      }
      const id = question.id?.value;
      if (!id) continue;
      if (byID.has(id)) this.say(question.id, rules["duplicate-asked"], { id });
      byID.set(id, question);
    }
  }

  /**
   * @param {Text} at
   * @param {Rule} rule
   * @param {Record<string, string>} put
   * @param {string} word
   * @param {string[]} words
   */
  notOneOf(at, rule, put, word, words) {
    const help = !words.length
      ? this.rules.rules["none-has-id"]
      : words.length > this.rules.few
        ? null
        : rule;
    this.say(
      at,
      rule,
      { ...put, list: listed(words, this.rules.and) },
      { suggestion: nearest(word, words), help },
    );
  }

  /** @param {string} body */
  body(body) {
    const { rules } = this.rules;
    const place = (/** @type {number} */ at) => ({ path: ["body"], at });
    this.unseen(body, ["body"]);
    for (const match of body.matchAll(/&#(x[0-9a-f]{1,6}|[0-9]{1,7});/gi)) {
      const one = character(match[1]);
      if (new RegExp(this.rules.hidden, "u").test(one)) this.sayHidden(place(match.index), one);
    }
    for (const hit of this.prose?.body(body, safeLink, this.group.title?.value ?? "") ?? [])
      this.warn(place(hit.at), hit);
    const everything = Object.keys(this.rules.types).every((type) => this.loaded.has(type));
    for (const one of walk(read(body))) {
      if (one.type === "html" && isComment(one.text)) this.say(place(one.at), rules["html-comment"]);
      else if (one.type === "html" && !one.text.startsWith("</")) this.say(place(one.at), rules["raw-html"]);
      else if (one.type === "entry") {
        const to = this.byID.get(one.id);
        if (to) this.former(place(one.at), one.id, to);
        else if (everything) this.unknown(place(one.at), one.id, []);
      } else if (one.type === "image") this.image(place(one.at), one.to);
      else if (one.type === "link") {
        if (!safeLink(one.to)) this.say(place(one.at), rules["unsafe-link"], { to: one.to });
        else if (everything) this.link(place(one.to ? one.at : one.wordsAt - 1), one.to);
      }
    }
  }

  /** @param {Place} at @param {string} to */
  image(at, to) {
    const { rules } = this.rules;
    if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(to)) return this.say(at, rules["outside-image"], { to });
    const name = decoded(to.replace(/^\.\//, ""));
    if (!this.images.includes(name))
      this.say(at, rules["missing-image"], { to }, { suggestion: nearest(name, this.images) });
  }

  /** A link to another file of the library. @param {Place} at @param {string} to */
  link(at, to) {
    const { rules } = this.rules;
    if (to === "" || to === "#") return this.say(at, rules["empty-link"]);
    const path = decoded(to.replace(/[?#].*$/, ""));
    if (path === "" || /^([a-z][a-z0-9+.-]*:|\/\/)|\\/i.test(to)) return;
    // An entry is b.md or b/index.md, and is found by the path to either, from either.
    const itself = "";
    const leads = /** @type {string[][]} */ ([[], [this.type.folder], [this.type.folder, itself]])
      .slice(...(path.startsWith("/") ? [0, 1] : [1]))
      .some((from) => {
        for (const step of path.split("/")) {
          if (step === ".." && from.length) from.pop();
          else if (step && step !== ".") from.push(step);
        }
        const [folder, name, index = "index.md", ...more] = from;
        if (name === undefined || index !== "index.md" || more.length) return false;
        return (
          name === itself ||
          this.known.some(
            (one) => one.id === name.replace(/\.md$/, "") && this.rules.types[one.type].folder === folder,
          )
        );
      });
    const page =
      path.startsWith("/") &&
      this.known.some((one) => one.id === path.replace(/\/$/, "").slice(1) && one.type === "page");
    if (leads || page || this.rules.pages.split(" ").includes(to)) return;
    this.say(at, rules[new RegExp(this.rules.host).test(to.toLowerCase()) ? "no-scheme" : "broken-link"], {
      to,
    });
  }
}

/** An address without its escapes. @param {string} to */
export function decoded(to) {
  try {
    return decodeURIComponent(to);
  } catch {
    return to; // as it is written, then
  }
}

/** May a link's address be opened? @param {string} to */
export function safeLink(to) {
  if (/^\/\/|\\|[\0-\x1f\x7f]/.test(to) || /%(?![0-9a-f]{2})/i.test(to.replace(/\?[^#]*/, ""))) return false;
  // Words before a host are taken for the host.
  if (to.trim() !== to || /^https?:(?!\/\/[^/?#])|^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i.test(to)) return false;
  // Brackets are for the numbers of an address, digits alone for its port.
  const host = /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#]*)/i.exec(to)?.[1] ?? "";
  if (!/^(\[[0-9a-f:.]+\]|[^[\]:]*)(:\d*)?$/i.test(host)) return false;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(to);
  if (!scheme) return !/^[^/?#]*:/.test(to);
  return ["http", "https", "mailto", "tel"].includes(scheme[1].toLowerCase());
}

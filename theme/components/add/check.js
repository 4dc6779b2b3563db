// @ts-check
// Checks the file of an entry as `patterns check` does, by the rules that the site publishes:
// internal/rules says what each value must be and what is said where it is not. Knows no page.

import { character, isComment, read, walk } from "./markdown.js";
import { filled, listed, nearest } from "./say.js";
import { parse, placeIn, split } from "./yaml.js";

/**
 * @typedef {import("./yaml.js").Node} Node
 * @typedef {import("./yaml.js").Place} Place
 *
 * What internal/schema writes for the form.
 * @typedef {import("./prose.js").Prose} Prose
 * @typedef {[code: string, message: string, help: string]} Rule
 * @typedef {{name: string, label: string, hint?: string, kind?: string, one?: string, ref?: string[], need?: boolean, list?: boolean,
 *   group?: string, short?: boolean, want?: boolean, words?: string, part?: string, most?: number, unasked?: boolean}} Field
 * @typedef {{label: string, folder: string, text: {heading?: string, prompt: string}[], fields: Field[]}} Type
 * @typedef {{value: string, label: string, aliases?: string[]}} Word
 * @typedef {{types: Record<string, Type>, groups: Record<string, Field[]>, lists: Record<string, Word[]>,
 *   kinds: Record<string, {pattern: string, below?: number, rule: Rule}>, rules: Record<string, Rule>, reserved?: string[], pages: string, few: number, most: number, longest: number, device: string, hidden: string, host: string, suggest: string, off: string[]}} Rules
 *
 * @typedef {{id: string, type: string, title: string, short?: string, former?: string[], folder?: boolean}} Known  an entry of the library
 *
 * @typedef {(string | number)[]} Path  names of fields and numbers of items that lead to a value; ["body"] is the text
 * @typedef {object} Finding
 * @property {string} code
 * @property {string} message
 * @property {string} help        what the form says of how to mend it
 * @property {string} [suggestion]  what was probably meant
 * @property {string} [found]  the words that it is for, where they are a part of the value
 * @property {number} [at]  where in the value they stand
 * @property {number} line
 * @property {number} column
 * @property {Path} path
 */

/**
 * @param {string} source    the file
 * @param {object} about
 * @param {string} about.type
 * @param {Rules} about.rules
 * @param {Known[]} about.known    entries of the library; of a type that is not loaded nothing is said
 * @param {Set<string>} about.loaded  the types among them that are
 * @param {Prose} [about.prose]  warns of how texts read, where that is asked
 * @param {boolean} [about.fresh]  nothing names the entry yet
 * @param {string[]} [about.images]  names of the pictures beside it
 * @returns {Finding[]}
 */
export function check(source, about) {
  const parts = split(source);
  const checker = new Checker(about);
  checker.hidden(source);
  checker.entry(parse(parts.lines, parts.first, parts.end), { line: parts.first, column: 1 });
  checker.body(parts.body, parts.bodyLine);
  if (about.prose) checker.proof(about.type, about.fresh ?? false, parts.body);
  return checker.found
    .filter(({ code }) => !checker.off.has(code))
    .sort(
      (a, b) =>
        a.line - b.line || a.column - b.column || order(a.code, b.code) || order(a.message, b.message),
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

/** A name as a sentence can hold it: what is no name may be a whole paragraph. @param {string} name */
const clamped = (name) => {
  const letters = [...name];
  return letters.length > 60 ? letters.slice(0, 60).join("") + "…" : name;
};

/**
 * A text of the entry with its place, and a group of fields as they were read.
 * @typedef {Place & {value: string, path: Path, node: import("./yaml.js").TextNode}} Text
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
    /** @type {Map<string, Known>} */
    this.byID = new Map(known.flatMap((one) => (one.former ?? []).map((id) => [id, one])));
    for (const one of known) this.byID.set(one.id, one);
    /** @type {Record<string, RegExp>} */
    this.patterns = {};
  }

  /**
   * @param {Place & {path: Path}} at
   * @param {Rule} rule
   * @param {Record<string, string>} [put]
   * @param {{suggestion?: string, help?: Rule | null}} [more]  help: another rule's, or none
   */
  say(at, rule, put = {}, { suggestion, help = rule } = {}) {
    this.found.push({
      code: rule[0],
      message: filled(rule[1], put),
      help: suggestion || !help ? "" : filled(help[2], put),
      ...(suggestion ? { suggestion, ...(at.path[0] === "body" ? { found: put.id ?? put.to } : {}) } : {}),
      line: at.line,
      column: at.column,
      path: at.path,
    });
  }

  /** @param {string} source */
  hidden(source) {
    // Tags behind a black flag make the flag of a country.
    const unseen = new RegExp(`\u{1f3f4}[\u{e0020}-\u{e007e}]{0,5}\u{e007f}|${this.rules.hidden}`, "gu");
    let most = 20;
    for (const [row, line] of source.split("\n").entries()) {
      for (const { 0: one, index } of line.matchAll(unseen)) {
        if (one.length > 2 || (row + index === 0 && one === "\ufeff") || most-- < 1) continue;
        this.unseen({ line: row + 1, column: [...line.slice(0, index)].length + 1 }, one);
      }
    }
  }

  /** @param {Place} at @param {string} one  the character */
  unseen(at, one) {
    this.say({ ...at, path: [] }, this.rules.rules.hidden, {
      character: `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
    });
  }

  /** @param {Node} root @param {Place} front */
  entry(root, front) {
    const what = `the ${this.type.label.toLowerCase()}`;
    this.sourced = root.kind === "map" && root.entries.some(([key]) => key.value === "source");
    const group = this.mapping(root, this.type.fields, what, [], front);
    this.group = group;
    for (const { rule, because } of group["check-off"] ?? [])
      if (because?.value && rule) this.off.add(rule.value);
    if (group.process) this.process(group.process);
    if (group.questions) this.questions(group.questions);
  }

  /**
   * @param {Node} node
   * @param {Field[]} fields
   * @param {string} what
   * @param {Path} path
   * @param {Place} [front]  where a field that is missing is reported
   * @returns {Group}
   */
  mapping(node, fields, what, path, front = node) {
    const { rules } = this.rules;
    /** @type {Group} */
    const group = {};
    if (node.kind !== "map") {
      this.wrongType(node, what, "fields, each on a line of its own as “name: value”", path);
      return group;
    }
    /** @type {Map<string, [import("./yaml.js").TextNode, Node]>} */
    const given = new Map();
    const meant = new Set();
    for (const [key, value] of node.entries) {
      const name = key.value;
      const at = { ...key, path: [...path, name] };
      if (given.has(name)) {
        this.say(at, rules["duplicate-key"], { field: name });
        continue;
      }
      given.set(name, [key, value]);
      const field = fields.find((one) => one.name === name);
      if (field) group[name] = this.value(field, value, at.path);
      else {
        const names = fields.map((one) => one.name);
        const called = ` ${name.toLowerCase()} `;
        const suggestion =
          nearest(name, names) || names.find((one) => ` ${this.rules.meant[one]} `.includes(called)) || "";
        meant.add(suggestion);
        const comma = !suggestion && node.flow && value.kind === "text" && value.empty && value.value === "";
        this.say(
          at,
          rules[comma ? "comma-in-group" : "unknown-field"],
          { what, field: clamped(name), list: listed(names) },
          { suggestion },
        );
      }
    }
    if (this.prose && !this.sourced) this.unsourced(fields, group, given);
    for (const { name } of fields.filter((one) => one.need)) {
      if (group[name] && trim(group[name].value) !== "") continue;
      const [key, value] = given.get(name) ?? [];
      const at = [...path, name];
      if (!key && meant.has(name)) continue;
      if (!key) this.say({ ...front, path: at }, rules["missing-field"], { what, field: name });
      else if (value?.kind === "text") this.say({ ...key, path: at }, rules["empty-field"], { field: name });
    }
    return group;
  }

  /**
   * @param {Field} field
   * @param {Node} node
   * @param {Path} path
   * @returns {any}
   */
  value(field, node, path) {
    if (node.kind === "text" && node.empty) return undefined;
    if (field.group === "condition") return this.conditions(node, path);
    if (field.list) return this.list(field, node, path);
    if (!field.group) return this.text(field, node, path);
    if (node.kind !== "map") return this.wrongType(node, `"${field.name}"`, "fields", path);
    return this.mapping(node, this.rules.groups[field.group], `"${field.name}"`, path);
  }

  /**
   * @param {Field} field
   * @param {Node} node
   * @param {Path} path
   */
  list(field, node, path) {
    const { most, rules } = this.rules;
    const all = node.kind === "list" ? node.items : [node];
    if (all.length > most)
      this.say({ ...all[most], path }, rules["too-many"], { field: field.name, limit: String(most) });
    const items = all.slice(0, most);
    const out = [];
    for (const [i, item] of items.entries()) {
      const at = [...path, i];
      if (!field.group) {
        const text = this.text(field, item, at);
        if (text) out.push(text);
        continue;
      }
      const fields = this.rules.groups[field.group];
      if (item.kind === "text" && fields[0].short)
        out.push({ [fields[0].name]: this.value(fields[0], item, [...at, fields[0].name]) });
      else if (item.kind !== "map")
        this.wrongType(item, `an item of "${field.name}"`, `fields such as “${fields[0].name}: …”`, at);
      else out.push(this.mapping(item, fields, `an item of "${field.name}"`, at));
    }
    return out;
  }

  /** @param {Node} node @param {Path} path */
  conditions(node, path) {
    if (node.kind !== "map")
      return this.wrongType(
        node,
        `"if"`,
        "an earlier question's id and the answer, such as {where: Road}",
        path,
      );
    return node.entries.map(([key, value], i) => ({
      question: { ...key, node: key, path: [...path, i, "question"] },
      answers: this.list({ name: "if", label: "" }, value, [...path, i, "answers"]),
    }));
  }

  /**
   * @param {Field} field
   * @param {Node} node
   * @param {Path} path
   * @returns {Text | undefined}
   */
  text(field, node, path) {
    if (node.kind !== "text") {
      const is = node.kind === "list" ? "a list" : "a group of fields";
      return void this.say({ ...node, path }, this.rules.rules["not-one-value"], { field: field.name, is });
    }
    const text = { value: trim(node.value), line: node.line, column: node.column, path, node };
    const unseen = new RegExp(this.rules.hidden, "u").exec(node.value);
    if (unseen && node.escaped) this.unseen(node, unseen[0]);
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

  /** @param {Place & {path: Path}} place @param {import("./prose.js").Hit} hit */
  warn(place, { code, message, help, suggestion, found, at }) {
    this.found.push({
      code,
      message,
      help: suggestion ? "" : help,
      ...(suggestion ? { suggestion, found, at } : {}),
      line: place.line,
      column: place.column,
      path: place.path,
    });
  }

  /** A warning of a part of a field's text. @param {Text} text @param {import("./prose.js").Hit} hit */
  warnText(text, hit) {
    const lead = text.node.value.indexOf(text.value);
    this.warn({ ...placeIn(text.node, lead + hit.at), path: text.path }, hit);
  }

  /** @param {Field} field @param {Text} text @param {Prose} prose */
  proofread({ words }, text, prose) {
    if (words === "link") for (const hit of prose.link(text.value, "", 0)) this.warnText(text, hit);
    for (const hit of words ? prose.private(text.value) : prose.text(text.value)) this.warnText(text, hit);
  }

  /** A figure wants a source. @param {Field[]} fields @param {Group} group @param {Map<string, [unknown, Node]>} given */
  unsourced(fields, group, given) {
    for (const { name } of fields.filter((one) => one.want)) {
      if (group[name]?.length || given.get(name)?.[1].kind === "map") continue;
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
    const title = group.title ?? { line: 1, column: 1, path: ["title"] };
    if (type === "service-pattern" && title.value)
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
        { ...title, path: [rule.anyOf[0]] },
        { code: "missing-evidence", at: 0, message: rule.message, help: rule.help },
      );
    }
  }

  /** @param {string} name @param {string} value */
  takes(name, value) {
    const { pattern, below } = this.rules.kinds[name];
    this.patterns[name] ??= new RegExp(pattern, "u");
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
      { field: name, value: text.value, list: listed(allowed) },
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

  /** @param {Place & {path: Path}} at @param {string} id @param {Known} to */
  former(at, id, to) {
    if (to.id !== id) this.say(at, this.rules.rules["former-reference"], { id, new: to.id });
  }

  /** @param {Place & {path: Path}} at @param {string} id @param {string[]} types */
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

  /** @param {Node} node @param {string} what @param {string} takes @param {Path} path @returns {undefined} */
  wrongType(node, what, takes, path) {
    const is = { text: "a single value", list: "a list", map: "a group of fields" }[node.kind];
    this.say({ ...node, path }, this.rules.rules["wrong-type"], { what, takes, is });
  }

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
    this.say(at, rule, { ...put, list: listed(words) }, { suggestion: nearest(word, words), help });
  }

  /** @param {string} body @param {number} line */
  body(body, line) {
    const { rules } = this.rules;
    const starts = [0];
    for (const match of body.matchAll(/\n/g)) starts.push(match.index + 1);
    const place = (/** @type {number} */ at) => {
      let row = starts.length - 1;
      while (starts[row] > at) row--;
      return { line: line + row, column: [...body.slice(starts[row], at)].length + 1, path: ["body"] };
    };
    for (const match of body.matchAll(/&#(x[0-9a-f]{1,6}|[0-9]{1,7});/gi)) {
      const one = character(match[1]);
      if (new RegExp(this.rules.hidden, "u").test(one)) this.unseen(place(match.index), one);
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

  /** @param {Place & {path: Path}} at @param {string} to */
  image(at, to) {
    const { rules } = this.rules;
    if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(to)) return this.say(at, rules["outside-image"], { to });
    const name = decoded(to.replace(/^\.\//, ""));
    if (!this.images.includes(name))
      this.say(at, rules["missing-image"], { to }, { suggestion: nearest(name, this.images) });
  }

  /** A link to another file of the library. @param {Place & {path: Path}} at @param {string} to */
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
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(to);
  if (!scheme) return !/^[^/?#]*:/.test(to);
  return ["http", "https", "mailto", "tel"].includes(scheme[1].toLowerCase());
}

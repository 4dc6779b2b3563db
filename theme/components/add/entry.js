// @ts-check
// Between the file of an entry and what the form holds. What the form does not change keeps the
// words, comments and quotes of its author; fields that it does not know stay where they are.

import { field, file, isEmpty } from "./write.js";
import { parse, split, Unreadable } from "./yaml.js";

/**
 * @typedef {import("./check.js").Rules} Rules
 * @typedef {import("./check.js").Field} Field
 * @typedef {import("./write.js").Value} Value
 * @typedef {import("./yaml.js").Node} Node
 * @typedef {Record<string, any>} Values  by field: a text, a list of texts, a group of fields or a list of groups;
 *   the form shows all of one shape, whichever short way the file has
 */

/**
 * @param {string} source
 * @param {string} type
 * @param {Rules} rules
 * @returns {{values: Values, body: string}}
 */
export function load(source, type, rules) {
  const { lines, first, end, body } = split(source);
  return {
    values: groupFrom(parse(lines, first, end), rules.types[type].fields, rules),
    body: body.replace(/\r/g, "").replace(/^\n+|\n+$/g, ""),
  };
}

/** @param {Node} node @param {Field[]} fields @param {Rules} rules */
function groupFrom(node, fields, rules) {
  if (node.kind !== "map") throw new Unreadable("fields that are no fields");
  /** @type {Values} */
  const values = {};
  for (const [key, one] of node.entries) {
    const known = fields.find(({ name }) => name === key.value);
    if (Object.hasOwn(values, key.value) || (one.kind === "text" && one.empty)) continue;
    values[key.value] = known ? valueFrom(one, known, rules) : asItIs(one);
  }
  return values;
}

/** What a field holds that the form does not know. @param {Node} node @returns {Value} */
function asItIs(node) {
  if (node.kind === "text") return node.value;
  if (node.kind === "list") return node.items.map(asItIs);
  return Object.fromEntries(node.entries.map(([key, one]) => [key.value, asItIs(one)]));
}

/** @param {Node} node @param {Field} known @param {Rules} rules @returns {any} */
function valueFrom(node, known, rules) {
  if (known.group === "condition") {
    if (node.kind !== "map") throw new Unreadable(`“${known.name}” is no group`);
    return node.entries.map(([key, answers]) => ({
      question: key.value,
      answers: valueFrom(answers, { name: "answers", label: "", list: true }, rules),
    }));
  }
  if (!known.list) return known.group ? groupFrom(node, rules.groups[known.group], rules) : text(node, known);
  const items = node.kind === "list" ? node.items : [node];
  if (!known.group) return items.map((item) => text(item, known));
  const fields = rules.groups[known.group];
  return items.map((item) =>
    item.kind === "text" && fields[0].short
      ? { [fields[0].name]: text(item, fields[0]) }
      : groupFrom(item, fields, rules),
  );
}

/** @param {Node} node @param {Field} known */
function text(node, known) {
  if (node.kind !== "text") throw new Unreadable(`“${known.name}” is no text`);
  return node.value.trim();
}

/**
 * What the form holds as the writer wants it: without what is empty, one value in place of a list of
 * one where people write it so.
 * @param {any} held
 * @param {Field} known
 * @param {Rules} rules
 * @returns {Value}
 */
export function written(held, known, rules) {
  if (known.group === "condition") {
    /** @type {Map<string, string[]>} */
    const map = new Map();
    for (const { question = "", answers = [] } of held ?? []) {
      const to = clean(question);
      const some = [...(map.get(to) ?? []), ...answers.map(clean).filter(Boolean)];
      if (to || some.length) map.set(to, [...new Set(some)]);
    }
    return Object.fromEntries([...map].map(([to, some]) => [to, some.length === 1 ? some[0] : some]));
  }
  const fields = known.group ? rules.groups[known.group] : [];
  if (!known.list) return known.group ? fieldsOf(held ?? {}, fields, rules) : clean(held ?? "");
  if (!known.group) {
    const texts = (held ?? []).map(clean).filter(Boolean);
    return known.name === "source" && texts.length === 1 ? texts[0] : texts;
  }
  return (held ?? [])
    .map((/** @type {any} */ item) => {
      const one = fieldsOf(item, fields, rules);
      const names = Object.keys(one);
      return fields[0].short && names.length === 1 && names[0] === fields[0].name ? one[names[0]] : one;
    })
    .filter((/** @type {Value} */ item) => !isEmpty(item));
}

/** @param {Values} held @param {Field[]} fields @param {Rules} rules */
function fieldsOf(held, fields, rules) {
  /** @type {{[name: string]: Value}} */
  const out = {};
  for (const known of fields) {
    const value = written(held[known.name], known, rules);
    if (!isEmpty(value)) out[known.name] = value;
  }
  for (const name in held) if (!fields.some((known) => known.name === name)) out[name] = held[name];
  return out;
}

/** A file of text cannot hold these characters. @param {string} text */
const clean = (text) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(
      /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      "",
    )
    .trim();

/**
 * The file of what the form holds.
 * @param {Values} held
 * @param {string} body
 * @param {string} type
 * @param {Rules} rules
 * @param {string} [original]  the file that is being changed
 * @returns {string}
 */
export function save(held, body, type, rules, original) {
  const { fields } = rules.types[type];
  const values = fieldsOf(held, fields, rules);
  const text = body
    .replace(/\r\n?/g, "\n")
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, "")
    .replace(/^\n+|\s+$/g, "");
  const kindOf = kinds(fields, rules);
  if (original === undefined) return file(values, text, kindOf);
  const before = load(original, type, rules);
  const { lines, first, end } = split(original);
  const root = parse(lines, first, end);
  const head = lines.slice(0, first);
  const eol = lines[first - 1].endsWith("\r") ? "\r" : "";
  const ends = (/** @type {string[]} */ more) => more.map((line) => line + eol);
  const changed = (/** @type {string} */ name) =>
    JSON.stringify(written(before.values[name], known(name), rules)) !==
    JSON.stringify(values[name] ?? written(undefined, known(name), rules));
  const known = (/** @type {string} */ name) =>
    /** @type {Field} */ (fields.find((one) => one.name === name));
  const tail = before.body === text ? lines.slice(end) : [lines[end], ...ends(["", ...text.split("\n")]), ""];

  const entries = root.kind === "map" ? root.entries : [];
  const apart = entries.every(
    ([key], i) => key.column === 1 && (i === 0 || entries[i - 1][0].line < key.line),
  );
  if (!apart) {
    const all = Object.entries(values).flatMap(([name, value]) => field(name, value, kindOf));
    return [...head, ...ends(all), ...tail].join("\n");
  }
  // The lines of each field, and before it those that belong to none: comments and empty ones.
  /** @type {{name?: string, lines: string[]}[]} */
  const chunks = [];
  let row = first;
  for (const [i, [key]] of entries.entries()) {
    const next = i + 1 < entries.length ? entries[i + 1][0].line - 1 : end;
    if (key.line - 1 > row) chunks.push({ lines: lines.slice(row, key.line - 1) });
    row = next;
    while (row > key.line && /^(#.*|\s*)\r?$/.test(lines[row - 1])) row--;
    const name = key.value;
    const twice = chunks.some((chunk) => chunk.name === name);
    if (!known(name) || twice || !changed(name))
      chunks.push({ name: twice ? undefined : name, lines: lines.slice(key.line - 1, row) });
    else chunks.push({ name, lines: name in values ? ends(field(name, values[name], kindOf)) : [] });
  }
  chunks.push({ lines: lines.slice(row, end) });
  for (const [at, { name }] of fields.entries()) {
    if (!(name in values) || chunks.some((chunk) => chunk.name === name)) continue;
    const before = fields.slice(0, at).map((one) => one.name);
    const place = chunks.findLastIndex((chunk) => chunk.name !== undefined && before.includes(chunk.name));
    chunks.splice(place + 1, 0, { name, lines: ends(field(name, values[name], kindOf)) });
  }
  return [...head, ...chunks.flatMap((chunk) => chunk.lines), ...tail].join("\n");
}

/**
 * @param {Field[]} fields
 * @param {Rules} rules
 * @returns {(path: string[]) => string | undefined}
 */
function kinds(fields, rules) {
  return (path) => {
    let list = fields;
    /** @type {Field | undefined} */
    let known;
    for (const name of path) {
      known = list.find((one) => one.name === name);
      if (!known || known.group === "condition") return undefined;
      list = known.group ? rules.groups[known.group] : [];
    }
    return known?.kind;
  };
}

// @ts-check
// Writes front matter, as the command's own writer does: quotes only where another reader of YAML
// would take a text for something else. What is read again is what was written.

import { cleanBody, fieldsOf, isEmpty } from "./entry.js";

/**
 * A value of a field: a text, a list, or a group of fields in order.
 * @typedef {string | any[] | {[name: string]: any}} Value
 */

const notText =
  /^(y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?[.]?(inf|nan)|[-+]?[.]?\d[\d_.,:a-fox]*(e[-+]?\d+)?|\d{4}-\d\d?-\d\d?.*)$/i;
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\ufffd]/u;
const edges = /^\s|\s$/;

/** May a text stand without quotes? @param {string} text */
function bare(text) {
  if (
    text === "" ||
    notText.test(text) ||
    unprintable.test(text) ||
    edges.test(text) ||
    /^(---|\.\.\.)/.test(text)
  )
    return false;
  if (/^[“”„‘‚«]|^[^“„«»"]*[”»]$|[,;]$/.test(text)) return false; // the reader would take them away
  if (text.includes(": ") || text.includes(" #") || text.endsWith(":")) return false;
  if (/^[-?:]/.test(text)) return text.length > 1 && text[1] !== " ";
  return !/^[,[\]{}#&*!|>'"%@`]/.test(text);
}

/** @param {string} text */
function quoted(text) {
  const inner = text.replace(/[\\"]|[\p{Cc}\p{Zl}\p{Zp}\ufeff]/gu, (c) => {
    if (c === "\\" || c === '"') return `\\${c}`;
    if (c === "\n") return "\\n";
    if (c === "\t") return "\\t";
    return `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return `"${inner}"`;
}

/**
 * One value on one line.
 * @param {string} text
 * @param {string} [kind]  of the field: numbers, dates and truth values stand as they are
 */
export function scalar(text, kind) {
  if (kind === "number" && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) return text;
  if (kind === "bool" && /^(true|false)$/.test(text)) return text;
  if (kind === "date" && /^[12]\d{3}(-\d\d){0,2}$/.test(text)) return text;
  return bare(text) ? text : quoted(text);
}

/**
 * The lines of a field.
 * @param {string} name
 * @param {Value} value
 * @param {(path: string[]) => string | undefined} kindOf  the kind of a field, by the names that lead to it
 * @returns {string[]}
 */
export function field(name, value, kindOf, path = [name]) {
  const key = scalar(name);
  if (typeof value === "string") return [`${key}: ${scalar(value, kindOf(path))}`];
  if (isEmpty(value)) return [`${key}: ${Array.isArray(value) ? "[]" : "{}"}`];
  return [`${key}:`, ...nested(value, kindOf, path).map((line) => `  ${line}`)];
}

/**
 * @param {Value} value
 * @param {(path: string[]) => string | undefined} kindOf
 * @param {string[]} path
 * @returns {string[]}
 */
function nested(value, kindOf, path) {
  if (typeof value === "string") return [scalar(value, kindOf(path))];
  if (Array.isArray(value)) return items(value, kindOf, path);
  return Object.entries(value).flatMap(([name, one]) => field(name, one, kindOf, [...path, name]));
}

/**
 * The lines of items of a list.
 * @param {Value[]} list
 * @param {(path: string[]) => string | undefined} kindOf
 * @param {string[]} path  names that lead to the list
 * @returns {string[]}
 */
export function items(list, kindOf, path) {
  return list.flatMap((item) => nested(item, kindOf, path).map((line, i) => (i ? `  ${line}` : `- ${line}`)));
}

/**
 * The file of a new entry.
 * @param {import("./entry.js").Content} held
 * @param {string} type
 * @param {import("./check.js").Rules} rules
 */
export function save({ values, body }, type, rules) {
  const { fields } = rules.types[type];
  const kindOf = kinds(fields, rules);
  const lines = Object.entries(fieldsOf(values, fields, rules)).flatMap(([name, value]) =>
    field(name, value, kindOf),
  );
  const text = cleanBody(body);
  return `---\n${lines.map((line) => `${line}\n`).join("")}---\n${text && `\n${text}\n`}`;
}

/**
 * What kind a field is of, by the names that lead to it.
 * @param {import("./check.js").Field[]} fields
 * @param {import("./check.js").Rules} rules
 * @returns {(path: string[]) => string | undefined}
 */
export function kinds(fields, rules) {
  return (path) => {
    let list = fields;
    /** @type {import("./check.js").Field | undefined} */
    let known;
    for (const name of path) {
      known = list.find((one) => one.name === name);
      if (!known || known.group === "condition") return undefined;
      list = known.group ? rules.groups[known.group] : [];
    }
    return known?.kind;
  };
}

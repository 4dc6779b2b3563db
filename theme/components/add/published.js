// @ts-check
// Reads what the site publishes beside an entry's page: its fields (index.json) and the Markdown that
// they are of (index.md). The same file of fields brings in a page from elsewhere.

import { isGroup } from "./entry.js";

/**
 * @typedef {import("./check.js").Rules} Rules
 * @typedef {import("./splice.js").Original & {pictures: string[]}} Published
 */

const format = 1; // of index.json
const largest = 8 << 20; // bytes of a file: a Markdown of 1 MB is as large when each of its signs is an escape

/** Fields and Markdown that are not of one another. */
export class Stale extends Error {}

/**
 * @param {any} data  of index.json
 * @param {ArrayBuffer} source  index.md
 * @param {string} type
 * @param {Rules} rules
 * @returns {Promise<Published>}
 */
export async function published(data, source, type, rules) {
  const { entry, sha256, bytes } = data;
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", source));
  if ([...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("") !== sha256)
    throw new Stale("the fields are of another text");
  return {
    bytes: new Uint8Array(source),
    front: bytes.front,
    body: bytes.body,
    content: load(entry, type, rules),
    pictures: entry.pictures ?? [],
  };
}

/**
 * What a file of fields says, of this library or another. It may be any file.
 * @param {Blob} chosen
 * @param {string} type
 * @param {Rules} rules
 * @returns {Promise<{content: import("./entry.js").Content, other: string[]}>}  other: fields that are not known here
 */
export async function taken(chosen, type, rules) {
  if (chosen.size > largest) throw new Unfit("too large");
  const { format: version, entry } = JSON.parse(await chosen.text()) ?? {};
  if (version !== format) throw new Unfit("another format");
  if (entry?.type !== type) throw new Unfit("another type");
  const known = [...rules.types[type].fields.map(({ name }) => name), ...own];
  return {
    content: load(entry, type, rules),
    other: Object.keys(entry).filter((name) => !known.includes(name)),
  };
}

/** What such a file has beside the fields of its type. */
const own = ["type", "id", "language", "body", "pictures"];

/** An entry that is not what its type takes. */
export class Unfit extends Error {}

/**
 * What the form holds of an entry as the tables of the library have it. It may come from anywhere, so
 * only fields of the type are taken, each if it is of its shape.
 * @param {Record<string, unknown>} entry
 * @param {string} type
 * @param {Rules} rules
 * @returns {import("./entry.js").Content}
 */
export function load(entry, type, rules) {
  return {
    values: loadGroup(entry, rules.types[type].fields, rules),
    body: loadText(entry.body ?? "")
      .replace(/\r/g, "")
      .replace(/^\n+|\s+$/g, ""),
  };
}

/** @param {any} given @param {import("./check.js").Field[]} fields @param {Rules} rules */
function loadGroup(given, fields, rules) {
  if (!isGroup(given)) throw new Unfit("no group of fields");
  /** @type {import("./entry.js").Values} */
  const values = {};
  for (const known of fields)
    if (Object.hasOwn(given, known.name)) values[known.name] = loadValue(given[known.name], known, rules);
  return values;
}

/** @param {any} given @param {import("./check.js").Field} known @param {Rules} rules @returns {any} */
function loadValue(given, known, rules) {
  const { group, list } = known;
  if (group === "condition") {
    if (!isGroup(given)) throw new Unfit("no conditions");
    return loadList(Object.entries(given), rules).map(([question, answers]) => ({
      question,
      answers: loadList(answers, rules).map(loadText),
    }));
  }
  const one = (/** @type {unknown} */ item) =>
    group ? loadGroup(item, rules.groups[group], rules) : loadText(item);
  return list ? loadList(given, rules).map(one) : one(given);
}

/** @param {unknown} given @param {Rules} rules @returns {any[]} */
function loadList(given, { most }) {
  if (Array.isArray(given) && given.length <= most) return given;
  throw new Unfit("no list, or too long a one");
}

/** @param {unknown} given */
function loadText(given) {
  if (["string", "number", "boolean"].includes(typeof given)) return String(given);
  throw new Unfit("no text");
}

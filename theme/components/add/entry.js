// @ts-check
// What the form holds of an entry, and what of it is written into its file.

/**
 * @typedef {import("./check.js").Rules} Rules
 * @typedef {import("./check.js").Field} Field
 * @typedef {import("./write.js").Value} Value
 * @typedef {Record<string, any>} Values  by field: a text, a list of texts, a group of fields or a list of groups;
 *   the form holds all of one shape, whichever short way the file has
 * @typedef {{values: Values, body: string}} Content
 */

/** @param {unknown} given */
export const isGroup = (given) => typeof given === "object" && given !== null && !Array.isArray(given);

/** @param {Value} value */
export const isEmpty = (value) =>
  typeof value === "string"
    ? value === ""
    : Array.isArray(value)
      ? value.length === 0
      : Object.keys(value).length === 0;

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
    return Object.fromEntries([...map].map(([to, some]) => [to, alone(some)]));
  }
  const fields = known.group ? rules.groups[known.group] : [];
  if (!known.list) return known.group ? fieldsOf(held ?? {}, fields, rules) : clean(held ?? "");
  if (!known.group) {
    const texts = (held ?? []).map(clean).filter(Boolean);
    return known.name === "source" ? alone(texts) : texts;
  }
  return (held ?? [])
    .map((/** @type {Values} */ item) => {
      const one = fieldsOf(item, fields, rules);
      const names = Object.keys(one);
      return fields[0].short && names.length === 1 && names[0] === fields[0].name ? one[names[0]] : one;
    })
    .filter((/** @type {Value} */ item) => !isEmpty(item));
}

/** One text stands for a list of one, unless it would look like a list. @param {string[]} texts */
const alone = (texts) => (texts.length === 1 && !/[,;]| \| /.test(texts[0]) ? texts[0] : texts);

/** @param {Values} held @param {Field[]} fields @param {Rules} rules */
export function fieldsOf(held, fields, rules) {
  /** @type {{[name: string]: Value}} */
  const out = {};
  for (const known of fields) {
    const value = written(held[known.name], known, rules);
    if (!isEmpty(value)) out[known.name] = value;
  }
  return out;
}

const unwritten =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A value without what a file of text cannot hold. @param {string} text */
export const clean = (text) => text.replace(/\r\n?/g, "\n").replace(unwritten, "").trim();

/** The same of a text of several paragraphs. @param {string} text */
export const cleanBody = (text) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(unwritten, "")
    .replace(/^\n+|\s+$/g, "");

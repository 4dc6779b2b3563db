// @ts-check
// What is kept in a browser is not always what this form wrote there: other pages of the same host
// write into the same store.

import { isGroup } from "./entry.js";

/**
 * @typedef {import("./check.js").Field} Field
 * @typedef {import("./check.js").Rules} Rules
 */

const isString = (/** @type {any} */ value) => typeof value === "string";

/**
 * Has a draft what the form takes it to have, each of its kind?
 * @param {any} draft
 * @param {string} type
 * @param {number} parts  of the text
 * @param {Rules} rules
 */
export function fits(draft, type, parts, rules) {
  return (
    isGroup(draft) &&
    (draft.of === undefined || isString(draft.of) || contentFits(draft.of, type, rules)) &&
    isString(draft.id) &&
    typeof draft.named === "boolean" &&
    Array.isArray(draft.parts) &&
    draft.parts.length === parts &&
    draft.parts.every(isString) &&
    Array.isArray(draft.pictures) &&
    draft.pictures.every(isPicture) &&
    valuesFit(draft.values, type, rules)
  );
}

/** @param {any} of  what a change was begun with @param {string} type @param {Rules} rules */
const contentFits = (of, type, rules) =>
  isGroup(of) && isString(of.body) && valuesFit(of.values, type, rules);

/** @param {any} values @param {string} type @param {Rules} rules */
const valuesFit = (values, type, rules) =>
  groupFits(values, rules.types[type].fields, {
    ...rules.groups,
    condition: [
      { name: "question", label: "" },
      { name: "answers", label: "", list: true },
    ],
  });

const isPicture = (/** @type {any} */ one) =>
  isGroup(one) &&
  isString(one.name) &&
  isString(one.alt) &&
  isString(one.data) &&
  one.data.startsWith("data:image/") &&
  Number.isFinite(one.width) &&
  Number.isFinite(one.height);

/**
 * @param {any} held
 * @param {Field[]} fields
 * @param {Record<string, Field[]>} groups
 * @returns {boolean}
 */
function groupFits(held, fields, groups) {
  return (
    isGroup(held) &&
    Object.entries(held).every(([name, value]) => {
      const known = fields.find((field) => field.name === name);
      if (!known) return anyValue(value);
      const one = (/** @type {any} */ item) =>
        known.group ? groupFits(item, groups[known.group], groups) : isString(item);
      return known.list || known.group === "condition"
        ? Array.isArray(value) && value.every(one)
        : one(value);
    })
  );
}

/** A field of the file that the form does not know. @param {any} value @returns {boolean} */
const anyValue = (value) =>
  isString(value) || (typeof value === "object" && value !== null && Object.values(value).every(anyValue));

// @ts-check
// A draft of a change meets a page that has changed since.

import { written } from "./entry.js";

/**
 * @typedef {import("./check.js").Rules} Rules
 * @typedef {import("./check.js").Field} Field
 * @typedef {import("./entry.js").Values} Values
 */

/**
 * Brings a draft of a change up to date, when the page has changed since: what the person had not
 * touched says what the page says now, and lists that both have changed are joined item by item.
 * @param {{values: Values, parts: string[]}} draft  is changed
 * @param {import("./entry.js").Content} old  that it was begun with
 * @param {import("./entry.js").Content} current
 * @param {string} type
 * @param {Rules} rules
 * @returns {string[]}  labels of the fields that both have changed; "" is the text
 */
export function renew(draft, old, current, type, rules) {
  /** @type {string[]} */
  const both = [];
  const merge = (
    /** @type {Field[]} */ fields,
    /** @type {Values} */ mine,
    /** @type {Values} */ old,
    /** @type {Values} */ now,
  ) => {
    for (const known of fields) {
      const { name, label, group, list } = known;
      const plain = (/** @type {any} */ held) => JSON.stringify(written(held, known, rules));
      const [a, b, c] = [mine[name], old[name], now[name]].map(plain);
      if (a === b) mine[name] = now[name];
      else if (b !== c && a !== c) {
        if (group && !list) merge(rules.groups[group], mine[name], old[name] ?? {}, now[name] ?? {});
        else both.push(label);
        if (list) mine[name] = joined(mine[name], old[name] ?? [], now[name] ?? [], (one) => plain([one]));
      }
    }
  };
  merge(rules.types[type].fields, draft.values, old.values, current.values);
  if (draft.parts[0] === old.body) draft.parts[0] = current.body;
  else if (![old.body, draft.parts[0]].includes(current.body)) both.push("");
  return both;
}

/**
 * A list as it is now with what the person took out of it and put in.
 * @param {any[]} mine
 * @param {any[]} old
 * @param {any[]} now
 * @param {(item: any) => string} plain
 */
function joined(mine, old, now, plain) {
  const where = (/** @type {any[]} */ list, /** @type {any} */ item) =>
    list.findIndex((one) => plain(one) === plain(item));
  const out = now.filter((one) => where(mine, one) >= 0 || where(old, one) < 0);
  for (const [i, one] of mine.entries()) {
    if (where([...old, ...now], one) >= 0) continue;
    const before = i ? where(out, mine[i - 1]) : -1;
    out.splice(i && before < 0 ? i : before + 1, 0, one);
  }
  return out;
}

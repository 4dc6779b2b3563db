// @ts-check
// Puts what has changed into the file of an entry. Every other byte stays as its author wrote it:
// words, quotes, comments, ends of lines, a byte-order mark.

import { cleanBody, fieldsOf, isEmpty, written } from "./entry.js";
import { field, items, kinds } from "./write.js";

/**
 * @typedef {import("./check.js").Rules} Rules
 * @typedef {import("./check.js").Field} Field
 * @typedef {import("./entry.js").Content} Content
 * @typedef {import("./entry.js").Values} Values
 *
 * @typedef {[start: number, end: number, inside?: {[name: string]: Span} | Span[]]} Span  where a field or an
 *   item stands in the file, in bytes, to the end of its last line; and what stands inside it
 * @typedef {{bytes: Uint8Array, front: Span, body: Span, content: Content}} Original  a file and what it says
 */

const decoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

/**
 * The file with what the form holds now.
 * @param {Original} original
 * @param {Content} now
 * @param {string} type
 * @param {Rules} rules
 * @returns {string}
 */
export function splice({ bytes, front, body, content }, now, type, rules) {
  const { fields } = rules.types[type];
  const splicer = new Splicer(bytes, rules, kinds(fields, rules));
  let head = splicer.slice(0, front[0]) + splicer.front(front, content.values, now.values, fields);
  head += splicer.slice(front[1], body[0]);
  const text = cleanBody(now.body);
  if (text === cleanBody(content.body)) return head + splicer.slice(body[0], bytes.length);
  const { eol } = splicer;
  if (!head.endsWith("\n")) head += eol;
  return head + (text && eol + text.replace(/\n/g, eol) + eol);
}

class Splicer {
  /**
   * @param {Uint8Array} bytes
   * @param {Rules} rules
   * @param {(path: string[]) => string | undefined} kindOf
   */
  constructor(bytes, rules, kindOf) {
    this.bytes = bytes;
    this.rules = rules;
    this.kindOf = kindOf;
    this.eol = bytes[bytes.indexOf(10) - 1] === 13 ? "\r\n" : "\n";
  }

  /** @param {number} from @param {number} to */
  slice(from, to) {
    return decoder.decode(this.bytes.subarray(from, to));
  }

  /** How far in a part begins; before it are spaces and dashes alone. @param {Span} part */
  column([start]) {
    return start - 1 - this.bytes.lastIndexOf(10, start - 1);
  }

  /** @param {string[]} lines @param {number} column */
  lines(lines, column) {
    return lines.map((line) => " ".repeat(column) + line + this.eol).join("");
  }

  /** Do two values say the same? @param {any} a @param {any} b @param {Field} known */
  same(a, b, known) {
    const plain = (/** @type {any} */ held) => JSON.stringify(written(held, known, this.rules));
    return plain(a) === plain(b);
  }

  /**
   * The whole front matter.
   * @param {Span} span
   * @param {Values} old
   * @param {Values} now
   * @param {Field[]} fields
   */
  front(span, old, now, fields) {
    if (fields.every((known) => this.same(old[known.name], now[known.name], known)))
      return this.slice(span[0], span[1]);
    const values = Object.entries(fieldsOf(now, fields, this.rules));
    return (
      (span[2] && this.group(span, old, now, fields, [])) ??
      this.lines(
        values.flatMap(([name, value]) => field(name, value, this.kindOf)),
        0,
      )
    );
  }

  /**
   * A group of fields whose span tells where each is. Undefined when it has to be written whole.
   * @param {Span} span
   * @param {Values} old
   * @param {Values} now
   * @param {Field[]} fields
   * @param {string[]} path  names that lead to it
   * @returns {string | undefined}
   */
  group([from, to, inside = {}], old, now, fields, path) {
    const parts = Object.entries(inside).sort(([, a], [, b]) => a[0] - b[0]);
    const column = this.column(parts[0][1]);
    const fresh = this.fresh(
      parts.map(([name]) => name),
      now,
      fields,
    );
    let out = "";
    let at = from;
    for (const [i, [name, span]] of parts.entries()) {
      const known = fields.find((one) => one.name === name);
      const line = this.slice(span[0] - column, span[0]).trim() === ""; // it begins one
      const begin = line ? span[0] - column : span[0];
      out += this.slice(at, begin);
      const text = known && this.part(span, old[name], now[name], known, [...path, name], column);
      if (!line && text === "") return undefined; // the dash of an item would stand alone
      out += (line ? text : text?.trimStart()) ?? this.slice(begin, span[1]);
      at = span[1];
      for (const known of fresh[i] ?? [])
        out += this.field(now[known.name], known, [...path, known.name], column);
    }
    return out + this.slice(at, to);
  }

  /**
   * Fields that the file does not have yet, by the number of the part behind which they go.
   * @param {string[]} there  names of the parts
   * @param {Values} now
   * @param {Field[]} fields
   */
  fresh(there, now, fields) {
    /** @type {Field[][]} */
    const fresh = [];
    for (const [i, known] of fields.entries()) {
      if (there.includes(known.name) || isEmpty(written(now[known.name], known, this.rules))) continue;
      const before = fields.slice(0, i).map(({ name }) => name);
      const place = Math.max(
        there.findLastIndex((name) => before.includes(name)),
        0,
      );
      (fresh[place] ??= []).push(known);
    }
    return fresh;
  }

  /**
   * A field that has a span: undefined where it stays as it is, "" where it goes.
   * @param {Span} span
   * @param {any} old
   * @param {any} now
   * @param {Field} known
   * @param {string[]} path
   * @param {number} column
   * @returns {string | undefined}
   */
  part(span, old, now, known, path, column) {
    if (this.same(old, now, known)) return undefined;
    const [, , inside] = span;
    const fields = this.rules.groups[known.group ?? ""];
    let text;
    if (isEmpty(written(now, known, this.rules))) return "";
    if (known.list && Array.isArray(inside) && inside.length === old?.length)
      text = this.list(span, inside, old, now, known, path);
    else if (fields && !known.list && inside && !Array.isArray(inside))
      text = this.group(span, old, now, fields, path);
    return text === undefined ? this.field(now, known, path, column) : " ".repeat(column) + text;
  }

  /** @param {any} held @param {Field} known @param {string[]} path @param {number} column */
  field(held, known, path, column) {
    return this.lines(field(known.name, written(held, known, this.rules), this.kindOf, path), column);
  }

  /**
   * A list whose span tells where each item is. An item takes the comments before it along.
   * @param {Span} span
   * @param {Span[]} spans
   * @param {any[]} old
   * @param {any[]} now
   * @param {Field} known
   * @param {string[]} path
   */
  list([from, to], spans, old, now, known, path) {
    const column = this.column(spans[0]);
    const first = this.bytes.indexOf(10, from) + 1; // behind the line with the name
    const lead = (/** @type {number} */ i) => this.slice(i ? spans[i - 1][1] : first, spans[i][0] - column);
    const indent = " ".repeat(column);
    const fields = this.rules.groups[known.group ?? ""];
    const plain = (/** @type {any} */ item) => JSON.stringify(written([item], known, this.rules));
    const keys = old.map(plain);
    const left = new Set(old.keys());
    const some = now.filter((item) => !isEmpty(written([item], known, this.rules)));
    const takes = some.map((item) => {
      const key = plain(item);
      const i = keys.findIndex((one, i) => one === key && left.has(i));
      left.delete(i);
      return i;
    });
    const texts = some.map((item, n) => {
      const stays = spans[takes[n]];
      if (stays) return lead(takes[n]) + indent + this.slice(stays[0], stays[1]);
      const value = written([item], known, this.rules);
      const fresh = this.lines(items(Array.isArray(value) ? value : [value], this.kindOf, path), column);
      const like = this.like(item, old, left, fields ?? []);
      if (like === undefined) return fresh;
      left.delete(like);
      const inside = spans[like][2];
      const text = inside && !Array.isArray(inside) && this.group(spans[like], old[like], item, fields, path);
      return lead(like) + (text ? indent + text : fresh);
    });
    return this.slice(from, first) + texts.join("") + this.slice(spans[spans.length - 1][1], to);
  }

  /**
   * The old item that an item was most likely made of: of those that are left, the one that shares the
   * most fields with it.
   * @param {Values} item
   * @param {Values[]} old
   * @param {Set<number>} left
   * @param {Field[]} fields
   */
  like(item, old, left, fields) {
    let most = 0;
    let like;
    for (const i of left) {
      const alike = fields.filter(
        (known) =>
          !isEmpty(written(item[known.name], known, this.rules)) &&
          this.same(item[known.name], old[i][known.name], known),
      ).length;
      if (alike > most) [most, like] = [alike, i];
    }
    return like;
  }
}

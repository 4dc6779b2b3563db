// @ts-check
// Reads the front matter of an entry: the part of YAML that the format uses, with the place of every
// value, as Go's reader gives it. What is not part of the format (anchors, tags, tabs, several
// documents) or not read here throws an Unreadable, and whoever asked says so in plain words.

/**
 * @typedef {{line: number, column: number}} Place  both from 1, the column in characters
 * @typedef {Place & {kind: "text", value: string, empty?: boolean, escaped?: boolean, pieces?: Piece[]}} TextNode  empty: nothing is written; escaped: something is "\\u200b"
 * @typedef {Place & {from: number}} Piece  where a part of the value stands, which begins at `from` in it
 * @typedef {Place & {kind: "list", items: Node[]}} ListNode
 * @typedef {Place & {kind: "map", entries: [TextNode, Node][], flow?: boolean}} MapNode  flow: written in {…}
 * @typedef {TextNode | ListNode | MapNode} Node
 */

export class Unreadable extends Error {}

/**
 * Parts a file at its front matter.
 * @param {string} source
 * @returns {{lines: string[], first: number, end: number, body: string, bodyLine: number}}
 *   all lines of the file, those of the front matter from `first` to before `end`, and the text after it
 */
export function split(source) {
  const lines = source.replace(/^\ufeff/, "").split("\n");
  const open = lines.findIndex((line) => line.trim() !== "");
  if (open < 0 || lines[open].trim() !== "---") throw new Unreadable("no front matter");
  const end = lines.findIndex((line, i) => i > open && line.trim() === "---");
  if (end < 0) throw new Unreadable("the front matter is never closed");
  return { lines, first: open + 1, end, body: lines.slice(end + 1).join("\n"), bodyLine: end + 2 };
}

/**
 * @param {string[]} lines
 * @param {number} [first]  where the YAML begins among the lines
 * @param {number} [end]    before which it ends
 * @returns {Node}
 */
export function parse(lines, first = 0, end = lines.length) {
  return new Parser(
    lines.slice(0, end).map((line) => line.replace(/\r$/, "")),
    first,
  ).document();
}

const nothing = /^(|~|null|Null|NULL)$/;
const deepest = 32;

class Parser {
  /**
   * @param {string[]} lines
   * @param {number} row
   */
  constructor(lines, row) {
    this.lines = lines;
    this.row = row;
    this.at = 0; // in the line, in UTF-16 units
    this.depth = 0;
  }

  /** @returns {Node} */
  document() {
    if (!this.more()) return { kind: "map", entries: [], line: this.row, column: 1 };
    const node = this.block(0);
    if (this.more()) this.fail("a line that belongs to nothing");
    return node;
  }

  /** @param {string} what @returns {never} */
  fail(what) {
    throw new Unreadable(`line ${this.row + 1}: ${what}`);
  }

  line() {
    return this.lines[this.row];
  }

  /** @returns {Place} */
  place(row = this.row, at = this.at) {
    const before = this.lines[row].slice(0, at);
    return { line: row + 1, column: [...before].length + 1 };
  }

  /** Goes to the next line that says something, at its first character. Is there one? */
  more() {
    for (; this.row < this.lines.length; this.row++, this.at = 0) {
      const line = this.line();
      const indent = /^ */.exec(line)?.[0].length ?? 0;
      if (line[indent] === "\t" && line.trim() !== "") this.fail("a tab");
      if (line.trim() === "" || line[indent] === "#") continue;
      if (this.at <= indent) {
        if (indent === 0 && /^(---|\.\.\.)(\s|$)/.test(line)) this.fail("another document");
        this.at = indent;
        return true;
      }
      if (line.slice(this.at).trim() !== "") return true;
    }
    return false;
  }

  /** @param {number} indent  the least @returns {Node} */
  block(indent) {
    if (++this.depth > deepest) this.fail("nested too deeply");
    const column = this.at;
    if (column < indent) this.fail("indented too little");
    const rest = this.line().slice(column);
    const node = /^-(\s|$)/.test(rest)
      ? this.sequence(column)
      : this.keyEnd() >= 0
        ? this.mapping(column)
        : this.value(indent - 1);
    this.depth--;
    return node;
  }

  /** @param {number} column @returns {ListNode} */
  sequence(column) {
    /** @type {ListNode} */
    const node = { kind: "list", items: [], ...this.place() };
    while (this.more() && this.at === column && /^-(\s|$)/.test(this.line().slice(column))) {
      this.at++;
      const after = /^ */.exec(this.line().slice(this.at))?.[0].length ?? 0;
      const rest = this.line().slice(this.at + after);
      if (rest === "" || rest[0] === "#") {
        const place = this.place();
        this.row++;
        this.at = 0;
        node.items.push(
          this.more() && this.at > column
            ? this.block(column + 1)
            : { kind: "text", value: "", empty: true, ...place },
        );
      } else {
        this.at += after;
        node.items.push(this.block(column + 1));
      }
    }
    if (this.row < this.lines.length && this.more() && this.at > column)
      this.fail("an item indented unlike the others");
    return node;
  }

  /** Where the colon of a key stands that begins here; -1 if none does. */
  keyEnd() {
    const rest = this.line().slice(this.at);
    const quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*:(?=\s|$)/.exec(rest);
    if (quoted) return this.at + quoted[0].length - 1;
    if (/^["'[{>|#&*!%@`]/.test(rest)) return -1;
    const plain = /:(?=\s|$)/.exec(rest.replace(/ #.*$/, ""));
    return plain ? this.at + plain.index : -1;
  }

  /** @param {number} column @returns {MapNode} */
  mapping(column) {
    /** @type {MapNode} */
    const node = { kind: "map", entries: [], ...this.place() };
    while (this.more() && this.at === column) {
      const end = this.keyEnd();
      if (end < 0 || this.line().startsWith("? ", column)) this.fail("no field’s name");
      const key = this.key(this.line().slice(column, end).trim());
      this.at = end + 1;
      this.at += /^ */.exec(this.line().slice(this.at))?.[0].length ?? 0;
      node.entries.push([key, this.after(column)]);
    }
    if (this.row < this.lines.length && this.more() && this.at > column)
      this.fail("a field indented unlike the others");
    return node;
  }

  /** @param {string} text @returns {TextNode} */
  key(text) {
    const place = this.place();
    if (text[0] !== '"' && text[0] !== "'") return { kind: "text", value: text, ...place };
    const inner = new Parser([text], 0);
    return { kind: "text", value: inner.quoted().value, ...place };
  }

  /** The value after a key and its colon. @param {number} column  of the key @returns {Node} */
  after(column) {
    const rest = this.line().slice(this.at);
    if (rest !== "" && rest[0] !== "#") return this.value(column);
    const place = this.place();
    this.row++;
    this.at = 0;
    const list = this.more() && this.at === column && /^-(\s|$)/.test(this.line().slice(column));
    if (list || (this.row < this.lines.length && this.at > column))
      return this.block(list ? column : column + 1);
    return { kind: "text", value: "", empty: true, ...place };
  }

  /** A value on this line, and perhaps on more. @param {number} parent  column of what it belongs to @returns {Node} */
  value(parent) {
    const place = this.place();
    const first = this.line()[this.at];
    /** @type {Node} */
    let node;
    if (first === "[" || first === "{") node = this.flow();
    else if (first === '"' || first === "'") node = { kind: "text", ...this.quoted(parent), ...place };
    else if (first === "|" || first === ">") return { kind: "text", value: this.literal(parent), ...place };
    else return this.plain(parent);
    const rest = this.line().slice(this.at);
    if (rest.trim() !== "" && !/^\s+#/.test(rest)) this.fail("something after the end of a value");
    this.row++;
    this.at = 0;
    return node;
  }

  /** @param {number} parent @returns {TextNode} */
  plain(parent) {
    const place = this.place();
    /** @type {Piece[]} */
    const pieces = [{ from: 0, ...place }];
    let text = this.plainLine();
    let blank = 0;
    while (this.row < this.lines.length) {
      const line = this.line();
      if (line.trim() === "") {
        blank++;
        this.row++;
        continue;
      }
      const indent = /^ */.exec(line)?.[0].length ?? 0;
      if (indent <= parent || line[indent] === "#") break;
      this.at = indent;
      text += blank ? "\n".repeat(blank) : " ";
      pieces.push({ from: text.length, ...this.place() });
      text += this.plainLine(true);
      blank = 0;
    }
    return { kind: "text", value: text, pieces, ...(nothing.test(text) ? { empty: true } : {}), ...place };
  }

  /** @param {boolean} [on]  it goes on a line before */
  plainLine(on) {
    const rest = this.line().slice(this.at);
    if (!on && (/^[,\]}#&*!|>'"%@`]/.test(rest) || /^[?-](\s|$)/.test(rest)))
      this.fail("a value that begins with a sign");
    const text = rest.replace(/\s#.*$/, "").trimEnd();
    if (/:(\s|$)/.test(text)) this.fail("a second colon");
    this.row++;
    this.at = 0;
    return text;
  }

  /** @param {number} [parent] */
  quoted(parent = -1) {
    const quote = this.line()[this.at++];
    let text = "";
    /** @type {Piece[]} */
    const pieces = [];
    let escaped = false;
    let apart = true; // what comes next does not stand behind what came before
    for (;;) {
      const place = apart ? this.place() : null;
      const line = this.line();
      if (this.at >= line.length) {
        text = text.replace(/[ \t]+$/, "");
        let breaks = 0;
        do {
          this.row++;
          breaks++;
          if (this.row >= this.lines.length) this.fail("a quote that is never closed");
        } while (this.line().trim() === "");
        this.at = /^[ \t]*/.exec(this.line())?.[0].length ?? 0;
        if (this.at <= parent) this.fail("a quoted value indented too little");
        text += breaks === 1 ? " " : "\n".repeat(breaks - 1);
        apart = true;
        continue;
      }
      const c = line[this.at++];
      if (place) pieces.push({ from: text.length, ...place });
      apart = false;
      if (c === quote) {
        if (quote === '"' || line[this.at] !== "'")
          return { value: text, pieces, ...(escaped ? { escaped } : {}) };
        text += "'";
        this.at++;
        apart = true;
      } else if (c === "\\" && quote === '"') {
        if (this.at >= line.length) {
          this.row++; // an escaped line end: nothing is between the two lines
          if (this.row >= this.lines.length) this.fail("a quote that is never closed");
          this.at = /^[ \t]*/.exec(this.line())?.[0].length ?? 0;
          continue;
        }
        text += this.escape();
        apart = escaped = true;
      } else text += c;
    }
  }

  escape() {
    const c = this.line()[this.at++];
    const digits = { x: 2, u: 4, U: 8 }[c];
    if (!digits) return escapes[c] ?? this.fail("an escape that YAML does not know");
    const hex = this.line().slice(this.at, this.at + digits);
    this.at += digits;
    const code = parseInt(hex, 16);
    if (
      !/^[0-9a-f]+$/i.test(hex) ||
      hex.length < digits ||
      code > 0x10ffff ||
      (code >= 0xd800 && code < 0xe000)
    )
      this.fail("a character that there is not");
    return String.fromCodePoint(code);
  }

  /** A text of lines as they are (|) or folded (>). @param {number} parent */
  literal(parent) {
    const header = /^([|>])([-+]?)([1-9]?)([-+]?)\s*(#.*)?$/.exec(this.line().slice(this.at));
    if (!header) return this.fail("a sign after | or >");
    const [, style, , digit] = header;
    let indent = digit ? Math.max(parent, 0) + Number(digit) : 0;
    /** @type {string[]} */
    const text = [];
    for (this.row++, this.at = 0; this.row < this.lines.length; this.row++) {
      const line = this.line();
      const own = /^ */.exec(line)?.[0].length ?? 0;
      if (line.trim() === "") {
        text.push(indent ? line.slice(indent) : "");
        continue;
      }
      if (own <= parent) break;
      indent ||= own;
      if (own < indent) this.fail("a line indented too little");
      text.push(line.slice(indent));
    }
    if (style === "|") return text.join("\n");
    let folded = "";
    for (const [i, line] of text.entries()) {
      const last = text[i - 1];
      const apart =
        last === undefined
          ? ""
          : /^\s/.test(line) || /^\s/.test(last)
            ? "\n"
            : line === "" || last === ""
              ? line === ""
                ? ""
                : "\n".repeat(emptyBefore(text, i))
              : " ";
      folded += apart + line;
    }
    return folded;
  }

  /** @returns {Node} */
  flow() {
    if (++this.depth > deepest) this.fail("nested too deeply");
    const open = this.line()[this.at];
    const place = this.place();
    this.at++;
    const close = open === "[" ? "]" : "}";
    /** @type {ListNode | MapNode} */
    const node =
      open === "["
        ? { kind: "list", items: [], ...place }
        : { kind: "map", entries: [], flow: true, ...place };
    for (;;) {
      this.space();
      if (this.line()[this.at] === close) break;
      if (node.kind === "list") {
        const item = this.flowValue();
        this.space();
        if (this.line()[this.at] === ":") this.fail("a field in a list");
        node.items.push(item);
      } else {
        const key = this.flowValue();
        if (key.kind !== "text") return this.fail("a field’s name that is a list");
        this.space();
        /** @type {Node} */
        let value = { kind: "text", value: "", empty: true, ...this.place() };
        if (this.line()[this.at] === ":") {
          this.at++;
          this.space();
          if (!/[,}]/.test(this.line()[this.at])) value = this.flowValue();
          this.space();
        }
        node.entries.push([key, value]);
      }
      const c = this.line()[this.at];
      if (c === ",") this.at++;
      else if (c !== close) this.fail(`no “${close}”`);
    }
    this.at++;
    this.depth--;
    return node;
  }

  /** Goes over spaces, line ends and comments inside brackets. */
  space() {
    for (;;) {
      const line = this.line();
      while (line[this.at] === " " || line[this.at] === "\t") this.at++;
      if (
        this.at < line.length &&
        !(line[this.at] === "#" && (this.at === 0 || /\s/.test(line[this.at - 1])))
      )
        return;
      this.row++;
      this.at = 0;
      if (this.row >= this.lines.length) this.fail("a bracket that is never closed");
    }
  }

  /** @returns {Node} */
  flowValue() {
    const place = this.place();
    const first = this.line()[this.at];
    if (first === "[" || first === "{") return this.flow();
    if (first === '"' || first === "'") return { kind: "text", ...this.quoted(), ...place };
    if (/[&*!|>%@`#,\]}]/.test(first)) this.fail("a value that begins with a sign");
    let text = "";
    for (;;) {
      const rest = this.line().slice(this.at);
      const part = /^(?:(?![,[\]{}]|:(?:[\s,[\]{}]|$)|\s#).)*/.exec(rest)?.[0] ?? "";
      text += part;
      this.at += part.length;
      if (this.at < this.line().length) break;
      text = `${text.trimEnd()} `;
      this.space();
    }
    text = text.trim();
    return { kind: "text", value: text, ...(nothing.test(text) ? { empty: true } : {}), ...place };
  }
}

/** Where a part of a value stands. @param {TextNode} node @param {number} at  in the value @returns {Place} */
export function placeIn(node, at) {
  const piece = node.pieces?.findLast(({ from }) => from <= at);
  if (!piece) return node;
  return { line: piece.line, column: piece.column + [...node.value.slice(piece.from, at)].length };
}

/** @type {Record<string, string>} */
const escapes = {
  0: "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

/** How many lines before the i-th are empty. @param {string[]} text @param {number} i */
function emptyBefore(text, i) {
  let n = 0;
  while (text[i - 1 - n] === "") n++;
  return n;
}

// @ts-check
// Reads the part of Markdown that entries use, for the preview and for finding links, pictures and
// HTML in a text. It makes a tree and no HTML. Offsets are UTF-16 units from the start of the text.

/**
 * @typedef {{type: "text", text: string, at: number} | {type: "code", text: string, at: number} | {type: "break"} | {type: "html", text: string, at: number}
 *   | {type: "strong" | "em" | "del", inlines: Inline[]} | {type: "sup", text: string}
 *   | {type: "link", to: string, inlines: Inline[], at: number, wordsAt: number, auto?: boolean}
 *   | {type: "image", to: string, alt: string, at: number, wordsAt: number}
 *   | {type: "entry", id: string, words: string, at: number, wordsAt: number}} Inline  at: of the address, the id or the sign
 * @typedef {{type: "heading", level: number, inlines: Inline[], at: number} | {type: "paragraph", inlines: Inline[]} | {type: "rule"}
 *   | {type: "list", ordered: boolean, start: number, items: Block[][]} | {type: "quote", blocks: Block[]}
 *   | {type: "pre", text: string} | {type: "table", rows: Inline[][][], lost: number[]} | {type: "html", text: string, at: number}} Block
 * @typedef {{text: string, at: number}} Line  a line, or what is left of it inside a list or quotation
 */

/**
 * @param {string} text
 * @returns {Block[]}
 */
export function read(text) {
  let at = 0;
  const lines = text.split("\n").map((line) => {
    const one = { text: line.replace(/\r$/, ""), at };
    at += line.length + 1;
    return one;
  });
  return blocks(lines, 0);
}

const innermost = 12; // lists and quotations in each other
const blank = /^\s*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})(?!\S)(.*?)(?:\s+#+)?\s*$/;
const rule = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const quotation = /^ {0,3}> ?/;
const bullet = /^( {0,3})([-*+]|(\d{1,9})[.)])( {1,4}|$)/;
const htmlBlock =
  /^ {0,3}<(?:!--|[!?]|\/?(?:script|style|pre|textarea|address|article|aside|blockquote|body|center|details|dialog|div|dl|dd|dt|figure|figcaption|footer|form|h[1-6]|head|header|hr|html|iframe|li|link|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)(?=[\s/>]|$))/i;
const tag =
  /^<(?:[a-zA-Z][a-zA-Z0-9-]*(?:\s+[a-zA-Z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?|\/[a-zA-Z][a-zA-Z0-9-]*\s*|!--[\s\S]*?--|\?[\s\S]*?\?|![A-Z][^>]*)>/;
const delimiter = /^ {0,3}\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** @param {string} text */
const begins = (text) =>
  fence.test(text) || heading.test(text) || rule.test(text) || quotation.test(text) || htmlBlock.test(text);

/**
 * The block that begins at a line, and the line after it; nothing where a block of another kind begins.
 * @typedef {(lines: Line[], i: number, depth: number) => [Block, number] | undefined} Reader
 */

/** @type {Reader[]} */
const blockReaders = [
  fencedBlock,
  indentedBlock,
  headingBlock,
  ruleBlock,
  quoteBlock,
  listBlock,
  rawBlock,
  tableBlock,
  paragraphBlock,
];

/**
 * @param {Line[]} lines
 * @param {number} depth
 * @returns {Block[]}
 */
function blocks(lines, depth) {
  /** @type {Block[]} */
  const out = [];
  if (depth > innermost) return [{ type: "paragraph", inlines: inlines(lines) }];
  for (let i = 0; i < lines.length; ) {
    if (blank.test(lines[i].text)) i++;
    else
      for (const reader of blockReaders) {
        const found = reader(lines, i, depth);
        if (!found) continue;
        out.push(found[0]);
        i = found[1];
        break;
      }
  }
  return out;
}

/** @param {Line[]} lines */
const linesOf = (lines) => lines.map((line) => line.text).join("\n");

/** @type {Reader} */
function fencedBlock(lines, i) {
  const match = fence.exec(lines[i].text);
  if (!match) return;
  const close = new RegExp(`^ {0,3}${match[1][0]}{${match[1].length},}\\s*$`);
  let end = i + 1;
  while (end < lines.length && !close.test(lines[end].text)) end++;
  return [{ type: "pre", text: linesOf(lines.slice(i + 1, end)) }, end + 1];
}

/** @type {Reader} */
function indentedBlock(lines, i) {
  const indent = /^(?: {4}| {0,3}\t)/;
  if (!indent.test(lines[i].text)) return;
  let end = i;
  while (end < lines.length && (indent.test(lines[end].text) || blank.test(lines[end].text))) end++;
  const text = linesOf(lines.slice(i, end).map((line) => cut(line, indent))).trimEnd();
  return [{ type: "pre", text }, end];
}

/** @type {Reader} */
function headingBlock(lines, i) {
  const { text, at } = lines[i];
  const match = heading.exec(text);
  if (!match) return;
  const [level, words] = [match[1].length, match[2].trim()];
  const said = inlines([{ text: words, at: at + text.indexOf(words, level) }]);
  return [{ type: "heading", level, at: at + text.indexOf("#"), inlines: said }, i + 1];
}

/** @type {Reader} */
function ruleBlock(lines, i) {
  if (rule.test(lines[i].text)) return [{ type: "rule" }, i + 1];
}

/** @type {Reader} */
function quoteBlock(lines, i, depth) {
  if (!quotation.test(lines[i].text)) return;
  const inner = [];
  for (; i < lines.length && !blank.test(lines[i].text); i++) {
    if (!quotation.test(lines[i].text) && begins(lines[i].text)) break;
    inner.push(cut(lines[i], quotation));
  }
  return [{ type: "quote", blocks: blocks(inner, depth + 1) }, i];
}

/** HTML. @type {Reader} */
function rawBlock(lines, i) {
  const { text, at } = lines[i];
  if (!htmlBlock.test(text) && !(/^ {0,3}</.test(text) && tag.exec(text.trim())?.[0] === text.trim())) return;
  const note = /^ {0,3}<!--/.test(text); // it ends where it is closed
  const from = i;
  while (i < lines.length && (note ? !lines[i].text.includes("-->") : !blank.test(lines[i].text))) i++;
  if (note) i++;
  return [{ type: "html", text: linesOf(lines.slice(from, i)), at }, i];
}

/** @type {Reader} */
function tableBlock(lines, i) {
  if (!isTable(lines, i)) return;
  const columns = cells(lines[i]).length;
  const rows = [];
  const lost = []; // where the words of a row begin that have no column
  for (let row = i; i < lines.length && !blank.test(lines[i].text) && !begins(lines[i].text); i++) {
    if (i === row + 1) continue;
    const all = cells(lines[i]);
    const more = all.slice(columns).find((cell) => !blank.test(cell.text));
    if (more) lost.push(more.at + more.text.search(/\S/));
    rows.push(all.slice(0, columns).map((cell) => inlines([cell])));
  }
  return [{ type: "table", rows, lost }, i];
}

/** A paragraph, or a heading with a line below it. @type {Reader} */
function paragraphBlock(lines, i) {
  const { text, at } = lines[i];
  const from = i++;
  for (; i < lines.length && !blank.test(lines[i].text); i++) {
    const line = lines[i].text;
    const under = /^ {0,3}(=+|-+)\s*$/.exec(line);
    if (under) {
      const level = under[1][0] === "=" ? 1 : 2;
      return [
        { type: "heading", level, at: at + text.search(/\S/), inlines: inlines(lines.slice(from, i)) },
        i + 1,
      ];
    }
    const item = bullet.exec(line);
    if (begins(line) || (item && item[4] !== "" && (item[3] ?? "1") === "1") || isTable(lines, i)) break;
  }
  return [{ type: "paragraph", inlines: inlines(lines.slice(from, i)) }, i];
}

/** Does a table begin here? @param {Line[]} lines @param {number} i */
const isTable = (lines, i) =>
  lines[i].text.includes("|") &&
  delimiter.test(lines[i + 1]?.text ?? "") &&
  cells(lines[i]).length === cells(lines[i + 1]).length;

/** @param {Line} line @param {RegExp} prefix @returns {Line} */
function cut(line, prefix) {
  const n = prefix.exec(line.text)?.[0].length ?? 0;
  return { text: line.text.slice(n), at: line.at + n };
}

/** @type {Reader} */
function listBlock(lines, i, depth) {
  const first = bullet.exec(lines[i].text);
  if (!first) return;
  const mark = first[2].slice(-1);
  /** @type {Block[][]} */
  const items = [];
  while (i < lines.length) {
    const match = bullet.exec(lines[i].text);
    if (!match || match[2].slice(-1) !== mark || rule.test(lines[i].text)) break;
    const width = match[0].length || 2;
    const inner = [cut(lines[i++], bullet)];
    for (; i < lines.length; i++) {
      const { text } = lines[i];
      const own = /^ */.exec(text)?.[0].length ?? 0;
      if (blank.test(text)) {
        const next = lines[i + 1]?.text ?? "";
        if (blank.test(next) || (/^ */.exec(next)?.[0].length ?? 0) < width) break;
        inner.push({ text: "", at: lines[i].at });
      } else if (own >= width) inner.push({ text: text.slice(width), at: lines[i].at + width });
      else if (bullet.test(text) || begins(text) || blank.test(inner[inner.length - 1].text)) break;
      else inner.push({ text: text.trimStart(), at: lines[i].at + own });
    }
    items.push(blocks(inner, depth + 1));
    while (i < lines.length && blank.test(lines[i].text) && bullet.test(lines[i + 1]?.text ?? "")) i++;
  }
  return [{ type: "list", ordered: first[3] !== undefined, start: Number(first[3] ?? 1), items }, i];
}

/** @param {Line} line @returns {Line[]} */
function cells({ text, at }) {
  const out = [];
  const end = text.trimEnd().length;
  let from = /^\s*\|?/.exec(text)?.[0].length ?? 0;
  for (let i = from; i <= end; i++) {
    if (i === end ? from < i : text[i] === "|" && text[i - 1] !== "\\") {
      out.push({ text: text.slice(from, i), at: at + from });
      from = i + 1;
    }
  }
  return out;
}

/**
 * @param {Line[]} lines
 * @returns {Inline[]}
 */
function inlines(lines) {
  /** @type {{from: number, at: number}[]} */
  const starts = [];
  let text = "";
  for (const line of lines) {
    const words = line.text.trimStart();
    if (starts.length) text += "\n";
    starts.push({ from: text.length, at: line.at + line.text.length - words.length });
    text += words;
  }
  const place = (/** @type {number} */ i) => {
    const start = starts.findLast(({ from }) => from <= i) ?? { from: 0, at: 0 };
    return start.at + i - start.from;
  };
  return spans(text.trimEnd(), 0, place, 0);
}

const far = 2000; // how far the end of a link or of emphasis is looked for

/**
 * @param {string} text
 * @param {number} offset  of text in what place counts
 * @param {(i: number) => number} place
 * @param {number} depth
 * @returns {Inline[]}
 */
const spans = (text, offset, place, depth) => new Spans(text, offset, place, depth).read();

/**
 * A run of signs that may begin or end emphasis.
 * @typedef {{node: {type: "text", text: string, at: number}, sign: string, length: number, left: number, opens: boolean, closes: boolean}} Run
 *   left: of its signs, those that mean nothing yet
 */

/** Reads inlines. Each of its methods for a sign returns how many characters it has read, 0 for none. */
class Spans {
  /** @type {Inline[]} */
  out = [];
  plain = ""; // what is not yet in out
  plainAt = 0;
  /** @type {Run[]} */
  runs = [];

  /** @param {string} text @param {number} offset @param {(i: number) => number} place @param {number} depth */
  constructor(text, offset, place, depth) {
    this.text = text;
    this.at = (/** @type {number} */ i) => place(offset + i);
    this.inner = (/** @type {string} */ words, /** @type {number} */ i) =>
      spans(words, offset + i, place, depth + 1);
    this.depth = depth;
  }

  read() {
    const { text } = this;
    for (let i = 0; i < text.length; ) {
      const rest = text.slice(i, i + far);
      if (!this.plain) this.plainAt = this.at(i);
      i +=
        this.escape(i, rest) ||
        this.line(i) ||
        this.code(i, rest) ||
        this.entry(i, rest) ||
        this.link(i, rest) ||
        this.html(i, rest) ||
        this.run(i, rest) ||
        this.letter(i, rest);
    }
    if (this.plain) this.out.push({ type: "text", text: this.plain, at: this.plainAt });
    this.emphasise();
    return this.out;
  }

  /** @param {Inline} one @param {string} [before]  of the plain text */
  push(one, before = this.plain) {
    if (before) this.out.push({ type: "text", text: before, at: this.plainAt });
    this.plain = "";
    this.out.push(one);
  }

  /** @param {number} i @param {string} rest */
  escape(i, rest) {
    if (rest[0] !== "\\") return 0;
    if (/^\\[!-/:-@[-`{-~]/.test(rest)) this.push({ type: "text", text: rest[1], at: this.at(i + 1) });
    else if (rest[1] === "\n") this.push({ type: "break" });
    else return 0;
    return 2;
  }

  /** The end of a line. @param {number} i */
  line(i) {
    if (this.text[i] !== "\n") return 0;
    if (this.plain.endsWith("  ")) {
      this.plain = this.plain.trimEnd();
      this.push({ type: "break" });
    } else if (/\s$/.test(this.plain))
      this.push({ type: "text", text: " ", at: this.at(i) }, this.plain.trimEnd());
    else this.plain += " ";
    return 1;
  }

  /** @param {number} i @param {string} rest */
  code(i, rest) {
    const match = rest[0] === "`" && /^(`+)(?!`)([\s\S]*?[^`])\1(?!`)/.exec(rest);
    if (!match) return 0;
    const text = match[2].replace(/\n/g, " ").replace(/^ (.*[^ ].*) $/, "$1");
    this.push({ type: "code", at: this.at(i), text });
    return match[0].length;
  }

  /** A footnote, or what leads to it; [[id]]. @param {number} i @param {string} rest */
  entry(i, rest) {
    if (rest[0] !== "[") return 0;
    const note = /^\[\^\S+?\]/.exec(rest);
    if (note) {
      this.push({ type: "sup", text: note[0] });
      return note[0].length;
    }
    const picture = this.text[i - 1] === "!" && this.text[i - 2] !== "\\";
    const match = picture ? null : /^\[\[([^[\]\n|]+)(?:\|([^[\]\n]*))?\]\](?!\()/.exec(rest);
    if (!match) return 0;
    const [all, id, words = ""] = match;
    this.push({
      type: "entry",
      id: id.trim(),
      words: words.trim(),
      at: this.at(i + 2),
      wordsAt: this.at(i + 3 + id.length),
    });
    return all.length;
  }

  /** @param {number} i @param {string} rest */
  link(i, rest) {
    const picture = rest.startsWith("![");
    const match = (rest[0] === "[" || picture) && this.depth < innermost && linkAt(rest);
    if (!match) return 0;
    const { to, length } = match;
    const at = this.at(i + match.at);
    const begin = i + (picture ? 2 : 1);
    const inner = this.inner(match.words, begin);
    if (!picture && hasLink(inner)) return 0; // then that one is the link
    const wordsAt = this.at(begin);
    this.push(
      picture
        ? { type: "image", to, alt: words(inner), at, wordsAt }
        : { type: "link", to, inlines: inner, at, wordsAt },
    );
    return length;
  }

  /** An address between angle brackets, or a tag. @param {number} i @param {string} rest */
  html(i, rest) {
    if (rest[0] !== "<") return 0;
    const auto =
      /^<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*)>/.exec(rest);
    if (auto) {
      const [all, text] = auto;
      const at = this.at(i + 1);
      this.push({
        type: "link",
        to: (text.includes(":") ? "" : "mailto:") + text,
        inlines: [{ type: "text", text, at }],
        at,
        wordsAt: at,
        auto: true,
      });
      return all.length;
    }
    const match = tag.exec(rest);
    if (!match) return 0;
    this.push({ type: "html", text: match[0], at: this.at(i) });
    return match[0].length;
  }

  /** A run of signs, by what stands on its two sides as in CommonMark. @param {number} i @param {string} rest */
  run(i, rest) {
    const all = /^(?:\*+|_+|~+)/.exec(rest)?.[0];
    if (!all) return 0;
    const [sign, length] = [all[0], all.length];
    // Within a link brackets stand on the two sides of a text.
    const edge = this.depth ? "[" : "\n";
    const [before, after] = [
      this.text.slice(0, i).match(/.$/su)?.[0] ?? edge,
      this.text.slice(i + length).match(/^./su)?.[0] ?? edge,
    ];
    const [spaceBefore, spaceAfter] = [/\s/.test(before), /\s/.test(after)];
    const [signBefore, signAfter] = [/[\p{P}\p{S}]/u.test(before), /[\p{P}\p{S}]/u.test(after)];
    const begins = !spaceAfter && (!signAfter || spaceBefore || signBefore);
    const ends = !spaceBefore && (!signBefore || spaceAfter || signAfter);
    const word = sign === "_"; // within a word it means nothing
    /** @type {Run["node"]} */
    const node = { type: "text", text: all, at: this.at(i) };
    this.push(node);
    if (sign !== "~" || length < 3)
      this.runs.push({
        node,
        sign,
        length,
        left: length,
        opens: begins && (!word || !ends || signBefore),
        closes: ends && (!word || !begins || signAfter),
      });
    return length;
  }

  /** A letter, or a run of backticks that is none of code. @param {number} i @param {string} rest */
  letter(i, rest) {
    const length = /^`+/.exec(rest)?.[0].length ?? 1;
    this.plain += this.text.slice(i, i + length);
    return length;
  }

  /** Makes emphasis of what stands between two runs that belong together. */
  emphasise() {
    const { out, runs } = this;
    for (let c = 0; c < runs.length; ) {
      const closer = runs[c];
      const [o, taken] = this.opener(c);
      if (!taken) {
        if (closer.closes && !closer.opens && o < 0) runs.splice(c, 1);
        else c++;
        continue;
      }
      const opener = runs[o];
      const from = out.indexOf(opener.node) + 1;
      const inlines = out.splice(from, out.indexOf(closer.node) - from);
      out.splice(from, 0, { type: closer.sign === "~" ? "del" : taken === 2 ? "strong" : "em", inlines });
      runs.splice(o + 1, c - o - 1);
      c = o + 1;
      for (const one of [closer, opener]) {
        one.left -= taken;
        one.node.text = one.sign.repeat(one.left);
        if (one.left) continue;
        runs.splice(runs.indexOf(one), 1);
        out.splice(out.indexOf(one.node), 1);
        if (one === opener) c--;
      }
    }
  }

  /**
   * The run that one closes, -1 for none of its sign, and how many signs they take.
   * @param {number} c
   * @returns {[run: number, taken: number]}
   */
  opener(c) {
    const closer = this.runs[c];
    let same = -1;
    for (let o = c - 1; closer.closes && o >= 0; o--) {
      const opener = this.runs[o];
      if (!opener.opens || opener.sign !== closer.sign) continue;
      same = o;
      const odd = (opener.length + closer.length) % 3 === 0 && closer.length % 3 !== 0;
      if (!((opener.closes || closer.opens) && odd)) return [o, Math.min(2, opener.left, closer.left)];
    }
    return [same, 0];
  }
}

/**
 * A link or picture that begins here: its words, where it leads, and where that stands.
 * @param {string} rest
 */
function linkAt(rest) {
  const open = rest[0] === "!" ? 2 : 1;
  let depth = 1;
  let i = open;
  for (; i < rest.length && depth; i++) {
    if (rest[i] === "\\") i++;
    else if (rest[i] === "[") depth++;
    else if (rest[i] === "]") depth--;
  }
  if (depth || rest[i] !== "(") return null;
  const match =
    /^\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\((?:[^\s()]|\([^\s()]*\))*\))*))(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/.exec(
      rest.slice(i),
    );
  if (!match) return null;
  const raw = match[1] ?? match[2];
  const to = raw.replace(
    /\\([!-/:-@[-`{-~])|&#(x[0-9a-f]{1,6}|[0-9]{1,7});/gi,
    (_, sign, number) => sign ?? character(number),
  );
  return {
    words: rest.slice(open, i - 1),
    to,
    at: i + match[0].indexOf(raw, 1),
    length: i + match[0].length,
  };
}

/** @param {Inline[]} list @returns {boolean} */
const hasLink = (list) =>
  list.some((one) => (one.type === "link" && !one.auto) || ("inlines" in one && hasLink(one.inlines)));

/** Is HTML a comment, which no page shows? @param {string} html */
export const isComment = (html) => /^\s*<!--[^]*?-->/.test(html);

/** A character by its number in an entity: "106" or "x6a". @param {string} number */
export function character(number) {
  const code = Number(number.replace(/^x/i, "0x"));
  return code && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

/** The words of inlines alone. @param {Inline[]} list @returns {string} */
export function words(list) {
  return list
    .map((one) =>
      "inlines" in one
        ? words(one.inlines)
        : one.type === "break"
          ? " "
          : one.type === "entry"
            ? one.words || one.id
            : one.type === "image"
              ? one.alt
              : one.text,
    )
    .join("");
}

/**
 * Every inline and block of HTML of a text, in order.
 * @param {Block[]} list
 * @returns {Generator<Inline | Extract<Block, {type: "html"}>>}
 */
export function* walk(list) {
  for (const block of list) {
    if (block.type === "html") yield block;
    else if ("inlines" in block) yield* within(block.inlines);
    else if (block.type === "list") for (const item of block.items) yield* walk(item);
    else if (block.type === "quote") yield* walk(block.blocks);
    else if (block.type === "table")
      for (const row of block.rows) for (const cell of row) yield* within(cell);
  }
}

/** @param {Inline[]} list @returns {Generator<Inline>} */
function* within(list) {
  for (const one of list) {
    yield one;
    if ("inlines" in one) yield* within(one.inlines);
  }
}

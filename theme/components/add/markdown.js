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
 * @param {Line[]} lines
 * @param {number} depth
 * @returns {Block[]}
 */
function blocks(lines, depth) {
  /** @type {Block[]} */
  const out = [];
  if (depth > innermost) return [{ type: "paragraph", inlines: inlines(lines) }];
  for (let i = 0; i < lines.length; ) {
    const { text, at } = lines[i];
    let match;
    if (blank.test(text)) i++;
    else if ((match = fence.exec(text))) {
      const close = new RegExp(`^ {0,3}${match[1][0]}{${match[1].length},}\\s*$`);
      const from = ++i;
      while (i < lines.length && !close.test(lines[i].text)) i++;
      out.push({
        type: "pre",
        text: lines
          .slice(from, i++)
          .map((line) => line.text)
          .join("\n"),
      });
    } else if (/^(?: {4}| {0,3}\t)/.test(text)) {
      const from = i;
      while (i < lines.length && /^( {4}| {0,3}\t|\s*$)/.test(lines[i].text)) i++;
      out.push({
        type: "pre",
        text: lines
          .slice(from, i)
          .map((line) => line.text.replace(/^( {4}| {0,3}\t)/, ""))
          .join("\n")
          .trimEnd(),
      });
    } else if ((match = heading.exec(text))) {
      const words = match[2].trim();
      out.push({
        type: "heading",
        level: match[1].length,
        at: at + text.indexOf("#"),
        inlines: inlines([{ text: words, at: at + text.indexOf(words, match[1].length) }]),
      });
      i++;
    } else if (rule.test(text)) {
      out.push({ type: "rule" });
      i++;
    } else if (quotation.test(text)) {
      const inner = [];
      for (
        ;
        i < lines.length &&
        !blank.test(lines[i].text) &&
        (quotation.test(lines[i].text) || !begins(lines[i].text));
        i++
      )
        inner.push(cut(lines[i], quotation));
      out.push({ type: "quote", blocks: blocks(inner, depth + 1) });
    } else if (bullet.test(text)) {
      const [list, end] = listFrom(lines, i, depth);
      out.push(list);
      i = end;
    } else if (
      htmlBlock.test(text) ||
      (/^ {0,3}</.test(text) && tag.exec(text.trim())?.[0] === text.trim())
    ) {
      const from = i;
      const note = /^ {0,3}<!--/.test(text); // it ends where it is closed
      while (i < lines.length && (note ? !lines[i].text.includes("-->") : !blank.test(lines[i].text))) i++;
      if (note) i++;
      out.push({
        type: "html",
        text: lines
          .slice(from, i)
          .map((line) => line.text)
          .join("\n"),
        at,
      });
    } else if (isTable(lines, i)) {
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
      out.push({ type: "table", rows, lost });
    } else {
      const from = i++;
      let level = 0;
      for (; i < lines.length && !blank.test(lines[i].text); i++) {
        const under = /^ {0,3}(=+|-+)\s*$/.exec(lines[i].text);
        if (under) {
          level = under[1][0] === "=" ? 1 : 2;
          break;
        }
        const item = bullet.exec(lines[i].text);
        if (
          begins(lines[i].text) ||
          (item && item[4] !== "" && (item[3] ?? "1") === "1") ||
          isTable(lines, i)
        )
          break;
      }
      const words = inlines(lines.slice(from, i));
      if (level) i++;
      out.push(
        level
          ? { type: "heading", level, at: at + text.search(/\S/), inlines: words }
          : { type: "paragraph", inlines: words },
      );
    }
  }
  return out;
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

/**
 * @param {Line[]} lines
 * @param {number} i
 * @param {number} depth
 * @returns {[Block, number]}  the list, and the line after it
 */
function listFrom(lines, i, depth) {
  const first = /** @type {RegExpExecArray} */ (bullet.exec(lines[i].text));
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
function spans(text, offset, place, depth) {
  /** @type {Inline[]} */
  const out = [];
  let plain = "";
  let plainAt = 0;
  const push = (/** @type {Inline} */ one, before = plain) => {
    if (before) out.push({ type: "text", text: before, at: plainAt });
    plain = "";
    out.push(one);
  };
  for (let i = 0; i < text.length; ) {
    const rest = text.slice(i, i + far);
    const c = text[i];
    let match;
    if (!plain) plainAt = place(offset + i);
    if (c === "\\" && /^\\[!-/:-@[-`{-~]/.test(rest)) {
      push({ type: "text", text: text[i + 1], at: place(offset + i + 1) });
      i += 2;
    } else if (c === "\\" && text[i + 1] === "\n") {
      push({ type: "break" });
      i += 2;
    } else if (c === "\n") {
      if (plain.endsWith("  ")) {
        plain = plain.trimEnd();
        push({ type: "break" });
      } else if (/\s$/.test(plain)) push({ type: "text", text: " ", at: place(offset + i) }, plain.trimEnd());
      else plain += " ";
      i++;
    } else if (c === "`" && (match = /^(`+)(?!`)([\s\S]*?[^`])\1(?!`)/.exec(rest))) {
      push({
        type: "code",
        at: place(offset + i),
        text: match[2].replace(/\n/g, " ").replace(/^ (.*[^ ].*) $/, "$1"),
      });
      i += match[0].length;
    } else if (c === "[" && (match = /^\[\^\S+?\]/.exec(rest))) {
      push({ type: "sup", text: match[0] }); // a footnote, or what leads to it
      i += match[0].length;
    } else if (
      c === "[" &&
      (text[i - 1] !== "!" || text[i - 2] === "\\") &&
      (match = /^\[\[([^[\]\n|]+)(?:\|([^[\]\n]*))?\]\](?!\()/.exec(rest))
    ) {
      push({
        type: "entry",
        id: match[1].trim(),
        words: (match[2] ?? "").trim(),
        at: place(offset + i + 2),
        wordsAt: place(offset + i + 3 + match[1].length),
      });
      i += match[0].length;
    } else if (
      (c === "[" || (c === "!" && text[i + 1] === "[")) &&
      depth < innermost &&
      (match = linkAt(rest))
    ) {
      const at = place(offset + i + match.at);
      if (c === "!")
        push({
          type: "image",
          to: match.to,
          alt: words(spans(match.words, 0, () => 0, depth + 1)),
          at,
          wordsAt: place(offset + i + 2),
        });
      else
        push({
          type: "link",
          to: match.to,
          inlines: spans(match.words, offset + i + 1, place, depth + 1),
          at,
          wordsAt: place(offset + i + 1),
        });
      i += match.length;
    } else if (
      c === "<" &&
      (match = /^<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*)>/.exec(
        rest,
      ))
    ) {
      const at = place(offset + i + 1);
      push({
        type: "link",
        to: (match[1].includes(":") ? "" : "mailto:") + match[1],
        inlines: [{ type: "text", text: match[1], at }],
        at,
        wordsAt: at,
        auto: true,
      });
      i += match[0].length;
    } else if (c === "<" && (match = tag.exec(rest))) {
      push({ type: "html", text: match[0], at: place(offset + i) });
      i += match[0].length;
    } else if (depth < innermost && (match = emphasis(rest, text[i - 1]))) {
      const mark = match[1].length;
      push({
        type: c === "~" ? "del" : mark === 2 ? "strong" : "em",
        inlines: spans(match[2], offset + i + mark, place, depth + 1),
      });
      i += match[0].length;
    } else {
      // A run of one sign that opens nothing is text as a whole: half of "**" opens nothing either.
      const run = /[*_~`]/.test(c) ? (/^(.)\1*/.exec(rest)?.[0].length ?? 1) : 1;
      plain += text.slice(i, i + run);
      i += run;
    }
  }
  if (plain) out.push({ type: "text", text: plain, at: plainAt });
  return out;
}

/** @param {string} rest @param {string | undefined} before @returns {RegExpExecArray | null} */
function emphasis(rest, before) {
  if (rest[0] === "*")
    return (
      /^(\*\*)(?=[^\s*])([\s\S]*?[^\s])\1(?!\*)/.exec(rest) ??
      /^(\*)(?=[^\s*])((?:[^*]|\*\*[^*]+\*\*)*?[^\s*])\1(?!\*)/.exec(rest)
    );
  if (rest[0] === "_" && !/[\p{L}\p{N}]/u.test(before ?? " "))
    return (
      /^(__)(?=[^\s_])([^_]*?[^\s_])\1(?![\p{L}\p{N}_])/u.exec(rest) ??
      /^(_)(?=[^\s_])([^_]*?[^\s_])\1(?![\p{L}\p{N}_])/u.exec(rest)
    );
  if (rest[0] === "~") return /^(~~)(?=[^\s~])([^~]*?[^\s~])\1(?!~)/.exec(rest);
  return null;
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

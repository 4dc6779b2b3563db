// @ts-check
// Cutting and marking snippets, as in search/snippet.go.

import { joinsOf, tokensOf } from "./tokens.js";
import { snippetLength } from "./weights.js";

/** @typedef {{text: string, mark: boolean}} Piece */

/**
 * The stretch of text that has most different words of the query, the words marked.
 * @param {string} text @param {Set<string>} wanted - stems
 */
export function snippet(text, wanted) {
  const tokens = tokensOf(text);
  for (const t of tokens) t.stem ||= "!" + t.word;
  // "gov.uk" is what was asked for with "govuk".
  for (const j of joinsOf(text, tokens))
    if (wanted.has(j.stem)) for (const t of tokens.slice(j.first, j.last + 1)) t.stem = j.stem;
  const from = bestWindow(tokens, wanted),
    to = Math.min(from + snippetLength, tokens.length);
  let at = from ? tokens[from].start : 0,
    before = at ? "…" : "";
  const end = to < tokens.length ? tokens[to - 1].end : text.length;
  /** @type {Piece[]} */
  const pieces = [];
  /** @param {string} text */
  const plain = (text) => text && pieces.push({ text, mark: false });
  for (const t of tokens.slice(from, to)) {
    if (!wanted.has(t.stem)) continue;
    plain(before + text.slice(at, t.start));
    pieces.push({ text: text.slice(t.start, t.end), mark: true });
    at = t.end;
    before = "";
  }
  plain(before + text.slice(at, end) + (end < text.length ? "…" : ""));
  return pieces;
}

/** The first token of the best stretch; among equals the earliest. @param {import("./tokens.js").Token[]} tokens @param {Set<string>} wanted */
function bestWindow(tokens, wanted) {
  /** @type {Map<string, number>} */
  const count = new Map();
  let best = 0,
    from = 0;
  /** @param {string | undefined} stem @param {number} by */
  const change = (stem, by) => {
    if (!stem || !wanted.has(stem)) return;
    const n = (count.get(stem) ?? 0) + by;
    if (n) count.set(stem, n);
    else count.delete(stem);
  };
  for (const [i, t] of tokens.entries()) {
    change(t.stem, 1);
    change(tokens[i - snippetLength]?.stem, -1);
    if (count.size > best) [best, from] = [count.size, Math.max(0, i - snippetLength + 1)];
  }
  return from;
}

// Changes what the form holds of an entry at random, as people do who mistype, paste and try.

/** Texts that some rule has something to say of, or that YAML and Markdown could take for something else. */
const texts = [
  "",
  " ",
  "x",
  "Words of a person",
  "2019",
  "2019-13",
  "2024-02-29",
  "2023-02-29",
  "soon",
  "12 months",
  "0 years",
  "12",
  "-3.50",
  "1e3",
  "£5",
  "1,000",
  "999999999999999",
  "1000000000000000",
  "https://example.org/a?b=c#d",
  "http://",
  "www.example.org",
  "ftp://example.org",
  "https://a@b.example/",
  "HTTPS://exämple.org/ü",
  "https://example.org/a b",
  "true",
  "False",
  "no",
  "null",
  "~",
  "live",
  "liev",
  "LIVE",
  "betta",
  "hire",
  "HIRE",
  "measured",
  "mesured",
  "text",
  "yes-no",
  "year",
  "council",
  "GBP",
  "13%",
  "We utilise it going forward. End users leverage synergies.",
  "“utilise”",
  "‘quoted’",
  "a” and “b",
  "”",
  "“",
  "5”",
  "it''s",
  "jane.smith@council.gov.uk",
  "07700 900123",
  "a@gmail.com",
  "click here",
  "here",
  `${"word ".repeat(45)}end. Then more.`,
  "word ".repeat(60),
  "Dr. A. Smith e.g. said so. Then.",
  ": # - & *",
  "- a",
  "? b",
  "key: value # not",
  "a #b",
  "#all",
  "{a: [b",
  "[x]",
  "'single' \"double\"",
  "ends:",
  "---",
  "...",
  "| bar",
  "> fold",
  "!tag",
  "&a",
  "*a",
  "%p",
  "@a",
  "`t",
  "=",
  "<<",
  "a\u202eb",
  "\u200b",
  "a\u2028b",
  "\ufeffmark",
  "x\u2060y\u2060",
  "🎉 👩\u200d👩\u200d👧",
  "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
  "\u{e0067}",
  "\u00a0hard\u00a0",
  "a\tb",
  "two\nlines",
  "three\n\n# lines\n---\n",

  "\u0001a",
  "a\r\nb",
  "Ŵŷ é ß İ ſ",
  "con",
  "lpt1",
  "a".repeat(101),
  "Old Name",
  "old_name",
  "fine-id",
  "toString",
  "__proto__",
  "constructor",
];
/** Pieces of a text. */
const pieces = [
  "We utilise it. ",
  "\n\n## Further\n\n",
  "\n\n#### Deep\n\n",
  "##Close\n",
  "\n# Big\n",
  "\n\n- a\n- b\n",
  "\n• bullet\n",
  "\n\n1. one\n2. two\n",
  "**bold ",
  "*em*",
  "`code",
  "```\n",
  "~~~\n<i>\n~~~\n",
  "\n> quoted utilise\n",
  "<b>",
  "</b>",
  "<!-- note -->",
  "<!-- open",
  "<div>\n",
  "<custom-tag>",
  "[here](https://example.org)",
  "[words](https://example.org)",
  "[x](javascript:alert(1))",
  "[x](www.example.org)",
  "[x]()",
  "[](https://example.org)",
  "[x](#)",
  "[a](nowhere.md)",
  "![](map.png)",
  "![A map](map.png)",
  "![x](https://example.org/x.png)",
  "<https://example.org>",
  "<jane.smith@council.gov.uk>",
  "[m](mailto:jane.smith@council.gov.uk)",
  "[[nobody-here]]",
  "[[",
  "]]",
  "[[toc]]",
  "jane.smith@council.gov.uk ",
  "07700 900123 ",
  "&#8238;",
  "&#x202e;",
  "&amp;",
  "\u202e",
  "\u200b",
  "\u0001",
  "\n\n",
  "\n",
  "  \n",
  "\\",
  "\t",
  "|",
  "\n\n| a | b |\n|---|---|\n| c | d | lost |\n\n",
  "{{ x }}",
  "{% if %}",
  "==mark==",
  "[^1]",
  "^block-1",
  "[!NOTE]",
  "%%",
  "🎉",
  "é",
  "“",
  "”",
  "—",
  "…",
  "'",
  '"',
  "(words)[https://example.org]",
  "http://example.org/a_b_",
  "word ".repeat(45),
  "Synergy Homes ",
  " i.e. ",
  "e.g. ",
];

/** Numbers that look like chance and are the same for the same seed. @param {number} seed */
function chance(seed) {
  let state = seed >>> 0;
  return (/** @type {number} */ n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) % n;
  };
}

/**
 * @param {{values: Record<string, any>, body: string}} held
 * @param {string} type
 * @param {any} rules
 * @param {number} seed
 * @param {string[]} ids  of entries
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: it is the list of the changes that people make
export function mutated(held, type, rules, seed, ids) {
  const random = chance(seed);
  const one = (list) => list[random(list.length)];
  const typo = (text) => {
    const letters = [...text];
    const at = random(letters.length + 1);
    const [, cut, add] = one([
      ["drop", 1, []],
      ["add", 0, [one("aeinrst-_ :#'é".split(""))]],
      ["swap", 2, [letters[at + 1] ?? "", letters[at] ?? ""]],
      ["upper", 1, [(letters[at] ?? "").toUpperCase()]],
    ]);
    letters.splice(at, cut, ...add);
    return letters.join("");
  };
  const text = (known, old = "") => {
    const words = rules.lists[known.one ?? ""]?.map(({ value }) => value) ?? [];
    switch (random(6)) {
      case 0:
        return typo(old);
      case 1:
        return words.length ? one(words) : known.ref ? one(ids) : one(texts);
      case 2:
        return words.length ? typo(one(words)) : known.ref ? typo(one(ids)) : typo(one(texts));
      case 3:
        return known.ref || !old ? one(texts) : old.slice(0, random(old.length));
      default:
        return one(texts);
    }
  };
  const group = (known) =>
    known.group === "condition"
      ? [
          { name: "question", label: "" },
          { name: "answers", label: "", list: true },
        ]
      : rules.groups[known.group];
  const value = (known, old, depth = 0) => {
    if (known.list || known.group === "condition") {
      const list = [...(old ?? [])];
      const item = () => (known.group ? fields({}, group(known), depth + 1) : text(known));
      const at = random(list.length + 1);
      switch (random(5)) {
        case 0:
          list.splice(at, 1);
          break;
        case 1:
          list.splice(at, 0, list[random(list.length || 1)] ?? item());
          break;
        case 2:
          list.splice(at, 0, item());
          break;
        case 3:
          list.reverse();
          break;
        default:
          if (list.length) {
            const i = random(list.length);
            list[i] = known.group ? fields(list[i], group(known), depth + 1) : text(known, list[i]);
          } else list.push(item());
      }
      return list;
    }
    return known.group ? fields(old ?? {}, group(known), depth + 1) : text(known, old);
  };
  const fields = (old, list, depth) => {
    const out = { ...old };
    const asked = list.filter((known) => !known.unasked); // the form offers no other
    for (let n = 1 + random(3); n > 0; n--) {
      const known = one(asked);
      out[known.name] = value(known, old[known.name], depth);
    }
    return out;
  };
  let { values, body } = structuredClone(held);
  for (let n = 1 + random(3); n > 0; n--) {
    // Where a sentence or a paragraph begins: people write there, and paste.
    const ends = [0, ...[...body.matchAll(/\n\n|\. /g)].map(({ 0: { length }, index }) => index + length)];
    const i = random(ends.length);
    const at = ends[i];
    switch (random(8)) {
      case 0:
        body = body.slice(0, at) + one(pieces) + body.slice(at);
        break;
      case 1:
        body = body.slice(0, at) + body.slice(ends[i + random(3)] ?? body.length);
        break;
      case 2:
        body = `${body.slice(0, at)}[[${typo(one(ids))}]] ${body.slice(at)}`;
        break;
      default:
        values = fields(values, rules.types[type].fields, 0);
    }
  }
  return { values, body };
}

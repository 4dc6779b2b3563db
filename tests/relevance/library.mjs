// @ts-check
// Our own library as plain documents for the other engines, with the text that internal/build gives
// to our index; and plain documents as a library of ours.
import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";

const folders = [
  "service-patterns",
  "case-studies",
  "projects",
  "shared-services",
  "capabilities",
  "standards",
  "organisations",
  "pages",
];

// Fields of the front matter, at any depth, that hold ids, addresses, dates, numbers or words from a
// list. The index takes no text from them.
const notProse = new Set(
  `title summary aliases links adopted-from questions
  id use organisation organisations patterns standards replaced-by former-ids next source sources url repository
  date since until reviewed review-every lgsl amount change status verb service-areas life-events stage seeking
  type required if who confidence topic grade kind`.split(/\s+/),
);
const idsInLists = new Set(["capabilities", "used-by"]); // a bare word there is an id; { use: …, for: … } has prose
const listed = new Set(["costs", "savings"]); // their period is a word from a list; a case study's is prose

/** @typedef {import("./sets.mjs").Doc} Doc */

/** @param {string} library @param {string} site @returns {Doc[]} */
export function documentsOf(library, site) {
  const files = folders.flatMap((folder) => markdownFiles(path.join(library, folder)));
  const sources = files
    .map(([id, file]) => ({ id, ...split(fs.readFileSync(file, "utf8")) }))
    .filter((s) => s.fields.status !== "draft");
  const rows = councils(library, site);
  const titles = new Map(
    [...rows, ...sources.map(({ id, fields }) => ({ id, title: fields.title }))].map(({ id, title }) => [
      id,
      title,
    ]),
  );
  return [...sources.map((s) => document(s, titles)), ...rows];
}

/** @param {string} folder @returns {[id: string, file: string][]} */
function markdownFiles(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return [[entry.name, path.join(folder, entry.name, "index.md")]];
    const [, id] = entry.name.match(/^([a-z0-9-]+)\.md$/) ?? []; // renew.cy.md is a translation
    return id ? [[id, path.join(folder, entry.name)]] : [];
  });
}

/** @param {string} source */
function split(source) {
  const [, matter, body] = source.match(/^---\n(.*?)\n---\n(.*)$/s) ?? ["", "", source];
  return { fields: parse(matter, { schema: "failsafe" }) ?? {}, body };
}

/** @param {{id: string, fields: any, body: string}} source @param {Map<string, string>} titles @returns {Doc} */
function document({ id, fields, body }, titles) {
  const questions = fields.questions ?? [];
  const { text, headings } = plain(body, titles);
  const asked = questions.flatMap((/** @type {any} */ q) => [q.why, ...(q.options ?? [])]);
  return {
    id,
    title: fields.title,
    summary: fields.summary,
    aliases: fields.aliases ?? [],
    headings,
    questions: questions.map((/** @type {any} */ q) => q.ask),
    body: [text, ...asked, ...prose(fields)].filter(Boolean).join("\n"),
  };
}

/** @param {any} value @param {string} [field] @returns {string[]} */
function prose(value, field = "") {
  if (typeof value === "string") return idsInLists.has(field) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((v) => prose(v, field));
  return Object.entries(value ?? {}).flatMap(([key, v]) =>
    notProse.has(key) || (key === "period" && listed.has(field)) ? [] : prose(v, key),
  );
}

/**
 * The words of a Markdown text, its headings apart. Enough for how our entries are written.
 * @param {string} markdown @param {Map<string, string>} titles  of entries, for links to them by id
 */
function plain(markdown, titles) {
  const words = markdown
    .replace(/\[\[([^\]|]+)(?:\|([^\]]+))?\]\]/g, (_, id, shown) => shown ?? titles.get(id) ?? id)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*\|?[-:| ]+\|?\s*$/gm, "")
    .replace(/^(?:\s*(?:[-*+>]|\d+[.)]))+\s+/gm, "")
    .replace(/^```.*$/gm, "")
    .replace(/[*`|]|\\(?=\W)/g, " ");
  const heading = /^#+\s+(.*)$/gm;
  return {
    text: words.replace(heading, "").replace(/\s+/g, " ").trim(),
    headings: [...words.matchAll(heading)].map((m) => m[1].trim()),
  };
}

/** The rows of organisations.csv, whose titles and summaries the site makes. @param {string} library @param {string} site @returns {Doc[]} */
function councils(library, site) {
  const table = path.join(library, "organisations.csv");
  if (!fs.existsSync(table)) return [];
  const [columns, ...rows] = cells(fs.readFileSync(table, "utf8"));
  return rows.map((row) => {
    const council = Object.fromEntries(columns.map((name, i) => [name, row[i] ?? ""]));
    const page = fs.readFileSync(path.join(site, "organisations", council.id, "index.html"), "utf8");
    const summary = unescapeHTML(
      page
        .match(/<meta name="?description"? content=(?:"([^"]*)"|([^\s>]*))/)
        ?.slice(1)
        .find(Boolean) ?? "",
    );
    const aliases = [council.short_name, council.welsh_name].filter((name) => name && name !== council.name);
    return { id: council.id, title: council.name, summary, aliases, headings: [], questions: [], body: "" };
  });
}

/** @param {string} csv @returns {string[][]} */
function cells(csv) {
  return csv
    .trim()
    .split("\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) =>
        (m[1]?.replaceAll('""', '"') ?? m[2]).trim(),
      ),
    );
}

const entities = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#39;": "'", "&#34;": '"', "&quot;": '"' };

/** @param {string} text */
function unescapeHTML(text) {
  return text.replace(
    /&(?:amp|lt|gt|quot|#39|#34);/g,
    (e) => entities[/** @type {keyof typeof entities} */ (e)],
  );
}

/** Writes documents as a library of service patterns. @param {Doc[]} docs @param {string} dir */
export function writeLibrary(docs, dir) {
  const folder = path.join(dir, "service-patterns");
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(
    path.join(dir, "library.yaml"),
    "title: Judged documents\nsummary: Documents of a judged set.\n",
  );
  for (const d of docs) {
    // A JSON string is a YAML string.
    fs.writeFileSync(
      path.join(folder, `${d.id}.md`),
      `---\ntitle: ${JSON.stringify(d.title)}\nsummary: ${JSON.stringify(d.summary || d.title)}\n---\n\n${escapeMarkdown(d.body)}\n`,
    );
  }
}

/** Text as Markdown that shows just that text. @param {string} text */
function escapeMarkdown(text) {
  return text
    .replace(/[\\`*_[\]<>#&~|!]/g, "\\$&")
    .replace(/^(\s*)([-+=])/gm, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/gm, "$1\\$2");
}

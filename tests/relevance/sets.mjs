// @ts-check
// Judged sets: which documents there are, what is asked of them, and which of them answer.
import fs from "node:fs";
import path from "node:path";
import { documentsOf } from "./library.mjs";

const judged = path.join(import.meta.dirname, "../../search/testdata/relevance");

/**
 * @typedef {object} Doc  the text that every engine gets, without markup
 * @property {string} id  lower-case letters, digits and hyphens
 * @property {string} title
 * @property {string} summary
 * @property {string[]} aliases
 * @property {string[]} headings
 * @property {string[]} questions
 * @property {string} body
 *
 * @typedef {object} Query
 * @property {string} id
 * @property {string} text
 *
 * @typedef {object} Set
 * @property {string} name
 * @property {string} folder
 * @property {Record<string, Query[]>} forms    the same needs, asked in different ways
 * @property {Map<string, Map<string, number>>} relevant  query id → document id → grade
 */

const files = {
  "queries.jsonl": "queries",
  "queries-kw.jsonl": "keywords",
  "queries-typo.jsonl": "typing errors",
};

/** The sets in this repository. */
export const govuk = readSet(path.join(judged, "govuk-train")),
  library = readSet(path.join(judged, "library"));

/** A set of whatever forms its folder has. @param {string} folder @returns {Set} */
export function readSet(folder) {
  const asked = Object.entries(files).filter(([file]) => fs.existsSync(path.join(folder, file)));
  if (!asked.length)
    throw new Error(`${folder} holds no judged set: it has none of ${Object.keys(files).join(", ")}`);
  const forms = Object.fromEntries(
    asked.map(([file, form]) => [form, readLines(folder, file).map((l) => JSON.parse(l))]),
  );
  const relevant = new Map();
  for (const line of readLines(folder, "qrels.tsv")) {
    const [query, doc, grade] = line.split("\t");
    if (!relevant.has(query)) relevant.set(query, new Map());
    relevant.get(query).set(doc, Number(grade));
  }
  return { name: path.basename(folder), folder, forms, relevant };
}

/**
 * The documents of a set.
 * @param {Set} set @param {string} patterns  the folder of our own library @param {string} site  what is built from it
 * @returns {Doc[]}
 */
export function readDocs(set, patterns, site) {
  if (set === library) return documentsOf(patterns, site);
  return readLines(set.folder, "docs.jsonl").map((line) => {
    const { id, title, body } = JSON.parse(line);
    return { id, title, summary: firstSentence(body), aliases: [], headings: [], questions: [], body };
  });
}

/** @param {string} folder @param {string} file @returns {string[]} */
function readLines(folder, file) {
  return fs.readFileSync(path.join(folder, file), "utf8").split("\n").filter(Boolean);
}

const summaryLength = 150;

/** A summary for a document without one: its first sentence, cut between words. @param {string} body */
function firstSentence(body) {
  const sentence = body.match(/^.*?[.?!](?=\s|$)/s)?.[0] ?? body;
  if (sentence.length <= summaryLength) return sentence;
  return sentence.slice(0, summaryLength + 1).replace(/\s+\S*$/, "");
}

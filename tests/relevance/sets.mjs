// @ts-check
// The judged sets: which documents there are, what is asked of them, and which of them answer.
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
 * @property {Record<string, Query[]>} forms    the same needs, asked in different ways
 * @property {Map<string, Map<string, number>>} relevant  query id → document id → grade
 */

/** The sets, by the name of their folder. @type {Record<string, Set>} */
export const sets = {
  "govuk-train": readSet("govuk-train", { questions: "queries", keywords: "queries-kw", "typing errors": "queries-typo" }),
  library: readSet("library", { queries: "queries", "typing errors": "queries-typo" }),
};

/** @param {string} name @param {Record<string, string>} files  form → file @returns {Set} */
function readSet(name, files) {
  const forms = Object.fromEntries(Object.entries(files).map(([form, file]) => [form, readLines(`${name}/${file}.jsonl`).map((l) => JSON.parse(l))]));
  const relevant = new Map();
  for (const line of readLines(`${name}/qrels.tsv`)) {
    const [query, doc, grade] = line.split("\t");
    if (!relevant.has(query)) relevant.set(query, new Map());
    relevant.get(query).set(doc, Number(grade));
  }
  return { name, forms, relevant };
}

/**
 * The documents of a set.
 * @param {string} name @param {string} library  the folder of our own library @param {string} site  what is built from it
 * @returns {Doc[]}
 */
export function readDocs(name, library, site) {
  if (name === "library") return documentsOf(library, site);
  return readLines(`${name}/docs.jsonl`).map((line) => {
    const { id, title, body } = JSON.parse(line);
    return { id, title, summary: firstSentence(body), aliases: [], headings: [], questions: [], body };
  });
}

/** @param {string} file @returns {string[]} */
function readLines(file) {
  return fs.readFileSync(path.join(judged, file), "utf8").split("\n").filter(Boolean);
}

const summaryLength = 150;

/** A summary for a document without one: its first sentence, cut between words. @param {string} body */
function firstSentence(body) {
  const sentence = body.match(/^.*?[.?!](?=\s|$)/s)?.[0] ?? body;
  if (sentence.length <= summaryLength) return sentence;
  return sentence.slice(0, summaryLength + 1).replace(/\s+\S*$/, "");
}

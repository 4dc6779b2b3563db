// @ts-check
// Compares our search with its peers on judged sets, everyone over the same documents. It prints, for
// each form of each set, nDCG@10, MRR@10 and success@1. Each engine has one setting for all sets, the
// best that we found over all of them.
//
// usage: node tests/relevance/run.mjs [--set DIR] [ENGINE…]
//        all engines if none is named; with --set, over that set instead of those in this repository
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { writeLibrary } from "./library.mjs";
import { mean, measure } from "./measures.mjs";
import { govuk, library, readDocs, readSet } from "./sets.mjs";

const repository = path.join(import.meta.dirname, "../.."),
  patterns = path.join(repository, "patterns");
const engines = ["ours", "textbook", "minisearch", "flexsearch", "lunr", "orama", "pagefind"];

/**
 * @typedef {object} Row  how an engine did on one form of a set
 * @property {string} title  the set, the form, and how many queries
 * @property {number} ndcg
 * @property {number} mrr
 * @property {number} success
 *
 * @typedef {object} Job
 * @property {string} engine
 * @property {string} [folder]  of the one set to ask
 * @property {Record<string, string>} sites  by set
 */

async function main() {
  const {
    values: { set: folder },
    positionals: wanted,
  } = parseArgs({ options: { set: { type: "string" } }, allowPositionals: true });
  const unknown = wanted.filter((name) => !engines.includes(name));
  if (unknown.length)
    throw new Error(`no engine is called ${unknown.join(" or ")}; there are ${engines.join(", ")}`);
  const work = fs.mkdtempSync(path.join(os.tmpdir(), "relevance-"));
  try {
    const sites = await buildSites(chosen(folder), work);
    // An engine that runs beside another has a thread of its own: Pagefind takes over the global fetch.
    const queue = engines.filter((name) => !wanted.length || wanted.includes(name));
    /** @type {Map<string, {name: string, settings: string, rows: Row[]}>} */
    const results = new Map();
    const order = [...queue];
    await Promise.all(
      Array.from({ length: os.availableParallelism() }, async () => {
        for (let engine; (engine = queue.pop()); )
          results.set(engine, await inThread({ engine, folder, sites }));
      }),
    );
    print(order.map((engine) => /** @type {any} */ (results.get(engine))));
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} [folder] */
function chosen(folder) {
  return folder ? [readSet(folder)] : [govuk, library];
}

/**
 * Builds the sites that our engine is asked through.
 * @param {import("./sets.mjs").Set[]} sets @param {string} work @returns {Promise<Record<string, string>>}
 */
async function buildSites(sets, work) {
  const run = promisify(execFile);
  const command = path.join(work, "patterns");
  await run("go", ["build", "-o", command, "./cmd/patterns"], { cwd: repository });
  const built = sets.map(async (set) => {
    const from = set === library ? patterns : path.join(work, set.name + "-library"),
      site = path.join(work, set.name);
    if (set !== library) writeLibrary(readDocs(set, "", ""), from);
    await run(command, ["build", "--library", from, "--out", site], { cwd: repository }).catch((error) => {
      throw new Error(`${set.name} cannot be built:\n${error.stdout}`, { cause: error });
    });
    return [set.name, site];
  });
  return Object.fromEntries(await Promise.all(built));
}

/** @param {Job} job @returns {Promise<{name: string, settings: string, rows: Row[]}>} */
function inThread(job) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: job });
    worker.once("message", resolve);
    worker.once("error", (error) => reject(new Error(`${job.engine} failed`, { cause: error })));
  });
}

/** Asks one engine everything. @param {Job} job */
async function ask({ engine, folder, sites }) {
  const { name, settings, open } = await import(`./engines/${engine}.mjs`);
  const rows = [];
  for (const set of chosen(folder)) {
    const answer = await open(readDocs(set, patterns, sites[set.name]), sites[set.name]);
    for (const [form, queries] of Object.entries(set.forms)) {
      const measured = [];
      for (const query of queries)
        measured.push(measure(await answer(query.text), set.relevant.get(query.id) ?? new Map()));
      rows.push({
        title: `${set.name}, ${form} (${queries.length})`,
        ndcg: mean(measured.map((m) => m.ndcg)),
        mrr: mean(measured.map((m) => m.mrr)),
        success: mean(measured.map((m) => m.success)),
      });
    }
  }
  return { name, settings, rows };
}

/** @param {{name: string, settings: string, rows: Row[]}[]} results */
function print(results) {
  for (const [i, { title }] of results[0].rows.entries()) {
    console.log(`\n${title}`.padEnd(43) + "nDCG@10   MRR@10  success@1");
    for (const { name, rows } of results) {
      const { ndcg, mrr, success } = rows[i];
      console.log(
        `  ${name.padEnd(40)}${[ndcg, mrr, success].map((n) => n.toFixed(3).padStart(7)).join("  ")}`,
      );
    }
  }
  console.log("\nSettings, the same for every set:");
  for (const { name, settings } of results) console.log(`  ${name.padEnd(13)}  ${settings}.`);
}

if (isMainThread) await main();
else {
  parentPort?.postMessage(await ask(workerData));
  process.exit(); // Pagefind keeps timers
}

// @ts-check
// Prints what asking a built site transfers: for 200 real queries, half of them whole questions and half
// keywords, the first query of a visit with the engine included, and a further query; and the same for
// Pagefind over the same pages. "answered" is the share of first queries that found anything: an engine
// that demands every word loads little for many.
//
// usage: node tests/relevance/transfer.mjs SITE [--ours]        --ours leaves Pagefind out
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import * as pagefind from "pagefind";
import { openPagefind } from "./engines/pagefind.mjs";
import { mean, median } from "./measures.mjs";
import { govuk } from "./sets.mjs";
import { Meter, openOurs, siteFetch } from "./site.mjs";

const asked = 200;

/**
 * @typedef {(query: string) => Promise<unknown[]>} Ask  gives the hits, with all that a result page shows
 * @typedef {{bytes: number, requests: number, rounds: number, answered: boolean}} Cost
 */

async function main() {
  const [site, ...flags] = process.argv.slice(2);
  if (!site || !fs.existsSync(path.join(site, "search/engine.js")))
    throw new Error("usage: node transfer.mjs SITE [--ours], with what `patterns build` wrote");
  const queries = realQueries();
  console.log(`${queries.length} queries      median     worst   requests, worst   rounds, worst   answered`);
  print("ours", await measureVisits(queries, visitOurs(site)));
  if (flags.includes("--ours")) return;
  const work = fs.mkdtempSync(path.join(os.tmpdir(), "relevance-transfer-"));
  try {
    await indexPages(site, path.join(work, "pagefind"));
    print("Pagefind", await measureVisits(queries, visitPagefind(work)));
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** Queries from all over the public set. @returns {string[]} */
function realQueries() {
  const { queries, keywords } = govuk.forms,
    step = Math.floor(queries.length / asked);
  return Array.from({ length: asked }, (_, i) => (i % 2 ? keywords : queries)[i * step].text);
}

/**
 * Asks each query as the first of a visit, and the next one as a further query of the same visit.
 * @param {string[]} queries @param {(meter: Meter) => Promise<Ask>} visit
 */
async function measureVisits(queries, visit) {
  /** @type {Record<"first" | "further", Cost[]>} */
  const costs = { first: [], further: [] };
  for (const [i, query] of queries.entries()) {
    const meter = new Meter(),
      ask = await visit(meter);
    costs.first.push(meter.read(await ask(query)));
    costs.further.push(meter.read(await ask(queries[(i + 1) % queries.length])));
  }
  return costs;
}

/** @param {string} site */
function visitOurs(site) {
  return async (/** @type {Meter} */ meter) => {
    await meter.load(path.join(site, "search/engine.js"));
    const index = await openOurs(site, siteFetch(site, meter.transfer));
    return async (/** @type {string} */ query) => (await index.search(query, { limit: 10 })).hits;
  };
}

/** @param {string} site  with a pagefind/ folder */
function visitPagefind(site) {
  return async (/** @type {Meter} */ meter) => {
    await meter.load(path.join(site, "pagefind/pagefind.js"));
    // A browser runs it in a worker, whose script is the one file that it does not load in Node.
    await meter.load(path.join(site, "pagefind/pagefind-worker.js"));
    const ask = await openPagefind(site, siteFetch(site, meter.transfer));
    return async (/** @type {string} */ query) => Promise.all((await ask(query)).map((hit) => hit.data()));
  };
}

/** Indexes the same pages with Pagefind: entries, without the lists of them. @param {string} site @param {string} out */
async function indexPages(site, out) {
  const { index } = await pagefind.createIndex({ rootSelector: "main" }); // not what every page repeats
  if (!index) throw new Error("Pagefind did not start");
  for (const url of entryPages(site)) {
    await index.addHTMLFile({ url, content: fs.readFileSync(path.join(site, url, "index.html"), "utf8") });
  }
  await index.writeFiles({ outputPath: out });
  await pagefind.close();
}

/** Addresses of entries: their source lies beside the page, or they are rows of a table. @param {string} site */
function entryPages(site) {
  const below = (/** @type {string} */ url) =>
    fs
      .readdirSync(path.join(site, url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${url}${entry.name}/`);
  const has = (/** @type {string} */ url, /** @type {string} */ file) =>
    fs.existsSync(path.join(site, url, file));
  const top = below("/");
  return [...top, ...top.flatMap(below)].filter(
    (url) => has(url, "index.html") && (has(url, "index.md") || /^\/organisations\/./.test(url)),
  );
}

/** @param {string} name @param {Record<string, Cost[]>} costs */
function print(name, costs) {
  const kb = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(10);
  for (const [which, list] of Object.entries(costs)) {
    const two = (/** @type {"bytes" | "requests" | "rounds"} */ what) => {
      const all = list.map((cost) => cost[what]);
      return [median(all), Math.max(...all)];
    };
    const counts = [...two("requests"), ...two("rounds")].map((n) => String(n).padStart(8)).join("");
    console.log(
      name.padEnd(9) +
        which.padEnd(8) +
        two("bytes").map(kb).join("") +
        counts +
        `${Math.round(100 * mean(list.map((c) => Number(c.answered))))}%`.padStart(11),
    );
  }
}

await main();
process.exit(); // Pagefind keeps timers

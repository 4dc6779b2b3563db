// What a browser transfers for a first and for a further question, in bytes, requests and rounds:
// requests that start in one turn are one round, since they do not wait for each other.
// usage: node transfer.mjs SITE QUESTIONS.jsonl
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { pathToFileURL } from "node:url";

const [, , site, file] = process.argv;
const folder = path.join(path.resolve(site), "search"), base = "https://site.invalid/search/";
const questions = fs.readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line).text);
const { open } = await import(pathToFileURL(path.join(folder, "engine.js")).href);
let bytes = 0, requests = 0, rounds = 0, time = 0;
/** @type {Promise<void> | null} */
let round = null;

/** @param {string} name */
function read(name) {
  const data = fs.readFileSync(path.join(folder, name));
  requests++;
  bytes += name.endsWith(".bin") ? data.length : zlib.gzipSync(data).length;
  return data;
}

/** @param {string} address */
async function fetch(address) {
  const data = read(new URL(address).pathname.slice("/search/".length));
  await turn();
  return new Response(data);
}

/** The answers of a round arrive together, a little after the first request: others may start meanwhile. */
function turn() {
  if (!round) rounds++;
  return round ??= new Promise((resolve) => setTimeout(() => {
    round = null;
    resolve();
  }, 5));
}

/** @param {() => Promise<unknown>} work */
async function measure(work) {
  bytes = requests = rounds = 0;
  await work();
  return { bytes, requests, rounds };
}

const first = [], further = [];
let index = await open(base, { fetch });
for (const question of questions) {
  first.push(await measure(async () => {
    read("engine.js");
    await turn();
    index = await open(base, { fetch });
    await index.search(question);
  }));
  const before = performance.now();
  await index.search(question);
  time += performance.now() - before;
}
for (const question of questions) further.push(await measure(() => index.search(question)));

/** @param {string} label @param {{bytes: number, requests: number, rounds: number}[]} list */
function print(label, list) {
  for (const unit of /** @type {const} */ (["bytes", "requests", "rounds"])) {
    const sorted = list.map((m) => m[unit]).sort((a, b) => a - b);
    console.log(`${label} ${unit}: median ${sorted[sorted.length >> 1]}, nine in ten ${sorted[Math.floor(sorted.length * 0.9)]}, worst ${sorted.at(-1)}`);
  }
}
print("first question", first);
print("further question", further);
console.log(`with everything loaded: ${(time / questions.length).toFixed(2)} ms a question`);

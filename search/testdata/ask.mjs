// Asks a site's published engine in Node: a line of JSON in, {question, options}, a line out, the result.
// usage: node ask.mjs SITE
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const folder = path.join(path.resolve(process.argv[2]), "search");
const base = "https://site.invalid/search/";
const { open } = await import(pathToFileURL(path.join(folder, "engine.js")).href);

/** @param {string} address */
async function fetchFile(address) {
  const file = path.join(folder, new URL(address).pathname.slice("/search/".length));
  return fs.existsSync(file) ? new Response(fs.readFileSync(file)) : new Response("", { status: 404 });
}

const index = await open(base, { fetch: fetchFile });
for await (const line of createInterface({ input: process.stdin })) {
  const { question, options } = JSON.parse(line);
  for (const [facet, values] of Object.entries(options?.filters ?? {}))
    if (values?.length === 1) options.filters[facet] = values[0]; // one value needs no array
  let answer;
  try {
    answer = await index.search(question, options);
  } catch (e) {
    answer = { error: e.code ?? e.stack };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}

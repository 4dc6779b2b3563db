// @ts-check
// The search engine answers the same in Chromium and in Node, from the built site.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, openPage, site } from "./browser.mjs";

const sets = new URL("../../search/testdata/relevance/", import.meta.url);

/**
 * Thousands of questions, many misspelt; every fourth while typing, with a filter or by date.
 * That Node answers as Go does over the Bleve index is tested in search/oracle_test.go.
 * @returns {{query: string, options: object}[]}
 */
function questions() {
  const files = ["library/queries.jsonl", "library/queries-typo.jsonl", "govuk-train/queries-typo.jsonl"];
  const lines = files.flatMap((file) => readFileSync(new URL(file, sets), "utf8").trim().split("\n"));
  const asked = lines.map((line, i) => {
    const options = [{}, { prefix: true, limit: 7 }, { filters: { type: ["case-study"] } }, { sort: "newest", limit: 20 }][i % 4];
    return { query: JSON.parse(line).text, options };
  });
  for (const query of ["", "the of and", "مرحبا 🗑️ 東京都", "x".repeat(5000)]) asked.push({ query, options: {} });
  return asked;
}

test("thousands of queries have the same answer in Chromium and in Node", async (t) => {
  const asked = questions();
  assert.ok(asked.length > 2500, `${asked.length} queries`);

  const engine = await import(pathToFileURL(join(site.dir, "search", "engine.js")).href);
  const index = await engine.open(`${site.url}search/`);
  const inNode = [];
  for (const { query, options } of asked) inNode.push(await index.search(query, options));

  const browser = await launch();
  t.after(() => browser.close());
  const { page, problems } = await openPage(browser);
  await page.goto(site.url);
  const inChromium = await page.evaluate(
    async ({ address, asked }) => {
      const engine = await import(`${address}engine.js`);
      const index = await engine.open(address);
      const answers = [];
      for (const { query, options } of asked) answers.push(await index.search(query, options));
      return answers;
    },
    { address: `${site.url}search/`, asked },
  );

  asked.forEach(({ query }, i) => assert.deepEqual(inChromium[i], JSON.parse(JSON.stringify(inNode[i])), `“${query.slice(0, 80)}”`));
  assert.deepEqual(problems, []);
  // Both could be the same and empty.
  const answered = inNode.filter(({ hits }) => hits.length > 0).length;
  assert.ok(answered > 0.9 * asked.length, `${answered} of ${asked.length} queries find anything`);
});

// @ts-check
// The search engine answers the same in Chromium and in Node, from the built site.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { launch, openPage, site } from "./browser.mjs";

const sets = new URL("../../search/testdata/relevance/", import.meta.url);

/**
 * Hundreds of questions, many misspelt; every fourth while typing, with a filter or by date. That Node
 * answers thousands as Go does over the Bleve index is tested in search/oracle_test.go.
 * @returns {{query: string, options: object}[]}
 */
function questions() {
  const files = ["library/queries.jsonl", "library/queries-typo.jsonl", "govuk-train/queries-typo.jsonl"];
  const lines = files.flatMap((file) => readFileSync(new URL(file, sets), "utf8").trim().split("\n"));
  const some = lines.filter((_, i) => i % 8 === 0);
  const asked = some.map((line, i) => {
    const options = [
      {},
      { prefix: true, limit: 7 },
      { filters: { type: ["case-study"] } },
      { sort: "newest", limit: 20 },
    ][i % 4];
    return { query: JSON.parse(line).text, options };
  });
  for (const query of ["", "the of and", "مرحبا 🗑️ 東京都", "x".repeat(5000)])
    asked.push({ query, options: {} });
  return asked;
}

test("hundreds of queries have the same answer in Chromium and in Node", async (t) => {
  const asked = questions();
  assert.ok(asked.length > 300, `${asked.length} queries`);

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

  for (const [i, { query }] of asked.entries())
    assert.deepEqual(inChromium[i], JSON.parse(JSON.stringify(inNode[i])), `“${query.slice(0, 80)}”`);
  assert.deepEqual(problems, []);
  // Both could be the same and empty.
  const answered = inNode.filter(({ hits }) => hits.length > 0).length;
  assert.ok(answered > 0.9 * asked.length, `${answered} of ${asked.length} queries find anything`);
});

/** The published engine, and a fetch that reads the site's files, but for those that `instead` answers. */
const load = () => import(pathToFileURL(join(site.dir, "search", "engine.js")).href);

/** @param {(name: string, signal: AbortSignal) => Response | Promise<Response> | undefined} [instead] */
const files = (instead) => async (/** @type {string} */ address, /** @type {RequestInit} */ init) => {
  const name = decodeURIComponent(new URL(address).pathname.slice("/search/".length));
  return (
    (await instead?.(name, /** @type {AbortSignal} */ (init.signal))) ??
    new Response(readFileSync(join(site.dir, "search", name)))
  );
};
const address = "https://site.invalid/search/";

/** Lets hours pass in no time until `done`; not while a server answers, since that takes real time. @param {import("node:test").TestContext} t @param {Promise<unknown>} done @param {() => boolean} passes */
async function hours(t, done, passes) {
  let settled = false;
  done.then(
    () => (settled = true),
    () => (settled = true),
  );
  for (let seconds = 0; !settled; ) {
    await new Promise((next) => setImmediate(next));
    if (!passes()) continue;
    assert.ok(seconds++ < 100_000, "still waiting");
    t.mock.timers.tick(1000);
  }
}

test("a server that does not answer, or sends a byte now and then, ends in the sentence", async (t) => {
  const { open } = await load();
  t.mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {(() => void)[]} */
  const waiting = [];
  const drip = () =>
    new Response(
      new ReadableStream({
        pull(stream) {
          stream.enqueue(new Uint8Array(1));
          return new Promise((more) => waiting.push(() => more(undefined)));
        },
      }),
    );
  /** @type {AbortSignal[]} */
  const signals = [];
  const never = (/** @type {string} */ _, /** @type {AbortSignal} */ signal) => {
    signals.push(signal);
    return new Promise(() => {});
  };
  for (const [how, answer] of Object.entries({ silent: never, dripping: drip })) {
    let well = false;
    for (const kind of ["json", "bin"]) {
      const fetch = files((name, signal) =>
        !well && name.endsWith(kind) ? /** @type {any} */ (answer)(name, signal) : undefined,
      );
      const asked = open(address, { fetch }).then((/** @type {any} */ index) => {
        const first = index.search("missed bin");
        return first.catch(async (/** @type {Error} */ error) => {
          well = true; // the next question is answered as ever
          assert.ok((await index.search("missed bin")).total > 0);
          throw error;
        });
      });
      const refused = assert.rejects(asked, { name: "SearchError", code: "network" }, `${how} ${kind}`);
      await hours(t, refused, () => {
        for (const more of waiting.splice(0)) more();
        return !well;
      });
      await refused;
      well = false;
    }
  }
  assert.ok(signals.length > 1 && signals.every((signal) => signal.aborted), "what is given up is stopped");
});

test("what unpacks to more than the library can need is not unpacked", async (t) => {
  const { open } = await load();
  const bomb = gzipSync(Buffer.alloc(48 << 20));
  let unpacked = 0;
  const real = globalThis.DecompressionStream;
  t.after(() => void (globalThis.DecompressionStream = real));
  globalThis.DecompressionStream = /** @type {any} */ (
    class {
      constructor() {
        const gzip = new real("gzip");
        this.writable = gzip.writable;
        this.readable = gzip.readable.pipeThrough(
          new TransformStream({
            transform(chunk, to) {
              unpacked += chunk.length;
              to.enqueue(chunk);
            },
          }),
        );
      }
    }
  );
  let sent = 0;
  const index = await open(address, {
    fetch: files((name) => {
      if (!name.endsWith(".bin")) return undefined;
      sent++;
      return new Response(bomb);
    }),
  });
  await assert.rejects(index.search("missed bin"), { name: "SearchError", code: "corrupt" });
  await new Promise((settled) => setTimeout(settled, 100));
  assert.ok(sent > 0 && unpacked < sent * (3 << 20), `${sent} files, ${unpacked} bytes unpacked`);
});

test("a signal ends open and search as it ends fetch; no options are null as well", async () => {
  const { open } = await load();
  const never = files((name) => (name.endsWith(".bin") ? new Promise(() => {}) : undefined));
  await assert.rejects(open(address, { fetch: never, signal: AbortSignal.abort() }), { name: "AbortError" });
  const index = await open(address, { fetch: never });
  const stop = new AbortController();
  const asked = index.search("missed bin", { signal: stop.signal });
  stop.abort(new Error("enough"));
  await assert.rejects(asked, { message: "enough" });
  await assert.rejects(index.search("missed bin", { signal: stop.signal }), { message: "enough" });
  const later = new AbortController(),
    answered = await open(address, { fetch: files(), signal: later.signal });
  later.abort();
  assert.deepEqual(
    await answered.search("missed bin", { signal: new AbortController().signal }),
    await answered.search("missed bin", null),
  );
});

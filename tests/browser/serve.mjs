// @ts-check
// An author's page while its file is edited: what is saved is seen, and the page stays where it is.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { launch, patterns } from "./browser.mjs";

const library = process.env.SITE_DIR ?? assert.fail("SITE_DIR is not set");
const file = join(library, "service-patterns/report-a-missed-bin.md");
const source = readFileSync(file, "utf8");

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("playwright-core").Page} */
let page;
/** @type {import("node:child_process").ChildProcess} */
let server;
let address = "";

before(async () => {
  server = spawn(patterns, ["serve", "--addr", "127.0.0.1:0", "--library", library], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  address = await new Promise((resolve) => {
    server.stdout?.on("data", (said) => {
      const found = /http:\S+\//.exec(String(said));
      if (found) resolve(`${found[0]}service-patterns/report-a-missed-bin/`);
    });
  });
  browser = await launch();
  page = await browser.newPage();
  await page.goto(address, { waitUntil: "networkidle" });
});
after(async () => {
  await browser?.close();
  server?.kill();
});

/** @param {string} words */
const seen = (words) => page.locator("main").getByText(words).first().waitFor({ timeout: 60_000 });

test("a change of text is seen in its place", async () => {
  await page.evaluate(() => {
    Object.assign(window, { here: true });
    scrollTo({ top: 500, behavior: "instant" });
  });
  const top = await page.evaluate(() => scrollY);
  for (const save of [writeFileSync, byRenaming]) {
    save(file, `${source}\nSaved by ${save.name}.\n`);
    await seen(`Saved by ${save.name}.`);
    assert.ok(await page.evaluate(() => "here" in window), "the page was loaded again");
    assert.equal(await page.evaluate(() => scrollY), top);
  }
});

test("a file that is emptied before it is written is never seen empty", async () => {
  const open = openSync(file, "w");
  await pause(60);
  assert.ok((await (await fetch(address)).text()).includes("your figures would help every other council"));
  writeSync(open, `${source}\nWritten late.\n`);
  closeSync(open);
  await seen("Written late.");
  assert.ok(await page.evaluate(() => "here" in window), "the page was loaded again");
});

test("a change of more than the text loads the page again", async () => {
  writeFileSync(file, source.replace(/^title: .*$/m, "title: Report another bin"));
  await seen("Report another bin");
  assert.ok(!(await page.evaluate(() => "here" in window)), "the page was not loaded again");
});

test("how long a save takes to be seen", { skip: !process.env.SAVES }, async () => {
  writeFileSync(file, source);
  await seen("Report a missed bin");
  await pause(10_000);
  const took = [];
  for (let n = 0; n < Number(process.env.SAVES); n++) {
    const words = `Save ${n} of many.`;
    const when = page.evaluate(
      (w) =>
        new Promise((resolve) => {
          const look = () => {
            if (document.querySelector("main")?.textContent?.includes(w))
              resolve(performance.timeOrigin + performance.now());
          };
          new MutationObserver(look).observe(document, { subtree: true, childList: true });
        }),
      words,
    );
    await pause(50);
    writeFileSync(file, `${source}\n${words}\n`);
    const saved = performance.timeOrigin + performance.now();
    took.push(Number(await when) - saved);
    await pause(200 + Math.random() * 300);
  }
  took.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    took[Math.min(took.length - 1, Math.floor(took.length * share))].toFixed(0);
  assert.fail(`save to seen, ${took.length} saves: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`);
});

/**
 * @param {string} to
 * @param {string} text
 */
function byRenaming(to, text) {
  writeFileSync(`${to}.tmp`, text);
  renameSync(`${to}.tmp`, to);
}

// @ts-check
// Prints how long a keystroke keeps the main thread busy, until results are shown, on the search page
// of a built site: words are typed once to load what they need, and measured when typed again. Beside
// it is the processor's time for the same, which counts no waiting for other programs.
//
// usage: node tests/browser/keystroke.mjs SITE

import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";

const questions = [
  "missed bin collection",
  "apply for a licence",
  "council tax discount",
  "report a pothole",
  "pension age",
  "renew my passport",
];
const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

const root = path.resolve(process.argv[2]);
const server = createServer((request, response) => {
  let file = path.join(root, new URL(request.url ?? "", "http://x").pathname);
  try {
    if (statSync(file).isDirectory()) file = path.join(file, "index.html");
    response.setHeader(
      "Content-Type",
      types[/** @type {keyof types} */ (path.extname(file))] ?? "application/octet-stream",
    );
    response.end(readFileSync(file));
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, "127.0.0.1");
await new Promise((listening) => server.once("listening", listening));
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

/**
 * Milliseconds for each keystroke: how long the main thread was busy, and the processor with it. Without scripts it is what the browser itself takes for a letter in a field.
 * @param {boolean} scripts
 */
async function keystrokes(scripts) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/find/`);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  const busy = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return ["TaskDuration", "ThreadTime"].map(
      (name) => 1000 * (metrics.find((m) => m.name === name)?.value ?? NaN),
    );
  };
  /** @type {[number[], number[]]} */
  const took = [[], []];
  const field = page.locator("main input[type=search]");
  for (const measured of [false, true]) {
    for (const question of questions) {
      await field.fill("");
      await pause(300);
      for (const letter of question) {
        const before = await busy();
        await page.keyboard.type(letter);
        await pause(300); // until results are shown
        const after = await busy();
        if (measured) for (const [i, times] of took.entries()) times.push(after[i] - before[i]);
      }
    }
  }
  await context.close();
  return took.map((times) => times.sort((a, b) => a - b));
}

for (const scripts of [false, true]) {
  const [busy, processor] = (await keystrokes(scripts)).map((times) => {
    const at = (/** @type {number} */ share) =>
      times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
    return `${at(0.5)} ms (median), ${at(0.9)} ms (nine in ten), ${at(1)} ms (worst of ${times.length})`;
  });
  console.log(
    `keystroke ${scripts ? "with results shown" : "without any script"}: main thread busy for ${busy}; processor ${processor}`,
  );
}
await browser.close();
server.close();

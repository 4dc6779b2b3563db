// @ts-check
// The preview, opened from the disk: every page has its styles and pictures, every link
// leads to a file, and nothing complains.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

const dir = process.env.SITE_DIR ?? assert.fail("SITE_DIR is not set");
const pages = readdirSync(dir, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".html"))
  .sort();
const home = new URL(`${pathToFileURL(dir)}/`);

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
});

test("every link of every page leads to a file", () => {
  assert.ok(pages.length > 100, `only ${pages.length} pages`);
  const broken = new Set();
  for (const name of pages) {
    const html = readFileSync(join(dir, name), "utf8");
    for (const [, address] of html.matchAll(/ (?:href|src|action)="([^"]*)"/g)) {
      const to = new URL(address.replaceAll("&amp;", "&"), new URL(name, home));
      if (["https:", "http:", "mailto:", "tel:", "data:"].includes(to.protocol)) continue;
      to.search = to.hash = "";
      const file = fileURLToPath(to);
      if (!file.startsWith(join(dir, "/")) || !existsSync(file) || statSync(file).isDirectory())
        broken.add(`${address} on ${name}`);
    }
  }
  assert.deepEqual([...broken], []);
});

/** Of each kind of page the one with most in it. */
function kinds() {
  /** @type {Map<string, string>} */
  const largest = new Map();
  for (const name of pages) {
    const steps = name.split("/");
    const kind = steps.length < 3 ? name : [...steps.slice(0, -2), steps.length].join("/");
    const other = largest.get(kind);
    if (!other || statSync(join(dir, name)).size > statSync(join(dir, other)).size) largest.set(kind, name);
  }
  return [...largest.values()];
}

test("every kind of page has its styles, fonts and pictures", async () => {
  const page = await browser.newPage();
  /** @type {string[]} */
  const problems = [];
  const note = (/** @type {string} */ text) => problems.push(`${page.url()}: ${text}`);
  page.on("console", (message) => note(`console.${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => note(`uncaught ${error}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") note(`no ${request.url()}: ${why}`); // we left the page before its icon came
  });
  let fonts = 0;
  for (const name of kinds()) {
    if (name === "search/index.html") continue; // it leads on, below
    await page.goto(new URL(name.split("/").map(encodeURIComponent).join("/"), home).href);
    const seen = await page.evaluate(async () => {
      await document.fonts.ready;
      return {
        skip: getComputedStyle(document.querySelector("a.skip") ?? document.body).position,
        broken: [...document.images]
          .filter((image) => image.loading !== "lazy" && !image.naturalWidth)
          .map((image) => image.src),
        fonts: [...document.fonts].filter((font) => font.status === "loaded").length,
        scripts: document.scripts.length,
      };
    });
    assert.notEqual(seen.skip, "static", `${name} has no styles`);
    assert.deepEqual(seen.broken, [], name);
    assert.equal(seen.scripts, 0, name);
    fonts += seen.fonts;
  }
  assert.ok(fonts > 0, "no page has its fonts");
  assert.deepEqual(problems, []);
  await page.close();
});

test("search says that it needs a server, and leads to A to Z", async () => {
  const page = await browser.newPage();
  for (const name of ["index.html", "find/index.html", "404.html", "search/index.html"]) {
    await page.goto(new URL(name, home).href);
    await page
      .locator("main .notice")
      .filter({ hasText: "Search needs a web server" })
      .getByRole("link", { name: "A to Z" })
      .click();
    await page.waitForURL(new URL("a-to-z/index.html", home).href);
  }
  assert.equal(await page.locator("input[type=search]").count(), 0);
  await page.close();
});

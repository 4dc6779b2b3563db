// @ts-check
// Every page of the library of long words: on a telephone and on a desk, none is wider than the screen.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, openPage, site, sticksOut } from "../browser/browser.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const pages = readdirSync(site.dir, { recursive: true, encoding: "utf8" })
  .filter((name) => /(^|\/)index\.html$|^404\.html$/.test(name))
  .map((name) => name.replace(/index\.html$/, ""));

test("no page scrolls sideways", async () => {
  assert.ok(pages.length > 40, `${pages.length} pages`);
  const { page, context } = await openPage(browser);
  /** @type {string[]} */
  const wide = [];
  for (const path of [...pages, "find/?q=pwned"]) {
    await page.goto(site.url + path, { waitUntil: "load" });
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const what of await sticksOut(page)) wide.push(`/${path} ${what}`);
    }
  }
  await context.close();
  assert.equal(wide.join("\n"), "");
});

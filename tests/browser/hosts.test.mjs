// @ts-check
// What a host is asked for beside the pages: addresses that lead on.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { becomes, launch, openPage, site } from "./browser.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
});

test("the folder of the search leads to the search page, with the question", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.goto(`${site.url}search/?q=missed+bin`);
  await becomes(async () => page.url(), `${site.url}find/?q=missed+bin`);
  await becomes(() => page.locator("main input[type=search]").inputValue(), "missed bin");
  assert.deepEqual(problems, []);
  await context.close();
});

test("without scripts it leads there, too", async () => {
  const { page, context, problems } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(`${site.url}search/`);
  await becomes(async () => page.url(), `${site.url}find/`);
  assert.deepEqual(problems, []);
  await context.close();
});

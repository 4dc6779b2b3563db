// @ts-check
// The site with JavaScript off: whole, and found by links alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { kindsOfPages, launch, openPage, rootSite, site } from "./browser.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const off = { javaScriptEnabled: false };

/**
 * Follows links by their words from home, and says where they lead.
 * @param {import("playwright-core").Page} page
 * @param {string} home
 * @param {(string | RegExp)[]} names
 */
async function walk(page, home, names) {
  await page.goto(home);
  for (const name of names) {
    const link = page.getByRole("link", { name, exact: true }).first();
    const from = page.url();
    await link.click();
    await page.waitForURL((to) => to.href !== from);
  }
  return page.url().slice(home.length);
}

for (const { url } of [site, rootSite]) {
  test(`from home by links alone to a pattern, a case study and a council (${new URL(url).pathname})`, async () => {
    const { page, context, problems } = await openPage(browser, off);
    const main = page.locator("main");

    // A pattern, over the list and over its verb.
    const pattern = "service-patterns/report-a-missed-bin/";
    assert.equal(await walk(page, url, [/^(Service p|P)atterns$/, /^Report a missed bin/]), pattern);
    assert.equal(await walk(page, url, ["Browse", /^Report\b/, /^Report a missed bin/]), pattern);
    assert.match(await main.getByRole("heading", { level: 1 }).innerText(), /missed bin/i);
    assert.ok((await main.locator("ol > li").count()) >= 4, "the steps");

    // From the pattern to what a council did, and on to the council.
    await main.getByRole("link", { name: /Blaby/ }).first().click();
    await page.waitForURL(`${url}case-studies/blaby-missed-bins/`);
    await main
      .getByRole("link", { name: /^Blaby\b/ })
      .first()
      .click();
    await page.waitForURL(`${url}organisations/blaby/`);
    assert.match(await main.innerText(), /Leicestershire/);

    assert.deepEqual(problems, []);
    await context.close();
  });
}

test("the search form leads to a page that says so and links to browsing", async () => {
  const { page, context } = await openPage(browser, off);
  await page.goto(site.url);
  await page.getByRole("searchbox").first().fill("missed bin");
  await page.getByRole("searchbox").first().press("Enter");
  await page.waitForURL(`${site.url}find/?q=missed+bin`);
  assert.match(await page.locator("main").innerText(), /JavaScript/i);
  const links = page.locator("main a[href*='/browse/']");
  assert.ok((await links.count()) > 5, "links to browse");
  await page
    .locator("main")
    .getByRole("link", { name: /^Service patterns/ })
    .first()
    .click();
  await page.waitForURL(`${site.url}service-patterns/`);
  await page
    .getByRole("link", { name: /^Report a missed bin/ })
    .first()
    .click();
  await page.waitForURL(/report-a-missed-bin/);
  await context.close();
});

test("every kind of page shows the same content as with JavaScript", async () => {
  const without = await openPage(browser, off);
  const having = await openPage(browser);
  for (const path of kindsOfPages()) {
    const length = async (/** @type {import("playwright-core").Page} */ page) => {
      await page.goto(site.url + path);
      assert.ok(await page.locator("main h1").isVisible(), `/${path} has an h1`);
      // A tool that answers as one ticks has its plain form beside it: pages and a table, or a file
      // to fill in.
      await page.locator("[data-build], [data-add]").evaluateAll((tools) => {
        for (const tool of tools) tool.remove();
      });
      return (await page.locator("main").innerText()).length;
    };
    const [plain, scripted] = [await length(without.page), await length(having.page)];
    assert.ok(plain > 80, `/${path} has only ${plain} characters`);
    // Scripts may add an age; they bring no content.
    assert.ok(
      plain >= 0.9 * scripted,
      `/${path}: ${plain} characters without JavaScript, ${scripted} with it`,
    );
  }
  await without.context.close();
  await having.context.close();
});

// @ts-check
// Every page of the hostile library in the real browser: nothing runs, nothing is asked of
// another host. "site" has the content security policy, "rootSite" is the same without it.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, openPage, rootSite, site, until } from "../browser/browser.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const pages = readdirSync(site.dir, { recursive: true, encoding: "utf8" })
  .filter((name) => /(^|\/)index\.html$|^404\.html$/.test(name))
  .map((name) => name.replace(/index\.html$/, ""));

/**
 * A page in which everything that should not happen is noted.
 * @param {string} address
 */
async function open(address) {
  const opened = await openPage(browser);
  opened.page.on("dialog", (dialog) => {
    opened.problems.push(`${opened.page.url()}: a dialog says ${dialog.message()}`);
    void dialog.dismiss();
  });
  const visit = async (/** @type {string} */ path) => {
    await opened.page.goto(address + path, { waitUntil: "load" });
    const ran = await opened.page.evaluate(() => /** @type {any} */ (globalThis).pwned);
    if (ran !== undefined) opened.problems.push(`/${path}: ran ${ran}`);
    const alien = await opened.page.evaluate(() =>
      [
        ...document.querySelectorAll(
          "script:not([src]):not([type='application/ld+json']):not([type='application/json']), iframe, object, embed, base, img:not([src^='/'])",
        ),
      ].map((e) => e.outerHTML.slice(0, 200)),
    );
    for (const html of alien) opened.problems.push(`/${path}: ${html}`);
  };
  return { ...opened, visit };
}

test("the library has enough pages", () => {
  assert.ok(pages.length > 150, `${pages.length} pages`);
});

for (const [name, address] of [
  ["with the policy", site.url],
  ["without the policy", rootSite.url],
]) {
  test(`no page runs anything ${name}`, async () => {
    const { visit, context, problems } = await open(address);
    for (const path of pages) await visit(path);
    await context.close();
    assert.deepEqual(problems, []);
  });

  test(`no answer of the search runs anything ${name}`, async () => {
    const { page, visit, context, problems } = await open(address);
    for (const words of [
      "script",
      "window.pwned",
      "<img src=x onerror=window.pwned=1>",
      "harm",
      "__proto__",
      "javascript",
    ]) {
      await visit(`find/?q=${encodeURIComponent(words)}`);
      await until(`answers to ${words}`, () =>
        page.evaluate(() => document.querySelector("[role=status]")?.textContent !== ""),
      );
    }
    await visit("");
    await page.locator("input[type=search]").first().pressSequentially("script");
    await until("suggestions", () =>
      page.evaluate(() => document.body.textContent?.includes("window.pwned") ?? false),
    );
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).pwned), undefined);
    await context.close();
    assert.deepEqual(problems, []);
  });
}

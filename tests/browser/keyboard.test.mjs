// @ts-check
// The site by keyboard only.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { becomes, launch, openPage, site, until } from "./browser.mjs";
import { focus, tabTo } from "./keys.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

test("from home: skip link, search, suggestion, pattern, without a mouse", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.goto(site.url);
  await page.keyboard.press("Tab");
  const skip = await focus(page);
  assert.equal(skip?.href, "#main", "the first stop is the skip link");
  assert.ok(skip?.seen, "the skip link is seen when it has the focus");

  await page.keyboard.press("Enter");
  await becomes(() => page.evaluate(() => location.hash), "#main");
  await page.keyboard.press("Tab");
  assert.ok(
    await page.evaluate(() => document.activeElement?.closest("main")),
    "after the skip link the focus is in main",
  );

  await page.reload();
  await page.goto(site.url);
  await tabTo(page, "the search field", () =>
    page.evaluate(() => document.activeElement?.matches("input[name=q]") ?? false),
  );
  await page.keyboard.type("missed bin");
  await page.getByRole("option", { name: /Report a missed bin/ }).waitFor();
  const chosen = page.locator("[role=option][aria-selected=true]");
  await until("the pattern among the options", async () => {
    await page.keyboard.press("ArrowDown");
    return (await chosen.allTextContents()).some((text) => text.startsWith("Report a missed bin")); // none may be chosen at this moment
  });
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site.url}service-patterns/report-a-missed-bin/`);

  // And to a pattern through the links.
  await page.goto(site.url);
  await tabTo(
    page,
    "the list of patterns",
    ({ href }) => href === new URL("service-patterns/", site.url).pathname,
  );
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site.url}service-patterns/`);
  await tabTo(page, "the pattern", ({ href }) => href?.endsWith("/report-a-missed-bin/") ?? false);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site.url}service-patterns/report-a-missed-bin/`);
  assert.deepEqual(problems, []);
  await context.close();
});

for (const [path, width] of /** @type {[string, number][]} */ ([
  ["", 1280],
  ["", 320],
  ["service-patterns/report-a-missed-bin/", 1280],
  ["service-patterns/report-a-missed-bin/", 320],
  ["find/?q=bins", 1280],
  ["find/?q=bins", 320],
  ["organisations/", 1280],
  ["map/", 1280],
  ["map/", 320],
  ["pipeline/", 1280],
  ["pipeline/", 320],
  ["build/?have=forms", 1280],
  ["build/?have=forms", 320],
])) {
  test(`the focus is always seen and never trapped: /${path} at ${width} px`, async () => {
    const { page, context, problems } = await openPage(browser, { viewport: { width, height: 800 } });
    await page.goto(site.url + path);
    if (path.startsWith("find/")) await page.locator("[data-hits] .hit").first().waitFor();
    const most = 150; // of hundreds of links: a trap shows earlier
    let stops = 0;
    for (; stops < most; stops++) {
      await page.keyboard.press("Tab");
      const at = await focus(page);
      if (!at) break; // the focus has left the page for the browser's own bars
      if (at.stop < stops) break; // around
      if (at.stop !== stops) problems.push(`stop ${stops} is ${at.name}, number ${at.stop}`);
      if (!at.drawn) problems.push(`no focus ring: ${at.name}`);
      if (!at.seen) problems.push(`out of sight: ${at.name}`);
      if (problems.length > 8) break;
    }
    const reachable = await page.evaluate(
      () =>
        [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")].filter(
          (element) =>
            element.checkVisibility({ visibilityProperty: true }) &&
            /** @type {HTMLElement} */ (element).tabIndex >= 0,
        ).length,
    );
    assert.deepEqual(problems, []);
    assert.ok(stops >= Math.min(reachable, most), `${stops} stops for ${reachable} places`);
    // And back: the way out is the way in.
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    assert.ok(await focus(page), "Shift and Tab lead back");
    await context.close();
  });
}

test("on the search page a filter is set and cleared by keyboard, and the focus stays", async () => {
  const { page, context } = await openPage(browser);
  await page.goto(`${site.url}find/?q=bins`);
  await page.locator("[data-hits] .hit").first().waitFor();
  await tabTo(page, "a filter", () =>
    page.evaluate(() => document.activeElement?.matches("[data-facets] input") ?? false),
  );
  await page.keyboard.press("Space");
  await page.waitForURL(/[?&]type=/);
  await becomes(
    () => page.evaluate(() => document.activeElement?.matches("[data-facets] input:checked") ?? false),
    true,
    "the focus stays on the filter",
  );
  await page.keyboard.press("Space");
  await becomes(() => page.evaluate(() => location.search), "?q=bins");
  await becomes(
    () => page.evaluate(() => document.activeElement?.matches("[data-facets] input") ?? false),
    true,
    "the focus stays on the filter",
  );
  await context.close();
});

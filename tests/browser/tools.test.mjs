// @ts-check
// The board, the map and “What can we build?”: by keyboard only, with JavaScript off, and
// with axe in each state that a person can bring them into.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeInLightAndDark, becomes, launch, openPage, site, sticksOut } from "./browser.mjs";
import { tabTo } from "./keys.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const path = (/** @type {string} */ of) => new URL(of, site.url).pathname;

/**
 * The recipes as the table of the page shows them to a reader.
 * @param {Page} page
 */
function recipes(page) {
  return page.locator("table.matrix").evaluate((table) => {
    const names = [...table.querySelectorAll("thead th")]
      .slice(1, -1)
      .map((th) => th.textContent?.trim() ?? "");
    return [...table.querySelectorAll("tbody tr")].map((row) => {
      const cells = [...row.querySelectorAll("td")].map((td) => td.textContent?.trim());
      return {
        title: row.querySelector("th")?.textContent?.trim() ?? "",
        needs: names.filter((_, i) => cells[i] === "Needed"),
        helps: names.filter((_, i) => cells[i] === "Optional"),
        count: Number(cells[cells.length - 1]),
      };
    });
  });
}

/**
 * The answer of “What can we build?” by its headings, as it stands on the page.
 * @param {Page} page
 * @returns {Promise<Record<string, string[]>>}
 */
function answer(page) {
  return page.locator("[data-answer]").evaluate((box) => {
    /** @type {Record<string, string[]>} */
    const found = {};
    let heading = "";
    for (const part of box.children) {
      if (part.localName === "h2") found[(heading = part.textContent ?? "")] = [];
      if (part.localName === "ul")
        found[heading].push(...[...part.querySelectorAll("a")].map((a) => a.textContent ?? ""));
    }
    return found;
  });
}

test("“What can we build?” answers what its table says, whatever is ticked", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.goto(`${site.url}build/`);
  const rows = await recipes(page);
  assert.ok(
    rows.length >= 22 && rows.every(({ needs, count }) => needs.length === count && count > 0),
    "each pattern needs something",
  );
  const names = [...new Set(rows.flatMap(({ needs, helps }) => [...needs, ...helps]))];
  const choices = [
    ["Forms", "Payments", "Booking"],
    ["Notifications"],
    ["Forms", "Case management", "Notifications", "Identity and sign-in"],
    names,
  ];
  for (const have of choices) {
    await page.getByRole("button", { name: "Clear all" }).click();
    for (const name of have) await page.getByRole("checkbox", { name, exact: true }).check();
    const lacking = (/** @type {number} */ n) =>
      rows
        .filter(
          ({ needs }) =>
            needs.some((name) => have.includes(name)) &&
            needs.filter((name) => !have.includes(name)).length === n,
        )
        .map(({ title }) => title)
        .sort();
    const said = await answer(page);
    for (const [heading, n] of /** @type {[string, number][]} */ ([
      ["Nothing more is needed", 0],
      ["One more is needed", 1],
      ["Two more are needed", 2],
    ])) {
      assert.deepEqual((said[heading] ?? []).sort(), lacking(n), `${have.join(", ")}: ${heading}`);
    }
  }
  // Forms, payments and booking are what many councils have: that must lead somewhere.
  await page.goto(`${site.url}build/?have=forms&have=payments&have=booking`);
  assert.ok((await answer(page))["Nothing more is needed"].length > 0);
  assert.deepEqual(problems, []);
  await context.close();
});

test("“What can we build?” by keyboard: tick, read, go to a pattern, come back to the same choice", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.goto(`${site.url}build/`);
  for (const value of ["booking", "notifications"]) {
    await tabTo(page, value, () =>
      page.evaluate((value) => document.activeElement?.matches(`input[value=${value}]`) ?? false, value),
    );
    await page.keyboard.press("Space");
  }
  await becomes(() => page.evaluate(() => location.search), "?have=booking&have=notifications");
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute("value")),
    "notifications",
    "the focus stays where it was",
  );
  assert.match(await page.locator("p[data-tally]").innerText(), /Patterns you can build: 1\b/);
  await tabTo(page, "the pattern in the answer", async () =>
    page.evaluate(() => document.activeElement?.matches("[data-answer] a") ?? false),
  );
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site.url}service-patterns/book-an-appointment/`);
  await page.goBack();
  await becomes(
    () =>
      page
        .locator("input[name=have]:checked")
        .evaluateAll((boxes) => boxes.map((box) => box.getAttribute("value"))),
    ["booking", "notifications"],
  );
  assert.deepEqual(problems, []);
  await context.close();
});

test("the map by keyboard: another topic, a council of the table; hexagons are no stops", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.goto(`${site.url}map/`);
  await tabTo(page, "the map of projects", ({ href }) => href === path("map/projects/"));
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site.url}map/projects/`);
  const council = await tabTo(
    page,
    "a council",
    ({ href }) => href?.startsWith(path("organisations/")) ?? false,
  );
  assert.equal(
    await page.evaluate(() => document.activeElement?.closest("svg")),
    null,
    "no hexagon is a stop",
  );
  assert.ok(council.drawn && council.seen, "the stop is seen");
  await page.keyboard.press("Enter");
  await page.waitForURL(new URL(council.href ?? "", site.url).href);
  assert.deepEqual(problems, []);
  await context.close();
});

test("the map and its table say the same", async () => {
  const { page, context } = await openPage(browser, { javaScriptEnabled: false });
  for (const topic of ["map/", "map/projects/", "map/shared-services/", "map/patterns/report-a-problem/"]) {
    await page.goto(site.url + topic);
    const table = await page
      .locator(".atlas__list table")
      .first()
      .locator("tbody tr")
      .evaluateAll((rows) =>
        rows.map((row) => ({
          href: row.querySelector("th a")?.getAttribute("href"),
          county: row.querySelector("th small") !== null,
          n: row.querySelectorAll("td li:not(:has(.tag))").length,
        })),
      ); // what has ended is tagged, and colours nothing
    const hexagons = await page
      .locator(".chart a")
      .evaluateAll((links) => links.map((a) => a.getAttribute("href")));
    assert.equal(
      hexagons.length,
      361,
      `${topic}: a hexagon for each council that looks after an area of its own`,
    );
    for (const { href, county } of table) {
      assert.ok(county || hexagons.includes(href ?? ""), `${topic}: ${href} has a hexagon`);
    }
    const numbers = await page
      .locator(".chart .hexes__n")
      .evaluateAll((texts) => texts.map((text) => Number(text.textContent)).sort((a, b) => a - b));
    const several = table
      .filter(({ county, n }) => !county && n > 1)
      .map(({ n }) => n)
      .sort((a, b) => a - b);
    assert.deepEqual(numbers, several, `${topic}: the numbers in the hexagons`);
  }
  await context.close();
});

test("the board by keyboard: one stage, then a project of it with its history", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.goto(`${site.url}pipeline/`);
  await tabTo(page, "the stage", ({ href }) => href === path("pipeline/stage/beta/"));
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site.url}pipeline/stage/beta/`);
  const groups = await page.locator(".board__group").allInnerTexts();
  assert.deepEqual(
    groups.map((text) => text.trim()),
    ["Beta"],
    "the address narrows the board to one stage",
  );
  const project = await tabTo(page, "a project", ({ href }) => href?.startsWith(path("projects/")) ?? false);
  assert.ok(project.drawn && project.seen, "the stop is seen");
  await page.keyboard.press("Enter");
  await page.waitForURL(new URL(project.href ?? "", site.url).href);
  assert.ok(await page.locator("ol.journey li").first().isVisible(), "the project shows its stages");
  assert.deepEqual(problems, []);
  await context.close();
});

test("with JavaScript off: a page for each capability, the board and the map through links", async () => {
  const { page, context, problems } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(`${site.url}build/`);
  assert.equal(await page.locator("[data-build]").isVisible(), false, "what needs a script is not shown");
  const rows = await recipes(page);
  await page.locator("main").getByRole("link", { name: "Booking", exact: true }).first().click();
  await page.waitForURL(`${site.url}build/booking/`);
  const linked = await page.locator("main .reach a.name").allInnerTexts();
  const needing = rows.filter(({ needs }) => needs.includes("Booking")).map(({ title }) => title);
  assert.deepEqual(linked.sort(), needing.sort(), "the page of a capability has all patterns that need it");
  const better = await page.locator("section:has(> #better) a").allInnerTexts();
  assert.deepEqual(
    better.sort(),
    rows
      .filter(({ helps }) => helps.includes("Booking"))
      .map(({ title }) => title)
      .sort(),
  );

  await page.goto(`${site.url}pipeline/`);
  const all = await page.locator(".board tbody tr:not(.board__group)").count();
  assert.ok(all >= 30, `${all} projects`);
  await page.getByRole("link", { name: /^Users/ }).click();
  await page.waitForURL(`${site.url}pipeline/seeking/users/`);
  const seeking = await page.locator(".board tbody tr:not(.board__group)").allInnerTexts();
  assert.ok(seeking.length > 0 && seeking.length < all, `${seeking.length} of ${all} projects`);
  for (const row of seeking)
    assert.match(
      row,
      /(Looking for .*users|Asked for .*users, [\w ]*20\d\d)/,
      "it says what it seeks, and when it last said so",
    );

  await page.goto(`${site.url}map/`);
  await page.getByText("Who runs a pattern").click();
  await page
    .locator("details")
    .getByRole("link", { name: /^Report a problem/ })
    .click();
  await page.waitForURL(`${site.url}map/patterns/report-a-problem/`);
  assert.deepEqual(problems, []);
  await context.close();
});

test("axe finds nothing in any state of the three", async () => {
  const { page, context, problems } = await openPage(browser);
  for (const state of [
    "build/?have=forms&have=payments&have=booking",
    "build/booking/",
    "map/patterns/report-a-problem/",
    "pipeline/seeking/partners/",
    "pipeline/stage/live/",
  ]) {
    await page.goto(site.url + state);
    for (const details of await page.locator("details").all())
      await details.evaluate((it) => it.setAttribute("open", ""));
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const found of [...(await sticksOut(page)), ...(await axeInLightAndDark(page))])
        problems.push(`/${state} at ${width} px: ${found}`);
    }
  }
  assert.deepEqual(problems, []);
  await context.close();
});

// @ts-check
// Search as people meet it: suggestions under the field, the search page, and what is said when
// something is missing.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import {
  axe,
  axeInLightAndDark,
  becomes,
  launch,
  openPage,
  patterns,
  rootSite,
  site,
  sticksOut,
  until,
} from "./browser.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const missedBin = `${site.url}service-patterns/report-a-missed-bin/`;

/** @param {Page} page @param {string} [url] */
async function combobox(page, url = site.url) {
  await page.goto(url);
  const field = page.getByRole("combobox").first();
  await field.waitFor();
  return field;
}

/**
 * What the search page shows, once it has settled on an answer.
 * @param {Page} page
 */
async function shown(page) {
  await page.locator("[data-hits]:not([hidden]):not([aria-busy])").waitFor();
  return page.evaluate(() => {
    const texts = (/** @type {string} */ selector) =>
      [...document.querySelectorAll(selector)].map((element) => element.textContent ?? "");
    return {
      total: Number(/^[\d,]+/.exec(texts("[data-hits] .tally p")[0] ?? "0")?.[0].replaceAll(",", "")),
      titles: texts("[data-hits] .hit h2"),
      marks: texts("[data-hits] .hit mark").map((mark) => mark.toLowerCase()),
      kinds: texts("[data-hits] .hit .kind"),
      facets: Object.fromEntries(
        [...document.querySelectorAll("[data-facets] input")].map((box) => {
          const { name, value } = /** @type {HTMLInputElement} */ (box);
          return [
            `${name}=${value}`,
            Number(box.parentElement?.querySelector("span")?.textContent?.replaceAll(",", "")),
          ];
        }),
      ),
    };
  });
}

/** Holds the pieces of the index back until what it returns is called. @param {Page} page */
async function holdPieces(page) {
  /** @type {(value?: unknown) => void} */
  let release = () => {};
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/search/**/*.bin", async (route) => {
    await released;
    return route.continue();
  });
  return release;
}

/** @param {Page} page @param {string} query */
async function find(page, query) {
  await page.goto(`${site.url}find/${query}`);
  return shown(page);
}

/**
 * The option that is chosen under a field, or null.
 * @param {Page} page
 * @param {import("playwright-core").Locator} field
 */
async function chosen(page, field) {
  const id = await field.getAttribute("aria-activedescendant");
  if (!id) return null;
  return page.locator(`[id="${id}"]`).evaluate((option) => ({
    role: option.getAttribute("role"),
    selected: option.getAttribute("aria-selected"),
    href: /** @type {HTMLAnchorElement} */ (option).href,
  }));
}

test("suggestions are a combobox with a list of options", async () => {
  const { page, context, problems } = await openPage(browser);
  const field = await combobox(page);
  const attribute = (/** @type {string} */ name) => field.getAttribute(name);
  assert.equal(await attribute("aria-expanded"), "false");
  assert.equal(await attribute("aria-autocomplete"), "list");

  await field.pressSequentially("missed bin");
  await becomes(() => attribute("aria-expanded"), "true");
  const list = page.getByRole("listbox");
  assert.equal(await list.getAttribute("id"), await attribute("aria-controls"));
  assert.ok(await list.isVisible());
  await page.getByRole("option", { name: /Report a missed bin/ }).waitFor();
  assert.ok((await list.getByRole("group").count()) >= 2, "options stand in groups by type");
  assert.ok((await list.locator("mark").count()) > 0, "words are marked");
  assert.equal(await chosen(page, field), null, "nothing is chosen before a key");
  await until("the number of suggestions to be said", async () =>
    /suggestion/.test((await page.locator("form[data-find] [role=status]").first().textContent()) ?? ""),
  );
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(problems, []);
  await context.close();
});

test("the keyboard chooses among suggestions, and opens the one that it chose", async () => {
  const { page, context, problems } = await openPage(browser);
  const field = await combobox(page);
  const attribute = (/** @type {string} */ name) => field.getAttribute(name);
  const active = () => chosen(page, field);
  const list = page.getByRole("listbox");
  await field.fill("missed bin"); // at once, so that one answer comes
  await page.getByRole("option", { name: /Report a missed bin/ }).waitFor();

  const options = await list.getByRole("option").count();
  await field.press("ArrowDown");
  const first = await active();
  assert.deepEqual({ role: first?.role, selected: first?.selected }, { role: "option", selected: "true" });
  await field.press("ArrowDown");
  assert.notEqual((await active())?.href, first?.href);
  await field.press("ArrowUp");
  assert.equal((await active())?.href, first?.href);
  await field.press("ArrowUp");
  await field.press("ArrowUp");
  assert.equal(
    (await active())?.href,
    await list
      .getByRole("option")
      .nth(options - 1)
      .evaluate((a) => /** @type {HTMLAnchorElement} */ (a).href),
    "up from the first leads to the last",
  );
  assert.equal(await list.locator("[aria-selected=true]").count(), 1);

  await field.press("Escape");
  await becomes(() => attribute("aria-expanded"), "false");
  assert.equal(await list.isVisible(), false);
  assert.equal(await field.inputValue(), "missed bin", "the first Escape keeps what was typed");

  await field.press("ArrowDown");
  await until(
    "the list to open again",
    async () => (await attribute("aria-expanded")) === "true" && !!(await active()),
  );
  await until("the pattern to be chosen", async () => {
    if ((await active())?.href === missedBin) return true;
    await field.press("ArrowDown");
    return false;
  });
  await field.press("Enter");
  await page.waitForURL(missedBin);
  await page.goBack();
  assert.equal(await page.getByRole("listbox").isVisible(), false, "back on the page the list is closed");
  assert.deepEqual(problems, []);
  await context.close();
});

test("Enter without a choice leads to the search page, on every page and at the host's root", async () => {
  const { page, context, problems } = await openPage(browser);
  for (const url of [site.url, missedBin, `${site.url}about/`, rootSite.url]) {
    const home = url.startsWith(rootSite.url) ? rootSite.url : site.url;
    const field = await combobox(page, url);
    await field.fill("missed bin");
    await field.press("Enter");
    await page.waitForURL(`${home}find/?q=missed+bin`);
    const { titles } = await shown(page);
    assert.match(titles[0], /missed bin/i);
    assert.ok(
      (await page.locator(".hit a").first().getAttribute("href"))?.startsWith(new URL(home).pathname),
    );
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("suggestions fit a narrow window, in light and dark", async () => {
  const { page, context, problems } = await openPage(browser, { viewport: { width: 320, height: 700 } });
  for (const url of [site.url, missedBin]) {
    await page.goto(url);
    const field = page.getByRole("combobox").first();
    await field.pressSequentially("missed bin");
    await page.getByRole("option", { name: /Report a missed bin/ }).waitFor();
    problems.push(...(await sticksOut(page)), ...(await axeInLightAndDark(page)));
    const list = await page.getByRole("listbox").boundingBox();
    assert.ok(list && list.x >= 0 && list.x + list.width <= 320, `the list is at ${JSON.stringify(list)}`);
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("the search page shows results while typing, marked, accessible at both widths", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.goto(`${site.url}find/`);
  const field = page.locator("[data-results] input[name=q]");
  await field.pressSequentially("missed bin");
  // The first title is the same for "missed" alone: what is marked says that both words were answered.
  await until("results while typing, with both words marked", async () => {
    const { marks, titles } = await shown(page);
    const marked = (/** @type {string} */ word) => marks.some((mark) => mark.startsWith(word));
    return /missed bin/i.test(titles[0] ?? "") && marked("miss") && marked("bin");
  });
  const { total, titles } = await shown(page);
  assert.ok(total >= titles.length && titles.length > 1);
  await becomes(() => page.evaluate(() => location.search), "?q=missed+bin");
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    problems.push(...(await sticksOut(page)), ...(await axeInLightAndDark(page)));
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("a space, or a letter taken back, while the answer is on its way loses nothing", async () => {
  const { page, context } = await openPage(browser);
  const release = await holdPieces(page);
  await page.goto(`${site.url}find/`);
  const field = page.locator("main input[type=search]"),
    held = page.waitForRequest("**/search/**/*.bin");
  await field.fill("missed bin");
  await held;
  for (const key of ["Space", "x", "Backspace"]) await page.keyboard.press(key);
  release();
  assert.match((await shown(page)).titles[0], /missed bin/i);
  await context.close();
});

test("an unfinished word is left in peace, and a slow answer says that it is on its way", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000); // time passes when we say so
  const pass = (/** @type {number} */ ms) => page.clock.runFor(ms);
  const said = page.locator("main [role=status]").first(),
    main = page.locator("main");
  const nothing = main.getByRole("heading", { name: /^Nothing found/ }),
    searching = page.locator("[data-hits]").getByText("Searching…");
  const release = await holdPieces(page);

  const held = page.waitForRequest("**/search/**/*.bin");
  await page.goto(`${site.url}find/?q=missed+bin&page=0`);
  await held; // the answer is on its way, and will be until it is released
  assert.equal(new URL(page.url()).search, "?q=missed+bin", "what the address cannot mean goes out of it");
  await pass(900);
  assert.ok(
    !(await searching.isVisible()) && (await main.locator("[data-start]").isVisible()),
    "nothing flashes",
  );
  await pass(200);
  await searching.waitFor();
  assert.equal(await main.locator("[data-start]").isVisible(), false, "in place of the start");
  await pass(800);
  assert.equal(await said.textContent(), "Searching…");
  release();
  await shown(page);
  assert.equal(await searching.count(), 0);
  await pass(800);
  assert.match((await said.textContent()) ?? "", /results/);

  const field = main.locator("input[type=search]");
  await field.fill("h");
  for (const letter of "ow do i r") {
    await pass(350);
    assert.deepEqual([await nothing.count(), await searching.count()], [0, 0], await field.inputValue());
    assert.doesNotMatch((await said.textContent()) ?? "", /Nothing/);
    await field.press(letter === " " ? "Space" : letter);
  }
  assert.ok((await page.locator(".hit h2").count()) > 0, "what was found before stays");
  await until("a rest to end the question", async () => {
    await pass(200);
    return nothing.isVisible();
  });
  await pass(800);
  assert.equal(await said.textContent(), "Nothing found for “how do i r”");
  await field.fill("qqqqzzzz");
  await field.press("Enter");
  await main.getByRole("heading", { name: "Nothing found for “qqqqzzzz”" }).waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("under the field of another page, an unfinished word is left in peace, too", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000); // time passes when we say so
  const pass = (/** @type {number} */ ms) => page.clock.runFor(ms);
  const box = await combobox(page),
    heard = page.locator("form[data-find] [role=status]").first();
  await box.press("h");
  await until("the list to open", async () => {
    await pass(50);
    return (await box.getAttribute("aria-expanded")) === "true";
  });
  for (const letter of "ow do i r") {
    await pass(600);
    await box.press(letter === " " ? "Space" : letter);
    assert.doesNotMatch((await heard.textContent()) ?? "", /No suggestions/);
  }
  await until("a rest to end the question", async () => {
    await pass(200);
    return (await heard.textContent()) === "No suggestions";
  });
  assert.deepEqual(problems, []);
  await context.close();
});

test("the address waits while somebody types, and is right when they leave", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.clock.install();
  const wanted = await find(page, "?q=missed+bin");
  const before = await find(page, "?q=pothole");
  const field = page.locator("main input[type=search]");
  await field.fill("");
  await field.pressSequentially("missed bin");
  await becomes(async () => (await shown(page)).titles, wanted.titles);
  const searches = () => page.evaluate(() => location.search);
  await page.locator(".hit a").first().focus(); // leaves the field before the address would be written by itself
  assert.equal(await searches(), "?q=missed+bin");
  await page.keyboard.press("Enter");
  await until("the entry", async () => !page.url().includes("/find/"));
  await page.goBack();
  assert.equal(await searches(), "?q=missed+bin", "Back leads to what was typed");
  await page.goBack();
  await becomes(
    async () => (await shown(page)).titles,
    before.titles,
    "and then to what was asked before, not through every letter",
  );

  await field.focus();
  await field.press("End");
  await page.evaluate(() => {
    const { replaceState } = history,
      counted = /** @type {any} */ (window);
    counted.written = 0;
    history.replaceState = function (...state) {
      counted.written++;
      replaceState.apply(this, state);
    };
  });
  await page.clock.pauseAt(Date.now() + 60_000); // a machine with other things to do may type slowly
  for (const letter of " on a road near me") {
    await field.press(letter === " " ? "Space" : letter);
    await page.clock.runFor(150);
  }
  await until("the address to follow by itself", async () => {
    await page.clock.runFor(200);
    return (await searches()) === "?q=pothole+on+a+road+near+me";
  });
  assert.ok((await page.evaluate(() => /** @type {any} */ (window).written)) < 6, "not at every letter");
  assert.deepEqual(problems, []);
  await context.close();
});

test("filters by type and verb narrow to what their counts say, alone and together", async () => {
  const { page, context, problems } = await openPage(browser);
  const all = await find(page, "?q=report");
  const types = Object.entries(all.facets).filter(([name]) => name.startsWith("type="));
  assert.ok(types.length >= 3, JSON.stringify(all.facets));
  assert.equal(
    types.reduce((sum, [, count]) => sum + count, 0),
    all.total,
    "every entry has one type",
  );
  for (const [name, count] of types) assert.equal((await find(page, `?q=report&${name}`)).total, count, name);

  await find(page, "?q=report");
  await page.locator('[data-facets] input[name="type"][value="service-pattern"]').check();
  await page.waitForURL(/type=service-pattern/);
  await becomes(async () => (await shown(page)).total, all.facets["type=service-pattern"]);
  const patterns = await shown(page);
  assert.ok(
    patterns.kinds.every((kind) => /pattern/i.test(kind)),
    `only patterns: ${patterns.kinds}`,
  );
  assert.equal(
    patterns.facets["type=case-study"],
    all.facets["type=case-study"],
    "other types still count what they would add",
  );

  const verb = Object.entries(patterns.facets).find(
    ([name, count]) => name.startsWith("verb=") && count < patterns.total,
  );
  assert.ok(verb, "a verb that narrows");
  const [, value] = verb[0].split("=");
  await page.locator(`[data-facets] input[name="verb"][value="${value}"]`).check();
  await page.waitForURL(new RegExp(`verb=${value}`));
  await becomes(async () => (await shown(page)).total, verb[1], "both filters together");

  const address = page.url();
  const before = await shown(page);
  await page.reload();
  assert.deepEqual(await shown(page), before, "a reload keeps all");
  await page.locator(".hit a").first().click();
  await until("the entry", async () => !page.url().includes("/find/"));
  await page.goBack();
  assert.equal(page.url(), address);
  assert.deepEqual(await shown(page), before, "Back keeps all");
  await page.goBack();
  await becomes(async () => (await shown(page)).total, patterns.total, "Back takes the last filter away");

  await page.getByRole("button", { name: "Clear filters" }).click();
  await becomes(async () => (await shown(page)).total, all.total);
  assert.equal(new URL(page.url()).search, "?q=report");
  assert.deepEqual(problems, []);
  await context.close();
});

test("sorting and paging are in the address and lose nothing", async () => {
  const { page, context, problems } = await openPage(browser);
  const first = await find(page, "?q=council");
  assert.ok(first.total > 20 && first.titles.length === 10, `${first.total} results`);
  await page.getByRole("link", { name: "Next" }).click();
  await page.waitForURL(/page=2/);
  await until("another page", async () => (await shown(page)).titles[0] !== first.titles[0]);
  const second = await shown(page);
  assert.equal(second.total, first.total);
  const hrefs = await page
    .locator(".hit a")
    .evaluateAll((links) => links.map((a) => /** @type {HTMLAnchorElement} */ (a).href));
  assert.equal(new Set(hrefs).size, 10);
  await page.reload();
  assert.deepEqual((await shown(page)).titles, second.titles);
  await page.goBack();
  await becomes(async () => (await shown(page)).titles, first.titles);

  await page.getByLabel("Sort").selectOption("newest");
  await page.waitForURL(/sort=newest/);
  const dated = await page.evaluate(async (address) => {
    const { open } = await import(`${address}engine.js`);
    return (await (await open(address)).search("council", { sort: "newest" })).hits.map(
      (/** @type {any} */ hit) => hit.title,
    );
  }, `${site.url}search/`);
  await becomes(async () => (await shown(page)).titles, dated, "in the engine's order by date");
  const newest = await shown(page);
  assert.equal(newest.total, first.total, "sorting changes no number");
  await page.reload();
  assert.deepEqual((await shown(page)).titles, newest.titles);
  assert.deepEqual(problems, []);
  await context.close();
});

test("Back leads to the place in the list", async () => {
  const { page, context, problems } = await openPage(browser);
  const scrolled = () => page.evaluate(() => Math.round(scrollY));
  await find(page, "?q=waste");
  await page.getByRole("link", { name: "Next" }).click();
  await page.waitForURL(/page=2/);
  for (const [place, leave] of /** @type {const} */ ([
    [900, "a result"],
    [600, "an earlier page"],
  ])) {
    await shown(page);
    await page.evaluate((top) => scrollTo(0, top), place);
    await becomes(scrolled, place);
    if (leave === "a result") {
      await page
        .locator(".hit a")
        .nth(4)
        .evaluate((a) => /** @type {HTMLElement} */ (a).click());
      await page.waitForURL((url) => !url.pathname.endsWith("/find/"));
      await page.goBack();
    } else {
      await becomes(() => page.evaluate(() => history.state?.scroll), place); // a moment after the last movement
      await page.goBack();
      await page.waitForURL((url) => url.search === "?q=waste");
      await shown(page);
      await page.goForward();
    }
    await page.waitForURL(/page=2/);
    await becomes(scrolled, place, `back from ${leave}`);
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("text that an input method composes waits until it is done", async () => {
  const { page, context, problems } = await openPage(browser);
  const devtools = await context.newCDPSession(page);
  /** @param {string[]} stages @param {() => Promise<unknown>} quiet */
  const compose = async (stages, quiet) => {
    for (const text of stages) {
      await devtools.send("Input.imeSetComposition", {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
      await page.waitForTimeout(200); // longer than the pause after which suggestions are looked for
      await quiet();
    }
    await devtools.send("Input.insertText", { text: stages.at(-1) ?? "" });
  };
  const { titles } = await find(page, "?q=missed+bin");
  const field = page.locator("main input[type=search]");
  await field.fill("");
  await page.waitForURL(`${site.url}find/`);
  const status = page.locator("[data-results] > [role=status]");
  const places = await page.evaluate(() => history.length);
  await compose(["m", "mi", "missed", "missed bin"], async () => {
    assert.equal(await page.locator("[data-hits]").isVisible(), false);
    assert.equal(await status.textContent(), "");
    assert.equal(page.url(), `${site.url}find/`);
  });
  await becomes(async () => (await shown(page)).titles, titles);
  await becomes(() => page.evaluate(() => location.search), "?q=missed+bin");
  assert.equal(await page.evaluate(() => history.length), places);

  const box = await combobox(page);
  await box.focus();
  await box.fill("bin ");
  await page.getByRole("option", { name: /Report a missed bin/ }).waitFor();
  await page.keyboard.press("Escape");
  await compose(["t", "tax"], async () => assert.equal(await page.getByRole("listbox").isVisible(), false));
  await page.getByRole("option", { name: "Search for “bin tax”" }).waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("typing errors find the same", async () => {
  const { page, context, problems } = await openPage(browser);
  const right = await find(page, "?q=missed+bin");
  const doubled = await find(page, "?q=misssed+bin");
  assert.equal(doubled.total, right.total);
  assert.deepEqual(doubled.titles.slice(0, 5), right.titles.slice(0, 5)); // further down a repaired word may weigh less
  const both = await find(page, "?q=misssed+bni");
  assert.deepEqual(both.titles.slice(0, 2), right.titles.slice(0, 2));
  const field = await combobox(page);
  await field.pressSequentially("misssed bni");
  await page.getByRole("option", { name: /Report a missed bin/ }).waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("a question that names pages of the site leads to them, beside the entries", async () => {
  const { page, context, problems } = await openPage(browser);
  const pages = page.getByRole("navigation", { name: "Pages on this site" }).getByRole("link");
  for (const [question, first] of Object.entries({
    "projects looking for partners": "pipeline/seeking/partners/",
    "case studies with savings": "case-studies/",
    "subscribe to changes": "feeds/",
    compare: "service-patterns/",
    map: "map/",
    board: "pipeline/",
    "what can we build": "build/",
    "we use this": "add/",
    "A to Z": "a-to-z/",
    "councils in Wales": "organisations/#nation-3",
    "open data": "data/",
  })) {
    const { total, titles } = await find(page, `?q=${encodeURIComponent(question)}`);
    await pages.first().waitFor();
    const href = await pages.first().evaluate((a) => /** @type {HTMLAnchorElement} */ (a).href);
    assert.equal(href, site.url + first, question);
    assert.equal(titles.length, Math.min(total, 10), "they are no hits");
    assert.equal((await page.request.get(href)).status(), 200);
  }
  problems.push(...(await axe(page)));
  await find(page, "?q=missed+bin");
  assert.equal(await pages.count(), 0);
  assert.deepEqual(problems, []);
  await context.close();
});

test("nothing found gives help", async () => {
  const { page, context, problems } = await openPage(browser);
  await find(page, "?q=qqqqzzzzxxxx+wwwwkkkkjjjj");
  const main = page.locator("main");
  await main.getByRole("heading", { name: /Nothing found/ }).waitFor();
  assert.ok(
    (await main.locator("a[href*='/browse/']").count()) > 0 &&
      (await main.locator("[data-start]").isVisible()),
    "links to browse",
  );
  problems.push(...(await axe(page)));

  // One word that nothing has: entries with a word that begins like it, and never what it may be a slip of.
  await find(page, "?q=missedness");
  await main.getByRole("heading", { name: "Entries with similar words" }).waitFor();
  assert.match(await main.locator(".nothing .hit").first().innerText(), /miss/i);
  await find(page, "?q=qqqqzzzzxxxx");
  assert.equal(await main.locator(".hit").count(), 0, "nothing is near");

  // With a filter that leaves nothing, the way out is to take it away.
  const { total } = await find(page, "?q=missed+bin");
  await find(page, "?q=missed+bin&stage=idea&type=standard");
  await main.getByRole("link", { name: `See ${total} results without the filters` }).click();
  await becomes(async () => (await shown(page)).total, total);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a piece of the index that does not load is said in plain words, and trying again helps", async () => {
  const { page, context } = await openPage(browser);
  const pieces = "**/search/**/*.bin";
  const failing = /Search could not load part of its index\. Try again, or browse all patterns\./;
  await page.route(pieces, (route) => route.abort());
  await page.goto(`${site.url}find/?q=missed+bin`);
  const failed = page.locator("[data-hits] .failed");
  await failed.waitFor();
  assert.match(await failed.innerText(), failing);
  assert.equal(await page.locator(".hit").count(), 0, "no half answer");
  assert.ok(await failed.locator("a[href$='/browse/']").isVisible());
  await until("a status message", async () =>
    failing.test((await page.locator("[data-results] > [role=status]").textContent()) ?? ""),
  );
  assert.deepEqual(await axe(page), []);
  await page.unroute(pieces);
  await page.getByRole("button", { name: "Try again" }).click();
  await until("results", async () =>
    /missed bin/i.test(
      (await page
        .locator(".hit h2")
        .first()
        .textContent()
        .catch(() => "")) ?? "",
    ),
  );

  // Under the field of another page the same; the next letter tries again.
  await page.route(pieces, (route) => route.abort());
  const field = await combobox(page);
  await field.pressSequentially("missed bi");
  await page.getByText(failing).first().waitFor();
  await becomes(() => field.getAttribute("aria-expanded"), "false");
  await page.unroute(pieces);
  await field.pressSequentially("n");
  await page.getByRole("option", { name: /Report a missed bin/ }).waitFor();

  // The engine itself may be what does not load.
  await page.route("**/search/engine.js*", (route) => route.abort());
  await page.goto(`${site.url}find/?q=missed+bin`);
  await failed.waitFor();
  await page.unroute("**/search/engine.js*");
  await page.getByRole("button", { name: "Try again" }).click();
  await until("results", async () =>
    /missed bin/i.test(
      (await page
        .locator(".hit h2")
        .first()
        .textContent()
        .catch(() => "")) ?? "",
    ),
  );
  await context.close();
});

test("a server that falls silent ends in the sentence", async () => {
  for (const silent of ["**/search/engine.js*", "**/search/**/*.bin"]) {
    const { page, context } = await openPage(browser);
    await page.clock.install();
    await page.route(silent, () => {});
    await page.goto(`${site.url}find/?q=missed+bin`);
    await until(
      "the sentence",
      async () => {
        await page.clock.runFor(5000);
        return page.locator("[data-hits] .failed").isVisible();
      },
      60_000,
    );
    assert.match(await page.locator(".failed").innerText(), /Search could not load part of its index/);
    await page.unroute(silent);
    await page.getByRole("button", { name: "Try again" }).click();
    await shown(page);
    assert.ok((await page.locator(".hit").count()) > 0);
    await context.close();
  }
});

test("one failure is retried without a word", async () => {
  const { page, context } = await openPage(browser);
  /** @type {Set<string>} */
  const seen = new Set();
  await page.route("**/search/**/*.bin", (route) => {
    const url = route.request().url();
    if (seen.has(url)) return route.continue();
    seen.add(url);
    return route.abort();
  });
  const { titles } = await find(page, "?q=missed+bin");
  assert.match(titles[0], /missed bin/i);
  assert.ok(seen.size > 0);
  await context.close();
});

/** @type {Record<string, (body: Buffer) => Buffer>} */
const damages = {
  "cut in half": (body) => body.subarray(0, Math.floor(body.length / 2)),
  // A letter of a word, so that nothing but a checksum can notice.
  "unpacked by the host, with a wrong letter": (body) => {
    const data = gunzipSync(body);
    const word = /[b-y]{4}/.exec(data.toString("latin1"));
    if (word) data[word.index + 1] ^= 1;
    return data;
  },
};
for (const [name, damage] of Object.entries(damages)) {
  test(`a piece that is ${name} gives a message, never a wrong result`, async () => {
    const { page, context } = await openPage(browser);
    await page.route("**/search/**/*.bin", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: damage(await response.body()) });
    });
    await page.goto(`${site.url}find/?q=missed+bin`);
    await page.locator("[data-hits] .failed").waitFor();
    assert.match(await page.locator(".failed").innerText(), /could not load|damaged/);
    assert.equal(await page.locator(".hit").count(), 0);
    await context.close();
  });
}

test("a manifest of a newer format says so", async () => {
  const { page, context } = await openPage(browser);
  await page.route("**/search/manifest.json", async (route) => {
    const response = await route.fetch();
    const manifest = await response.json();
    await route.fulfill({ response, json: { ...manifest, format: 99 } });
  });
  const field = await combobox(page);
  await field.pressSequentially("missed bin");
  await page.locator(".suggest__note", { hasText: /newer than .*Reload/ }).waitFor();
  await page.goto(`${site.url}find/?q=missed+bin`);
  await page.locator("[data-hits] .failed").waitFor();
  assert.match(await page.locator(".failed").innerText(), /newer than .*Reload/);
  await page.unroute("**/search/manifest.json");
  await page.locator(".failed").getByRole("button").click();
  await until("results", async () =>
    /missed bin/i.test(
      (await page
        .locator(".hit h2")
        .first()
        .textContent()
        .catch(() => "")) ?? "",
    ),
  );
  await context.close();
});

test("strange questions are answered without an error", async () => {
  const { page, context, problems } = await openPage(browser);
  for (const query of [
    "<img src=x onerror=alert(1)>",
    "🗑️",
    "שלום",
    "the of and",
    "\u0000\u202e",
    "x".repeat(3000),
  ]) {
    await page.goto(`${site.url}find/?q=${encodeURIComponent(query)}`);
    await page.locator("[data-hits]:not([hidden]):not([aria-busy])").waitFor();
    assert.equal(await page.locator("main img").count(), 0);
    assert.equal(await page.locator(".failed").count(), 0, query.slice(0, 40));
    problems.push(...(await sticksOut(page)));
  }
  assert.deepEqual(problems, []);
  await context.close();
});

/**
 * Builds the sample library as a site in Welsh, in which every word is ours with a sign of its own.
 * @param {string} folder  to build it in
 * @param {string} address
 * @param {string} sign
 * @returns {string}  the folder of the site
 */
function buildWelsh(folder, address, sign) {
  const from = (/** @type {string} */ name) => join(import.meta.dirname, "../..", name);
  const library = join(folder, "library"),
    built = join(folder, "site");
  cpSync(from("testdata/library"), library, { recursive: true });
  const settings = join(library, "library.yaml");
  writeFileSync(settings, readFileSync(settings, "utf8").replace(/^language: .*$/m, "language: cy"));
  mkdirSync(join(library, "theme/strings"), { recursive: true });
  const words = Object.entries(JSON.parse(readFileSync(from("theme/strings/en.json"), "utf8"))).map(
    ([key, word]) => [key, word + sign],
  );
  // And a form that English lacks.
  writeFileSync(
    join(library, "theme/strings/cy.json"),
    JSON.stringify({ ...Object.fromEntries(words), "results.tally.two": `dau ganlyniad, {order}${sign}` }),
  );
  execFileSync(patterns, ["build", "--library", library, "--out", built, "--base-url", address], {
    stdio: "ignore",
  });
  return built;
}

/**
 * Answers what a page asks of an address with the files of a folder.
 * @param {Page} page
 * @param {string} address
 * @param {string} folder
 */
function serve(page, address, folder) {
  return page.route(`${address}**`, (route) => {
    const path = route
      .request()
      .url()
      .slice(address.length)
      .replace(/[?#].*/, "");
    return route.fulfill({ path: join(folder, path.replace(/(^|\/)$/, "$1index.html")) });
  });
}

/**
 * That there are texts in these places, and that each has these words in it.
 * @param {Page} page
 * @param {string} words
 * @param {string[]} places
 */
async function allSay(page, words, places) {
  for (const place of places) {
    const texts = await page.locator(place).allTextContents();
    assert.ok(texts.length > 0 && texts.every((text) => text.includes(words)), `${place}: ${texts}`);
  }
}

test("a site in another language searches in the words of its strings file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "welsh-"));
  const welsh = `${new URL(site.url).origin}/cy/`;
  const sign = "‡</script><!--"; // which must do no harm either
  const built = buildWelsh(folder, welsh, sign);

  const { page, context, problems } = await openPage(browser);
  await serve(page, welsh, built);
  const signed = (/** @type {string[]} */ ...places) => allSay(page, sign, places);
  const field = await combobox(page, welsh);
  await field.pressSequentially("missed bin");
  await page.getByRole("option", { name: /Report a missed bin/ }).waitFor();
  await signed("[role=listbox] > .suggest__option", ".suggest__option small", ".suggest__keys");
  assert.ok((await page.getByRole("listbox").getAttribute("aria-label"))?.endsWith(sign));
  await until("the number of suggestions", async () =>
    /^\d+ suggestions‡/.test((await page.locator("form[data-find] [role=status]").textContent()) ?? ""),
  );

  const ask = async (/** @type {string} */ query) => {
    await page.goto(`${welsh}find/?q=${query}`);
    return shown(page);
  };
  const { facets } = await ask("missd+bin&page=2");
  await page.locator(".facet__more summary").last().click();
  await signed(
    ".tally p",
    ".tally option",
    "[data-facets] legend",
    "[data-facets] summary",
    "[data-hits] .kind",
    "[data-hits] > .find__hint",
    ".paging > *",
  );
  assert.deepEqual(
    await page
      .locator(".tally option")
      .evaluateAll((options) => options.map((option) => option.getAttribute("value"))),
    ["relevance", "newest"],
  );
  const two =
    Object.keys(facets).find((name) => facets[name] === 2) ?? assert.fail("no filter leaves two results");
  await ask(`missd+bin&${two}`);
  await becomes(
    () => page.locator(".tally p").textContent(),
    `dau ganlyniad, best match first${sign}${sign}`,
  );
  await signed("[data-facets] button");
  await ask("zzqx+bin&type=standard&tier=county");
  await signed("[data-hits] h2", "[data-hits] .nothing > ul > li");
  assert.deepEqual(problems, []);

  await page.route("**/search/manifest.json", (route) => route.fulfill({ json: { format: 99 } }));
  await ask("missed+bin");
  await signed(".failed p", ".failed button");
  await context.close();
  rmSync(folder, { recursive: true });
});

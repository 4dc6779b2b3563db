// @ts-check
// Every kind of page in the real browser: axe, both colour schemes, a narrow and a wide window,
// no request elsewhere, a silent console, print and forced colours.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeInLightAndDark, kindsOfPages, launch, openPage, site, sticksOut } from "./browser.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const pages = [...kindsOfPages(), "404.html"];

test("the sitemap has the kinds of pages that we expect", () => {
  assert.ok(pages.length >= 30 && pages.length <= 100, `${pages.length} pages: ${pages.join(" ")}`);
  for (const path of [
    "",
    "find/",
    "browse/",
    "a-to-z/",
    "service-patterns/",
    "contribute/",
    "corrections/",
    "about/",
    "accessibility/",
    "privacy/",
  ]) {
    assert.ok(pages.includes(path), `/${path}`);
  }
});

test("axe finds nothing, nothing scrolls sideways, nothing leaves the origin, the console is silent", {
  concurrency: 2,
}, async (t) => {
  const workers = [0, 1].map((worker) =>
    t.test(`half ${worker + 1}`, { concurrency: 1 }, async () => {
      const { page, context, problems } = await openPage(browser);
      for (let i = worker; i < pages.length; i += 2) {
        await page.goto(site.url + pages[i], { waitUntil: "load" });
        /** @type {Map<string, string[]>} */
        const places = new Map();
        const note = (/** @type {string[]} */ found, /** @type {string} */ place) => {
          for (const one of found) places.set(one, [...(places.get(one) ?? []), place]);
        };
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          note([...(await sticksOut(page)), ...(await axeInLightAndDark(page))], `${width} px`);
        }
        for (const [found, at] of places) problems.push(`/${pages[i]} (${at.join(", ")}): ${found}`);
      }
      await context.close();
      assert.deepEqual(problems, []);
    }),
  );
  await Promise.all(workers);
});

test("dark is dark and light is light", async () => {
  const { page, context } = await openPage(browser);
  await page.goto(site.url);
  const brightness = async (/** @type {"light" | "dark"} */ colorScheme) => {
    await page.emulateMedia({ colorScheme });
    return page.evaluate(() => {
      // Painted, so that any notation of a colour becomes numbers.
      const canvas = new OffscreenCanvas(1, 1).getContext("2d");
      if (!canvas) throw new Error("no canvas");
      canvas.fillStyle = "Canvas";
      for (const element of [document.documentElement, document.body]) {
        canvas.fillStyle = getComputedStyle(element).backgroundColor;
        canvas.fillRect(0, 0, 1, 1);
      }
      const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
      return (red + green + blue) / 3;
    });
  };
  assert.ok((await brightness("light")) > 200);
  assert.ok((await brightness("dark")) < 70);
  await context.close();
});

/**
 * The main parts of a page that are empty, or lie on each other.
 * @param {import("playwright-core").Page} page
 */
function misplaced(page) {
  return page.evaluate(() => {
    const found = [];
    const main = document.querySelector("main");
    if (!main) return ["no main"];
    const name = (/** @type {Element} */ element) =>
      `${element.localName}.${element.getAttribute("class") ?? ""}#${element.id}`;
    const shown = (/** @type {Element} */ element) =>
      element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen");
    for (const element of [main, ...main.querySelectorAll("h1, h2, section, table, ol, figure")]) {
      const box = element.getBoundingClientRect();
      if (shown(element) && element.textContent?.trim() && (box.width < 2 || box.height < 2))
        found.push(`${name(element)} has no size`);
    }
    // Each line of each text has a box of its own, cut where its surroundings cut it.
    /** @type {{text: Node, left: number, right: number, top: number, bottom: number}[]} */
    const lines = [];
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text && lines.length < 1500; text = texts.nextNode()) {
      const parent = text.parentElement;
      if (!parent || !text.nodeValue?.trim() || !shown(parent)) continue;
      const cutting = [];
      for (let up = parent; up !== main && up.parentElement; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== "visible") cutting.push(up.getBoundingClientRect());
      }
      const range = document.createRange();
      range.selectNodeContents(text);
      // The box of a line holds the font's ascenders and more; what is drawn lies in its middle.
      const drawn = 0.4 * parseFloat(getComputedStyle(parent).fontSize);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const middle = (top + bottom) / 2;
        const all = [{ left, right, top: middle - drawn, bottom: middle + drawn }, ...cutting];
        lines.push({
          text,
          left: Math.max(...all.map(({ left }) => left)),
          right: Math.min(...all.map(({ right }) => right)),
          top: Math.max(...all.map(({ top }) => top)),
          bottom: Math.min(...all.map(({ bottom }) => bottom)),
        });
      }
    }
    const told = new Set();
    lines.sort((a, b) => a.top - b.top);
    lines.forEach((line, i) => {
      for (let k = i + 1; k < lines.length && lines[k].top < line.bottom; k++) {
        const other = lines[k];
        const width = Math.min(line.right, other.right) - Math.max(line.left, other.left);
        const height = Math.min(line.bottom, other.bottom) - other.top;
        if (line.text === other.text || width < 3 || height < 3 || told.has(line.text)) continue;
        told.add(line.text);
        const [one, two] = [line, other].map(
          ({ text }) =>
            `“${text.nodeValue?.trim().slice(0, 30)}” in ${name(/** @type {Element} */ (text.parentElement))}`,
        );
        found.push(`${one} and ${two} overlap`);
      }
    });
    return found.slice(0, 5);
  });
}

test("nothing is empty or lies on something else: on screen, in print, in forced colours", async () => {
  const { page, context, problems } = await openPage(browser);
  const media = /** @type {const} */ ([{}, { media: "print" }, { forcedColors: "active" }]);
  const few = [
    "",
    "find/",
    "a-to-z/",
    "browse/",
    "service-patterns/",
    "service-patterns/report-a-missed-bin/",
  ];
  const more = pages.filter((path) => /^(case-studies|capabilities|standards|organisations)\/./.test(path));
  for (const path of [...few, ...more]) {
    await page.goto(site.url + path);
    for (const one of media) {
      for (const width of [320, 800, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ media: "screen", forcedColors: "none", ...one });
        for (const found of await misplaced(page))
          problems.push(`/${path} at ${width} px ${JSON.stringify(one)}: ${found}`);
      }
    }
  }
  await context.close();
  assert.deepEqual(problems, []);
});

test("a pattern prints on paper, with its steps and without the search field", async () => {
  const { page, context } = await openPage(browser);
  await page.goto(`${site.url}service-patterns/report-a-missed-bin/`);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("form[data-find]").first().isVisible(), false);
  assert.equal(await page.locator("main ol").first().isVisible(), true);
  const paper = await page.pdf({ format: "A4" });
  assert.ok(paper.length > 10_000, `${paper.length} bytes of PDF`);
  await context.close();
});

// @ts-check
// What all the browser tests share: the site under test, Chromium, and how to wait.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").BrowserContext} Context
 * @typedef {import("playwright-core").BrowserContextOptions} ContextOptions
 */

const env = (/** @type {string} */ name) =>
  process.env[name] ?? assert.fail(`${name} is not set: run “go test ./tests/browser”`);

/** Address of the home page, ending in "/", and the folder of the files. */
export const site = { url: env("SITE_URL"), dir: env("SITE_DIR") };
/** The same library, built for the root of its host. */
export const rootSite = { url: env("ROOT_URL"), dir: env("ROOT_DIR") };

/** The command. */
export const patterns = env("PATTERNS");

/** How long to wait for what comes at once, in milliseconds: the machine may have other things to do. */
const patience = 90_000;

export function launch() {
  return chromium.launch({
    executablePath: env("CHROMIUM"),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/**
 * A page of its own whose misdeeds are collected: requests that leave the origin, and all
 * that the console says, content security policy included.
 * @param {import("playwright-core").Browser} browser
 * @param {ContextOptions} [options]
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const origin = new URL(site.url).origin;
  /** @type {string[]} */
  const problems = [];
  const note = (/** @type {string} */ text) => problems.push(`${page.url()}: ${text}`);
  context.on("request", (request) => {
    const url = new URL(request.url());
    const allowed =
      [origin, new URL(rootSite.url).origin].includes(url.origin) ||
      ["data:", "blob:"].includes(url.protocol);
    if (!allowed) note(`request to ${request.url()}`);
  });
  page.on("console", (message) => note(`console.${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => note(`uncaught ${error.stack ?? error}`));
  // A request that a test holds or changes may still be on its way when it is over.
  const close = context.close.bind(context);
  context.close = async () => {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await close();
  };
  return { page, context, problems };
}

/**
 * Waits until a question has a true answer, and returns that. Playwright's own waitForFunction
 * needs eval, which the site's policy forbids as it should.
 * @template T
 * @param {string} what  of the sentence "still waiting for …"
 * @param {() => Promise<T>} question
 * @returns {Promise<T>}
 */
export async function until(what, question, limit = patience) {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) assert.fail(`after ${limit} ms still waiting for ${what}`);
    await pause(25);
  }
}

/**
 * Waits until a question has this answer; if it never does, shows what it has instead.
 * @template T
 * @param {() => Promise<T>} question
 * @param {T} want
 * @param {string} [what]
 */
export async function becomes(question, want, what) {
  const end = Date.now() + patience;
  for (;;) {
    const got = await question();
    try {
      return assert.deepEqual(got, want, what);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await pause(25);
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const everything = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
};
const colours = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

/**
 * What axe finds, one line a kind of violation and place.
 * @param {Page} page
 * @param {object} [rules]
 * @returns {Promise<string[]>}
 */
export async function axe(page, rules = everything) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async (rules) => {
    // @ts-expect-error: the script above brings no types
    const { violations } = await globalThis.axe.run(document, {
      preload: false, // the site has one style sheet, and it is its own
      resultTypes: ["violations"],
      ...rules,
    });
    return violations.map((/** @type {any} */ violation) => {
      const { id, nodes } = violation;
      const first = nodes[0];
      const why = [...first.any, ...first.all, ...first.none][0]?.message ?? violation.help;
      return `axe ${id} (${nodes.length}×), first at ${first.target.join(" ")}: ${why}`;
    });
  }, rules);
}

/**
 * What axe finds in light, and of colours, which alone differ, in dark.
 * @param {Page} page
 */
export async function axeInLightAndDark(page) {
  await page.emulateMedia({ colorScheme: "light" });
  const found = await axe(page);
  await page.emulateMedia({ colorScheme: "dark" });
  return [...found, ...(await axe(page, colours)).map((one) => `in dark, ${one}`)];
}

/**
 * @param {Page} page
 * @returns {Promise<string[]>}  what sticks out to the right, if the page scrolls sideways
 */
export function sticksOut(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    if (root.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > width + 0.5 && !element.closest("[role=region]"); // which scrolls by itself
    });
    const names = wide
      .slice(0, 3)
      .map((element) => `${element.localName}.${element.getAttribute("class") ?? ""}`);
    return [`scrolls sideways: ${root.scrollWidth} px wide in ${width}: ${names.join(", ")}`];
  });
}

/** The addresses in the sitemap, as paths below the site's own. */
export function sitemap() {
  const read = (/** @type {string} */ name) => {
    const text = readFileSync(join(site.dir, name), "utf8");
    return [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) => {
      assert.ok(match[1].startsWith(site.url), `${match[1]} in ${name} is below ${site.url}`);
      return match[1].slice(site.url.length);
    });
  };
  const list = read("sitemap.xml");
  return list[0]?.endsWith(".xml") ? list.flatMap(read) : list;
}

/**
 * Every kind of page: those that stand alone, and of each kind with many pages the one with the
 * most in it and the one with the least, since parts that are missing break a page, too.
 * @returns {string[]}
 */
export function kindsOfPages() {
  /** @type {Map<string, string[]>} */
  const kinds = new Map();
  for (const path of sitemap()) {
    const steps = path.split("/").filter(Boolean);
    const alone = steps.length < 2 || (steps.length === 2 && steps[0] === "browse");
    const kind = alone ? path : `${steps.slice(0, -1).join("/")}/*`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
  }
  const size = (/** @type {string} */ path) => statSync(join(site.dir, path, "index.html")).size;
  return [...kinds.values()].flatMap((paths) => {
    const bySize = paths
      .map((path) => ({ path, size: size(path) }))
      .sort((a, b) => a.size - b.size || (a.path < b.path ? -1 : 1));
    return [...new Set([bySize[0].path, bySize[bySize.length - 1].path])];
  });
}

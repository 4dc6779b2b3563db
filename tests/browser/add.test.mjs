// @ts-check
// The form "Add to the library", as somebody meets it who has no account and knows no files.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { axe, becomes, launch, openPage, patterns, site, sticksOut, until } from "./browser.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** @type {import("playwright-core").Browser} */
let browser;
const scratch = mkdtempSync(join(tmpdir(), "add-"));
before(async () => void (browser = await launch()));
after(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true });
});

const library = join(import.meta.dirname, "../../patterns");
const form = (/** @type {string} */ type) => `${site.url}add/${type}/`;

/**
 * Goes on by Tab until the field with this label has the focus.
 * @param {Page} page
 * @param {string} label
 */
async function tabTo(page, label, most = 60) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = /** @type {HTMLInputElement} */ (document.activeElement);
      return [element.labels?.[0]?.textContent ?? element.textContent ?? "", element.getAttribute("aria-label") ?? ""].map((text) => text.trim());
    });
    if (at.some((text) => text.startsWith(label))) return;
  }
  assert.fail(`${most} times Tab do not lead to “${label}”`);
}

/** What is said beside the field with this path. @param {Page} page @param {string} path */
const said = (page, path) => page.locator(`[data-path="${path}"] > .field__finding`).innerText();

/** Files of an archive whose files are stored as they are. @param {Buffer} zip */
function unzip(zip) {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    assert.equal(zip.readUInt16LE(at + 8), 0, "stored");
    const [size, name, extra] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)];
    const start = at + 30 + name + extra;
    files.set(zip.toString("utf8", at + 30, at + 30 + name), zip.subarray(start, start + size));
    at = start + size;
  }
  return files;
}

/** A photograph with the place where it was taken. @param {Page} page @param {number} width @param {number} height */
async function photograph(page, width, height) {
  const base64 = await page.evaluate(([w, h]) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [w, h];
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.fillStyle = "#276";
    context.fillRect(0, 0, w, h / 2);
    return canvas.toDataURL("image/jpeg").split(",")[1];
  }, [width, height]);
  const jpeg = Buffer.from(base64, "base64");
  // An Exif segment with one GPS directory that says "N", big-endian.
  const tiff = Buffer.concat([
    Buffer.from("MM\0*\0\0\0\x08", "latin1"),
    Buffer.from([0, 1, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0]),
    Buffer.from([0, 1, 0, 1, 0, 2, 0, 0, 0, 2, 0x4e, 0, 0, 0, 0, 0, 0, 0]),
    Buffer.from("SECRET PLACE 52.6N 1.2W"),
  ]);
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}

/**
 * What the command says of the library with these files added.
 * @param {Map<string, Buffer | string>} files  by path inside the library
 */
function check(files) {
  const copy = mkdtempSync(join(scratch, "library-"));
  cpSync(library, copy, { recursive: true });
  for (const [name, data] of files) {
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    writeFileSync(join(copy, name), data);
  }
  const out = execFileSync(patterns, ["check", "--library", copy, "--format", "json"], { encoding: "utf8" });
  return JSON.parse(out).findings;
}

test("a newcomer adds a case study with a picture, by keyboard", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.goto(site.url);
  await tabTo(page, "Add to the library");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site.url}add/`);
  await tabTo(page, "Case study");
  await page.keyboard.press("Enter");
  await page.waitForURL(form("case-study"));
  await page.locator("form[data-add]:not([hidden])").waitFor();

  await tabTo(page, "Title");
  await page.keyboard.type("Rutland: bins reported by text message");
  await tabTo(page, "Summary");
  assert.equal(await page.locator(".field__finding:visible").count(), 0, "nothing is said before a field is left");
  await tabTo(page, "Who did the work");
  await until("the finding beside the empty summary", async () => (await said(page, "summary")).includes('The case study has no "summary"'));
  await page.keyboard.type("rutl");
  await page.locator("[role=option]", { hasText: "Rutland" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await becomes(() => page.locator(".choose__chosen li").allInnerTexts().then((all) => all.map((text) => text.replace(/\s*×/, ""))), ["Rutland County Council"]);

  // Mends what was said: the finding goes away as soon as there is a summary.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("Residents text the round and a photo; the crew’s log answers.");
  await until("the finding to go", async () => !(await page.locator('[data-path="summary"] > .field__finding').isVisible()));

  await tabTo(page, "Add a figure");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Calls about missed bins");
  await tabTo(page, "Before");
  await page.keyboard.type("310");
  await tabTo(page, "After");
  await page.keyboard.type("190");
  await tabTo(page, "Date");
  await page.keyboard.type("2024-13");
  await tabTo(page, "Source");
  await page.keyboard.type("https://example.org/report");
  await until("what is wrong with the date", async () => (await said(page, "outcomes.0.date")).startsWith('"2024-13" is not a date'));
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("2024-03");
  await tabTo(page, "The problem");
  await page.keyboard.type("Residents phoned, and nobody could see the **crew’s log**.");
  await tabTo(page, "What was done");
  await page.keyboard.type("A text message opens a report. See [[report-a-missed-bin]].");

  await tabTo(page, "Pictures");
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  const original = await photograph(page, 2400, 1200);
  assert.ok(original.includes("SECRET PLACE"));
  await (await chooser).setFiles({ name: "The van & crew.JPG", mimeType: "image/jpeg", buffer: original });
  await until("the picture to be asked about", () => page.evaluate(() => document.activeElement?.id === "f-pictures-0"));
  await tabTo(page, "Check and preview");
  await page.keyboard.press("Enter");
  await page.locator(".add__review:not([hidden])").waitFor();
  assert.match(await page.locator(".add__summary").innerText(), /1 thing to mend[\s\S]*the picture "the-van-crew.jpg" has no description/);
  await tabTo(page, "What the picture shows");
  await page.keyboard.press("Enter"); // the link of the summary
  await until("the focus in the field", () => page.evaluate(() => document.activeElement?.id === "f-pictures-0"));
  await page.keyboard.type("A crew beside [their] van");
  await until("nothing to be left to mend", async () => (await page.locator(".add__summary").innerText()).includes("Nothing to mend"));

  const preview = page.locator(".preview");
  assert.match(await preview.innerText(), /Rutland: bins reported[\s\S]*Rutland County Council[\s\S]*Report a missed bin[\s\S]*Calls about missed bins/);
  assert.equal(await preview.locator("strong").innerText(), "crew’s log");
  assert.equal(await preview.locator("img").getAttribute("alt"), "A crew beside [their] van");

  await tabTo(page, "Download rutland-bins-reported-by-text-message.zip");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#f-consent-finding").innerText(), "Say that you agree first.");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-consent");
  await page.keyboard.press("Space");
  await tabTo(page, "Download rutland-bins-reported-by-text-message.zip");
  const saved = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const files = unzip(readFileSync(await (await saved).path()));
  const folder = "rutland-bins-reported-by-text-message";
  assert.deepEqual([...files.keys()], [`${folder}/index.md`, `${folder}/the-van-crew.jpg`]);
  const picture = /** @type {Buffer} */ (files.get(`${folder}/the-van-crew.jpg`));
  assert.ok(!picture.includes("Exif") && !picture.includes("SECRET"), "no metadata is left");
  const size = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = data;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, `data:image/jpeg;base64,${picture.toString("base64")}`);
  assert.deepEqual(size, [1600, 800]);
  assert.deepEqual(check(new Map([...files].map(([name, data]) => [`case-studies/${name}`, data]))), []);
  assert.deepEqual(problems, []);
  await context.close();
});

// @ts-check
// The form "Add to the library", as somebody meets it who has no account and knows no files.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import {
  axe,
  axeInLightAndDark,
  becomes,
  launch,
  openPage,
  patterns,
  site,
  sticksOut,
  until,
} from "./browser.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** @type {import("playwright-core").Browser} */
let browser;
const scratch = mkdtempSync(join(tmpdir(), "add-"));
before(async () => void (browser = await launch()));
after(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true });
});

const library = join(import.meta.dirname, "../../testdata/library");
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
      return [
        element.labels?.[0]?.textContent ?? element.textContent ?? "",
        element.getAttribute("aria-label") ?? "",
      ].map((text) => text.trim());
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
    const [size, name, extra] = [
      zip.readUInt32LE(at + 18),
      zip.readUInt16LE(at + 26),
      zip.readUInt16LE(at + 28),
    ];
    const start = at + 30 + name + extra;
    files.set(zip.toString("utf8", at + 30, at + 30 + name), zip.subarray(start, start + size));
    at = start + size;
  }
  return files;
}

/** A photograph with the place where it was taken. @param {Page} page @param {number} width @param {number} height */
async function photograph(page, width, height) {
  const base64 = await page.evaluate(
    ([w, h]) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [w, h];
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      context.fillStyle = "#276";
      context.fillRect(0, 0, w, h / 2);
      return canvas.toDataURL("image/jpeg").split(",")[1];
    },
    [width, height],
  );
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

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one visit from beginning to end
test("a newcomer adds a case study with a picture, by keyboard", async () => {
  const { page, context, problems } = await openPage(browser);
  const chooser = new Promise((found) => page.once("filechooser", found)); // from the start: a busy browser is slow to listen
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
  assert.equal(
    await page.locator(".field__finding:visible").count(),
    0,
    "nothing is said before a field is left",
  );
  await tabTo(page, "Who did the work");
  await until("the finding beside the empty summary", async () =>
    (await said(page, "summary")).includes('The case study has no "summary"'),
  );
  await page.keyboard.type("rutl");
  await page.locator("[role=option]", { hasText: "Rutland" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await becomes(
    () =>
      page
        .locator(".choose__chosen li")
        .allInnerTexts()
        .then((all) => all.map((text) => text.replace(/\s*×/, ""))),
    ["Rutland County Council"],
  );

  // Mends what was said: the finding goes away as soon as there is a summary.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("Residents text the round and a photo; the crew’s log answers.");
  await until(
    "the finding to go",
    async () => !(await page.locator('[data-path="summary"] > .field__finding').isVisible()),
  );

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
  await until("what is wrong with the date", async () =>
    (await said(page, "outcomes.0.date")).startsWith('"2024-13" is not a date'),
  );
  await page.keyboard.press("Shift+Tab"); // to the patterns that the figure is about
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("2024-03");
  await tabTo(page, "The problem");
  await page.keyboard.type("Residents phoned, and nobody could see the **crew’s log**.");
  await tabTo(page, "What was done");
  await page.keyboard.type("A text message opens a report. See [[report-a-missed-bin]].");

  await tabTo(page, "Pictures");
  await page.keyboard.press("Enter");
  const original = await photograph(page, 2400, 1200);
  assert.ok(original.includes("SECRET PLACE"));
  await (await chooser).setFiles({ name: "The van & crew.JPG", mimeType: "image/jpeg", buffer: original });
  await until("the picture to be asked about", () =>
    page.evaluate(() => document.activeElement?.id === "f-pictures-0"),
  );
  await tabTo(page, "Check and preview");
  await page.keyboard.press("Enter");
  await page.locator(".add__review:not([hidden])").waitFor();
  assert.match(
    await page.locator(".add__summary").innerText(),
    /1 thing to fix[\s\S]*the picture has no text for people who cannot see it/,
  );
  await tabTo(page, "What the picture shows");
  await page.keyboard.press("Enter"); // the link of the summary
  await until("the focus in the field", () =>
    page.evaluate(() => document.activeElement?.id === "f-pictures-0"),
  );
  await page.keyboard.type("A crew beside [their] van");
  await until("nothing to be left to fix", async () =>
    (await page.locator(".add__summary").innerText()).includes("Nothing to fix"),
  );

  const preview = page.locator(".preview");
  assert.match(
    await preview.innerText(),
    /Rutland: bins reported[\s\S]*Rutland County Council[\s\S]*Report a missed bin[\s\S]*Calls about missed bins/,
  );
  assert.equal(await preview.locator("strong").innerText(), "crew’s log");
  await until(
    "the preview to have all that was typed",
    async () => (await preview.locator("img").getAttribute("alt")) === "A crew beside [their] van",
  );

  await tabTo(page, "Download rutland-bins-reported-by-text-message.zip");
  await page.keyboard.press("Enter");
  await becomes(() => page.locator("#f-consent-finding").innerText(), "Tick the box to agree first.");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-consent");
  await page.keyboard.press("Space");
  await tabTo(page, "Download rutland-bins-reported-by-text-message.zip");
  const saved = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const files = unzip(readFileSync(await (await saved).path()));
  const folder = "rutland-bins-reported-by-text-message";
  assert.deepEqual([...files.keys()], [`${folder}/index.md`, `${folder}/the-van-and-crew.jpg`]);
  const picture = /** @type {Buffer} */ (files.get(`${folder}/the-van-and-crew.jpg`));
  assert.ok(!picture.includes("Exif") && !picture.includes("SECRET"), "no metadata is left");
  const size = await page.evaluate(
    async (data) => {
      const image = new Image();
      image.src = data;
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    },
    `data:image/jpeg;base64,${picture.toString("base64")}`,
  );
  assert.deepEqual(size, [1600, 800]);
  assert.deepEqual(check(new Map([...files].map(([name, data]) => [`case-studies/${name}`, data]))), []);
  assert.deepEqual(problems, []);
  await context.close();
});

/** @param {Page} page @param {string} address */
async function open(page, address) {
  await page.goto(address);
  await page.locator("form[data-add]:not([hidden])").waitFor();
}

/** The file that a page hands over. @param {Page} page */
async function download(page) {
  await page.getByRole("button", { name: "Check and preview" }).click();
  await page.locator(".add__review:not([hidden])").waitFor();
  await page.locator("#f-consent").check();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Download / }).click();
  const file = await saved;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

test("a draft survives a reload, and can be deleted", async () => {
  const { page, context, problems } = await openPage(browser);
  page.on("dialog", (dialog) => dialog.accept());
  await open(page, form("project"));
  await page.getByLabel("Title").fill("A shared form for parking permits");
  await page.getByLabel("Partners").check();
  await page.getByRole("button", { name: "Add a figure" }).click();
  await page.getByLabel("What was counted").fill("Permits");
  await page.setInputFiles("#f-pictures", {
    name: "plan.png",
    mimeType: "image/png",
    buffer: await page.screenshot(),
  });
  await page.getByLabel("What the picture shows").fill("A plan");
  await page.reload();
  await page.locator("form[data-add]:not([hidden])").waitFor();
  assert.equal(await page.getByLabel("Title").inputValue(), "A shared form for parking permits");
  assert.ok(await page.getByLabel("Partners").isChecked());
  assert.equal(await page.getByLabel("What was counted").inputValue(), "Permits");
  assert.equal(await page.getByLabel("What the picture shows").inputValue(), "A plan");
  assert.match(await page.locator("form[data-add]").innerText(), /We kept what you wrote here before/);
  await page.goto(form("case-study"));
  assert.equal(await page.getByLabel("Title").inputValue(), "", "another type has a draft of its own");
  await page.goto(form("project"));
  await page.getByRole("button", { name: "Delete the draft" }).click();
  await becomes(() => page.getByLabel("Title").inputValue(), "");
  assert.equal(await page.evaluate(() => JSON.stringify({ ...localStorage }).includes("parking")), false);
  assert.deepEqual(problems, []);
  await context.close();
});

test("what one tab writes no other tab destroys, and to look at a page keeps nothing", async () => {
  const { page, context, problems } = await openPage(browser);
  const kept = () =>
    page.evaluate(() => Object.entries({ ...localStorage }).filter(([key]) => key.startsWith("draft:")));
  await open(page, form("capability"));
  const stale = await context.newPage();
  await open(stale, form("capability"));
  await open(page, `${form("service-pattern")}?change=report-a-missed-bin&field=used-by`);
  await page.waitForTimeout(400);
  await open(page, form("capability"));
  assert.deepEqual(await kept(), [], "nothing was typed");
  await page.getByLabel("Title").fill("Queue");
  await becomes(() => stale.getByLabel("Title").inputValue(), "Queue"); // it reads what another has written
  await stale.close();
  await page.getByLabel("Title").fill("Queues");
  await until("the draft to be kept", async () =>
    (await kept()).some(([, draft]) => draft.includes("Queues")),
  );
  // Another tab that this one hears nothing of.
  await page.evaluate(() =>
    localStorage.setItem(
      `draft:${location.pathname}`,
      JSON.stringify({
        values: { title: "Elsewhere" },
        parts: ["Written elsewhere."],
        pictures: [],
        id: "",
        named: false,
      }),
    ),
  );
  await page.getByLabel("Summary").fill("People wait.");
  await open(page, form("capability"));
  assert.equal(await page.getByLabel("Summary").inputValue(), "People wait.");
  const other = page.locator(".notice", { hasText: "You wrote another text here" });
  const saved = page.waitForEvent("download");
  await other.getByRole("button", { name: "Download it" }).click();
  assert.match(readFileSync(await (await saved).path(), "utf8"), /Elsewhere[^]*Written elsewhere\./);
  await other.getByRole("button", { name: "Delete the draft" }).click();
  await open(page, form("capability"));
  assert.equal(await other.count(), 0);
  assert.equal(await page.getByLabel("Title").inputValue(), "Queues");
  assert.deepEqual(problems, []);
  await context.close();
});

test("a draft of another form stops nothing and is offered", async () => {
  const { page, context, problems } = await openPage(browser);
  await open(page, form("capability"));
  for (const [i, draft] of [
    { values: { title: "Old words", aliases: "once a text" }, parts: [""] },
    { values: { title: "Old words" }, parts: ["a", "b", "c"] },
    { values: { title: "Old words", gone: "x" }, parts: [""] },
  ].entries()) {
    await page.evaluate(
      (draft) =>
        localStorage.setItem(
          `draft:${location.pathname}`,
          JSON.stringify({ pictures: [], id: "", named: false, ...draft }),
        ),
      draft,
    );
    await open(page, form("capability"));
    const other = page.locator(".notice", { hasText: "You wrote another text here" });
    assert.equal(await page.getByLabel("Title").inputValue(), "");
    if (i) await page.getByLabel("Title").fill("New words");
    await open(page, form("capability"));
    const saved = page.waitForEvent("download");
    await other.getByRole("button", { name: "Download it" }).click();
    assert.match(readFileSync(await (await saved).path(), "utf8"), /Old words/);
    await other.getByRole("button", { name: "Delete the draft" }).click();
    await open(page, form("capability"));
    assert.equal(await other.count(), 0);
    assert.equal(await page.getByLabel("Title").inputValue(), i ? "New words" : "");
  }
  assert.deepEqual(
    problems.filter((text) => !text.includes("another form")),
    [],
  );
  await context.close();
});

test("a draft of wrong types stops nothing and is offered", async () => {
  const { page, context, problems } = await openPage(browser);
  await open(page, form("project"));
  await page.getByLabel("Title").fill("A plan");
  const key = await page.evaluate(() => `draft:${location.pathname}`);
  await until("the draft to be kept", () =>
    page.evaluate((key) => localStorage.getItem(key)?.includes("A plan") ?? false, key),
  );
  const kept = JSON.parse((await page.evaluate((key) => localStorage.getItem(key), key)) ?? "");
  await open(page, form("project")); // a page in which nothing is typed writes nothing
  for (const broken of [
    { values: { organisations: "x" } },
    { values: "x" },
    { parts: [1] },
    { pictures: [{}] },
    { id: {} },
    { values: { title: ["x"] } },
    { values: { funding: [null] } },
  ]) {
    await page.evaluate(
      ([key, text]) => localStorage.setItem(key, text),
      [key, JSON.stringify({ ...kept, ...broken })],
    );
    await open(page, form("project"));
    assert.equal(await page.getByLabel("Title").inputValue(), "", JSON.stringify(broken));
    const other = page.locator(".notice", { hasText: "You wrote another text here" });
    assert.equal(await other.count(), 1);
    await other.getByRole("button", { name: "Delete the draft" }).click();
  }
  assert.deepEqual(
    problems.filter((text) => !text.includes("another form")),
    [],
  );
  await context.close();
});

test("a full store is not said to keep anything", async () => {
  const { page, context, problems } = await openPage(browser);
  await open(page, form("project"));
  await page.evaluate(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (value.length > /** @type {any} */ (window).room) throw new Error("full");
      set.call(this, key, value);
    };
    Object.assign(window, { room: 0 });
  });
  const status = page.locator("form[data-add] > .note[role=status]");
  await page.getByLabel("Title").fill("A plan");
  await becomes(() => status.innerText(), "This browser keeps no draft. Finish before you leave this page.");
  await page.evaluate(() => Object.assign(window, { room: 10_000 }));
  await page.setInputFiles("#f-pictures", {
    name: "plan.png",
    mimeType: "image/png",
    buffer: await page.screenshot(),
  });
  await until("the pictures to be too large", async () =>
    (await status.innerText()).startsWith("The text is kept on this device. The pictures"),
  );
  await page.evaluate(() => Object.assign(window, { room: 1e9 }));
  await page.getByLabel("Title").fill("A plan for us");
  await becomes(() => status.innerText(), "Kept on this device as you type. Nobody else sees it.");
  assert.deepEqual(problems, []);
  await context.close();
});

test("without localStorage the form works and says that it keeps nothing", async () => {
  const { page, context, problems } = await openPage(browser);
  await context.addInitScript(() =>
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new Error("switched off");
      },
    }),
  );
  await open(page, form("capability"));
  assert.match(await page.locator("form[data-add]").innerText(), /This browser keeps no draft/);
  await page.getByLabel("Title").fill("Queue");
  await page.getByLabel("Summary").fill("People wait in turn.");
  const { name, text } = await download(page);
  assert.equal(name, "queue.md");
  assert.equal(text, "---\ntitle: Queue\nsummary: People wait in turn.\n---\n");
  assert.deepEqual(problems, []);
  await context.close();
});

test("an existing page is changed from its foot, and what is left alone stays as it was", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.goto(`${site.url}case-studies/blaby-missed-bins/`);
  await page.locator("main").getByRole("link", { name: "Change this page" }).last().click();
  await page.locator("form[data-add]:not([hidden])").waitFor();
  assert.match(await page.locator("h1").innerText(), /Change a page: Blaby: missed bins/);
  const before = readFileSync(join(library, "case-studies/blaby-missed-bins.md"), "utf8");
  await page.getByLabel("When it happened").fill("2019 to 2021: two steps");
  const { name, text } = await download(page);
  assert.equal(name, "blaby-missed-bins.md");
  assert.equal(text, before.replace(/^period: .*$/m, 'period: "2019 to 2021: two steps"'));
  assert.deepEqual(check(new Map([["case-studies/blaby-missed-bins.md", text]])), []);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a file with a byte-order mark, CRLF and comments is changed in one field, by keyboard", async () => {
  const old =
    "\ufeff---\r\n# who wrote this\r\ntitle:   'Waste'   # odd\r\nsummary: >\r\n  Two\r\n  lines\r\n# of calls\r\noutcomes:\r\n" +
    '  - measure:  Calls # each day\r\n    after: "5"\r\n    source: https://example.org/é\r\nperiod: 2019\r\n---\r\n\r\nThe *text*.\r\n';
  const built = mkdtempSync(join(scratch, "site-"));
  const copy = mkdtempSync(join(scratch, "library-"));
  cpSync(join(library, "library.yaml"), join(copy, "library.yaml"));
  mkdirSync(join(copy, "case-studies"));
  writeFileSync(join(copy, "case-studies/waste.md"), old);
  spawnSync(patterns, ["build", "--library", copy, "--out", built]);
  const { page, context, problems } = await openPage(browser);
  let stale = false;
  await page.route("**/case-studies/waste/index.*", (route) => {
    const name = new URL(route.request().url()).pathname.split("/").pop() ?? "";
    const body = readFileSync(join(built, "case-studies/waste", name));
    return route.fulfill({
      body: stale && name === "index.md" ? Buffer.concat([body, Buffer.from("x")]) : body,
    });
  });
  await open(page, `${form("case-study")}?change=waste`);
  await tabTo(page, "When it happened");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("2020");
  const { name, text } = await download(page);
  assert.equal(name, "waste.md");
  assert.equal(text, old.replace("period: 2019", 'period: "2020"'));
  assert.deepEqual(problems, []);
  stale = true;
  await page.goto(`${form("case-study")}?change=waste`);
  assert.match(
    await page.locator("form[data-add] [role=alert]").innerText(),
    /^This page was published again a moment ago/,
  );
  await context.close();
});

test("a file of fields from elsewhere fills in the form, and no other file does", async () => {
  const { page, context, problems } = await openPage(browser);
  await open(page, form("case-study"));
  await page.getByText("Start from a file").click();
  const choose = (/** @type {string} */ text) =>
    page.setInputFiles("#f-take", {
      name: "index.json",
      mimeType: "application/json",
      buffer: Buffer.from(text),
    });
  await choose('{"format": 1, "entry": {"type": "page", "title": "x"}}');
  await becomes(
    () => said(page, "take"),
    "This file cannot be used. It must be the index.json of a page of this type.",
  );
  const file = JSON.parse(readFileSync(join(site.dir, "case-studies/blaby-missed-bins/index.json"), "utf8"));
  file.entry.novel = "<b>";
  await choose(JSON.stringify(file));
  await becomes(() => page.getByLabel("Title").inputValue(), file.entry.title);
  assert.match(
    await page.locator("form[data-add] > .notice").innerText(),
    /^The form now says what the file says\..*left out: novel\.$/,
  );
  assert.match(await page.getByLabel("The problem").inputValue(), /^Blaby District Council/);
  await open(page, form("case-study"));
  assert.equal(await page.getByLabel("Title").inputValue(), file.entry.title, "it is kept");
  await page
    .locator("#f-id")
    .evaluate((id) => /** @type {HTMLDetailsElement} */ ((id.closest("details").open = true)));
  await page.locator("#f-id").fill("bins-like-blaby");
  const { text } = await download(page);
  assert.deepEqual(
    check(new Map([["case-studies/bins-like-blaby.md", text]])).filter(
      (/** @type {{code: string}} */ { code }) => code !== "near-duplicate",
    ),
    [],
  );
  assert.deepEqual(
    problems.filter((text) => !text.includes("another type")),
    [],
  );
  await context.close();
});

test("a draft of a change from a form of before is gone on with, or offered", async () => {
  const { page, context, problems } = await openPage(browser);
  const address = `${form("case-study")}?change=blaby-missed-bins`;
  await open(page, address);
  await page.getByLabel("When it happened").fill("2030");
  const key = await page.evaluate(() => `draft:${location.pathname}?change=blaby-missed-bins`);
  await until("the draft to be kept", () =>
    page.evaluate((key) => localStorage.getItem(key)?.includes("2030") ?? false, key),
  );
  const kept = JSON.parse((await page.evaluate((key) => localStorage.getItem(key), key)) ?? "");
  const source = readFileSync(join(library, "case-studies/blaby-missed-bins.md"), "utf8");
  for (const of of [source, source.replace("title", "# then\ntitle")]) {
    await open(page, form("page")); // which writes nothing when it is left
    await page.evaluate(
      ([key, text]) => localStorage.setItem(key, text),
      [key, JSON.stringify({ ...kept, of })],
    );
    await open(page, address);
    const other = page.locator(".notice", { hasText: "You wrote another text here" });
    if (of === source) {
      assert.equal(await page.getByLabel("When it happened").inputValue(), "2030");
      assert.equal(await other.count(), 0);
    } else {
      assert.notEqual(await page.getByLabel("When it happened").inputValue(), "2030");
      assert.match(await other.getByRole("textbox").inputValue(), /"period": "2030"/);
    }
  }
  assert.deepEqual(
    problems.filter((text) => !text.includes("another form")),
    [],
  );
  await context.close();
});

test("“We use this” opens the pattern's form where that is said", async () => {
  const { page, context, problems } = await openPage(browser);
  await page.goto(`${site.url}service-patterns/report-a-missed-bin/`);
  await page.locator("main").getByRole("link", { name: "Say that you use it" }).click();
  await page.locator("form[data-add]:not([hidden])").waitFor();
  await until("the focus in the field of the organisation", () =>
    page.evaluate(() => /^f-used-by-\d+-organisation$/.test(document.activeElement?.id ?? "")),
  );
  await page.keyboard.type("Rutland County Council");
  await page.keyboard.press("Tab");
  const { text } = await download(page);
  assert.match(text, /\n {2}- organisation: rutland\n/);
  assert.deepEqual(check(new Map([["service-patterns/report-a-missed-bin.md", text]])), []);
  assert.deepEqual(problems, []);
  await context.close();
});

test("the steps of a pattern are linked without anybody knowing of ids", async () => {
  const { page, context, problems } = await openPage(browser);
  await open(page, form("service-pattern"));
  await page.getByLabel("Title").fill("Borrow a tool");
  await page.getByLabel("Summary").fill("Somebody needs a drill for a day.");
  for (const [i, does] of ["Asks for a tool", "Says whether there is one", "Asks for a tool"].entries()) {
    await page.getByRole("button", { name: "Add a step" }).click();
    assert.ok(
      await page
        .getByLabel("What happens")
        .nth(i)
        .evaluate((field) => field === document.activeElement),
      "what a step does comes first",
    );
    await page.keyboard.type(does);
    await page.keyboard.press("Tab");
  }
  const { text } = await download(page);
  assert.match(await page.locator(".add__summary").innerText(), /Nothing to fix/);
  assert.match(
    text,
    /- id: asks-for-a\n {6}does: Asks for a tool\n {6}next:\n {8}- says-whether-there\n[^]*- id: asks-for-a-2\n/,
  );
  assert.deepEqual(check(new Map([["service-patterns/borrow-a-tool.md", text]])), []);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a link to a code host or an email is there only with consent, and holds the text", async () => {
  const { page, context, problems } = await openPage(browser);
  // The sample library names neither; a library that does has these words and attributes.
  const words = Object.entries(
    JSON.parse(readFileSync(join(import.meta.dirname, "../../theme/strings/en.json"), "utf8")),
  ).filter(([key]) => key.startsWith("form.js."));
  await page.route("**/add-standard-*.json", async (route) => {
    const response = await route.fetch();
    const rules = await response.json();
    for (const [key, word] of words) rules.words[key.slice("form.js.".length)] ??= word;
    await route.fulfill({ response, json: rules });
  });
  await open(page, form("standard"));
  await page.evaluate(() =>
    Object.assign(/** @type {HTMLFormElement} */ (document.querySelector("form[data-add]")).dataset, {
      mail: "patterns@example.org",
      forge: "code.example",
      new: "https://code.example/o/r/new/main/patterns/standards?filename=",
      value: "value",
      edit: "https://code.example/o/r/edit/main/patterns/standards/",
      upload: "https://code.example/o/r/upload/main/patterns/standards",
    }),
  );
  await page.getByLabel("Title").fill("Plain words & “signs”");
  await page.getByLabel("Summary").fill("What letters say.");
  await page.getByRole("button", { name: "Check and preview" }).click();
  await page.locator(".add__review:not([hidden])").waitFor();
  const forge = page.locator(".ways-out a", { hasText: "Open code.example" });
  const mail = page.locator(".ways-out a", { hasText: "Write the email" });
  assert.equal(await forge.getAttribute("href"), null);
  await becomes(async () => {
    await forge.press("Enter");
    return page.locator("#f-consent-finding").innerText();
  }, "Tick the box to agree first.");
  await page.locator("#f-consent").check();
  const address = new URL((await forge.getAttribute("href")) ?? "");
  assert.equal(address.searchParams.get("filename"), "plain-words-and-signs.md");
  assert.equal(
    address.searchParams.get("value"),
    "---\ntitle: Plain words & “signs”\nsummary: What letters say.\n---\n",
  );
  assert.match(
    decodeURIComponent((await mail.getAttribute("href")) ?? ""),
    /^mailto:patterns@example\.org\?subject=[^?]*&body=I may share this text and its pictures, and agree that they are published[^]*title: Plain words & “signs”/,
  );
  assert.doesNotMatch(decodeURIComponent((await mail.getAttribute("href")) ?? ""), /licence of the library/);
  await page.getByLabel("Summary").fill("What letters say. ".repeat(500));
  await until(
    "the way by upload",
    async () =>
      (await forge.getAttribute("href")) === "https://code.example/o/r/upload/main/patterns/standards",
  );
  assert.match(
    await page.locator(".ways-out").innerText(),
    /The text is too long for a link\. Download plain-words-and-signs\.md first/,
  );
  assert.match(
    decodeURIComponent((await mail.getAttribute("href")) ?? ""),
    /The file plain-words-and-signs\.md is attached/,
  );
  assert.deepEqual(problems, []);
  await context.close();
});

const hostile = [
  "<script>window.ran = 1</script>",
  "\"'><img src=x onerror=window.ran=1>",
  "javascript:window.ran=1",
  ": # - & * ! | > % @ `",
  "- a",
  "? b",
  "key: value # not a comment",
  "[x](javascript:window.ran=1)",
  "{a: [b",
  "true",
  "null",
  "~",
  "2019-06-28",
  "0x1F",
  "1e3",
  "---",
  "...",
  "& anchor",
  "* alias",
  "! tag",
  "| bar",
  "'single' \"double\" \\back\\",
  "🎉 👩‍👩‍👧 é ü ŵ",
  "שלום עולם \u200f مرحبا",
  "x".repeat(5000),
  "a\ttab",
  "ends with colon:",
  " # ",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must come back as it is
  "</textarea></template>{{.}}${1}",
];

test("hostile text runs nowhere and reaches the file as it was typed", async () => {
  const { page, context, problems } = await openPage(browser);
  await open(page, form("service-pattern"));
  for (const details of await page.locator("details").all())
    await details.evaluate((one) => one.setAttribute("open", ""));
  for (const name of [
    "a question",
    "a step",
    "a variant",
    "a need",
    "a case",
    "a choice",
    "a rule",
    "a finding",
    "a lesson",
    "a link",
    "a capability",
    "an organisation",
  ]) {
    for (const add of await page.getByRole("button", { name: `Add ${name}`, exact: true }).all())
      await add.click();
  }
  // Every field gets another of the texts, round and round.
  const typed = await page.evaluate((texts) => {
    let n = 0;
    /** @type {Record<string, string>} */
    const typed = {};
    for (const field of /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (
      document.querySelectorAll("form[data-add] input[type=text], form[data-add] textarea")
    )) {
      const text = texts[n++ % texts.length];
      field.focus();
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.blur();
      typed[field.id] = text;
    }
    return typed;
  }, hostile);
  assert.ok(Object.keys(typed).length > 40, `${Object.keys(typed).length} fields`);
  await page.locator("#f-id").fill("hostile");
  const { text } = await download(page);
  assert.equal(await page.evaluate(() => "ran" in window), false);
  assert.deepEqual(
    await page.locator("main script, main [onerror], .preview a[href^='javascript']").count(),
    0,
  );
  for (const path of await axe(page)) problems.push(path);
  // What the file says, read by the command.
  const file = join(scratch, "hostile");
  mkdirSync(join(file, "service-patterns"), { recursive: true });
  cpSync(join(library, "library.yaml"), join(file, "library.yaml"));
  writeFileSync(join(file, "service-patterns/hostile.md"), text);
  const { stdout } = spawnSync(patterns, ["export", "--library", file], { encoding: "utf8" }); // it says what is wrong with the values, too
  const { title, summary, questions, variants } = JSON.parse(stdout).entries[0];
  assert.equal(title, typed["f-title"].trim());
  assert.equal(summary, typed["f-summary"].trim());
  assert.equal(questions[0].ask, typed["f-questions-0-ask"].trim());
  assert.equal(questions[0].why, typed["f-questions-0-why"].trim());
  assert.equal(variants[0].name, typed["f-variants-0-name"].trim());
  assert.equal(variants[0].differs, typed["f-variants-0-differs"].trim());
  assert.deepEqual(problems, []);
  await context.close();
});

test("every type's form is accessible with fields open, findings shown and at every width", async () => {
  const { page, context, problems } = await openPage(browser);
  for (const type of [
    "case-study",
    "service-pattern",
    "project",
    "shared-service",
    "capability",
    "standard",
    "organisation",
    "page",
  ]) {
    await open(page, form(type));
    for (const details of await page.locator("details").all())
      await details.evaluate((one) => one.setAttribute("open", ""));
    for (const add of await page.getByRole("button", { name: /^Add / }).all()) await add.click();
    await page.getByLabel("Title").fill("Report a missed bin");
    for (const field of await page.locator("input[inputmode]").all()) await field.fill("nothing like it");
    await page.getByRole("button", { name: "Check and preview" }).click();
    await page.locator(".add__review:not([hidden])").waitFor();
    await page
      .locator(".add__similar:not([hidden])")
      .waitFor(type === "service-pattern" ? {} : { timeout: 1 })
      .catch((error) => assert.notEqual(type, "service-pattern", String(error)));
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const found of [...(await sticksOut(page)), ...(await axeInLightAndDark(page))])
        problems.push(`${type} at ${width} px: ${found}`);
    }
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("without JavaScript there is a file for every type, and where to send it", async () => {
  const { page, context, problems } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(`${site.url}add/`);
  const types = await page
    .locator(".add-types a")
    .evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
  assert.equal(types.length, 9);
  for (const type of types) {
    await page.goto(type);
    assert.match(
      await page.locator("main").innerText(),
      /The form needs JavaScript[\s\S]*Or fill in a file[\s\S]*What happens next/,
    );
    const href = await page.getByRole("link", { name: "Download the file" }).getAttribute("href");
    const text = await (await context.request.get(new URL(href ?? "", type).href)).text();
    assert.match(text, /^---\n# A new [^]*title: Write the title here\n/);
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("what is wrong with a text is said beside its part, and what was meant can be put in its place", async () => {
  const { page, context, problems } = await openPage(browser);
  await open(page, form("case-study"));
  await page.getByLabel("The problem").fill("Nobody could see the log.");
  await page
    .getByLabel("What was done")
    .fill("\n We call it “utilise”. We utilise a form 🎉.\n\nWe utilise it. See [[report-a-missed-bn]].");
  await page.getByLabel("Summary").fill("They “utilise” it. Residents utilise texts.");
  await page.getByRole("button", { name: "Check and preview" }).click();
  await page.locator(".add__review:not([hidden])").waitFor();
  assert.equal(await page.locator('[data-path="body"] > .field__finding').isVisible(), false);
  assert.match(
    await said(page, "body.1"),
    /“utilise” is jargon. Did you mean "use"\?[^]*There is no entry "report-a-missed-bn". Did you mean "report-a-missed-bin"/i,
  );
  await page
    .locator('[data-path="body.1"] > .field__finding')
    .getByRole("button", { name: "Use it" })
    .first()
    .click();
  assert.equal(
    await page.getByLabel("What was done").inputValue(),
    "\n We call it “utilise”. We use a form 🎉.\n\nWe utilise it. See [[report-a-missed-bn]].",
  );
  await page
    .locator('[data-path="body.1"] > .field__finding')
    .getByRole("button", { name: "Use it" })
    .first()
    .click();
  await page
    .locator('[data-path="body.1"] > .field__finding')
    .getByRole("button", { name: "Use it" })
    .first()
    .click();
  assert.equal(
    await page.getByLabel("What was done").inputValue(),
    "\n We call it “utilise”. We use a form 🎉.\n\nWe use it. See [[report-a-missed-bin]].",
  );
  await page
    .locator('[data-path="summary"] > .field__finding')
    .getByRole("button", { name: "Use it" })
    .click();
  assert.equal(await page.getByLabel("Summary").inputValue(), "They “utilise” it. Residents use texts.");
  assert.match(
    await said(page, "outcomes"),
    /Add what changed under “What changed”, or a page about it under “Further reading”/,
  );
  assert.deepEqual(problems, []);
  await context.close();
});

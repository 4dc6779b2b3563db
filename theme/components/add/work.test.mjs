// @ts-check
// Run: node --test theme/components
import assert from "node:assert/strict";
import { test } from "node:test";
import { Names } from "./choose.js";
import { Library } from "./library.js";
import { Prose } from "./prose.js";
import { parted, Work } from "./work.js";
import { save } from "./write.js";

/** @type {any} */
const rules = {
  types: {
    page: {
      label: "Page",
      folder: "pages",
      text: [
        { heading: "The problem", prompt: "" },
        { heading: "What was done", prompt: "" },
      ],
      fields: [
        { name: "title", label: "Title", need: true },
        { name: "aliases", label: "Aliases", list: true },
        { name: "links", label: "Links", list: true, group: "link" },
      ],
    },
  },
  groups: {
    link: [
      { name: "title", label: "Title" },
      { name: "url", label: "Address", kind: "url", need: true },
    ],
  },
  lists: {},
  kinds: {
    url: { pattern: "^https://", rule: ["wrong-address", "{value}", ""] },
    id: { pattern: "^[a-z-]+$", rule: ["", "", ""] },
  },
  rules: {
    "missing-field": ["missing-field", "{what} has no {field}", ""],
    "raw-html": ["raw-html", "HTML", ""],
    "bad-id": ["bad-id", "bad {id}", ""],
    "taken-id": ["duplicate-id", "taken by {title}", ""],
  },
  words: { text: "The text" },
  item: 'an item of {"field"}',
  pages: "",
  few: 12,
  most: 3,
  longest: 20,
  device: "^con$",
  hidden: "[\\u200b]",
  host: "^www",
  suggest: "",
  off: [],
};
const prose = new Prose({
  says: {},
  sentenceWords: 0,
  abbreviations: "",
  jargon: ["", []],
  reword: "",
  linkTexts: "",
  noLinkText: "",
  skippedLevel: { message: "", help: "" },
  verbs: "",
  privateHosts: "",
  givenNames: "",
  placeWords: "",
  email: { near: [], pattern: "x" },
  mobile: { near: [], pattern: "x" },
  typed: [],
  evidence: [],
});
const lists = { "/known/page.json": [["bins", "Bins", "", ["waste"]], ["parks", "Parks", "P"], []] };
const library = () =>
  new Library("/known/", async (address) => {
    const list = lists[/** @type {keyof typeof lists} */ (address)];
    if (!list) throw new Error("404");
    return list;
  });
const work = (/** @type {Partial<ConstructorParameters<typeof Work>[0]>} */ more = {}) =>
  new Work({ type: "page", rules, prose, library: library(), ...more });

test("a list of entries is fetched once, and again when that failed", async () => {
  let asked = 0;
  const one = new Library("/known/", async () => {
    if (asked++ === 0) throw new Error("no network");
    return lists["/known/page.json"];
  });
  await assert.rejects(one.need(["page"]));
  await Promise.all([one.need(["page"]), one.need(["page"])]);
  assert.equal(asked, 2);
  assert.deepEqual([one.name("parks"), one.name("unknown")], ["Parks", "unknown"]);
  assert.equal(one.loaded.has("page"), false, "the empty row says that there are more");
});

test("a name is found by how its words begin, and the short name first", () => {
  const names = new Names();
  names.known = ["Open Park", "Park", "Car parks", "Pärk & ride"].map((title, i) => ({
    id: `id-${i}`,
    type: "page",
    title,
    short: i === 2 ? "CP" : undefined,
  }));
  assert.deepEqual(
    names.begun("par", ["id-1"]).map(({ id }) => id),
    ["id-3", "id-0", "id-2"],
  );
  assert.deepEqual(names.begun(" ’ ", []), []);
  assert.deepEqual([names.meant("cp"), names.meant("PARK"), names.meant("other")], ["id-2", "id-1", "other"]);
});

test("a finding of the text belongs to its part, behind its heading", () => {
  const one = work();
  one.held.values = { title: "A", links: [{}, { url: "ftp:" }] };
  one.held.parts = ["Fine.", "So is <b>this"];
  assert.equal(one.body(), "## The problem\n\nFine.\n\n## What was done\n\nSo is <b>this");
  const found = one.findings().map(({ code, path, at }) => [code, path.join("."), at]);
  assert.deepEqual(found, [
    ["wrong-address", "links.1.url", undefined],
    ["raw-html", "body.1", 6],
  ]);
});

test("a new page's id must be free and well formed; an old one's is its own", async () => {
  const one = work();
  one.held.values = { title: "A" };
  await one.library.need(["page"]);
  const codes = (/** @type {string} */ id) => {
    one.held.id = id;
    return one.findings().map(({ code, message }) => `${code} ${message}`);
  };
  assert.deepEqual(codes(""), []);
  assert.deepEqual(codes("Bins"), ["bad-id bad Bins"]);
  assert.deepEqual(codes("waste"), ["duplicate-id taken by Bins"]);
  assert.deepEqual(codes("libraries"), []);
});

test("an entry from elsewhere fills in the parts of the text under their headings", () => {
  const one = work();
  one.take({
    values: { title: "From elsewhere" },
    body: "Before.\n\n## What was done\n\nThis.\n\n## More\n\nThat.",
  });
  assert.equal(one.held.id, "from-elsewhere");
  assert.deepEqual(one.held.parts, ["Before.", "This.\n\n## More\n\nThat."]);
  assert.deepEqual(parted("## B\nx\n## A\ny", ["A", "B"]), ["", "x\n## A\ny"]);
});

test("a draft is gone on with, and one of another form is refused", async () => {
  const before = work();
  before.held.values = { title: "A" };
  const kept = JSON.parse(JSON.stringify(before.draft()));
  const after = work();
  const later = async () => ({ renew: () => assert.fail("nothing has changed") });
  assert.deepEqual(await after.resume(kept, later), []);
  assert.deepEqual(after.held, before.held);
  await assert.rejects(work().resume({ ...kept, shape: "" }, later), /another form/);
  await assert.rejects(work().resume({ ...kept, values: { title: 1 } }, later), /another form/);
});

test("what is handed over is the file, named by the id or the title", () => {
  const one = work();
  one.held.values = { title: "Bins & parks", aliases: ["yes"] };
  const splice = () => assert.fail("a new page has no file yet");
  const pack = one.pack(/** @type {any} */ ({ save, splice }));
  assert.equal(pack.name, "bins-and-parks.md");
  assert.equal(pack.text, '---\ntitle: Bins & parks\naliases:\n  - "yes"\n---\n');
  assert.equal(pack.changes, false);
});

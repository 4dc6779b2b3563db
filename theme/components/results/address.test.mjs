// @ts-check
// Run: node --test theme/components
import assert from "node:assert/strict";
import { test } from "node:test";
import { begunWord, markTitle, wordsToMark } from "../find/marks.js";
import { groupByType, move, near } from "../find/suggest.js";
import { isAsked, orderOf, paging, readAddress, usefulFacets, withFilter, writeAddress } from "./address.js";

const nothing = readAddress("");

/** @param {string} type @param {string} id @param {[string, boolean][]} [snippet] */
const hit = (type, id, snippet = []) => ({
  id,
  type,
  url: `/${id}/`,
  title: id,
  summary: "",
  score: 1,
  snippet: snippet.map(([text, mark]) => ({ text, mark })),
});

test("an address read and written again is the same address", () => {
  for (const address of [
    "",
    "?q=missed+bin",
    "?type=case-study",
    "?q=bins&type=case-study&type=project&organisation=adur&sort=newest&page=3",
    "?q=%E6%9D%B1%E4%BA%AC+%26+%3Cb%3E%2B",
    "?q=%D8%A8",
  ])
    assert.equal(writeAddress(readAddress(address)), address);
});

test("equal questions have one address, whatever the order or the case of nonsense", () => {
  const same = "?q=bins&type=project&verb=pay";
  for (const address of [
    "?verb=pay&type=project&q=bins",
    "?q=++bins+&type=project&type=project&verb=pay",
    `${same}&page=1&sort=relevance`,
    `${same}&page=x`,
    `${same}&page=-4`,
    `${same}&page=1.5`,
    `${same}&sort=rude`,
    `${same}&utm_source=mail&colour=red&type=`,
  ])
    assert.equal(writeAddress(readAddress(address)), same, address);
});

test("names that objects are born with are no filters", () => {
  const state = readAddress("?__proto__=x&constructor=y&toString=z");
  assert.deepEqual(state.filters, {});
  assert.equal(isAsked(state), false);
});

test("a page is one of the first ten", () => {
  assert.equal(readAddress("?page=11").page, 10);
  assert.equal(readAddress("?page=0").page, 1);
  assert.equal(readAddress("?page=Infinity").page, 1);
});

test("a filter comes and goes, and begins at the first page", () => {
  const state = { ...nothing, query: "bins", page: 4 };
  const one = withFilter(state, "type", "project", true);
  const two = withFilter(one, "type", "case-study", true);
  assert.deepEqual(two, { ...state, filters: { type: ["project", "case-study"] }, page: 1 });
  assert.deepEqual(withFilter(two, "type", "project", true).filters.type.toSorted(), [
    "case-study",
    "project",
  ]);
  assert.deepEqual(
    withFilter(withFilter(two, "type", "project", false), "type", "case-study", false).filters,
    {},
  );
  assert.deepEqual(state.filters, {}, "the old state is untouched");
});

test("paging stops at a hundred and says so", () => {
  assert.deepEqual(paging(0, 1), { last: 1, previous: null, next: null, cut: false });
  assert.deepEqual(paging(10, 1), { last: 1, previous: null, next: null, cut: false });
  assert.deepEqual(paging(11, 1), { last: 2, previous: null, next: 2, cut: false });
  assert.deepEqual(paging(100, 10), { last: 10, previous: 9, next: null, cut: false });
  assert.deepEqual(paging(101, 9), { last: 10, previous: 8, next: 10, cut: false });
  assert.deepEqual(paging(5000, 10), { last: 10, previous: 9, next: null, cut: true });
});

test("a facet is shown when it can narrow, or already does", () => {
  const value = (/** @type {string} */ value, count = 1) => ({ value, label: value.toUpperCase(), count });
  const facets = {
    from: [value("here", 9)],
    verb: [value("pay"), value("report")],
    type: [value("project", 9)],
  };
  assert.deepEqual(
    usefulFacets(facets, {}).map((facet) => facet.name),
    ["verb"],
  );
  const chosen = usefulFacets(facets, { type: ["gone"], verb: ["pay"] });
  assert.deepEqual(chosen, [
    {
      name: "type",
      values: [
        { ...value("project", 9), chosen: false },
        { value: "gone", label: "gone", count: 0, chosen: true },
      ],
    },
    {
      name: "verb",
      values: [
        { ...value("pay"), chosen: true },
        { ...value("report"), chosen: false },
      ],
    },
  ]);
});

test("hits are grouped by type, the best hit's type first", () => {
  const groups = groupByType([hit("standard", "a"), hit("page", "b"), hit("standard", "c")]);
  assert.deepEqual(
    groups.map(({ type, hits }) => [type, hits.map((h) => h.id)]),
    [
      ["standard", ["a", "c"]],
      ["page", ["b"]],
    ],
  );
});

test("keys go round through the field", () => {
  assert.equal(move(-1, 1, 3), 0);
  assert.equal(move(2, 1, 3), -1);
  assert.equal(move(-1, -1, 3), 2);
  assert.equal(move(0, -1, 3), -1);
});

test("titles are marked with the query's words and with what the engine took for them", () => {
  const words = wordsToMark("the fly tips", [
    hit("page", "a", [
      ["about ", false],
      ["fly-tipping", true],
    ]),
  ]);
  const marks = (/** @type {string} */ title, begun = "") =>
    markTitle(title, words, begun)
      .map(({ text, mark }) => (mark ? `[${text}]` : text))
      .join("");
  assert.equal(marks("The tip: Fly-tipping, flying"), "The [tip]: [Fly]-[tipping], flying");
  assert.equal(marks("Bulky waste", "bul"), "[Bulky] waste");
  assert.equal(marks("Bulky waste", "b"), "Bulky waste", "one letter is too little");
  assert.equal(marks(""), "");
});

test("no title is changed by marking it", () => {
  for (const title of [
    "İstanbul İİ",
    "<b>x</b>",
    "東京都 bin",
    "👩‍👩‍👧 bins",
    "straße STRASSE",
    "e\u0301te\u0301",
  ]) {
    const words = wordsToMark(title, []);
    for (const begun of ["", "i\u0307", "st", "東京"]) {
      assert.equal(
        markTitle(title, words, begun)
          .map((part) => part.text)
          .join(""),
        title,
      );
    }
  }
});

test("the word being typed is the last one, unless something follows it", () => {
  assert.equal(begunWord("missed bi"), "bi");
  assert.equal(begunWord("missed "), "");
  assert.equal(begunWord("fly-tip"), "tip");
  assert.equal(begunWord(""), "");
  // What is pasted takes time in proportion to its length: in its square, this would never end.
  assert.equal(begunWord("a".repeat(1e7) + "!"), "");
});

test("suggestions far behind the best are left out, whatever an entry of that name has", () => {
  const scored = (/** @type {number[]} */ ...scores) =>
    scores.map((score, i) => ({ ...hit("page", String(i)), score }));
  assert.deepEqual(
    near(scored((1 << 22) + 5, 90, 46, 44)).map(({ score }) => score),
    [(1 << 22) + 5, 90, 46],
  );
  assert.deepEqual(near([]), []);
});

test("without words the newest come first, since none matches better", () => {
  assert.equal(orderOf(readAddress("?type=case-study")), "newest");
  assert.equal(orderOf(readAddress("?q=bins")), "relevance");
  assert.equal(orderOf(readAddress("?q=bins&sort=newest")), "newest");
});

// @ts-check
// What the search page shows for an answer, in a document of the test's own.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { FakeElement, given, install, page } from "../find/document.mjs";

install();
mock.timers.enable({ apis: ["setTimeout"] });
const { View } = await import("./view.js");
const { english } = await import("./results.js");

/** @typedef {import("../find/ask.js").Result} Result */
/** @typedef {import("./address.js").State} State */

/** @type {State} */
const state = { query: "bins", filters: {}, sort: "relevance", page: 1 };

/** @param {string} id @returns {import("../find/ask.js").Hit} */
const hit = (id) => ({
  id,
  url: `/${id}/`,
  type: "page",
  title: `All about ${id}`,
  summary: "",
  score: 1,
  snippet: [{ text: "of bins", mark: true }],
  from: "",
});

/** @param {number} n @param {string} name */
const values = (n, name) =>
  Array.from({ length: n }, (_, i) => ({ value: `${name}-${i}`, label: `${name} ${i}`, count: n - i }));

/** @param {Partial<Result>} result @returns {Result} */
const answer = (result) => ({
  hits: [hit("bins"), hit("fly-tipping")],
  total: 2,
  exact: true,
  facets: { type: [{ value: "page", label: "Page", count: 2 }] },
  suggestion: null,
  ...result,
});

function shown() {
  const [root, input, facets, list, start] = ["div", "input", "form", "div", "div"].map(
    (tag) => new FakeElement(tag),
  );
  root.append(input, facets, list, start);
  page.body.replaceChildren(root);
  /** @type {unknown[]} */
  const followed = [];
  /** @type {import("./view.js").Parts} */
  const parts = {
    root: given(root),
    input: given(input),
    facets: given(facets),
    list: given(list),
    start: given(start),
    browse: "/browse/",
  };
  const view = new View(parts, english, {
    address: ({ query, page }) => `?${query}${page}`,
    follow: (to) => followed.push(to),
    retry: () => followed.push("again"),
  });
  /** What is said to a screen reader, after the pause. */
  const said = () => {
    mock.timers.tick(1000);
    return root.children.at(-1)?.textContent;
  };
  return { view, followed, said, root, input, facets, list, start };
}

test("an answer: how many, the hits, the words marked; said once", () => {
  const { view, list, start, said } = shown();
  view.showBusy();
  assert.ok(view.busy);
  view.showResult(answer({}), state, "");
  assert.equal(view.busy, false);
  assert.deepEqual(
    list.all("h2").map((title) => title.textContent),
    ["All about bins", "All about fly-tipping"],
  );
  assert.deepEqual(
    list.all("mark").map((mark) => mark.textContent),
    ["bins", "of bins", "of bins"],
  );
  assert.equal(said(), "2 results, best match first");
  assert.ok(start.hidden);
});

test("an element stays from one answer to the next", () => {
  const { view, list } = shown();
  view.showResult(answer({}), state, "");
  const [first] = list.all("li");
  view.showResult(answer({ hits: [hit("fly-tipping")], total: 1 }), state, "");
  assert.equal(list.all("li")[0], first);
  assert.equal(list.all("li").length, 1);
  assert.match(first.textContent, /fly-tipping/);
});

test("more than one page has links to its neighbours, and the last that we show says so", () => {
  const { view, list, followed } = shown();
  view.showResult(answer({ total: 11 }), state, "");
  const [next] = list.all("nav")[0].all("a");
  assert.equal(next.textContent, "Next");
  assert.equal(next.click({ ctrlKey: true }), true, "a new tab is the browser's");
  assert.equal(next.click(), false);
  assert.deepEqual(followed, [{ ...state, page: 2 }]);
  view.showResult(answer({ total: 1000 }), { ...state, page: 10 }, "");
  assert.match(list.all("nav")[0].textContent, /^PreviousPage 10 of 10These are the first 100/);
});

test("without words there is no order to choose", () => {
  const { view, list } = shown();
  const sorting = () => list.all("label")[0];
  view.showResult(answer({}), { ...state, query: "", filters: { type: ["page"] } }, "");
  assert.ok(sorting().hidden);
  view.showResult(answer({}), { ...state, sort: "newest" }, "");
  assert.equal(sorting().hidden, false);
  assert.equal(view.sort.value, "newest");
});

test("did you mean leads to that question; places lead to pages", () => {
  const { view, list, followed } = shown();
  view.showResult(
    answer({ suggestion: "bind", places: [{ title: "The map", url: "/map/" }] }),
    { ...state, page: 3 },
    "",
  );
  const [places, meant] = list.all("a");
  assert.equal(places.href, "/map/");
  assert.equal(list.all("p").find((p) => /mean/.test(p.textContent))?.textContent, "Did you mean bind?");
  meant.click();
  assert.deepEqual(followed, [{ ...state, query: "bind", page: 1 }]);
  view.showResult(answer({}), state, "");
  assert.equal(list.all("nav").length, 0, "the next answer has neither");
});

test("nothing found shows what stands instead, and where to start", () => {
  const { view, list, start, said } = shown();
  const instead = new FakeElement("div");
  const heading = new FakeElement("h2");
  heading.textContent = "Nothing found";
  instead.append(heading);
  view.showNothing(answer({ hits: [], total: 0, facets: {} }), state, given(instead));
  assert.ok(list.contains(instead));
  assert.equal(start.hidden, false);
  assert.equal(said(), "Nothing found");
});

test("a hit says which library it comes from, and which have the same", () => {
  const { view, list } = shown();
  const hits = [
    { ...hit("bins"), from: "county" },
    { ...hit("trees"), also: ["county", "city"] },
  ];
  const from = [
    { value: "here", label: "Ours", count: 1 },
    { value: "county", label: "County patterns", count: 2 },
  ];
  view.showResult(answer({ hits, facets: { ...answer({}).facets, from } }), state, "");
  assert.deepEqual(
    list.all("li").map((item) => item.firstElementChild?.textContent),
    ["Page · County patterns", "Page · also in County patterns, city"],
  );
});

test("a slow answer is announced above what is there; a start clears it", () => {
  const { view, list, start, said } = shown();
  view.showResult(answer({}), state, "");
  view.showSearching();
  assert.equal(list.firstElementChild?.textContent, "Searching…");
  assert.equal(list.all("li").length, 2);
  assert.equal(said(), "Searching…");
  view.showStart();
  assert.ok(list.hidden && !start.hidden);
  assert.equal(said(), "");
});

test("a failure has another way and a button, which gives the focus to the field", () => {
  const { view, list, input, followed, facets } = shown();
  view.showFailure(new Error("gone"));
  assert.ok(facets.hidden);
  assert.equal(list.all("a")[0].href, "/browse/");
  list.all("button")[0].click();
  assert.deepEqual(followed, ["again"]);
  assert.equal(page.activeElement, input);
});

test("facets: a long list is folded, many facets too, and what is chosen is open", () => {
  const { view, facets } = shown();
  const many = Object.fromEntries(
    ["type", "verb", "stage", "evidence", "nation"].map((name) => [name, values(2, name)]),
  );
  view.showResult(answer({ exact: false, facets: { ...many, verb: values(8, "verb") } }), state, "");
  const [more, verbs] = [facets.all("details").at(-1), facets.all("fieldset")[1]];
  assert.equal(verbs.firstElementChild?.textContent, "What people do");
  assert.equal(verbs.all("li").length, 5, "three wait, unmade");
  assert.equal(verbs.all("summary")[0].textContent, "3 more");
  assert.equal(verbs.all("span")[0].textContent, "8+", "counts may be lower bounds");
  assert.equal(more?.all("li").length, 0);

  view.showResult(answer({ facets: many }), { ...state, filters: { nation: ["nation-1"] } }, "");
  assert.deepEqual(
    more?.all("input").map((box) => box.checked),
    [false, true],
    "a filter that is set is in sight",
  );
  assert.equal(facets.all("button")[0].textContent, "Clear filters");
  assert.equal(facets.all("fieldset")[1], verbs, "elements stay");
});

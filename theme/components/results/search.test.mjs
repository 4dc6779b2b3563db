// @ts-check
// What the search page does, without a browser: the search and its address bar are ours, and the
// test plays the page, the browser and the engine.
// Run: node --test theme/components
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { AddressBar, longPause } from "./address-bar.js";
import { patience, pause, Search } from "./search.js";

/** @typedef {import("../find/ask.js").Result} Result */

mock.method(console, "error", () => {});
beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

/** Lets all promises settle that wait for nothing but each other. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A history of addresses, as a browser keeps one. @param {string} [search] */
function browser(search = "") {
  /** @type {{url: string, state: unknown}[]} */
  const entries = [{ url: `/find/${search}`, state: null }];
  let here = 0;
  const urlOf = () => entries[here].url;
  return {
    location: {
      get search() {
        return urlOf().replace(/^[^?]*/, "");
      },
      pathname: "/find/",
    },
    history: {
      /** @type {"auto" | "manual"} */
      scrollRestoration: "auto",
      get state() {
        return entries[here].state;
      },
      /** @param {unknown} state @param {string} _ @param {string | URL | null} [url] */
      pushState(state, _, url) {
        entries.splice(++here, Infinity, { url: String(url), state });
      },
      /** @param {unknown} state @param {string} _ @param {string | URL | null} [url] */
      replaceState(state, _, url) {
        entries[here] = { url: String(url ?? urlOf()), state };
      },
    },
    document: { title: "Find" },
    scrollY: 0,
    /** @type {number[]} */
    scrolledTo: [],
    /** @param {ScrollToOptions} to */
    scrollTo({ top = 0 }) {
      this.scrolledTo.push(top);
    },
    back: () => here--,
    urls: () => entries.map(({ url }) => url),
  };
}

/** @param {Partial<Result>} [result] @returns {Result} */
const answer = (result) => ({
  hits: [],
  total: 12,
  exact: true,
  facets: {},
  suggestion: null,
  ...result,
});

/**
 * The search page with a log of what it shows. `reply` is the engine; what it is asked is kept.
 * @param {string} [search]
 * @param {(query: string) => Result | Promise<Result>} [reply]
 */
async function opened(search, reply = () => answer()) {
  const window = browser(search);
  /** @type {string[]} */
  const log = [];
  /** @type {string[]} */
  const asked = [];
  const show = (/** @type {string} */ what) => {
    view.busy = false;
    log.push(what);
  };
  const view = {
    query: "",
    busy: false,
    showBusy: () => void (view.busy = true),
    showStart: () => show("start"),
    showSearching: () => void log.push("searching"),
    /** @type {import("./search.js").View["showResult"]} */
    showResult: ({ total }, { query, page }, begun) =>
      show(`${total} for ${query || "filters"}, page ${page}${begun && `, ${begun}…`}`),
    /** @type {import("./search.js").View["showNothing"]} */
    showNothing: (_, { query }) => show(`nothing for ${query}`),
    showFailure: (/** @type {unknown} */ error) => show(`failed: ${error}`),
    focusAnswer: () => void log.push("focus"),
  };
  const page = new Search({
    view,
    bar: new AddressBar(window),
    open: async () => ({
      search: async (query, options) => {
        const filters = Object.entries(options?.filters ?? {}).map(([name, values]) => `${name}=${values}`);
        asked.push([query, options?.sort, options?.offset, ...filters].join(" "));
        return reply(query);
      },
    }),
    nothing: async () => /** @type {Element} */ ({}),
  });
  await page.readAddress();
  const type = async (/** @type {string} */ words) => {
    view.query = words;
    page.typed();
    await settle();
  };
  return { search: page, view, window, log, asked, type };
}

test("nothing asked shows where to start; the address is read otherwise", async () => {
  assert.deepEqual((await opened()).log, ["start"]);
  const { log, window, view } = await opened("?q=bins&page=2");
  assert.deepEqual(log, ["12 for bins, page 2"]);
  assert.equal(window.document.title, "bins – Find");
  assert.equal(view.query, "bins");
  const wrong = await opened("?page=0&q=bins");
  assert.deepEqual(wrong.window.urls(), ["/find/?q=bins"], "an address with nonsense is put right");
});

test("each letter is asked for at once, its address written after a rest", async () => {
  const { log, window, type } = await opened();
  await type("bi");
  await type("bin");
  assert.deepEqual(log, ["start", "12 for bi, page 1, bi…", "12 for bin, page 1, bin…"]);
  assert.deepEqual(window.urls(), ["/find/"], "the address waits");
  mock.timers.tick(longPause);
  assert.deepEqual(window.urls(), ["/find/?q=bin"], "and is no new place in the history");
  assert.equal(window.document.title, "bin – Find");
});

test("a space changes no question", async () => {
  const { asked, type } = await opened("?q=bin");
  await type("bin ");
  assert.equal(asked.length, 1);
});

test("while an answer is on its way a letter waits for the next, and leaving waits for none", async () => {
  /** @type {((result: Result) => void)[]} */
  const replies = [];
  const { asked, search, log, window, type, view } = await opened(
    "",
    () => new Promise((resolve) => replies.push(resolve)),
  );
  await type("b");
  await type("bi");
  await type("bin");
  assert.deepEqual(
    asked.map((text) => text.split(" ")[0]),
    ["b"],
  );
  mock.timers.tick(pause);
  await settle();
  assert.deepEqual(
    asked.map((text) => text.split(" ")[0]),
    ["b", "bin"],
  );
  replies[1](answer({ total: 3 }));
  await settle();
  replies[0](answer({ total: 99 }));
  await settle();
  assert.deepEqual(log, ["start", "3 for bin, page 1, bin…"], "a late answer to an old question is dropped");
  replies.length = 0;
  view.query = "bins";
  search.typed();
  search.leave();
  await settle();
  assert.deepEqual(window.urls(), ["/find/?q=bins"], "whoever leaves may copy the address");
});

test("what an input method composes is not asked for", async () => {
  /** @type {(result: Result) => void} */
  let reply = () => {};
  const { asked, search, view, type } = await opened("", () => new Promise((resolve) => (reply = resolve)));
  await type("a");
  await type("ab"); // waits, since an answer is on its way
  search.composing();
  view.query = "abに";
  mock.timers.tick(pause);
  await settle();
  assert.equal(asked.length, 1);
  reply(answer());
  await settle();
  search.typed(); // done
  await settle();
  assert.equal(asked.length, 2);
});

test("Enter, filters, the order and pages are places in the history; Back leads through them", async () => {
  const { asked, log, search, window, view, type } = await opened();
  await type("bins");
  await search.submit();
  await search.filter("type", "project", true);
  await search.sort("newest");
  await search.follow({ query: "bins", filters: { type: ["project"] }, sort: "newest", page: 2 });
  assert.equal(log.at(-1), "focus", "a link that goes away gives the focus to the answer");
  assert.deepEqual(window.urls(), [
    "/find/?q=bins",
    "/find/?q=bins&type=project",
    "/find/?q=bins&type=project&sort=newest",
    "/find/?q=bins&type=project&sort=newest&page=2",
  ]);
  assert.deepEqual(asked.at(-1), "bins newest 10 type=project");
  window.back();
  window.back();
  view.query = "typed since";
  await search.readAddress();
  assert.equal(view.query, "bins");
  assert.deepEqual(asked.at(-1), "bins relevance 0 type=project");
  assert.equal(log.at(-1), "12 for bins, page 1");
});

test("letters typed after a settled search make one new place, so that Back leads to that search", async () => {
  const { window, search, type } = await opened("?q=bins");
  await type("binsx");
  await type("bins a");
  await type("bins at");
  await search.submit();
  assert.deepEqual(window.urls(), ["/find/?q=bins", "/find/?q=bins+at"]);
});

test("a filter right after typing leaves what was typed its own place in the history", async () => {
  const { window, search, type } = await opened();
  await type("bins");
  await search.filter("type", "project", true);
  assert.deepEqual(window.urls(), ["/find/?q=bins", "/find/?q=bins&type=project"]);
});

test("Back while the address waits does not write what was typed", async () => {
  const { window, search, type } = await opened("?q=bins");
  await type("bins a");
  await type("bins at");
  window.back();
  await search.readAddress();
  mock.timers.tick(longPause);
  assert.deepEqual(window.urls(), ["/find/?q=bins", "/find/?q=bins+a"]);
  assert.equal(window.location.search, "?q=bins");
});

test("Back leads to the place in the list, once the answer is there", async () => {
  const { window, search } = await opened("?q=bins");
  window.scrollY = 700;
  search.scrolled();
  mock.timers.tick(pause);
  assert.deepEqual(window.history.state, { scroll: 700 });
  window.scrollY = 900; // and pressed before the pause is over
  await search.filter("type", "project", true);
  window.back();
  await search.readAddress();
  assert.deepEqual(window.scrolledTo, [900]);
});

test("a place is not kept while the list is another question's", async () => {
  const { window, search, view } = await opened("?q=bins");
  view.busy = true;
  window.scrollY = 700;
  search.keepPlace();
  assert.equal(window.history.state, null);
});

test("filters are cleared together, with the focus on the answer", async () => {
  const { search, window, log } = await opened("?q=bins&type=project&verb=pay&page=2");
  await search.clearFilters();
  assert.equal(window.location.search, "?q=bins");
  assert.equal(log.at(-1), "focus");
});

test("a page that is not there leads to the last one", async () => {
  const { log, window } = await opened("?q=bins&page=7");
  assert.deepEqual(log, ["12 for bins, page 2"]);
  assert.deepEqual(window.urls(), ["/find/?q=bins&page=2"]);
});

test("nothing found is said after a rest, not in mid-word", async () => {
  const { log, type } = await opened("", () => answer({ total: 0 }));
  await type("zzz");
  assert.deepEqual(log, ["start"]);
  mock.timers.tick(longPause);
  await settle();
  assert.deepEqual(log, ["start", "nothing for zzz"]);
});

test("a slow answer says that it is on its way; a failure can be tried again", async () => {
  let fails = true;
  /** @type {() => void} */
  let go = () => {};
  const { log, search, view } = await opened("", async () => {
    await new Promise((resolve) => (go = () => resolve(undefined)));
    if (fails) throw new Error("gone");
    return answer();
  });
  view.query = "bins";
  search.submit();
  await settle();
  mock.timers.tick(patience - 1);
  assert.deepEqual(log, ["start"]);
  mock.timers.tick(1);
  assert.deepEqual(log, ["start", "searching"]);
  go();
  await settle();
  assert.equal(log.at(-1), "failed: Error: gone");
  fails = false;
  search.retry();
  await settle();
  go();
  await settle();
  assert.equal(log.at(-1), "12 for bins, page 1");
  mock.timers.tick(patience);
  assert.equal(log.at(-1), "12 for bins, page 1", "an answer that came is not on its way");
});

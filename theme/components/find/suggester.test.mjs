// @ts-check
// What the combobox does with keys and letters, without a browser.
// Run: node --test theme/components
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { FakeElement, given, install, page } from "./document.mjs";
import { pause, Suggester } from "./suggester.js";

install();
const { Options } = await import("./options.js");
const { english } = await import("./combobox.js");

/** @typedef {import("./ask.js").Result} Result */

mock.method(console, "error", () => {});
beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** @param {string} id @param {string} type @param {number} score */
const hit = (id, type, score) => ({
  id,
  url: `/${id}/`,
  type,
  title: id,
  summary: "",
  score,
  snippet: [],
  from: "",
});

/** @type {Result} */
const found = {
  hits: [hit("missed-bin", "service-pattern", 9), hit("bins", "page", 8), hit("tax", "page", 1)],
  total: 3,
  exact: true,
  facets: { type: [{ value: "page", label: "Page", count: 2 }] },
  suggestion: null,
};

/** @param {(query: string) => Result | Promise<Result>} [reply] */
function opened(reply = () => found) {
  const [form, input] = ["form", "input"].map((tag) => new FakeElement(tag));
  form.append(input);
  Object.assign(form, { action: "https://example.org/find/" });
  page.body.replaceChildren(form);
  const options = new Options(given(form), given(input), english);
  /** @type {string[]} */
  const asked = [];
  const suggester = new Suggester(input, options, async () => ({
    search: async (query) => {
      asked.push(query);
      return reply(query);
    },
  }));
  const panel = /** @type {FakeElement} */ (/** @type {unknown} */ (options.panel));
  const type = async (/** @type {string} */ words, rest = pause) => {
    input.value = words;
    suggester.typed();
    mock.timers.tick(rest);
    await settle();
  };
  /** Presses a key; whether we kept it from the browser. @param {string} key @param {object} [more] */
  const press = (key, more) => {
    let kept = false;
    suggester.key({
      key,
      altKey: false,
      isComposing: false,
      preventDefault: () => (kept = true),
      ...more,
    });
    return kept;
  };
  /** The text of the chosen option, or "". */
  const chosen = () =>
    panel.all("a").find((option) => option.getAttribute("aria-selected") === "true")?.textContent ?? "";
  return { suggester, options, panel, form, input, asked, type, press, chosen };
}

test("typing asks after a pause, and shows the best of each type", async () => {
  const { asked, panel, input, type } = opened();
  await type("b", pause - 1);
  await type("bi");
  assert.deepEqual(asked, ["bi"]);
  assert.deepEqual(
    panel.all("a").map((option) => option.textContent),
    ["Search for “bi”", "missed-binservice-pattern", "binsPage"],
    "what is far behind the best is left out",
  );
  assert.equal(panel.hidden, false);
  assert.equal(input.getAttribute("aria-expanded"), "true");
  await type("  ");
  assert.ok(panel.hidden, "no words, no list");
});

test("arrows go through the options and the field, and Enter follows the chosen one", async () => {
  const { panel, input, type, press, chosen } = opened();
  await type("bin");
  let clicked = "";
  for (const option of panel.all("a")) option.addEventListener("click", () => (clicked = option.href));
  assert.ok(press("ArrowDown"));
  assert.equal(chosen(), "Search for “bin”");
  press("ArrowDown");
  assert.equal(input.getAttribute("aria-activedescendant"), panel.all("a")[1].id);
  press("ArrowUp");
  press("ArrowUp");
  assert.equal(chosen(), "");
  assert.equal(input.getAttribute("aria-activedescendant"), null);
  press("ArrowUp");
  assert.equal(chosen(), "binsPage", "up from the field leads to the last");
  press("Home");
  assert.equal(chosen(), "", "the caret has the attention");
  press("ArrowUp");
  assert.ok(press("Enter"));
  assert.equal(clicked, "/bins/");
});

test("Enter without a choice is the form's, and Escape closes once", async () => {
  const { panel, type, press } = opened();
  await type("bin");
  assert.ok(press("Escape"));
  assert.ok(panel.hidden);
  assert.equal(press("Escape"), false, "then the browser may clear the field");
  await type("bins");
  assert.equal(press("Enter"), false);
  assert.ok(panel.hidden);
});

test("an arrow opens a closed list at its first or last option, with Alt at none", async () => {
  const { panel, type, press, chosen } = opened();
  await type("bin");
  for (const [key, more, option] of /** @type {const} */ ([
    ["ArrowDown", {}, "Search for “bin”"],
    ["ArrowUp", {}, "binsPage"],
    ["ArrowDown", { altKey: true }, ""],
  ])) {
    press("Escape");
    press(key, more);
    await settle();
    assert.equal(panel.hidden, false);
    assert.equal(chosen(), option);
  }
  press("ArrowUp", { altKey: true });
  assert.ok(panel.hidden);
});

test("keys of an input method are its own, and what it composes is not asked for", async () => {
  const { suggester, asked, type, press } = opened();
  await type("b", 0);
  suggester.composing();
  mock.timers.tick(pause);
  await settle();
  assert.deepEqual(asked, []);
  await type("bin");
  assert.equal(press("ArrowDown", { isComposing: true }), false);
});

test("a late answer to an old question is dropped, and so is one after closing", async () => {
  /** @type {((result: Result) => void)[]} */
  const replies = [];
  const { suggester, panel, type } = opened(() => new Promise((resolve) => replies.push(resolve)));
  await type("old");
  await type("new");
  replies[1]({ ...found, hits: [hit("new", "page", 1)] });
  await settle();
  replies[0](found);
  await settle();
  assert.match(panel.textContent, /“new”/);
  await type("newer");
  await type("newer still", 0);
  replies[2](found);
  await settle();
  assert.match(panel.textContent, /“new”/, "not even before the next is asked");
  suggester.close();
  await type("newest");
  suggester.close();
  replies[3](found);
  await settle();
  assert.ok(panel.hidden);
});

test("a correction is a second question to search for", async () => {
  const { panel, type } = opened(() => ({ ...found, suggestion: "bind" }));
  await type("bint");
  assert.deepEqual(
    panel
      .all("a")
      .map((option) => option.href)
      .slice(0, 2),
    ["https://example.org/find/?q=bint", "https://example.org/find/?q=bind"],
  );
});

test("a failure says so and leads elsewhere; the next letter tries again", async () => {
  let fails = true;
  const { panel, options, form, input, type } = opened(() => {
    if (fails) throw new Error("gone");
    return found;
  });
  await type("bin");
  assert.match(panel.textContent, /could not load/);
  assert.equal(options.count, 0);
  assert.ok(options.owns(given(form)), "its link is behind the form's button");
  assert.equal(input.getAttribute("aria-expanded"), "false");
  fails = false;
  await type("bins");
  assert.equal(options.count, 3);
  assert.equal(options.owns(given(form)), false);
});

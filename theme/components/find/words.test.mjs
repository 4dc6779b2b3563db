// @ts-check
// The English that the search scripts bring with them is that of strings/en.json: translators look
// there, and pages carry only what differs from it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SearchError } from "../../../search/js/store.js";
import { facetNames } from "../results/address.js";

const theme = new URL("../../", import.meta.url);
const read = (/** @type {string} */ name) => readFileSync(new URL(name, theme), "utf8");
/** @type {[string, string][]} */
const strings = Object.entries(JSON.parse(read("strings/en.json")));

/** The object literal that stands after some words of a script. @param {string} name @param {string} after */
function literal(name, after) {
  const [, from] = read(`components/${name}`).split(after);
  const end = /^ *\}/m.exec(from);
  return new Function(`return ${from.slice(0, (end?.index ?? 0) + (end?.[0].length ?? 0))}`)();
}

/** An object's words by the keys of strings/en.json. @param {object} words @param {string} prefix @returns {[string, string][]} */
const flat = (words, prefix) =>
  Object.entries(words).flatMap(([name, word]) =>
    typeof word === "object" ? flat(word, `${prefix}${name}.`) : [[prefix + name, word]],
  );

test("the words of the search scripts are those of strings/en.json", () => {
  const suggest = {
    ...literal("find/combobox.js", "const english = "),
    ...literal("find/dom.js", "const words = wordsOf("),
    older: new SearchError("newer-format").message,
  };
  const results = {
    ...literal("results/results.js", "const english = "),
    ...literal("nothing/nothing.js", "const english = "),
  };
  for (const name of facetNames)
    results.facets[name] ??= name[0].toUpperCase() + name.slice(1).replace("-", " "); // as the script reads them
  for (const [prefix, words] of Object.entries({ "suggest.": suggest, "results.": results })) {
    assert.deepEqual(
      Object.fromEntries(strings.filter(([key]) => key.startsWith(prefix))),
      Object.fromEntries(flat(words, prefix)),
    );
  }
});

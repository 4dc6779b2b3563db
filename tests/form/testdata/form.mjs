// Runs the form's modules in Node: answers a line of JSON with a line of JSON.
import { createInterface } from "node:readline";
import { check } from "../../../theme/components/add/check.js";
import { isEmpty, written } from "../../../theme/components/add/entry.js";
import { fits } from "../../../theme/components/add/fits.js";
import { Prose } from "../../../theme/components/add/prose.js";
import { load, published, taken } from "../../../theme/components/add/published.js";
import { renew } from "../../../theme/components/add/renew.js";
import { label } from "../../../theme/components/add/say.js";
import { slug } from "../../../theme/components/add/slug.js";
import { splice } from "../../../theme/components/add/splice.js";
import { save } from "../../../theme/components/add/write.js";
import { zip } from "../../../theme/components/add/zip.js";
import { mutated } from "./mutate.mjs";

let about;
const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const original = ({ source, data, type }) => published(data, bytes(source).buffer, type, about.rules[type]);
/** The path to a value in the file, which has no empty items. */
function inFile([name, ...path], held, fields, rules) {
  const known = fields.find((one) => one.name === name);
  const [i, ...inside] = path;
  if (typeof i !== "number" || known.group === "condition") {
    return known?.group && path.length
      ? [name, ...inFile(path, held[name], rules.groups[known.group] ?? [], rules)]
      : [name, ...path];
  }
  const before = held[name].slice(0, i).filter((item) => !isEmpty(written([item], known, rules))).length;
  if (!inside.length) return [name, before];
  return [name, before, ...inFile(inside, held[name][i], rules.groups[known.group], rules)];
}
const answers = {
  about: (given) => {
    about = { ...given, prose: new Prose(given.prose), fresh: true };
    for (const [type, rules] of Object.entries(given.rules)) label(rules, type);
    return true;
  },
  known: ({ known, loaded }) => {
    Object.assign(about, { known, loaded: new Set(loaded) });
    return true;
  },
  load: ({ entry, type }) => load(entry, type, about.rules[type]),
  save: ({ held, type }) => save(held, type, about.rules[type]),
  check: ({ held, type, images }) => {
    const rules = about.rules[type];
    return check(held, { ...about, rules, type, images }).map((one) => ({
      ...one,
      path: inFile(one.path, held.values, rules.types[type].fields, rules),
    }));
  },
  mutated: ({ entry, type, seed, ids }) => {
    const rules = about.rules[type];
    const held = mutated(load(entry, type, rules), type, rules, seed, ids);
    return { held, source: save(held, type, rules) };
  },
  // the file with nothing changed, and with what is held
  splice: async ({ held, type, ...of }) => {
    const from = await original({ type, ...of });
    const rules = about.rules[type];
    return {
      kept: splice(from, from.content, type, rules),
      changed: splice(from, held ?? from.content, type, rules),
    };
  },
  taken: async ({ text, type }) => {
    try {
      return await taken(new Blob([text]), type, about.rules[type]);
    } catch (error) {
      return { refused: String(error.message) };
    }
  },
  // drafts as the browser keeps them, of an entry and of what is broken in it
  fits: ({ entry, type, broken }) => {
    const held = () => {
      const of = load(entry, type, about.rules[type]);
      return { values: of.values, parts: [of.body], pictures: [], id: "x", named: true, of };
    };
    return ["", ...broken].map((change) => {
      const draft = JSON.parse(JSON.stringify(held()));
      new Function("draft", change)(draft);
      return fits(draft, type, 1, about.rules[type]);
    });
  },
  renew: ({ draft, before, now, type }) => {
    const rules = about.rules[type];
    const both = renew(draft, load(before, type, rules), load(now, type, rules), type, rules);
    return { ...draft, both };
  },
  zip: ({ files }) =>
    Buffer.from(zip(files.map(({ name, data }) => ({ name, data: Buffer.from(data, "base64") })))).toString(
      "base64",
    ),
  slug: ({ title }) => slug(title),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, ...rest } = JSON.parse(line);
  let answer;
  try {
    answer = await answers[ask](rest);
  } catch (error) {
    answer = { error: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

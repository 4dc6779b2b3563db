// Runs the form's modules in Node: answers a line of JSON with a line of JSON.
import { createInterface } from "node:readline";
import { check } from "../../../theme/components/add/check.js";
import { load, save } from "../../../theme/components/add/entry.js";
import { renew } from "../../../theme/components/add/renew.js";
import { fits } from "../../../theme/components/add/fits.js";
import { Prose } from "../../../theme/components/add/prose.js";
import { label } from "../../../theme/components/add/say.js";
import { slug } from "../../../theme/components/add/slug.js";
import { Unreadable } from "../../../theme/components/add/yaml.js";
import { zip } from "../../../theme/components/add/zip.js";

let about;
const answers = {
  about: (given) => {
    about = { ...given, prose: new Prose(given.prose), fresh: true, loaded: new Set(given.loaded) };
    for (const [type, rules] of Object.entries(given.rules)) label(rules, type);
    return true;
  },
  check: ({ source, type, images }) => {
    try {
      return check(source, { ...about, rules: about.rules[type], type, images });
    } catch (error) {
      if (error instanceof Unreadable) return [{ code: "unreadable", message: error.message }];
      throw error;
    }
  },
  again: ({ source, type }) => {
    const { values, body } = load(source, type, about.rules[type]);
    return {
      fresh: save(values, body, type, about.rules[type]),
      kept: save(values, body, type, about.rules[type], source),
    };
  },
  // drafts as the browser keeps them, of a file and of what is broken in it
  fits: ({ source, type, broken }) => {
    const held = () => {
      const { values, body } = load(source, type, about.rules[type]);
      return { values, parts: [body], pictures: [], id: "x", named: true, of: source };
    };
    const whole = JSON.parse(JSON.stringify(held()));
    return [
      fits(whole, type, 1, about.rules[type]),
      ...broken.map((change) => {
        const draft = JSON.parse(JSON.stringify(held()));
        new Function("draft", change)(draft);
        return fits(draft, type, 1, about.rules[type]);
      }),
    ];
  },
  load: ({ source, type }) => load(source, type, about.rules[type]),
  renew: ({ draft, before, now, type }) => {
    const both = renew(draft, before, now, type, about.rules[type]);
    return { ...draft, both };
  },
  zip: ({ files }) =>
    Buffer.from(zip(files.map(({ name, data }) => ({ name, data: Buffer.from(data, "base64") })))).toString(
      "base64",
    ),
  slug: ({ title }) => slug(title),
  save: ({ values, body, type, original }) => save(values, body, type, about.rules[type], original),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, ...rest } = JSON.parse(line);
  let answer;
  try {
    answer = answers[ask](rest);
  } catch (error) {
    answer = { error: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

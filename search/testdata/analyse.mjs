// Analyses text with the browser's modules: a line with a JSON string in, a line with its tokens out.
import { createInterface } from "node:readline";
import { joinsOf, tokensOf } from "../js/tokens.js";

for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line),
    tokens = tokensOf(text);
  const joins = joinsOf(text, tokens).map((j) => [`${j.first}-${j.last}`, j.word, j.stem]);
  process.stdout.write(JSON.stringify([...tokens.map((t) => [t.whole, t.word, t.stem]), ...joins]) + "\n");
}

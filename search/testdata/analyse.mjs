// Analyses text with the browser's modules: a line with a JSON string in, a line with its tokens out.
import { createInterface } from "node:readline";
import { tokensOf } from "../js/tokens.js";

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(JSON.stringify(tokensOf(JSON.parse(line)).map((t) => [t.whole, t.word, t.stem])) + "\n");

// Answers how far apart two words are, as the search and as the form count it: {a, b, limit} → {search, form}.
import { createInterface } from "node:readline";
import { edits } from "../../../search/js/correction.js";
import { apart } from "../../../theme/components/add/say.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { a, b, limit } = JSON.parse(line);
  console.log(JSON.stringify({ search: edits(a, b, limit), form: apart([...a], [...b], limit) }));
}

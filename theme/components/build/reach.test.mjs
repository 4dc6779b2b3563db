// @ts-check
// “What can we build?” without a browser: which sections the answer has for what is ticked.
// Run: node --test theme/components
import assert from "node:assert/strict";
import { test } from "node:test";
import { address, answer, chosen } from "./reach.js";

const patterns = [
  { id: "report", calls: ["forms"] },
  { id: "pay", calls: ["forms", "payments"] },
  { id: "book", calls: ["forms", "booking"] },
  { id: "renew", calls: ["forms", "payments", "identity"] },
  { id: "apply", calls: ["forms", "payments", "identity", "cases"] },
  { id: "track", calls: ["cases"] },
];

/** @param {...string} have */
const sections = (...have) =>
  answer(patterns, new Set(have)).sections.map(({ heading, found, groups }) => [
    heading,
    ...(groups
      ? groups.map(([missing, found]) => `${missing}: ${found.map(({ pattern }) => pattern.id)}`)
      : found.map(({ pattern }) => pattern.id)),
  ]);

test("nothing ticked shows what needs least", () => {
  const { tally, sections } = answer(patterns, new Set());
  assert.deepEqual(tally, [0, 0, 0]);
  assert.deepEqual(
    sections.map(({ heading, found, lacking }) => [heading, lacking, found.length]),
    [["short", "needs", 6]],
  );
  assert.equal(sections[0].found[0].pattern.id, "report");
});

test("what is there covers some, and others lack one, two or more", () => {
  assert.deepEqual(sections("forms"), [
    ["full", "report"],
    ["one", "payments: pay", "booking: book"],
    ["two", "renew"],
    ["near", "apply"],
  ]);
  assert.deepEqual(answer(patterns, new Set(["forms"])).tally, [1, 2, 1]);
});

test("what needs nothing that is there is left out, and so are sections with nothing", () => {
  assert.deepEqual(sections("cases"), [
    ["full", "track"],
    ["near", "apply"],
  ]);
  assert.deepEqual(sections("library"), []);
});

test("equal choices have one address, and only what there is can be chosen", () => {
  const known = ["forms", "payments"];
  assert.equal(address(new Set(["payments", "forms"]), known), "?have=forms&have=payments");
  assert.equal(address(new Set(), known), "");
  assert.deepEqual(chosen("?have=payments&have=magic", known), new Set(["payments"]));
});

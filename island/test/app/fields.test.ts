import { expect, test } from "vitest";
import { asFields, differing } from "../../src/app/fields";

test("equal words do not differ, whatever the line endings", () => {
  expect(differing({ because: ["one\r\ntwo"] }, { because: ["one\ntwo"] })).toEqual([]);
});

test("an absent field and an empty one are the same", () => {
  expect(differing({ because: [""] }, {})).toEqual([]);
});

test("names that differ are named, from either side", () => {
  const mine = { because: ["a"], step: ["x"] };
  const saved = { because: ["b"], step: ["x"], coding: ["3"] };
  expect(differing(mine, saved)).toEqual(["because", "coding"]);
});

test("a server's answer becomes fields: texts, numbers, lists and nothing", () => {
  expect(asFields({ because: "a", coding: 3, evidence: ["x", "y"], step: null })).toEqual({
    because: ["a"],
    coding: ["3"],
    evidence: ["x", "y"],
    step: [""],
  });
});

import { expect, test } from "vitest";
import { withLine } from "../../src/app/gathered";

test("a line goes to the end, on a line of its own", () => {
  expect(withLine("", "12:04 asks about ties")).toBe("12:04 asks about ties");
  expect(withLine("one", "two")).toBe("one\ntwo");
  expect(withLine("one\n\n", "two")).toBe("one\ntwo");
});

test("a line that is picked twice stands there once", () => {
  expect(withLine("one\ntwo", "one")).toBe("one\ntwo");
});

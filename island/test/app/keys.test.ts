import { expect, test } from "vitest";
import { followed } from "../../src/app/keys";

const SHORTCUTS = ["g d", "g i", "n"];

test("one key that is a shortcut is found at once", () => {
  expect(followed([], "n", SHORTCUTS)).toEqual({ pressed: [], found: "n" });
});

test("two keys in a row are found together", () => {
  const first = followed([], "g", SHORTCUTS);
  expect(first).toEqual({ pressed: ["g"], found: null });
  expect(followed(first.pressed, "i", SHORTCUTS)).toEqual({ pressed: [], found: "g i" });
});

test("a key that does not continue a shortcut starts a new one", () => {
  expect(followed(["g"], "n", SHORTCUTS)).toEqual({ pressed: [], found: "n" });
  expect(followed(["g"], "x", SHORTCUTS)).toEqual({ pressed: [], found: null });
});

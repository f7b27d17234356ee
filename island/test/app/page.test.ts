import { expect, test } from "vitest";
import { cookieOf } from "../../src/app/page";

test("a cookie is found by its whole name", () => {
  const cookies = "theme=dark; not-csrf=one; csrf=two=; __Host-csrf=three";
  expect(cookieOf(cookies, "csrf")).toBe("two=");
  expect(cookieOf(cookies, "__Host-csrf")).toBe("three");
  expect(cookieOf(cookies, "session")).toBeUndefined();
  expect(cookieOf("", "csrf")).toBeUndefined();
});

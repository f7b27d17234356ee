import { expect, test } from "vitest";
import { switched, themeCookie } from "../../src/app/theme";

test("a switch away from the system's theme is remembered", () => {
  expect(switched("light", "light")).toBe("dark");
});

test("a switch back to the system's theme follows the system again", () => {
  expect(switched("dark", "light")).toBeNull();
  expect(themeCookie(null, false)).toContain("Max-Age=0");
});

test("over HTTPS the cookie stays there", () => {
  expect(themeCookie("dark", true)).toBe("theme=dark; Path=/; Max-Age=31536000; SameSite=Lax; Secure");
});

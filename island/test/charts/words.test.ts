import { expect, test } from "vitest";
import { ticks } from "../../src/charts/axes";
import { measured, month } from "../../src/charts/measures";
import { cut } from "../../src/charts/svg";

test("shares are read as percent, small ones with a digit", () => {
  expect(measured(0.27, "percent")).toBe("27\u00a0%");
  expect(measured(0.004, "percent")).toBe("0.4\u00a0%");
  expect(measured(0, "percent")).toBe("0\u00a0%");
});

test("counts have their thousands apart", () => {
  expect(measured(12345, "number")).toBe("12,345");
});

test("a day is the same day in every zone", () => {
  expect(measured(Date.parse("2026-02-01"), "date")).toBe("1 Feb");
  expect(month(Date.parse("2026-02-01"))).toBe("Feb 2026");
});

test("September is called as the pages call it", () => {
  expect(measured(Date.parse("2026-09-01"), "date")).toBe("1 Sep");
  expect(month(Date.parse("2026-09-01"))).toBe("Sep 2026");
});

test("what does not fit is cut, and says so", () => {
  expect(cut("Quince & Son", 200)).toBe("Quince & Son");
  expect(cut("Donaudampfschifffahrt", 70)).toBe("Donaudamp…");
});

test("a narrow axis still has two ends, a wide one no crowd", () => {
  expect(ticks(100)).toBe(2);
  expect(ticks(4000)).toBe(10);
});

test("a difference says which way it goes", () => {
  expect(measured(0.83, "points")).toBe("+83");
  expect(measured(-0.071, "points")).toBe("−7");
  expect(measured(-0.001, "points")).toBe("0");
});

test("below nothing stands a minus, and no hyphen", () => {
  expect(measured(-0.5, "number")).toBe("−0.5");
});

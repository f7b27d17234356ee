import { scaleLinear } from "d3-scale";
import { expect, test } from "vitest";
import { placed } from "../../src/charts/strips";

const x = scaleLinear([-1, 1], [0, 400]);

function dot(label: string, low: number, high: number) {
  return { label, value: (low + high) / 2, low, high };
}

test("dots that would touch stand on lines of their own, others share one", () => {
  const lines = placed([dot("", 0.2, 0.4), dot("", -0.9, -0.5), dot("", -0.6, 0)], x, 400);
  expect(lines.map((one) => one.line)).toEqual([0, 1, 0]);
});

test("a name that does not fit after its interval stands before it", () => {
  const [last] = placed([dot("The tidal path", 0.5, 1)], x, 400);
  expect(last?.after).toBe(false);
  expect(last?.words).toBe("The tidal path");
});

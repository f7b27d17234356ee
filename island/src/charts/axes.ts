/** Axes: a rule, few ticks, words; nothing that is not read. */
import type { ScaleLinear } from "d3-scale";
import { measured } from "./measures";
import type { Axis } from "./spec";
import { line, svg, text } from "./svg";

type Scale = ScaleLinear<number, number>;

/** How many ticks fit without touching. */
export function ticks(pixels: number, each = 90): number {
  return Math.max(2, Math.min(10, Math.floor(pixels / each)));
}

export function axisBelow(scale: Scale, axis: Axis, y: number): SVGElement {
  const [begin, end] = scale.range() as [number, number];
  const group = svg("g", { class: "chart-axis" }, line(begin, y, end, y, "chart-rule"));
  for (const at of scale.ticks(ticks(end - begin))) {
    const x = scale(at);
    const words = measured(at, axis.measure);
    // The last one ends where the axis does, where it would run out of a narrow page.
    const anchor = x + words.length * 3.5 > end + 16 ? "end" : "middle";
    group.append(line(x, y, x, y + 4, "chart-rule"), text(anchor === "end" ? end + 4 : x, y + 17, words, "soft", anchor));
  }
  group.append(text(end, y + 34, axis.label, "soft", "end"));
  return group;
}

export function axisBeside(scale: Scale, axis: Axis, left: number, right: number): SVGElement {
  const [bottom, top] = scale.range() as [number, number];
  const group = svg("g", { class: "chart-axis" });
  for (const at of scale.ticks(ticks(bottom - top, 50))) {
    const y = scale(at);
    group.append(line(left, y, right, y, at === axis.from ? "chart-rule" : "chart-grid"));
    group.append(text(left - 8, y + 4, measured(at, axis.measure), "soft", "end"));
  }
  return group;
}

import type { Shape } from "./spec";
import { svg } from "./svg";

/** Shapes tell marks apart before colours do. */
export function shape(kind: Shape, x: number, y: number): SVGElement {
  const r = 5;
  if (kind === "begin") return svg("circle", { class: "chart-mark chart-mark-begin", cx: x, cy: y, r: r - 1 });
  if (kind === "end") return svg("rect", { class: "chart-mark chart-mark-end", x: x - 2, y: y - 7, width: 4, height: 14 });
  if (kind === "good") return svg("path", { class: "chart-mark chart-mark-good", d: `M${x - 7},${y}L${x},${y - 7}L${x + 7},${y}L${x},${y + 7}Z` });
  return svg("circle", { class: "chart-mark chart-mark-step", cx: x, cy: y, r });
}

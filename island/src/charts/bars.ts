import { scaleLinear } from "d3-scale";
import { axisBelow } from "./axes";
import type { Bars } from "./spec";
import { drawing, svg, text, told } from "./svg";

/** A bar for each row, from the start of the axis; the row's words above it, its number at its end. */
export function drawBars(spec: Bars, width: number): SVGElement {
  const each = 46;
  const bottom = spec.rows.length * each + 6;
  const x = scaleLinear([spec.x.from, spec.x.to], [0, width - 16]);
  const drawn = drawing(width, bottom + 44, axisBelow(x, spec.x, bottom));
  spec.rows.forEach((row, place) => {
    const top = place * each;
    const bar = svg("rect", { class: "chart-bar", x: 0, y: top + 20, width: Math.max(x(row.value), 1), height: 16 });
    const words = [text(0, top + 14, row.label), text(width - 16, top + 14, row.note, "soft", "end")];
    drawn.append(told(svg("g", {}, ...words, bar), `${row.label}: ${row.note}`));
  });
  return drawn;
}

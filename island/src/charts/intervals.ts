import { scaleLinear } from "d3-scale";
import { axisBelow } from "./axes";
import { measured } from "./measures";
import type { Intervals } from "./spec";
import { beside, cut, drawing, line, svg, text, told } from "./svg";

type Row = Intervals["rows"][number];
type Scale = ReturnType<typeof scaleLinear<number, number>>;

/** A dot with its interval for each row; a hollow diamond for what stands beside it. */
export function drawIntervals(spec: Intervals, width: number): SVGElement {
  const labels = spec.rows.map((row) => row.label);
  const room = beside([...labels, ...spec.rows.map((row) => row.note)], width);
  const narrow = width < 560 || labels.some((label) => cut(label, room - 12) !== label);
  const each = narrow ? 58 : 44;
  const left = narrow ? 12 : room;
  const names = legend(spec, left, width);
  const top = names.height + 14;
  const bottom = top + spec.rows.length * each;
  const x = scaleLinear([spec.x.from, spec.x.to], [left, width - 16]);
  const drawn = drawing(width, bottom + 44, names.drawn, axisBelow(x, spec.x, bottom));
  if (spec.x.from < 0) drawn.append(line(x(0), top, x(0), bottom, "chart-rule"));
  spec.rows.forEach((row, place) => drawn.append(oneRow(row, spec, x, top + place * each, narrow)));
  return drawn;
}

function oneRow(row: Row, spec: Intervals, x: Scale, top: number, narrow: boolean): SVGElement {
  const y = top + (narrow ? 40 : 22);
  const group = svg("g", { class: "chart-row" }, line(x.range()[0]!, y, x.range()[1]!, y, "chart-grid"));
  if (narrow) group.append(text(12, top + 16, cut(row.label, x.range()[1]! - 24 - row.note.length * 6.5)), text(x.range()[1]!, top + 16, row.note, "soft", "end"));
  else group.append(text(0, y - 3, cut(row.label, x.range()[0]! - 12)), text(0, y + 13, cut(row.note, x.range()[0]! - 12), "soft"));
  group.append(svg("line", { class: "chart-interval", x1: x(row.low), x2: x(row.high), y1: y, y2: y }));
  if (row.beside !== undefined) group.append(diamond(x(row.beside), y));
  group.append(svg("circle", { class: "chart-dot", cx: x(row.value), cy: y, r: 5 }));
  return told(group, toldOf(row, spec));
}

function toldOf(row: Row, spec: Intervals): string {
  const [value, low, high] = [row.value, row.low, row.high].map((one) => measured(one, spec.x.measure));
  const beside = row.beside === undefined ? "" : `; ${spec.names.beside}: ${measured(row.beside, spec.x.measure)}`;
  return `${row.label}: ${value}, between ${low} and ${high}${beside}`;
}

function diamond(x: number, y: number): SVGElement {
  return svg("path", { class: "chart-beside", d: `M${x - 7},${y}L${x},${y - 7}L${x + 7},${y}L${x},${y + 7}Z` });
}

/** What the marks are; the second name below the first where both have no room on one line. */
function legend(spec: Intervals, left: number, width: number): { drawn: SVGElement; height: number } {
  const group = svg("g", {}, svg("circle", { class: "chart-dot", cx: left + 5, cy: 10, r: 5 }));
  group.append(text(left + 16, 14, spec.names.value, "soft"));
  if (!spec.names.beside) return { drawn: group, height: 20 };
  const after = left + 44 + spec.names.value.length * 7;
  const below = after + 14 + spec.names.beside.length * 7 > width;
  const [x, y] = below ? [left + 5, 32] : [after, 10];
  group.append(diamond(x, y), text(below ? left + 16 : x + 14, y + 4, spec.names.beside, "soft"));
  return { drawn: group, height: below ? 42 : 20 };
}

import { scaleUtc } from "d3-scale";
import { ticks } from "./axes";
import { day, month } from "./measures";
import { shape } from "./shapes";
import type { Timeline } from "./spec";
import { beside, cut, drawing, line, svg, text, told } from "./svg";

type Row = Timeline["rows"][number];
type Scale = ReturnType<typeof scaleUtc<number, number>>;

/** A line for each thing from its first mark to its last, or to the end where it is still open; names above, where they would be cut beside it. */
export function drawTimeline(spec: Timeline, width: number): SVGElement {
  const names = spec.rows.map((row) => row.label);
  const room = beside(names, width);
  const narrow = width < 560 || names.some((name) => cut(name, room - 12) !== name);
  const each = narrow ? 44 : 30;
  const left = narrow ? 8 : room;
  const bottom = 30 + spec.rows.length * each;
  const x = scaleUtc([new Date(spec.from), new Date(spec.to)], [left, width - 16]);
  const drawn = drawing(width, bottom + 10, months(x, bottom));
  spec.rows.forEach((row, place) => drawn.append(oneRow(row, x, 30 + place * each, narrow)));
  return drawn;
}

function months(x: Scale, bottom: number): SVGElement {
  const group = svg("g", { class: "chart-axis" });
  const [begin, end] = x.range() as [number, number];
  const far = x.domain()[1]!.getTime() - x.domain()[0]!.getTime() > 100 * 86_400_000;
  let last = -Infinity;
  for (const at of x.ticks(Math.min(8, ticks(end - begin, 90)))) {
    const place = x(at);
    if (place - last < 72) continue;
    last = place;
    const anchor = place - begin < 30 ? "start" : end - place < 30 ? "end" : "middle";
    group.append(line(place, 20, place, bottom, "chart-grid"), text(place, 13, far ? month(at.getTime()) : day(at.getTime()), "soft", anchor));
  }
  return group;
}

function oneRow(row: Row, x: Scale, top: number, narrow: boolean): SVGElement {
  const y = top + (narrow ? 32 : 15);
  const places = row.marks.map((mark) => x(new Date(mark.on)));
  const end = row.open ? x.range()[1]! : Math.max(...places);
  const group = svg("g", {}, text(narrow ? 8 : 0, narrow ? top + 16 : y + 4, cut(row.label, narrow ? x.range()[1]! : x.range()[0]! - 12), narrow ? "halo" : ""));
  group.append(svg("line", { class: row.open ? "chart-span chart-span-open" : "chart-span", x1: Math.min(...places), x2: end, y1: y, y2: y }));
  row.marks.forEach((mark, place) => {
    group.append(told(shape(mark.shape, places[place]!, y), `${row.label}: ${mark.label}, ${day(Date.parse(mark.on))}`));
  });
  return group;
}

import { scaleLinear } from "d3-scale";
import { area, curveBasis } from "d3-shape";
import { axisBelow } from "./axes";
import { measured } from "./measures";
import type { Strips } from "./spec";
import { cut, drawing, line, svg, text, told } from "./svg";

type Row = Strips["rows"][number];
type Dot = Row["dots"][number];
type Scale = ReturnType<typeof scaleLinear<number, number>>;

const HILL = 62;
const DOT = 26;

/** Rows of dots on one scale; names where they have one, each on the first line where it touches nobody's. */
export function drawStrips(spec: Strips, width: number): SVGElement {
  const x = scaleLinear([spec.x.from, spec.x.to], [8, width - 8]);
  const drawn = drawing(width, 0, hill(spec, x));
  let top = HILL + 22;
  for (const row of spec.rows) {
    const lines = placed(row.dots, x, width);
    const bottom = top + 30 + Math.max(1, ...lines.map((one) => one.line + 1)) * DOT;
    drawn.append(line(x(0), top + 22, x(0), bottom, "chart-grid"), oneRow(row, lines, spec, x, top, width));
    top = bottom + 16;
  }
  drawn.append(axisBelow(x, spec.x, top - 6));
  drawn.setAttribute("viewBox", `0 0 ${width} ${top + 38}`);
  return drawn;
}

/** How far all of them spread: a normal hill with nobody on it. */
function hill(spec: Strips, x: Scale): SVGElement {
  const group = svg("g", {}, text(x.range()[0]!, 14, spec.spread.label));
  if (spec.spread.sd <= 0) return group;
  const at = Array.from({ length: 61 }, (_, place) => (place - 30) / 10);
  const shape = area<number>().curve(curveBasis).x((z) => x(z * spec.spread.sd)).y0(HILL + 8).y1((z) => HILL + 8 - 44 * Math.exp(-z * z / 2));
  const inside = at.filter((z) => Math.abs(z * spec.spread.sd) <= spec.x.to);
  group.append(svg("path", { class: "chart-hill", d: shape(inside) ?? "" }));
  return group;
}

export interface Placed { dot: Dot; line: number; words: string; after: boolean }

/** From left to right, each on the first line where its interval and its name are free. */
export function placed(dots: Dot[], x: Scale, width: number): Placed[] {
  const taken: number[] = [];
  return [...dots].sort((a, b) => a.low - b.low).map((dot) => {
    const words = cut(dot.label, Math.min(190, width * 0.4));
    const room = words ? words.length * 7 + 14 : 4;
    const after = x(dot.high) + room <= width;
    const [begin, end] = after ? [x(dot.low), x(dot.high) + room] : [x(dot.low) - room, x(dot.high)];
    const free = taken.findIndex((one) => one < begin - 6);
    const at = free < 0 ? taken.length : free;
    taken[at] = end;
    return { dot, line: at, words, after };
  });
}

function oneRow(row: Row, lines: Placed[], spec: Strips, x: Scale, top: number, width: number): SVGElement {
  const group = svg("g", {}, text(8, top + 14, row.label));
  if (width >= 480) group.append(text(width - 8, top + 14, `← ${row.ends[0]} · ${row.ends[1]} →`, "soft", "end"));
  for (const { dot, line: at, words, after } of lines) {
    const y = top + 36 + at * DOT;
    const one = svg("g", {}, svg("line", { class: "chart-interval", x1: x(dot.low), x2: x(dot.high), y1: y, y2: y }));
    one.append(svg("circle", { class: "chart-dot", cx: x(dot.value), cy: y, r: 5 }));
    if (words) one.append(text(after ? x(dot.high) + 8 : x(dot.low) - 8, y + 4, words, "small", after ? "start" : "end"));
    group.append(told(one, toldOf(dot, row, spec)));
  }
  return group;
}

function toldOf(dot: Dot, row: Row, spec: Strips): string {
  const [value, low, high] = [dot.value, dot.low, dot.high].map((one) => measured(one, spec.x.measure));
  return `${dot.label || row.label}: ${value}, between ${low} and ${high}`;
}

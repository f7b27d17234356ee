import { scaleLinear } from "d3-scale";
import { area, curveLinear, curveStepAfter, line as curve } from "d3-shape";
import { axisBelow, axisBeside, ticks } from "./axes";
import { measured } from "./measures";
import type { Bands } from "./spec";
import { drawing, svg, text, told } from "./svg";

type Series = Bands["series"][number];

/** Curves with bands; a name at the end of each, and how many each stretch rests on. */
export function drawBands(spec: Bands, width: number): SVGElement {
  const foot = spec.counts.at.length ? 76 : 44; // the axis, and where there are any the counts
  const height = (width < 520 ? 224 : 264) + foot;
  const left = 48;
  const right = width - (width < 520 ? 8 : 128);
  const bottom = height - foot;
  const x = scaleLinear([spec.x.from, spec.x.to], [left, right]);
  const y = scaleLinear([spec.y.from, spec.y.to], [bottom, width < 520 ? 44 : 16]);
  const drawn = drawing(width, height, axisBeside(y, spec.y, left, right), axisBelow(x, spec.x, bottom));
  spec.series.forEach((series, place) => drawn.append(oneBand(series, place, spec, x, y)));
  drawn.append(names(spec, y, right, width), counts(spec, x, height));
  return drawn;
}

function oneBand(series: Series, place: number, spec: Bands, x: Scale, y: Scale): SVGElement {
  const shape = spec.steps ? curveStepAfter : curveLinear;
  const at = series.x.map((_, index) => index);
  const band = area<number>().curve(shape).x((i) => x(series.x[i]!)).y0((i) => y(series.low[i]!)).y1((i) => y(series.high[i]!));
  const middle = curve<number>().curve(shape).x((i) => x(series.x[i]!)).y((i) => y(series.y[i]!));
  return svg(
    "g",
    { class: `chart-series chart-series-${place}` },
    told(svg("path", { class: "chart-band", d: band(at) ?? "" }), toldOf(series, spec)),
    svg("path", { class: "chart-curve", d: middle(at) ?? "" }),
  );
}

function toldOf(series: Series, spec: Bands): string {
  const last = series.y.length - 1;
  const [low, middle, high] = [series.low, series.y, series.high].map((one) => measured(one[last] ?? 0, spec.y.measure));
  return `${series.name}: ${middle}, between ${low} and ${high}, at the end`;
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;

/** Beside the ends of the curves where there is room, otherwise above the chart; each with its line. */
function names(spec: Bands, y: Scale, right: number, width: number): SVGElement {
  const group = svg("g");
  const narrow = width < 520;
  let x = 48;
  let above = -Infinity;
  const order = spec.series.map((series, place) => ({ place, series, y: y(series.y.at(-1) ?? 0) })).sort((a, b) => a.y - b.y);
  for (const { place, series, y: wanted } of order) {
    const at = narrow ? 14 : Math.max(wanted, above + 18);
    above = at;
    const from = narrow ? x : right + 8;
    const mark = svg("line", { class: "chart-curve", x1: from, x2: from + 18, y1: at, y2: at });
    group.append(svg("g", { class: `chart-series chart-series-${place}` }, mark), text(from + 24, at + 4, series.name));
    x += 40 + series.name.length * 7.5;
  }
  return group;
}

function counts(spec: Bands, x: Scale, height: number): SVGElement {
  if (!spec.counts.at.length) return svg("g");
  const group = svg("g", {}, text(48, height - 22, spec.counts.label, "soft"));
  const [begin, end] = x.range() as [number, number];
  const wanted = new Set(x.ticks(ticks(end - begin)));
  for (const { x: day, count } of spec.counts.at.filter((one) => wanted.has(one.x))) {
    group.append(text(x(day), height - 5, count.toLocaleString("en-GB"), "soft", "middle"));
  }
  return group;
}


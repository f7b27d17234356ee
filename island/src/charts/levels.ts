import { shape } from "./shapes";
import type { Levels } from "./spec";
import { drawing, line, svg, text, told } from "./svg";

type Row = Levels["rows"][number];

const EACH = 17;

/** Levels as columns, a row for each thing; its marks stand beside each other, in lines where many. */
export function drawLevels(spec: Levels, width: number): SVGElement {
  const narrow = width < 560;
  const left = narrow ? 0 : Math.min(190, width * 0.3);
  const column = (width - left) / spec.columns.length;
  const legend = names(spec, width);
  const head = legend.height + 22;
  const drawn = drawing(width, 0, legend.drawn);
  spec.columns.forEach((words, place) => drawn.append(text(left + column * (place + 0.5), head - 4, words, "soft", "middle")));
  let top = head;
  for (const row of spec.rows) {
    const { drawn: one, height } = oneRow(row, left, column, top, narrow);
    drawn.append(line(0, top + 4, width, top + 4, "chart-grid"), one);
    top += height;
  }
  drawn.setAttribute("viewBox", `0 0 ${width} ${top + 6}`);
  return drawn;
}

function oneRow(row: Row, left: number, column: number, top: number, narrow: boolean): { drawn: SVGElement; height: number } {
  const fits = Math.max(1, Math.floor((column - 8) / EACH));
  const first = top + (narrow ? 40 : 26);
  const drawn = svg("g", {}, text(0, narrow ? top + 21 : first + 4, row.label));
  const seen = new Map<number, number>();
  let lines = 1;
  for (const mark of row.marks) {
    const before = seen.get(mark.at) ?? 0;
    seen.set(mark.at, before + 1);
    const same = row.marks.filter((one) => one.at === mark.at).length;
    const across = Math.min(fits, same - Math.floor(before / fits) * fits);
    const x = left + column * (mark.at - 0.5) + ((before % fits) - (across - 1) / 2) * EACH;
    const at = Math.floor(before / fits);
    lines = Math.max(lines, at + 1);
    drawn.append(told(shape(mark.shape, x, first + at * EACH), `${row.label}: ${mark.label}`));
  }
  return { drawn, height: first - top + (lines - 1) * EACH + 18 };
}

/** What each shape means, in as many lines as it takes. */
function names(spec: Levels, width: number): { drawn: SVGElement; height: number } {
  const drawn = svg("g");
  let [x, y] = [8, 12];
  for (const { shape: kind, label } of spec.names) {
    const wide = 34 + label.length * 7;
    if (x + wide > width && x > 8) [x, y] = [8, y + 20];
    drawn.append(shape(kind, x, y - 4), text(x + 14, y, label, "soft"));
    x += wide;
  }
  return { drawn, height: y + 12 };
}

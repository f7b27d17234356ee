/** SVG by attributes and classes alone: colours come from the page's own style sheet. */

const SPACE = "http://www.w3.org/2000/svg";

type Attributes = Record<string, string | number>;

export function svg(tag: string, attributes: Attributes = {}, ...children: (Node | string)[]): SVGElement {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** A drawing as wide as its place; it shrinks with the paper when printed. */
export function drawing(width: number, height: number, ...children: Node[]): SVGElement {
  return svg("svg", { class: "chart-svg", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, ...children);
}

export function text(x: number, y: number, words: string, className = "", anchor = "start"): SVGElement {
  return svg("text", { x, y, class: `chart-text ${className}`.trim(), "text-anchor": anchor }, words);
}

/** What a pointer that rests on it is told. */
export function told(element: SVGElement, words: string): SVGElement {
  element.append(svg("title", {}, words));
  return element;
}

export function line(x1: number, y1: number, x2: number, y2: number, className: string): SVGElement {
  return svg("line", { x1, y1, x2, y2, class: className });
}

/** How wide one letter is in a chart, on average; rather too wide than cut. */
const LETTER = 6.9;

/** The room that names need on the left of what they name, at most a third of the drawing. */
export function beside(names: string[], width: number): number {
  return Math.min(Math.max(...names.map((name) => name.length)) * LETTER + 20, width * 0.34);
}

/** Words cut where they would not fit; the whole of them is in the table. */
export function cut(words: string, pixels: number): string {
  const most = Math.max(4, Math.floor(pixels / LETTER));
  return words.length <= most ? words : `${words.slice(0, most - 1).trimEnd()}…`;
}

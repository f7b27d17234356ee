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

/** Words broken into lines of at most so many letters; a longer word keeps its own line. */
export function broken(words: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

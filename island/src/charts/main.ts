/** Draws every chart of a page. Its sentence and its table are there without this. */
import { drawBands } from "./bands";
import { drawBars } from "./bars";
import { drawIntervals } from "./intervals";
import { drawLevels } from "./levels";
import { drawSankey } from "./sankey";
import type { Spec } from "./spec";
import { drawStrips } from "./strips";
import { drawTimeline } from "./timeline";

export function draw(spec: Spec, width: number): SVGElement {
  if (spec.kind === "bands") return drawBands(spec, width);
  if (spec.kind === "intervals") return drawIntervals(spec, width);
  if (spec.kind === "sankey") return drawSankey(spec, width);
  if (spec.kind === "timeline") return drawTimeline(spec, width);
  if (spec.kind === "levels") return drawLevels(spec, width);
  if (spec.kind === "strips") return drawStrips(spec, width);
  return drawBars(spec, width);
}

function enhance(root: ParentNode): void {
  for (const figure of root.querySelectorAll<HTMLElement>("[data-chart]:not([data-drawn])")) begin(figure);
}

/** Draw once it has a width and again whenever that changes; then the table can be folded away. */
function begin(figure: HTMLElement): void {
  const place = figure.querySelector<HTMLElement>("[data-picture]");
  if (!place) return;
  const spec = JSON.parse(figure.dataset.chart ?? "") as Spec;
  figure.dataset.drawn = "";
  let drawnFor = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (!width || width === drawnFor) return;
    drawnFor = width;
    place.replaceChildren(draw(spec, width));
  }).observe(place);
  figure.querySelector("details")?.removeAttribute("open");
}

enhance(document);
document.addEventListener("htmx:afterSettle", (event) => enhance(event.target as Element));

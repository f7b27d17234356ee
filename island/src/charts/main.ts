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

/** How wide a picture is drawn for paper, in CSS pixels: a sheet is 620 between its margins, and wider ones print smaller. */
function onPaper(spec: Spec): number {
  return spec.kind === "sankey" ? 900 : 620;
}

/** Draw once it has a width, again whenever that changes, and for paper; then the table can be folded away. */
function begin(figure: HTMLElement): void {
  const place = figure.querySelector<HTMLElement>("[data-picture]");
  if (!place) return;
  const spec = JSON.parse(figure.dataset.chart ?? "") as Spec;
  figure.dataset.drawn = "";
  let drawnFor = 0;
  const show = (width: number): void => place.replaceChildren(draw(spec, width));
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (!width || width === drawnFor) return;
    drawnFor = width;
    show(width);
  }).observe(place);
  window.addEventListener("beforeprint", () => show(onPaper(spec)));
  window.addEventListener("afterprint", () => drawnFor && show(drawnFor));
  figure.querySelector("details")?.removeAttribute("open");
}

enhance(document);
document.addEventListener("htmx:afterSettle", (event) => enhance(event.target as Element));

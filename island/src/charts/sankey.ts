import { sankey, sankeyJustify, type SankeyLink, type SankeyNode } from "d3-sankey";
import type { Sankey } from "./spec";
import { drawing, line, svg, text, told } from "./svg";

type Words = Sankey["nodes"][number];
type Node = SankeyNode<Words, object>;
type Link = SankeyLink<Words, object>;

const THICK = 12;

/** Streams from stage to stage, across where there is room and downwards on a phone. */
export function drawSankey(spec: Sankey, width: number): SVGElement {
  return width < 620 ? down(spec, width) : across(spec, width);
}

function across(spec: Sankey, width: number): SVGElement {
  const height = Math.max(320, Math.min(560, spec.nodes.length * 46));
  const graph = laidOut(spec, [0, 24], [width - 132, height - 8], 26);
  const drawn = drawing(width, height);
  for (const one of graph.links) drawn.append(stream(one, acrossPath(one)));
  for (const one of graph.nodes) {
    const [x, y] = [one.x0!, one.y0!];
    drawn.append(block(one, x, y, one.x1! - x, one.y1! - y));
    const last = x > width - 160;
    const at: [number, number] = last ? [one.x1! + 8, (y + one.y1!) / 2 + 4] : [x, y - 7];
    drawn.append(text(at[0], at[1], named(one), "halo"));
  }
  return drawn;
}

function down(spec: Sankey, width: number): SVGElement {
  const graph = laidOut(spec, [18, 0], [84 * depth(spec) - 16, width], 30);
  const last = Math.max(...graph.nodes.map((one) => one.x0!));
  const below = under(graph.nodes.filter((one) => one.x0 === last), last + THICK, width);
  const drawn = drawing(width, below.ends);
  for (const one of graph.links) drawn.append(stream(one, downPath(one)));
  for (const one of graph.nodes) {
    const [x, y] = [one.y0!, one.x0!];
    drawn.append(block(one, x, y, one.y1! - x, THICK));
  }
  drawn.append(...over(graph.nodes.filter((one) => one.x0 !== last), width));
  drawn.append(...below.rules, ...below.words);
  return drawn;
}

/** The words of the other nodes above them, higher where they would touch a neighbour's. */
function over(nodes: Node[], width: number): SVGElement[] {
  const taken: { y: number; from: number; to: number }[] = [];
  return [...nodes].sort((a, b) => a.x0! - b.x0! || a.y0! - b.y0!).map((one) => {
    const wide = named(one).length * 7;
    const from = Math.max(0, Math.min(one.y0!, width - wide));
    let y = one.x0! - 6;
    while (taken.some((it) => Math.abs(it.y - y) < 14 && it.from < from + wide && from < it.to)) y -= 15;
    taken.push({ y, from, to: from + wide });
    return text(from, y, named(one), "halo");
  });
}

/** The words of the last nodes, each on the first line where it touches nobody's, led to by a rule.
 * Rules lie beneath all words: one that leads further down would strike another's out. */
function under(ends: Node[], y: number, width: number) {
  const taken: number[] = [];
  const rules: SVGElement[] = [];
  const words: SVGElement[] = [];
  for (const one of [...ends].sort((a, b) => a.y0! - b.y0!)) {
    const middle = (one.y0! + one.y1!) / 2;
    const half = named(one).length * 3.4;
    const x = Math.max(half, Math.min(width - half, middle));
    const free = taken.findIndex((end) => end < x - half - 4);
    const at = free < 0 ? taken.length : free;
    taken[at] = x + half;
    const lower = y + 16 + at * 16;
    words.push(text(x, lower, named(one), "small halo", "middle"));
    if (at) rules.push(line(middle, y, middle, lower - 10, "chart-rule"));
  }
  return { rules, words, ends: y + 16 * taken.length + 12 };
}

export function laidOut(spec: Sankey, from: [number, number], to: [number, number], padding: number) {
  const layout = sankey<Words, object>().nodeId((one) => one.id).nodeAlign(sankeyJustify).nodeSort(null)
    .nodeWidth(THICK).nodePadding(padding).extent([from, to]);
  const graph = layout({ nodes: spec.nodes.map((one) => ({ ...one })), links: spec.links.map((one) => ({ ...one })) });
  return layout.update(aside(graph, from[1], padding));
}

/** Stages in between moved to the edge, so that they and their words lie beside the broad streams that
 * pass them by, not on them. */
function aside<Graph extends { nodes: Node[] }>(graph: Graph, edge: number, padding: number): Graph {
  const layers = [...new Set(graph.nodes.map((one) => one.x0!))].sort((a, b) => a - b);
  for (const layer of layers.slice(1, -1)) {
    let at = edge;
    for (const one of graph.nodes.filter((it) => it.x0 === layer).sort((a, b) => a.y0! - b.y0!)) {
      const thick = one.y1! - one.y0!;
      [one.y0, one.y1] = [at, at + thick];
      at += thick + padding;
    }
  }
  for (const one of graph.nodes) {
    one.sourceLinks!.sort((a, b) => (a.target as Node).y0! - (b.target as Node).y0!);
    one.targetLinks!.sort((a, b) => (a.source as Node).y0! - (b.source as Node).y0!);
  }
  return graph;
}

function depth(spec: Sankey): number {
  const graph = laidOut(spec, [0, 0], [100, 100], 1);
  return 1 + Math.max(...graph.nodes.map((one) => one.depth ?? 0));
}

function stream(link: Link, path: string): SVGElement {
  const [source, target] = [link.source as Node, link.target as Node];
  const drawn = svg("path", { class: `chart-stream chart-tone-${target.tone}`, d: path, "stroke-width": Math.max(1, link.width ?? 1) });
  return told(drawn, `${source.label} to ${target.label}: ${link.value}`);
}

function block(node: Node, x: number, y: number, width: number, height: number): SVGElement {
  const drawn = svg("rect", { class: `chart-node chart-tone-${node.tone}`, x, y, width: Math.max(1, width), height: Math.max(1, height) });
  return told(drawn, named(node));
}

function named(node: Node): string {
  return `${node.label} ${(node.value ?? 0).toLocaleString("en-GB")}`;
}

function acrossPath(link: Link): string {
  const [x0, x1] = [(link.source as Node).x1!, (link.target as Node).x0!];
  const middle = (x0 + x1) / 2;
  return `M${x0},${link.y0}C${middle},${link.y0} ${middle},${link.y1} ${x1},${link.y1}`;
}

function downPath(link: Link): string {
  const [y0, y1] = [(link.source as Node).x1!, (link.target as Node).x0!];
  const middle = (y0 + y1) / 2;
  return `M${link.y0},${y0}C${link.y0},${middle} ${link.y1},${middle} ${link.y1},${y1}`;
}

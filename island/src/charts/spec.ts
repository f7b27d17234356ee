/** What the server says about a chart. kit/charts.py writes it; both sides keep to these names. */

export type Measure = "percent" | "points" | "number" | "days" | "date";

export interface Axis {
  label: string;
  measure: Measure;
  from: number;
  to: number;
}

/** Curves that change at steps, each with a band; counts stand under the axis. */
export interface Bands {
  kind: "bands";
  x: Axis;
  y: Axis;
  steps: boolean;
  series: { name: string; x: number[]; y: number[]; low: number[]; high: number[] }[];
  counts: { label: string; at: { x: number; count: number }[] };
}

/** A dot and its interval for each row, and what stands beside it as a hollow mark. */
export interface Intervals {
  kind: "intervals";
  x: Axis;
  rows: { label: string; note: string; value: number; low: number; high: number; beside?: number }[];
  names: { value: string; beside: string };
}

export interface Sankey {
  kind: "sankey";
  nodes: { id: string; label: string; tone: Tone }[];
  links: { source: string; target: string; value: number }[];
}

/** How a node looks; its words say what it is. */
export type Tone = "stage" | "open" | "ended" | "silent" | "good";

/** A row for each thing, a line from its first day to its last, a mark for each event. */
export interface Timeline {
  kind: "timeline";
  from: string;
  to: string;
  rows: { label: string; open: boolean; marks: { on: string; label: string; shape: Shape }[] }[];
}

export type Shape = "begin" | "step" | "good" | "end";

export interface Bars {
  kind: "bars";
  x: Axis;
  rows: { label: string; note: string; value: number }[];
}

/** A row for each thing, a mark in the column of each level it was seen at (1 for the first). */
export interface Levels {
  kind: "levels";
  columns: string[];
  rows: { label: string; marks: { at: number; shape: Shape; label: string }[] }[];
  names: { shape: Shape; label: string }[];
}

/** Rows of dots on one scale, below a hill that says how far something else spreads around 0. */
export interface Strips {
  kind: "strips";
  x: Axis;
  rows: { label: string; ends: string[]; dots: { label: string; value: number; low: number; high: number }[] }[];
  spread: { label: string; sd: number };
}

export type Spec = Bands | Intervals | Sankey | Timeline | Bars | Levels | Strips;

import { expect, test } from "vitest";
import { laidOut } from "../../src/charts/sankey";
import type { Sankey } from "../../src/charts/spec";

type Tone = Sankey["nodes"][number]["tone"];

function streams(links: [string, string, number][]): Sankey {
  const names = [...new Set(links.flatMap(([from, to]) => [from, to]))];
  return {
    kind: "sankey",
    nodes: names.map((id) => ({ id, label: id, tone: "stage" as Tone })),
    links: links.map(([source, target, value]) => ({ source, target, value })),
  };
}

test("a stage in between lies beside the broad streams that pass it by", () => {
  const graph = laidOut(
    streams([
      ["sent", "challenge", 73], ["sent", "phone", 112], ["sent", "offer", 101], ["offer", "accepted", 53], ["offer", "declined", 18],
      ["challenge", "going on", 73], ["phone", "going on", 112], ["offer", "going on", 30], ["sent", "rejected", 5967],
      ["sent", "no answer", 3747],
    ]),
    [0, 24], [1000, 400], 26,
  );
  const at = (id: string) => graph.nodes.find((one) => one.id === id)!;
  const broad = graph.links.filter((one) => one.target === at("rejected"))[0]!;
  const passes = Math.min(broad.y0!, broad.y1!) - broad.width! / 2;
  for (const id of ["challenge", "phone", "offer"]) expect(at(id).y1).toBeLessThan(passes);
  const tops = ["challenge", "phone", "offer"].map((id) => at(id).y0!).sort((a, b) => a - b);
  expect(tops[1]! - tops[0]!).toBeGreaterThanOrEqual(26);
});

test("what leaves a stage leaves it in the order of where it goes, so that streams do not cross there", () => {
  const graph = laidOut(streams([["sent", "phone", 4], ["phone", "offer", 2], ["phone", "no", 2], ["sent", "no", 9]]), [0, 24], [900, 300], 26);
  for (const one of graph.nodes) {
    const goes = one.sourceLinks!.map((link) => (link.target as typeof one).y0!);
    expect(goes).toEqual([...goes].sort((a, b) => a - b));
  }
});

import { expect, test } from "vitest";
import type { Card } from "../../src/scorecard/card";
import { whatIsMissing } from "../../src/scorecard/missing";
import { contract } from "./contract";

/** The agreed card without some of its parts: "because", "level:coding", "evidence:coding", "raised:coding". */
function without(blank: string[]): Card {
  const card = structuredClone(contract.card);
  for (const name of blank) {
    const [part, key] = name.split(":") as [string, string?];
    if (!key) Object.assign(card, { [part]: "" });
    else Object.assign(card.ratings[key] ?? {}, { level: { level: null }, evidence: { evidence: [] }, raised: { raised: "" } }[part]);
  }
  return card;
}

test.each(contract.missing)("without $blank (guest: $guest) it asks for $lines", ({ guest, blank, lines }) => {
  expect(whatIsMissing(without(blank), contract.dimensions, guest).map((gap) => gap.line)).toEqual(lines);
});

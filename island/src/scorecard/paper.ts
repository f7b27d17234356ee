/** The scorecard on paper: what the candidate will read, set as a page worth keeping. */
import { clock, type Card } from "./card";
import { element } from "../app/page";
import { all, one, type Part, type Table } from "./table";

const LEVELS = ["not assessed", "not yet", "mixed", "good", "excellent"];

export function paper(table: Table): Part {
  return { draw: () => one("[data-paper]").replaceChildren(...page(table)) };
}

function* page({ card, payload }: Table): Generator<HTMLElement> {
  yield element("h1", "", `Notes for ${payload.candidate}`);
  yield* said("What they did well", card.strengths);
  for (const { key, name } of payload.dimensions) yield* rating(card, key, name);
  yield* said("Recommendation", [chosen("recommendation"), chosen("confidence")].filter(Boolean).join(", confidence: "));
  yield* said("Because", card.because);
  yield* said("What would have changed it", card.wouldChange);
  yield* said("One next step", card.nextStep);
}

function* said(title: string, text: string): Generator<HTMLElement> {
  if (!text.trim()) return;
  yield element("h2", "", title);
  yield element("p", "written written-plain", text);
}

function* rating(card: Card, key: string, name: string): Generator<HTMLElement> {
  const rating = card.ratings[key];
  if (!rating || rating.level === null) return;
  yield element("h2", "", `${name}: ${LEVELS[rating.level] ?? ""}`);
  for (const line of rating.evidence.filter((one) => one.text.trim()))
    yield element("p", "written", line.moment === null ? line.text : `${clock(line.moment)}  ${line.text}`);
  if (rating.raised.trim()) yield element("p", "written", `What would have raised it: ${rating.raised}`);
}

function chosen(name: string): string {
  const radio = all<HTMLInputElement>(`input[name="${name}"]`).find((one) => one.checked && one.value);
  return radio?.closest("label")?.querySelector("b")?.textContent ?? "";
}

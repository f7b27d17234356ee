/** The clock, the time plan, and what was given when. */
import { clock, momentAt } from "./card";
import type { Step } from "./payload";
import { element } from "../app/page";
import { all, lay, one, type Part, type Table } from "./table";

export function hour(table: Table): Part {
  one("[data-start]").addEventListener("click", () => startOrGoOn(table));
  one("[data-end]").addEventListener("click", () => end(table));
  one("[data-reset]").addEventListener("click", () => reset(table));
  for (const button of all<HTMLButtonElement>("[data-give]")) button.addEventListener("click", () => give(table, button));
  setInterval(() => drawClock(table), 500);
  return { draw: () => draw(table) };
}

function startOrGoOn(table: Table): void {
  const { card } = table;
  if (card.startedAt === null) card.startedAt = Date.now();
  card.endedAt = null;
  table.changed();
}

function end(table: Table): void {
  table.card.endedAt = Date.now();
  table.changed();
}

function reset(table: Table): void {
  Object.assign(table.card, { startedAt: null, endedAt: null, done: [] });
  table.changed();
}

/** Something of the guide was said: remember when, or that it was not after all. */
function give(table: Table, button: HTMLButtonElement): void {
  const { card } = table;
  const id = button.dataset["give"] ?? "";
  if (card.given.includes(id)) {
    card.given = card.given.filter((given) => given !== id);
    card.lines = card.lines.filter((line) => line.id !== id);
  } else {
    const from = (button.dataset["kind"] ?? "hint") as "hint" | "follow-up" | "part";
    card.given.push(id);
    card.lines.push({ id, from, moment: momentAt(card, Date.now()), text: button.dataset["text"] ?? "" });
  }
  table.changed();
}

function draw(table: Table): void {
  drawClock(table);
  drawPlan(table);
  for (const button of all<HTMLButtonElement>("[data-give]")) drawGiven(table, button);
}

function drawGiven(table: Table, button: HTMLButtonElement): void {
  const line = table.card.lines.find((one) => one.id === button.dataset["give"]);
  const at = line?.moment == null ? "" : ` at ${clock(line.moment)}`;
  button.textContent = line ? `${button.dataset["done"] ?? ""}${at}` : (button.dataset["label"] ?? "");
  button.setAttribute("aria-pressed", String(Boolean(line)));
  button.closest(".hint")?.classList.toggle("given", Boolean(line));
}

function drawClock(table: Table): void {
  const { card, payload } = table;
  const moment = momentAt(card, Date.now());
  const running = moment !== null && card.endedAt === null;
  for (const face of all("[data-clock]")) face.textContent = clock(moment ?? 0);
  one("[data-clock-state]").textContent = stateOf(moment, running, payload.minutes);
  one<HTMLElement>("[data-start]").hidden = running;
  one("[data-start]").textContent = moment === null ? "Start the clock" : "Go on";
  one<HTMLElement>("[data-end]").hidden = !running;
  one<HTMLElement>("[data-reset]").hidden = moment === null || running;
  one<HTMLElement>("[data-to-notes]").hidden = moment === null || running;
  markStep(table, moment);
}

function stateOf(moment: number | null, running: boolean, minutes: number): string {
  if (moment === null) return `of ${minutes} minutes; not started`;
  const left = minutes - Math.floor(moment / 60e6);
  if (!running) return "the hour is over";
  return left >= 0 ? `of ${minutes} minutes, ${left} left` : `${-left} over; time for their questions`;
}

function planOf(table: Table): Step[] {
  return table.payload.questions.find((one) => one.id === table.card.question)?.plan ?? [];
}

function drawPlan(table: Table): void {
  let start = 0;
  const rows = planOf(table).map((step, place) => {
    const row = planRow(table, step, place, start);
    start += step.minutes;
    return row;
  });
  lay(one("[data-plan]"), rows);
}

function planRow(table: Table, step: Step, place: number, start: number): HTMLElement {
  const tick = element("input", "");
  tick.type = "checkbox";
  tick.dataset["key"] = `step-${place}`;
  tick.checked = table.card.done.includes(place);
  tick.addEventListener("change", () => {
    const others = table.card.done.filter((done) => done !== place);
    table.card.done = tick.checked ? [...others, place] : others;
    table.changed();
  });
  const time = element("span", "number", `${start}′`);
  const label = element("label", "", tick, element("span", "", step.text));
  const row = element("li", "", time, label);
  row.dataset["from"] = String(start);
  row.dataset["until"] = String(start + step.minutes);
  return row;
}

/** By the plan: the step that the clock stands in. */
function markStep(table: Table, moment: number | null): void {
  const minute = moment === null || table.card.endedAt !== null ? -1 : moment / 60e6;
  for (const row of all<HTMLElement>("[data-plan] > li")) {
    const now = minute >= Number(row.dataset["from"]) && minute < Number(row.dataset["until"]);
    row.classList.toggle("now", now);
    row.toggleAttribute("aria-current", now);
  }
}

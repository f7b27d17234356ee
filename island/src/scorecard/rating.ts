/** Levels, what was said or done, and what would have raised it: one block for each dimension. */
import { clock, emptyRating, type Evidence, type Line, type Rating } from "./card";
import { element, icon } from "../app/page";
import { all, lay, one, type Part, type Table } from "./table";
import { momentOf } from "./lines";

export function ratings(table: Table): Part {
  for (const block of all<HTMLElement>("[data-dimension]")) wire(table, block);
  return {
    draw() {
      for (const block of all<HTMLElement>("[data-dimension]")) draw(table, block);
      gathered(table);
    },
  };
}

function ratingOf(table: Table, key: string): Rating {
  return (table.card.ratings[key] ??= emptyRating());
}

function wire(table: Table, block: HTMLElement): void {
  const key = block.dataset["dimension"] ?? "";
  for (const radio of all<HTMLInputElement>('input[type="radio"]', block)) {
    radio.addEventListener("change", () => {
      ratingOf(table, key).level = radio.value ? Number(radio.value) : null;
      table.changed();
    });
  }
  const raised = one<HTMLTextAreaElement>("[data-raised]", block);
  raised.addEventListener("input", () => {
    ratingOf(table, key).raised = raised.value;
    table.changed();
  });
  one("[data-add-evidence]", block).addEventListener("click", () => {
    ratingOf(table, key).evidence.push({ moment: null, text: "" });
    table.changed();
    all<HTMLTextAreaElement>("[data-evidence] textarea", block).at(-1)?.focus();
  });
}

function draw(table: Table, block: HTMLElement): void {
  const rating = ratingOf(table, block.dataset["dimension"] ?? "");
  for (const radio of all<HTMLInputElement>('input[type="radio"]', block))
    radio.checked = radio.value === String(rating.level ?? "");
  one<HTMLElement>(".rated", block).hidden = rating.level === null && rating.evidence.length === 0;
  const raised = one<HTMLTextAreaElement>("[data-raised]", block);
  if (raised.value !== rating.raised) raised.value = rating.raised;
  drawEvidence(table, rating, one("[data-evidence]", block));
}

/** Keep the fields that are there: a redraw must not take the cursor out of one. */
function drawEvidence(table: Table, rating: Rating, list: HTMLElement): void {
  const wanted = rating.evidence.length;
  while (list.children.length > wanted) list.lastElementChild?.remove();
  rating.evidence.forEach((line, place) => {
    const there = list.children[place];
    const text = there?.querySelector("textarea");
    if (there && text?.value === line.text && there.querySelector(".moment")?.textContent === shownMoment(line)) return;
    const row = evidenceRow(table, rating, line);
    if (there && text !== document.activeElement) there.replaceWith(row);
    else if (!there) list.append(row);
  });
}

function shownMoment(line: Evidence): string {
  return line.moment === null ? "–" : clock(line.moment);
}

function evidenceRow(table: Table, rating: Rating, line: Evidence): HTMLElement {
  const text = element("textarea", "written");
  text.rows = 1;
  text.dir = "auto";
  text.value = line.text;
  text.placeholder = "What they said or did, as near to it as you can";
  text.setAttribute("aria-label", "What they said or did");
  text.addEventListener("input", () => {
    line.text = text.value;
    table.changed();
  });
  const away = element("button", "button quiet icon-only compact", icon("x"));
  away.type = "button";
  away.setAttribute("aria-label", "Take this evidence out");
  away.addEventListener("click", () => {
    rating.evidence = rating.evidence.filter((other) => other !== line);
    table.changed();
  });
  return element("li", "", momentOf(line), text, away);
}

/** What the hour left behind, and where each line can go. */
function gathered(table: Table): void {
  const list = one<HTMLElement>("[data-gathered]");
  lay(list, table.card.lines.map((line) => gatheredRow(table, line)));
  one<HTMLElement>("[data-nothing-gathered]").hidden = table.card.lines.length > 0;
}

function gatheredRow(table: Table, line: Line): HTMLElement {
  const said = element("p", "said", line.text);
  said.dir = "auto";
  const takes = table.payload.dimensions.map(({ key, name }) => take(table, line, key, name));
  const used = takes.some((button) => button.getAttribute("aria-pressed") === "true");
  return element("li", used ? "used" : "", momentOf(line), said, element("div", "takes", ...takes));
}

function take(table: Table, line: Line, key: string, name: string): HTMLElement {
  const rating = ratingOf(table, key);
  const taken = rating.evidence.find((one) => one.moment === line.moment && one.text.includes(line.text));
  const button = element("button", "button", name);
  button.type = "button";
  button.dataset["key"] = `${line.id} ${key}`;
  button.setAttribute("aria-pressed", String(Boolean(taken)));
  button.addEventListener("click", () => {
    rating.evidence = taken
      ? rating.evidence.filter((one) => one !== taken)
      : [...rating.evidence, { moment: line.moment, text: line.text }];
    table.changed();
  });
  return button;
}

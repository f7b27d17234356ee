/** Private lines of the hour, each with its moment. They stay in this file. */
import { clock, momentAt, type Line } from "./card";
import { element, icon } from "../app/page";
import { one, type Part, type Table } from "./table";

const GIVEN = { typed: "", hint: "hint", "follow-up": "follow-up", part: "part" };

export function lines(table: Table): Part {
  const box = one<HTMLTextAreaElement>("[data-new-line]");
  let begun: number | null = null;
  box.addEventListener("input", () => {
    if (!box.value.trim()) begun = null;
    else if (begun === null) begun = momentAt(table.card, Date.now());
  });
  const add = () => {
    const text = box.value.trim();
    if (!text) return;
    // The moment is when she began to type, not when she found the time to finish.
    table.card.lines.push({ id: crypto.randomUUID?.() ?? String(Date.now()), from: "typed", moment: begun, text });
    box.value = "";
    begun = null;
    table.changed();
  };
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    add();
  });
  one("[data-add-line]").addEventListener("click", add);
  return { draw: () => draw(table) };
}

function draw(table: Table): void {
  const list = one<HTMLElement>("[data-lines]");
  list.replaceChildren(...table.card.lines.map((line) => row(table, line)));
  one<HTMLElement>("[data-no-lines]").hidden = table.card.lines.length > 0;
}

function row(table: Table, line: Line): HTMLElement {
  const text = element("span", "", line.text);
  text.dir = "auto";
  const kind = GIVEN[line.from] ? element("span", "kind", GIVEN[line.from]) : "";
  const made = element("li", `from-${line.from}`, momentOf(line), element("div", "", kind, text));
  if (line.from === "typed") made.append(takeAway(table, line));
  return made;
}

export function momentOf(line: { moment: number | null }): HTMLElement {
  return element("span", "moment", line.moment === null ? "–" : clock(line.moment));
}

function takeAway(table: Table, line: Line): HTMLElement {
  const button = element("button", "button quiet icon-only compact", icon("x"));
  button.type = "button";
  button.setAttribute("aria-label", `Take this line out: ${line.text.slice(0, 40)}`);
  button.addEventListener("click", () => {
    table.card.lines = table.card.lines.filter((other) => other !== line);
    table.changed();
  });
  return button;
}

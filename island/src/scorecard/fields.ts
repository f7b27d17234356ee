/** The plain fields: strengths, because, the recommendation and the rest. */
import { CHOICES, TEXTS } from "./card";
import { all, one, type Part, type Table } from "./table";

export function fields(table: Table): Part {
  for (const name of TEXTS) {
    const box = field(name);
    box.addEventListener("input", () => {
      table.card[name] = box.value;
      table.changed();
    });
  }
  for (const name of CHOICES)
    for (const radio of all<HTMLInputElement>(`input[name="${name}"]`))
      radio.addEventListener("change", () => {
        table.card[name] = radio.value;
        table.changed();
      });
  return { draw: () => draw(table) };
}

function field(name: string): HTMLTextAreaElement {
  return one<HTMLTextAreaElement>(`[data-field="${name}"]`);
}

function draw(table: Table): void {
  for (const name of TEXTS) {
    const box = field(name);
    if (box.value !== table.card[name]) box.value = table.card[name];
  }
  for (const name of CHOICES)
    for (const radio of all<HTMLInputElement>(`input[name="${name}"]`)) radio.checked = radio.value === table.card[name];
}

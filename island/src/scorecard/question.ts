/** Which question is asked: its guide is shown, the others are put away. */
import { all, type Part, type Table } from "./table";

export function question(table: Table): Part {
  for (const choice of all<HTMLInputElement>('input[name="question"]')) {
    choice.addEventListener("change", () => {
      table.card.question = choice.value;
      table.card.done = [];
      table.changed();
    });
  }
  return { draw: () => draw(table) };
}

function draw(table: Table): void {
  const chosen = table.card.question;
  for (const choice of all<HTMLInputElement>('input[name="question"]')) choice.checked = choice.value === chosen;
  for (const guide of all<HTMLElement>("[data-guide]")) guide.hidden = guide.dataset["guide"] !== chosen;
  for (const none of all<HTMLElement>("[data-no-question]")) none.hidden = chosen !== null;
}

/** What is missing, the word, and the file that is saved. */
import { words } from "./card";
import { day, download } from "./download";
import { canSeal, given, seal, unsealed } from "./seal";
import { element } from "../app/page";
import { all, one, type Part, type Table } from "./table";
import { suggestion } from "./words";
import { whatIsMissing } from "./missing";

const SHORTEST = 6;

export function saving(table: Table): Part {
  const box = one<HTMLInputElement>("[data-word]");
  one("[data-suggest]").addEventListener("click", () => {
    box.value = suggestion();
    complain("");
    box.focus();
  });
  box.addEventListener("input", () => complain(""));
  box.addEventListener("keydown", (event) => event.key === "Enter" && void saveSealed(table, box));
  one("[data-save-sealed]").addEventListener("click", () => void saveSealed(table, box));
  one("[data-save-open]").addEventListener("click", () => saveOpen(table));
  for (const part of all<HTMLElement>("[data-can-seal]")) part.hidden = !canSeal();
  for (const part of all<HTMLElement>("[data-cannot-seal]")) part.hidden = canSeal();
  return { draw: () => draw(table) };
}

function draw(table: Table): void {
  const missing = whatIsMissing(table.card, table.payload.dimensions, table.payload.guest);
  one("[data-missing]").replaceChildren(...missing.map((gap) => element("li", "", link(gap.line, gap.sentence))));
  one<HTMLElement>("[data-something-missing]").hidden = missing.length === 0;
  one<HTMLElement>("[data-nothing-missing]").hidden = missing.length > 0;
  for (const [line, sentence] of new Map(missing.map((gap) => [gap.line, gap.sentence]))) beside(line, sentence);
  const lines = new Set(missing.map((gap) => gap.line));
  for (const note of all<HTMLElement>("[data-missing-at]")) if (!lines.has(note.dataset["missingAt"] ?? "")) note.hidden = true;
}

function beside(line: string, sentence: string): void {
  for (const note of all<HTMLElement>(`[data-missing-at="${CSS.escape(line)}"]`)) {
    note.hidden = false;
    one("span", note).textContent = sentence;
  }
}

function link(line: string, sentence: string): HTMLElement {
  const made = element("a", "", sentence);
  made.href = "#notes";
  made.addEventListener("click", () => {
    setTimeout(() => document.querySelector(`[data-place="${CSS.escape(line)}"]`)?.scrollIntoView({ block: "center" }));
  });
  return made;
}

async function saveSealed(table: Table, box: HTMLInputElement): Promise<void> {
  if ([...box.value.trim()].length < SHORTEST)
    return complain("Choose a word of at least six letters. Three short ones are better, and easy to say.");
  const button = one<HTMLButtonElement>("[data-save-sealed]");
  button.disabled = true;
  try {
    const now = new Date();
    const saved = await seal(words(table.card), box.value, table.payload, given(now));
    hand(saved, now);
  } catch (trouble) {
    complain(`This browser could not seal the file (${String(trouble)}). Try another one; your words are kept.`);
  } finally {
    button.disabled = false;
  }
}

function saveOpen(table: Table): void {
  const now = new Date();
  hand(unsealed(words(table.card), table.payload, now.toISOString()), now);
}

function hand(saved: object, now: Date): void {
  const name = `scorecard-${day(now)}.json`;
  download(name, JSON.stringify(saved, null, 1));
  for (const place of all("[data-saved-name]")) place.textContent = name;
  const after = one<HTMLElement>("[data-after-saving]");
  after.hidden = false;
  after.focus();
}

function complain(sentence: string): void {
  const place = one<HTMLElement>("[data-word-error]");
  place.hidden = !sentence;
  one("span", place).textContent = sentence;
  one("[data-word]").setAttribute("aria-invalid", String(Boolean(sentence)));
}

/** The scorecard file: works from disk, keeps what is typed, talks to no network. */
import "./scorecard.css";
import { emptyCard } from "./card";
import { day, download } from "./download";
import { fields } from "./fields";
import { hour } from "./hour";
import { Shelf } from "./kept";
import { lines } from "./lines";
import { paper } from "./paper";
import { readPayload } from "./payload";
import { question } from "./question";
import { ratings } from "./rating";
import { saving } from "./saving";
import { all, one, type Part, type Table } from "./table";
import { views } from "./views";

const payload = readPayload();
const keys = payload.dimensions.map((dimension) => dimension.key);
const shelf = new Shelf(payload.file, keys);
const first = payload.question ?? payload.questions[0]?.id ?? null;
let unkept = false;
let drawing = 0;

const table: Table = {
  payload,
  card: shelf.load() ?? emptyCard(keys, first),
  changed() {
    keep();
    cancelAnimationFrame(drawing);
    drawing = requestAnimationFrame(draw);
  },
};

document.documentElement.classList.add("js");
const parts: Part[] = [question, hour, lines, fields, ratings, saving, paper].map((part) => part(table));
draw();
views(draw);
copies();
sayWhereItIs();

function draw(): void {
  for (const part of parts) part.draw();
}

function keep(): void {
  unkept = !shelf.save(table.card);
  sayWhereItIs(new Date());
}

function sayWhereItIs(now?: Date): void {
  for (const notice of all<HTMLElement>("[data-not-kept]")) notice.hidden = shelf.works && !unkept;
  const line = one<HTMLElement>("[data-save-line]");
  line.dataset["state"] = shelf.works && !unkept ? "saved" : "kept";
  if (!shelf.works || unkept) line.textContent = "Not kept by this browser";
  else if (now) line.textContent = `Kept on this computer, ${now.toTimeString().slice(0, 5)}`;
  else line.textContent = "Kept on this computer as you type";
}

/** A working copy: for another computer, or where the browser keeps nothing. */
function copies(): void {
  for (const button of all("[data-save-copy]"))
    button.addEventListener("click", () => {
      download(`scorecard-working-copy-${day(new Date())}.json`, shelf.copy(table.card));
      unkept = false;
      sayWhereItIs();
    });
  const input = one<HTMLInputElement>("[data-load-copy]");
  input.addEventListener("change", () => void load(input));
}

async function load(input: HTMLInputElement): Promise<void> {
  const text = await input.files?.[0]?.text();
  input.value = "";
  const card = text === undefined ? null : shelf.read(text);
  const error = one<HTMLElement>("[data-copy-error]");
  error.hidden = card !== null;
  if (!card) return;
  table.card = card;
  table.changed();
}

addEventListener("storage", (event) => {
  if (event.key !== shelf.name || !event.newValue || document.hasFocus()) return;
  const card = shelf.read(event.newValue);
  if (!card) return;
  table.card = card;
  draw();
});

addEventListener("beforeunload", (event) => {
  if (unkept) event.preventDefault();
});

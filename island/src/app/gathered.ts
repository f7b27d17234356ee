/**
 * The desk where hiring notes are written: what the hour left is picked by a button or dragged into
 * a line of the scorecard. Without this script the same buttons send the form.
 */
import { say } from "./toasts";

/** A text with one more line at its end, unless it has that line already. */
export function withLine(text: string, line: string): string {
  if (text.split("\n").includes(line)) return text;
  const kept = text.replace(/\s+$/, "");
  return kept ? `${kept}\n${line}` : line;
}

function add(field: HTMLTextAreaElement, line: string): void {
  field.value = withLine(field.value, line);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.closest(".scorecard-part")?.scrollIntoView({ block: "nearest" });
}

function target(id: string | undefined): HTMLTextAreaElement | null {
  const field = id ? document.getElementById(id) : null;
  return field instanceof HTMLTextAreaElement ? field : null;
}

function pick(event: MouseEvent): void {
  const button = (event.target as Element).closest<HTMLButtonElement>("button[data-pick]");
  const thing = button?.closest<HTMLElement>("[data-line]");
  const field = target(button?.dataset.pick);
  if (!button || !thing || !field) return;
  event.preventDefault();
  add(field, thing.dataset.line ?? "");
  thing.classList.add("used");
  button.closest("details")?.removeAttribute("open");
  thing.querySelector<HTMLElement>("summary")?.focus();
  say(`Added to ${button.textContent?.trim() ?? "the notes"}.`);
}

function enhanceDragging(form: HTMLFormElement): void {
  let dragged: HTMLElement | null = null;
  form.addEventListener("dragstart", (event) => {
    dragged = (event.target as Element).closest<HTMLElement>('[data-line][draggable="true"]');
    if (dragged) event.dataTransfer?.setData("text/plain", dragged.dataset.line ?? "");
  });
  form.addEventListener("dragend", () => {
    dragged = null;
    form.querySelectorAll(".drop-here").forEach((one) => one.classList.remove("drop-here"));
  });
  form.addEventListener("dragover", (event) => {
    const place = (event.target as Element).closest<HTMLElement>("[data-drop]");
    form.querySelectorAll(".drop-here").forEach((one) => one.classList.toggle("drop-here", one === place));
    if (!dragged || !place) return;
    event.preventDefault();
    place.classList.add("drop-here");
  });
  form.addEventListener("drop", (event) => {
    const field = target((event.target as Element).closest<HTMLElement>("[data-drop]")?.dataset.drop);
    if (!dragged || !field) return;
    event.preventDefault();
    add(field, dragged.dataset.line ?? "");
    dragged.classList.add("used");
  });
}

/** What is said below a field is read with it: what is missing there, or a name that was typed. */
function tieToFields(form: HTMLFormElement): void {
  form.querySelectorAll<HTMLElement>("[data-missing], [data-names]").forEach((line, at) => {
    const fields = [...(line.closest(".scorecard-part")?.querySelectorAll("textarea, fieldset") ?? [])];
    const above = fields.filter((one) => one.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1);
    if (!above) return;
    line.id ||= `below-${at}`;
    const known = above.getAttribute("aria-describedby");
    above.setAttribute("aria-describedby", known ? `${known} ${line.id}` : line.id);
  });
}

interface Said {
  missing?: Record<string, string>;
  names?: Record<string, string>;
}

/** What the server says after a save: beside each place what is still missing, or a name typed. */
function showSaid(form: HTMLFormElement, said: Said): void {
  for (const [kind, words] of [["missing", said.missing], ["names", said.names]] as const) {
    if (!words) continue;
    for (const line of form.querySelectorAll<HTMLElement>(`[data-${kind}]`)) {
      const sentence = words[line.dataset[kind] ?? ""] ?? "";
      line.hidden = !sentence;
      if (line.textContent !== sentence) line.textContent = sentence;
    }
  }
  const count = form.querySelector("[data-missing-count]");
  const missing = Object.keys(said.missing ?? {}).length;
  if (count && said.missing) count.textContent = missing ? `${missing} to go, each said at its place.` : "";
}

const started = new WeakSet<HTMLFormElement>();

export function enhanceGathered(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-scorecard]")) {
    if (started.has(form)) continue;
    started.add(form);
    form.addEventListener("click", pick);
    form.addEventListener("autosave:saved", (event) => showSaid(form, (event as CustomEvent<Said>).detail));
    enhanceDragging(form);
    tieToFields(form);
  }
}

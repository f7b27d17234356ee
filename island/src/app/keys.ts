/** Shortcuts: data-key="g d" with data-key-label, on anything that can be clicked or filled in. `?` lists them. */
import { element } from "./page";

const OFF = "afterword:keys-off";
const PAUSE = 1200;

/** The keys pressed so far that could still become one of the shortcuts, and the shortcut if it is complete. */
export function followed(pressed: readonly string[], key: string, shortcuts: readonly string[]): { pressed: string[]; found: string | null } {
  const sequence = [...pressed, key];
  const text = sequence.join(" ");
  if (shortcuts.includes(text)) return { pressed: [], found: text };
  if (shortcuts.some((shortcut) => shortcut.startsWith(`${text} `))) return { pressed: sequence, found: null };
  return pressed.length ? followed([], key, shortcuts) : { pressed: [], found: null };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select"));
}

function shown(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-key]")].filter((one) => one.checkVisibility());
}

function act(target: HTMLElement): void {
  target.focus();
  if (!target.matches("input, textarea, select")) target.click();
}

function listKeys(dialog: HTMLDialogElement): void {
  const list = dialog.querySelector("[data-keys]");
  const rows: [string, string][] = shown().map((one) => [one.dataset.key ?? "", one.dataset.keyLabel ?? one.textContent?.trim() ?? ""]);
  rows.push(["?", "Show this list"]);
  list?.replaceChildren(
    ...rows.flatMap(([keys, label]) => [
      element("dt", "", ...keys.split(" ").flatMap((key) => [element("kbd", "", key), " "])),
      element("dd", "", label),
    ]),
  );
}

function isOff(): boolean {
  return localStorage.getItem(OFF) !== null;
}

export function enhanceKeys(): void {
  const dialog = document.getElementById("keys");
  if (!(dialog instanceof HTMLDialogElement)) return;
  const toggle = dialog.querySelector<HTMLInputElement>("[data-keys-switch]");
  if (toggle) {
    toggle.checked = !isOff();
    toggle.addEventListener("change", () => (toggle.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  }
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest('[data-open="keys"]')) listKeys(dialog);
  }, { capture: true });
  listen(dialog);
}

function listen(dialog: HTMLDialogElement): void {
  let pressed: string[] = [];
  let timer = 0;
  document.addEventListener("keydown", (event) => {
    if (isOff() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      listKeys(dialog);
      dialog.showModal();
      return;
    }
    const targets = shown();
    const step = followed(pressed, event.key.toLowerCase(), targets.map((one) => one.dataset.key ?? ""));
    pressed = step.pressed;
    clearTimeout(timer);
    timer = window.setTimeout(() => (pressed = []), PAUSE);
    const target = step.found && targets.find((one) => one.dataset.key === step.found);
    if (!target) return;
    event.preventDefault();
    act(target);
  });
}

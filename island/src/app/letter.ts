/** The letter: that its recommendation was opened is kept for the reader alone; and printing. */
import { csrfToken } from "./page";

function keepOpened(envelope: HTMLDetailsElement): void {
  const address = envelope.dataset.opened;
  if (!address || !envelope.open) return;
  delete envelope.dataset.opened;
  void fetch(address, { method: "POST", headers: { "X-CSRFToken": csrfToken() }, credentials: "same-origin", keepalive: true }).catch(() => undefined);
}

function print(): void {
  window.print();
}

/** Safe to run twice over the same page. */
export function enhanceLetter(root: ParentNode): void {
  for (const envelope of root.querySelectorAll<HTMLDetailsElement>("details[data-opened]")) {
    envelope.addEventListener("toggle", () => keepOpened(envelope));
  }
  for (const button of root.querySelectorAll("[data-print]")) button.addEventListener("click", print);
}

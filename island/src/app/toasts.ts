/** Short messages at the foot of the page. One with an undo stays until it is put away. */
import { csrfToken, element, icon } from "./page";

const READING_TIME = 8000;
const AT_MOST = 3;
/** How long a screen reader takes to look at a page that has come, in milliseconds. */
const UNTIL_HEARD = 150;

export interface ToastDetail {
  text: string;
  /** An address that takes the change back when posted to. */
  undo?: string;
}

function undoForm(address: string): HTMLFormElement {
  const form = element("form", "");
  form.method = "post";
  form.action = address;
  const token = element("input", "");
  token.type = "hidden";
  token.name = "csrfmiddlewaretoken";
  token.value = csrfToken();
  form.append(token, element("button", "button undo", "Undo"));
  return form;
}

function dismissButton(): HTMLButtonElement {
  const button = element("button", "button icon-only compact", icon("x"));
  button.type = "button";
  button.dataset.dismiss = "";
  button.setAttribute("aria-label", "Put this message away");
  return button;
}

/** Say something to eyes and screen readers alike. */
export function say(text: string, { undo }: { undo?: string } = {}): void {
  const toast = element("div", "toast", element("p", "", text));
  if (undo) toast.append(undoForm(undo));
  toast.append(dismissButton());
  document.getElementById("toasts")?.append(toast);
  makeRoom();
  leaveLater(toast);
}

/** Old messages go for new ones; one with an undo stays. */
function makeRoom(): void {
  const passing = [...document.querySelectorAll("#toasts .toast")].filter((toast) => !toast.querySelector("form"));
  passing.slice(0, -AT_MOST).forEach((toast) => toast.remove());
}

function leaveLater(toast: HTMLElement): void {
  if (toast.querySelector("form")) return;
  const leave = (): void => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, READING_TIME);
    else toast.remove();
  };
  setTimeout(leave, READING_TIME);
}

/** A screen reader says what comes into a live region, not what stood there when the page came. */
function sayWhatCameAlong(): void {
  const place = document.getElementById("toasts");
  const along = [...(place?.children ?? [])];
  if (!along.length) return;
  place?.replaceChildren();
  setTimeout(() => place?.prepend(...along), UNTIL_HEARD);
}

export function enhanceToasts(): void {
  document.querySelectorAll<HTMLElement>(".toast").forEach(leaveLater);
  sayWhatCameAlong();
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("[data-dismiss]");
    button?.closest(".toast, .notice")?.remove();
  });
  // The server says the same with the header HX-Trigger: {"toast": {"text": …, "undo": …}}.
  document.addEventListener("toast", (event) => {
    const { text, undo } = (event as CustomEvent<ToastDetail>).detail;
    say(text, { undo });
  });
}

/** What the parts of the page share: the card that lies on it, and a way to say that it changed. */
import type { Card } from "./card";
import type { Payload } from "./payload";

export interface Table {
  readonly payload: Payload;
  card: Card;
  /** Keep the card; every part draws itself again from it. */
  changed(): void;
}

/** A part of the page that draws itself from the card. */
export type Part = { draw(): void };

export function all<Kind extends Element>(selector: string, within: ParentNode = document): Kind[] {
  return [...within.querySelectorAll<Kind>(selector)];
}

export function one<Kind extends Element>(selector: string, within: ParentNode = document): Kind {
  const found = within.querySelector<Kind>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

/** Put rows into a list; whoever was on a button of it by keyboard stays there. */
export function lay(list: HTMLElement, rows: HTMLElement[]): void {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && list.contains(active) ? active.dataset["key"] : undefined;
  list.replaceChildren(...rows);
  if (key) list.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

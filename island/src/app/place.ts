/**
 * Where keys were. A form that comes back to its own page is gone on with from where it was sent;
 * the browser would begin at the top of the page again. Only places are kept, no words.
 */

export interface Stop {
  id: string;
  /** What it is and where it sends to: alike for the same button of many rows. */
  kind: string;
}

interface Place extends Stop {
  path: string;
  nth: number;
}

const KEPT = "place";
const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary";

/** The stop that was left: by its own id, or of its kind the one nearest to where it stood. */
export function same<Kind extends Stop>(stops: readonly Kind[], place: Stop & { nth: number }): Kind | undefined {
  if (place.id) return stops.find((one) => one.id === place.id);
  const alike = stops.map((one, at) => ({ one, far: Math.abs(at - place.nth) })).filter(({ one }) => one.kind === place.kind);
  return alike.sort((one, other) => one.far - other.far)[0]?.one;
}

function stops(): (Stop & { element: HTMLElement })[] {
  return [...document.querySelectorAll<HTMLElement>(`main :is(${STOPS})`)].map((element) => ({ element, id: element.id, kind: kindOf(element) }));
}

function kindOf(element: HTMLElement): string {
  const sendsTo = element.getAttribute("formaction") ?? element.closest("form")?.getAttribute("action") ?? "";
  return [element.localName, element.getAttribute("name") ?? "", sendsTo].join(" ");
}

function keep(): void {
  const all = stops();
  const nth = all.findIndex(({ element }) => element === document.activeElement);
  const left = all[nth];
  if (left) sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, id: left.id, kind: left.kind, nth }));
}

function goBack(): void {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  const place = kept ? (JSON.parse(kept) as Place) : null;
  if (place?.path !== location.pathname || location.hash || document.activeElement !== document.body) return;
  const element = same(stops(), place)?.element;
  unfold(element);
  element?.focus();
}

function unfold(element: HTMLElement | undefined): void {
  const folded = element?.parentElement?.closest<HTMLDetailsElement>("details:not([open])");
  if (!folded || element?.matches("summary")) return;
  folded.open = true;
  unfold(folded);
}

/** Whoever pressed with a pointer sees where they are, and is led nowhere. */
export function enhancePlace(): void {
  let byKeys = false;
  document.addEventListener("keydown", () => (byKeys = true), { capture: true });
  document.addEventListener("pointerdown", () => (byKeys = false), { capture: true });
  document.addEventListener("submit", (event) => !event.defaultPrevented && byKeys && keep());
  goBack();
}

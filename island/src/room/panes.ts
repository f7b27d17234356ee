/** One pane at a time on a phone, and F6 from part to part everywhere. */
import { all, one } from "./browser";

export function showPane(root: HTMLElement, pane: string): void {
  root.dataset.pane = pane;
  for (const button of all("[data-show-pane]", root)) button.setAttribute("aria-pressed", String(button.dataset.showPane === pane));
  const news = one(`[data-news="${pane}"]`, root);
  if (news) news.hidden = true;
}

/** Say on the pane's button that something new is there, unless it is being looked at. */
export function markNews(root: HTMLElement, pane: string): void {
  const news = one(`[data-news="${pane}"]`, root);
  if (news && root.dataset.pane !== pane) news.hidden = false;
}

export function enhancePanes(root: HTMLElement): void {
  for (const button of all("[data-show-pane]", root)) {
    button.addEventListener("click", () => showPane(root, button.dataset.showPane ?? "code"));
  }
  one("[data-next-region]")?.addEventListener("click", () => nextRegion(root, 1));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    nextRegion(root, event.shiftKey ? -1 : 1);
  });
}

function nextRegion(root: HTMLElement, step: number): void {
  const regions = all("[data-region]", root).filter((region) => region.checkVisibility());
  const at = regions.map((region) => region.contains(document.activeElement)).lastIndexOf(true);
  const next = regions[(at + step + regions.length) % regions.length];
  const target = next && (one(".cm-content", next) ?? one("summary, button:not([hidden]), a, textarea", next) ?? next);
  (next?.matches("textarea, [tabindex]") ? next : target)?.focus();
}

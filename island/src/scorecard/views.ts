/** Four views of one page, named in its address: before, the hour, the notes, sealing. */
import { all } from "./table";

const VIEWS = ["before", "hour", "notes", "seal"];

export function views(shown: () => void): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
    if (!link || !VIEWS.includes(link.hash.slice(1))) return;
    event.preventDefault();
    history.pushState(null, "", link.hash);
    turnTo(shown);
  });
  addEventListener("popstate", () => turnTo(shown));
  show(shown);
}

function turnTo(shown: () => void): void {
  show(shown);
  scrollTo(0, 0);
  document.querySelector<HTMLElement>(".view:not([hidden])")?.focus({ preventScroll: true });
}

function show(shown: () => void): void {
  const name = VIEWS.find((view) => location.hash === `#${view}`) ?? "before";
  document.body.dataset["view"] = name;
  for (const view of all<HTMLElement>(".view")) view.hidden = view.id !== name;
  for (const link of all<HTMLAnchorElement>(".views a")) {
    if (link.hash === `#${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  shown();
}

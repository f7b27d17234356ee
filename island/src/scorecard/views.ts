/** Four views of one page, named in its address: before, the hour, the notes, sealing. */
import { all } from "./table";

const VIEWS = ["before", "hour", "notes", "seal"];

export function views(shown: (name: string) => void): void {
  const show = () => {
    const name = VIEWS.find((view) => location.hash === `#${view}`) ?? "before";
    document.body.dataset["view"] = name;
    for (const view of all<HTMLElement>(".view")) view.hidden = view.id !== name;
    for (const link of all<HTMLAnchorElement>(".views a")) {
      if (link.hash === `#${name}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    shown(name);
  };
  addEventListener("hashchange", () => {
    show();
    scrollTo(0, 0);
    document.querySelector<HTMLElement>(".view:not([hidden]) h1")?.focus({ preventScroll: true });
  });
  show();
}

/** Two texts that cannot both stay: shown whole, side by side; the reader picks for each field. */
import { element } from "./page";
import type { Fields } from "./fields";

export interface Question {
  form: HTMLFormElement;
  names: string[];
  mine: Fields;
  saved: Fields;
  message: string;
}

/** Resolves to the chosen values, or null when the reader decides later. */
export function choose(question: Question): Promise<Fields | null> {
  const { dialog, picked } = built(question);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    // A page in the background hears "close" late; the button is heard at once.
    dialog.addEventListener("submit", (event) => resolve((event.submitter as HTMLButtonElement).value === "use" ? picked() : null));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(null);
    });
  });
}

function built({ form, names, mine, saved, message }: Question) {
  const body = element("div", "dialog-body", element("p", "", message));
  const choices = names.map((name, index) => {
    const keepMine = radio(`version-${index}`, "mine", true);
    const both = element("div", "versions", version("Typed here", keepMine, mine[name]), version("Saved already", radio(`version-${index}`, "saved", false), saved[name]));
    body.append(element("h3", "", labelOf(form, name)), both);
    return { name, keepMine };
  });
  const use = element("button", "button primary", "Keep what is chosen");
  use.value = "use";
  const later = element("button", "button quiet", "Decide later");
  later.value = "later";
  const heading = element("h2", "", "Two versions of the same words");
  heading.id = "versions-title";
  const shell = element("form", "", element("div", "dialog-head", heading), body, element("div", "dialog-foot", later, use));
  shell.method = "dialog";
  const dialog = element("dialog", "dialog wide", shell);
  dialog.setAttribute("aria-labelledby", heading.id);
  const picked = (): Fields => Object.fromEntries(choices.map(({ name, keepMine }) => [name, (keepMine.checked ? mine : saved)[name] ?? []]));
  return { dialog, picked };
}

function radio(name: string, value: string, checked: boolean): HTMLInputElement {
  const input = element("input", "");
  Object.assign(input, { type: "radio", name, value, checked });
  return input;
}

function version(title: string, input: HTMLInputElement, values: string[] | undefined): HTMLElement {
  const text = (values ?? []).join("\n") || "(nothing)";
  const said = element("span", "said", text);
  said.dir = "auto";
  return element("label", "option", input, element("span", "", element("b", "", title), said));
}

/** The words beside a field: its label, its legend or its aria-label. */
function labelOf(form: HTMLFormElement, name: string): string {
  const control = [...form.elements].find((one) => one.getAttribute("name") === name);
  const legend = control?.closest("fieldset")?.querySelector("legend")?.textContent;
  const radioLike = control instanceof HTMLInputElement && control.type === "radio";
  const label = (control as HTMLInputElement | undefined)?.labels?.[0]?.textContent;
  return ((radioLike ? legend : label) || control?.getAttribute("aria-label") || legend || "This field").trim();
}

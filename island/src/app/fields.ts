/** The words in a form, as plain values: what autosave keeps, sends and compares. */

export type Fields = Record<string, string[]>;

const NOT_WORDS = new Set(["csrfmiddlewaretoken", "revision"]);

/** Everything typed or chosen in a form; files, machinery and what stands under `data-not-kept` left out. */
export function fieldsOf(form: HTMLFormElement): Fields {
  const fields: Fields = {};
  const apart = new Set([...form.querySelectorAll("[data-not-kept] [name]")].map((one) => one.getAttribute("name")));
  for (const [name, value] of new FormData(form)) {
    if (NOT_WORDS.has(name) || apart.has(name) || typeof value !== "string") continue;
    (fields[name] ??= []).push(value);
  }
  return fields;
}

/** Names whose values differ; a field that is absent counts as empty. */
export function differing(one: Fields, other: Fields): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => words(one[name]) !== words(other[name]));
}

function words(values: string[] | undefined): string {
  const filled = (values ?? []).filter((value) => value !== "");
  return JSON.stringify(filled.map((value) => value.replace(/\r\n?/g, "\n")));
}

/** What a server answers, as fields: a single text stands for a list of one. */
export function asFields(answer: Record<string, unknown>): Fields {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, (Array.isArray(value) ? value : [value ?? ""]).map(String)]),
  );
}

/** Put values back into a form. */
export function fill(form: HTMLFormElement, fields: Fields, names: readonly string[]): void {
  for (const name of names) {
    const values = fields[name] ?? [];
    const controls = [...form.elements].filter((one) => one.getAttribute("name") === name);
    controls.forEach((control, index) => {
      if (control instanceof HTMLInputElement && ["radio", "checkbox"].includes(control.type)) {
        control.checked = values.includes(control.value);
      } else if (control instanceof HTMLSelectElement && control.multiple) {
        for (const option of control.options) option.selected = values.includes(option.value);
      } else if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) {
        control.value = values[index] ?? "";
      }
    });
  }
}

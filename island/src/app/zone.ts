/** Tells the server which clock somebody lives by, where a form has a hidden field for it. */
export function enhanceZone(root: ParentNode): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of root.querySelectorAll<HTMLInputElement>("input[data-time-zone]")) {
    if (field.value === "" && zone) field.value = zone;
  }
}

/** Tables that become cards on a phone lose their meaning to screen readers there; roles give it back. */

const ROLES: [string, string][] = [
  ["thead, tbody", "rowgroup"],
  ["tr", "row"],
  ["thead th", "columnheader"],
  ["tbody th", "rowheader"],
  ["td", "cell"],
];

export function enhanceTables(root: ParentNode): void {
  for (const table of root.querySelectorAll("table.table:not([role])")) {
    table.setAttribute("role", "table");
    for (const [parts, role] of ROLES) {
      for (const part of table.querySelectorAll(parts)) part.setAttribute("role", role);
    }
  }
}

/** What scrolls sideways can be reached and scrolled with the keyboard too. */
export function enhanceScrolling(root: ParentNode): void {
  for (const one of root.querySelectorAll<HTMLElement>("pre, .table-frame")) {
    if (one.scrollWidth > one.clientWidth && !one.hasAttribute("tabindex")) one.tabIndex = 0;
  }
}

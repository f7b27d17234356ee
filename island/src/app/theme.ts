/** Light or dark: as the system says, until somebody chooses otherwise. The server reads the cookie. */

export type Theme = "light" | "dark";

/** What to remember after a switch: nothing, when the choice agrees with the system again. */
export function switched(shown: Theme, system: Theme): Theme | null {
  const wanted = shown === "dark" ? "light" : "dark";
  return wanted === system ? null : wanted;
}

export function themeCookie(theme: Theme | null, secure: boolean): string {
  const age = theme ? 31536000 : 0;
  return `theme=${theme ?? ""}; Path=/; Max-Age=${age}; SameSite=Lax${secure ? "; Secure" : ""}`;
}

export function enhanceTheme(): void {
  const root = document.documentElement;
  document.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("[data-theme-switch]")) return;
    const system: Theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const theme = switched((root.dataset.theme as Theme | undefined) ?? system, system);
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    document.cookie = themeCookie(theme, location.protocol === "https:");
  });
}

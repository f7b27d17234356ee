/** What the server wrote into the head of the page. */

function head(name: string): HTMLMetaElement | null {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`);
}

function meta(name: string): string {
  return head(name)?.content ?? "";
}

/** One of the cookies that a page may read. */
export function cookieOf(cookies: string, name: string): string | undefined {
  return cookies.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
}

/**
 * What vouches for what this page sends: the cookie of now, since whoever signs in again in another tab
 * gets another; as the page was made, where there is none to read.
 */
export function csrfToken(): string {
  return cookieOf(document.cookie, head("csrf-token")?.dataset.cookie ?? "") || meta("csrf-token");
}

/** An icon from the sprite, as decoration. */
export function icon(name: string): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${meta("icons")}#${name}`);
  svg.append(use);
  return svg;
}

/** An element with a class and children; text is always text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

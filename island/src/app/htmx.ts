/** htmx, as the content policy wants it: no eval, no style of its own, the CSRF token on every write. */
import htmx from "htmx.org";
import { csrfToken } from "./page";
import { say } from "./toasts";

interface ConfigRequest {
  verb: string;
  headers: Record<string, string>;
}

export function startHtmx(enhance: (root: ParentNode) => void): void {
  htmx.config.allowEval = false;
  htmx.config.includeIndicatorStyles = false;
  htmx.config.allowScriptTags = false;
  htmx.config.historyCacheSize = 0;
  // A form with errors comes back as 422 and is shown, like any other answer.
  htmx.config.responseHandling = [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ];
  document.addEventListener("htmx:configRequest", (event) => {
    const { verb, headers } = (event as CustomEvent<ConfigRequest>).detail;
    if (verb !== "get") headers["X-CSRFToken"] = csrfToken();
  });
  document.addEventListener("htmx:sendError", () => say("The server could not be reached. Nothing was changed; try again in a moment."));
  document.addEventListener("htmx:responseError", () => say("The server could not do that. Nothing was changed; reload the page to see how things stand."));
  htmx.onLoad((node) => enhance(node as ParentNode));
}

/** What every page gets on top of plain HTML; each page works before this loads. */
import { enhanceAutosave, forgetOnSignOut } from "./app/autosave";
import { enhanceCopy } from "./app/copy";
import { enhanceDialogs } from "./app/dialogs";
import { enhanceGathered } from "./app/gathered";
import { startHtmx } from "./app/htmx";
import { enhanceKeys } from "./app/keys";
import { enhanceLetter } from "./app/letter";
import { enhancePlace } from "./app/place";
import { enhanceScrolling, enhanceTables } from "./app/tables";
import { enhanceTheme } from "./app/theme";
import { enhanceTimes, enhanceZones } from "./app/times";
import { enhanceToasts } from "./app/toasts";

function enhance(root: ParentNode): void {
  enhanceTimes(root);
  enhanceZones(root);
  enhanceTables(root);
  enhanceScrolling(root);
  enhanceAutosave(root);
  enhanceGathered(root);
  enhanceLetter(root);
  root.querySelector<HTMLElement>("[data-take-focus]")?.focus();
}

document.documentElement.classList.add("js");
enhanceTheme();
enhanceToasts();
enhanceDialogs();
enhanceCopy();
enhanceKeys();
forgetOnSignOut();
startHtmx(enhance);
enhance(document);
enhancePlace();

/** Times in the zone of whoever looks; what the server wrote stays as the title. */

export type TimeStyle = "datetime" | "date" | "day" | "time" | "soon";

const STYLES: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  datetime: { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  date: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  day: { weekday: "long", day: "numeric", month: "long" },
  soon: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
};

/** A moment in a zone, in the words of the page's language. */
export function localText(stamp: string, style: TimeStyle, zone?: string, language = "en-GB"): string | null {
  const moment = new Date(stamp);
  if (Number.isNaN(moment.getTime())) return null;
  return new Intl.DateTimeFormat(language, { ...STYLES[style], timeZone: zone }).format(moment);
}

export function enhanceTimes(root: ParentNode): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[data-local]:not([data-shown])")) {
    const style = (time.dataset.local || "datetime") as TimeStyle;
    const text = localText(time.dateTime, style in STYLES ? style : "datetime");
    if (!text) continue;
    time.title = time.textContent?.trim() ?? "";
    time.textContent = text;
    time.dataset.shown = "";
  }
}

/** Hidden fields that tell the server which zone this browser lives in. */
export function enhanceZones(root: ParentNode): void {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of root.querySelectorAll<HTMLInputElement>("input[data-time-zone]")) field.value ||= here;
}

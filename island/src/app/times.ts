/** Times in the zone of whoever looks; what the server wrote stays as the title. */

export type TimeStyle = "datetime" | "date" | "day" | "time" | "soon";

const SHORT = { weekday: "short", day: "numeric", month: "short" } as const;
const HOUR = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const STYLES: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  datetime: { ...SHORT, year: "numeric", ...HOUR },
  date: { ...SHORT, year: "numeric" },
  day: { weekday: "long", day: "numeric", month: "long" },
  soon: { ...SHORT, ...HOUR },
  time: HOUR,
};

/** A moment in a zone, in the words that the server uses: Tue 1 Sep 2026, 09:30; Tuesday, 1 September. */
export function localText(stamp: string, style: TimeStyle, zone?: string): string | null {
  const moment = new Date(stamp);
  if (Number.isNaN(moment.getTime())) return null;
  const parts = new Intl.DateTimeFormat("en-GB", { ...STYLES[style], timeZone: zone }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  const isShort = style !== "day";
  const month = isShort ? part("month").slice(0, 3) : part("month"); // browsers say "Sept"
  const day = [part("weekday") + (isShort ? "" : ","), part("day"), month, part("year")].filter(Boolean).join(" ");
  const hour = [part("hour"), part("minute")].filter(Boolean).join(":");
  return style === "time" ? hour : [day, hour].filter(Boolean).join(", ");
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

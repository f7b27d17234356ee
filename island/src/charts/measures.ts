/** Values as words. */
import type { Measure } from "./spec";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

export function measured(value: number, measure: Measure): string {
  if (measure === "percent") return `${rounded(value * 100)}\u00a0%`;
  if (measure === "points") return signed(value * 100);
  if (measure === "date") return day(value);
  return rounded(value);
}

export function month(time: number): string {
  return short(MONTH.format(time));
}

export function day(time: number): string {
  return short(DAY.format(time));
}

/** Months as the pages write them: browsers say "Sept". */
function short(words: string): string {
  return words.replace("Sept", "Sep");
}

function signed(value: number): string {
  const whole = Math.round(value);
  return whole > 0 ? `+${whole}` : whole < 0 ? `−${-whole}` : "0";
}

function rounded(value: number): string {
  const digits = value !== 0 && Math.abs(value) < 1 ? 1 : 0;
  const said = value.toLocaleString("en-GB", { maximumFractionDigits: Math.abs(value) < 10 ? Math.max(digits, 1) : 0 });
  return said.replace("-", "−");
}

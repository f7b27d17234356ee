import { expect, test } from "vitest";
import { localText } from "../../src/app/times";

test("a time is shown in the viewer's zone, on the viewer's day", () => {
  expect(localText("2026-11-24T23:30:00Z", "datetime", "Asia/Tokyo")).toBe("Wed 25 Nov 2026, 08:30");
  expect(localText("2026-11-24T23:30:00Z", "time", "Europe/Berlin")).toBe("00:30");
});

test("a date has no hour", () => {
  expect(localText("2026-11-24T12:00:00Z", "date", "Europe/Berlin")).toBe("Tue 24 Nov 2026");
});

test("a time reads as the server wrote it, September and long days too", () => {
  expect(localText("2026-09-01T07:30:00Z", "soon", "Europe/Berlin")).toBe("Tue 1 Sep, 09:30");
  expect(localText("2026-09-01T07:30:00Z", "day", "Europe/Berlin")).toBe("Tuesday, 1 September");
});

test("what is no time stays as the server wrote it", () => {
  expect(localText("soon", "datetime")).toBeNull();
});

import { expect, test } from "vitest";
import { minutesLeft, nobodyYet, timeWords, type Standing } from "../../src/room/standing";

const MINUTE = 60e6;
const running: Standing = { ...nobodyYet("candidate"), phase: "coding", startedUs: 7 * MINUTE, minutes: 40 };

test("whoever listens hears once that five minutes are left, and once that the time is over", () => {
  const heard: string[] = [];
  let before: number | null = null;
  for (let minute = 7; minute < 60; minute += 0.25) {
    const left = minutesLeft(running, minute * MINUTE);
    heard.push(timeWords(before, left));
    before = left;
  }
  expect(heard.filter(Boolean)).toEqual(["Five minutes are left", "The planned time is over"]);
});

test("whoever comes in the last minutes is told nothing that was said before", () => {
  expect(timeWords(null, minutesLeft(running, 44 * MINUTE))).toBe("");
});

test("no time runs before the start and after the end", () => {
  expect(minutesLeft(nobodyYet("candidate"), 9 * MINUTE)).toBe(null);
  expect(minutesLeft({ ...running, phase: "ended" }, 9 * MINUTE)).toBe(null);
});

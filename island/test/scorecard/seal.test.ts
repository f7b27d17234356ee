import { expect, test } from "vitest";
import { words } from "../../src/scorecard/card";
import { given, plain, seal, unsealed } from "../../src/scorecard/seal";
import { bytes, contract } from "./contract";

const { origin, word, card } = contract;
const fixed = { savedAt: contract.given.savedAt, salt: bytes(contract.given.salt), iv: bytes(contract.given.iv) };

test("a card is saved as the words that the candidate will read, without the private lines", () => {
  expect(words(card)).toEqual(contract.words);
  expect(JSON.stringify(words(card))).not.toContain(card.lines[0]?.text);
});

test("sealing the agreed card with the agreed word gives the agreed file", async () => {
  expect(await seal(words(card), word, origin, fixed)).toEqual(contract.saved);
});

test("the same word in other capitals and spaces seals the same", async () => {
  expect(await seal(words(card), `  ${word.toUpperCase()}\t`, origin, fixed)).toEqual(contract.saved);
});

test("nothing of the words can be read in a sealed file", async () => {
  const saved = JSON.stringify(await seal(words(card), word, origin, given(new Date())));
  expect(saved).not.toContain("same moment");
  expect(saved).not.toContain(origin.key);
});

test("sealing twice never uses the same salt or start", async () => {
  const [one, other] = [given(new Date()), given(new Date())];
  expect(one.salt).not.toEqual(other.salt);
  expect(one.iv).not.toEqual(other.iv);
});

test("an unsealed file says so by its shape, and carries no signature", () => {
  const saved = unsealed({ because: "so" }, origin, "2026-11-20T13:00:00.000Z");
  expect(saved).toEqual({ format: origin.format, interview: origin.interview, file: origin.file, saved_at: "2026-11-20T13:00:00.000Z", open: { because: "so" } });
});

test.each(contract.plain)("the word %j is used as %j", (typed, used) => {
  expect(plain(typed)).toBe(used);
});

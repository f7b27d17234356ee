import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { caret, CLOSES, count, KINDS, type Numbered, numbered, read, type Spoken, spoken, Unreadable, VERSION } from "../../src/room/protocol";

interface Sample { kind: string; hex: string; [field: string]: any }

const contract: { version: number; kinds: object; closes: object; said: Sample[]; told: Sample[] } = JSON.parse(readFileSync(new URL("../../../contracts/room.json", import.meta.url), "utf8"));

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "hex"));

test("the contract's kinds and close codes are ours", () => {
  expect(VERSION).toBe(contract.version);
  expect(KINDS).toEqual(contract.kinds);
  expect(CLOSES).toEqual(contract.closes);
});

test.each(contract.said)("$kind is written as agreed", (sample) => {
  const written =
    sample.words !== undefined ? spoken(sample.kind as Spoken, sample.words)
    : sample.number !== undefined ? numbered(sample.kind as Numbered, sample.number, bytes(sample.body))
    : caret(bytes(sample.body));
  expect(hex(written)).toBe(sample.hex);
});

test.each(contract.told)("$kind is read", (sample) => {
  const told: any = read(bytes(sample.hex));
  expect(told.kind).toBe(sample.kind);
  if (sample.words) expect(told.words).toEqual(sample.words);
  if (sample.kind === "ack") expect([told.had, told.durable]).toEqual([sample.had, sample.durable]);
  if (sample.kind === "edits") expect(told.entries.map((one: any) => [one.seq, hex(one.update)])).toEqual(sample.entries);
  if (sample.kind === "carets") expect(told.carets.map((one: any) => [one.connection, one.role, hex(one.body)])).toEqual(sample.carets);
});

test("what the server would never say is unreadable", () => {
  for (const frame of ["", "02", "ff", "41ff", "4180", "4401", "40ff", "43" + "ff".repeat(9)]) {
    expect(() => read(bytes(frame)), frame).toThrow(Unreadable);
  }
});

test("counts are written as varints up to the largest whole number", () => {
  expect(hex(count(0))).toBe("00");
  expect(hex(count(300))).toBe("ac02");
  expect(hex(count(Number.MAX_SAFE_INTEGER))).toBe("ffffffffffffff0f");
});

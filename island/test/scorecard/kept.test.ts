import { expect, test } from "vitest";
import { emptyCard } from "../../src/scorecard/card";
import { Shelf } from "../../src/scorecard/kept";

class Drawer implements Storage {
  private readonly kept = new Map<string, string>();
  constructor(private readonly full = false) {}
  get length() { return this.kept.size; }
  clear() { this.kept.clear(); }
  getItem(key: string) { return this.kept.get(key) ?? null; }
  key() { return null; }
  removeItem(key: string) { this.kept.delete(key); }
  setItem(key: string, value: string) {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.kept.set(key, value);
  }
}

const card = { ...emptyCard(["coding"]), because: "It worked, and they said why." };

test("what is typed is there again when the file is opened again", () => {
  const drawer = new Drawer();
  expect(new Shelf("one", ["coding"], drawer).save(card)).toBe(true);
  expect(new Shelf("one", ["coding"], drawer).load()).toEqual(card);
});

test("another file has its own drawer", () => {
  const drawer = new Drawer();
  new Shelf("one", ["coding"], drawer).save(card);
  expect(new Shelf("two", ["coding"], drawer).load()).toBeNull();
});

test("a browser that keeps nothing is told of, not trusted", () => {
  expect(new Shelf("one", ["coding"], null).save(card)).toBe(false);
  expect(new Shelf("one", ["coding"], new Drawer(true)).save(card)).toBe(false);
});

test("a working copy goes into the same file again, and into no other", () => {
  const copy = new Shelf("one", ["coding"], null).copy(card);
  expect(new Shelf("one", ["coding"], null).read(copy)).toEqual(card);
  expect(new Shelf("two", ["coding"], null).read(copy)).toBeNull();
  expect(new Shelf("one", ["coding"], null).read("{")).toBeNull();
});

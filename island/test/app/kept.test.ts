import { expect, test } from "vitest";
import { forgetEverything, forgetOld, type Kept, recovery, Shelf } from "../../src/app/kept";

class Memory {
  private readonly items = new Map<string, string>();
  get length(): number {
    return this.items.size;
  }
  key(index: number): string | null {
    return [...this.items.keys()][index] ?? null;
  }
  getItem(name: string): string | null {
    return this.items.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    this.items.set(name, value);
  }
  removeItem(name: string): void {
    this.items.delete(name);
  }
}

class Full extends Memory {
  override setItem(): void {
    throw new DOMException("no room", "QuotaExceededError");
  }
}

const kept = (words: string, more: Partial<Kept> = {}): Kept => ({ fields: { because: [words] }, revision: "3", sent: null, at: 1000, ...more });

test("words that one tab left are found by the next", () => {
  const store = new Memory();
  new Shelf(store, "notes:1", "a").keep(kept("sound approach"));
  expect(new Shelf(store, "notes:1", "b").newest()).toEqual(kept("sound approach"));
});

test("of two tabs the newer words come back", () => {
  const store = new Memory();
  new Shelf(store, "notes:1", "a").keep(kept("older", { at: 1 }));
  new Shelf(store, "notes:1", "b").keep(kept("newer", { at: 2 }));
  expect(new Shelf(store, "notes:1", "c").newest()?.fields).toEqual({ because: ["newer"] });
});

test("another form's words stay where they are", () => {
  const store = new Memory();
  new Shelf(store, "notes:1", "a").keep(kept("mine"));
  new Shelf(store, "notes:2", "a").clearAll();
  expect(new Shelf(store, "notes:2", "a").newest()).toBeNull();
  expect(new Shelf(store, "notes:1", "a").newest()).not.toBeNull();
});

test("one tab's acknowledged copy goes without taking another tab's", () => {
  const store = new Memory();
  new Shelf(store, "notes:1", "a").keep(kept("acknowledged"));
  new Shelf(store, "notes:1", "b").keep(kept("not yet"));
  new Shelf(store, "notes:1", "a").clear();
  expect(new Shelf(store, "notes:1", "a").newest()?.fields).toEqual({ because: ["not yet"] });
});

test("a device without room says so", () => {
  expect(new Shelf(new Full(), "notes:1", "a").keep(kept("words"))).toBe(false);
});

test("what cannot be read is no copy", () => {
  const store = new Memory();
  store.setItem("afterword:kept:notes:1:a", "{half");
  expect(new Shelf(store, "notes:1", "b").newest()).toBeNull();
});

test("signing out leaves no words behind", () => {
  const store = new Memory();
  new Shelf(store, "notes:1", "a").keep(kept("private"));
  store.setItem("afterword:keys-off", "1");
  forgetEverything(store);
  expect(store.length).toBe(1);
});

test("copies older than a month go", () => {
  const store = new Memory();
  const day = 24 * 3600 * 1000;
  new Shelf(store, "notes:1", "a").keep(kept("old", { at: 0 }));
  new Shelf(store, "notes:2", "a").keep(kept("recent", { at: 20 * day }));
  forgetOld(store, 31 * day);
  expect(new Shelf(store, "notes:1", "b").newest()).toBeNull();
  expect(new Shelf(store, "notes:2", "b").newest()).not.toBeNull();
});

test("a copy that the page already shows needs nothing", () => {
  expect(recovery(kept("same"), { because: ["same"] }, "3")).toBe("nothing");
});

test("words typed upon the revision on the page come back by themselves", () => {
  expect(recovery(kept("more words"), { because: ["words"] }, "3")).toBe("restore");
});

test("words that went on from what the server then saved come back by themselves", () => {
  const copy = kept("words and more", { sent: { because: ["words"] } });
  expect(recovery(copy, { because: ["words"] }, "4")).toBe("restore");
});

test("words typed upon an older revision wait for a choice", () => {
  expect(recovery(kept("mine"), { because: ["theirs"] }, "4")).toBe("choose");
});

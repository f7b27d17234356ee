import { expect, test } from "vitest";
import { same } from "../../src/app/place";

const field = { id: "id_text", kind: "textarea text" };
const [first, second, third] = [1, 2, 3].map(() => ({ id: "", kind: "button leave-out" }));

test("a field is found by its id, wherever it stands now", () => {
  expect(same([first!, field], { id: "id_text", kind: "textarea text", nth: 7 })).toBe(field);
});

test("of buttons that are called alike, it is the one nearest to where the pressed one stood", () => {
  expect(same([field, first!, second!, third!], { id: "", kind: "button leave-out", nth: 2 })).toBe(second);
  expect(same([field, first!, second!], { id: "", kind: "button leave-out", nth: 3 })).toBe(second);
});

test("what is gone is taken up by nothing else", () => {
  expect(same([first!], { id: "id_text", kind: "textarea text", nth: 0 })).toBeUndefined();
  expect(same([field], { id: "", kind: "button leave-out", nth: 0 })).toBeUndefined();
});

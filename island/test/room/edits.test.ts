/** The server reads edits in another library, and whoever joins is sent what that library wrote. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as Y from "yjs";

interface Sample { name: string; updates: string[]; state: string; text: string }

const contract: { samples: Sample[] } = JSON.parse(readFileSync(new URL("../../../contracts/edits.json", import.meta.url), "utf8"));

const textOf = (updates: string[]) => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, new Uint8Array(Buffer.from(update, "hex")));
  return doc.getText("code").toString();
};

test.each(contract.samples)("$name: the server's state says what the edits say", ({ updates, state, text }) => {
  expect(textOf(updates)).toBe(text);
  expect(textOf([state])).toBe(text);
  expect(textOf([state, ...updates])).toBe(text);
});

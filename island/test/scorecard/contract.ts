/** One sealed scorecard that the Python tests open as well: contracts/scorecard.json. */
import { readFileSync } from "node:fs";
import type { Card } from "../../src/scorecard/card";
import type { Dimension } from "../../src/scorecard/payload";
import type { SavedFile } from "../../src/scorecard/seal";

interface Contract {
  origin: { format: string; interview: string; file: string; key: string; sealed_with: string; iterations: number };
  given: { savedAt: string; salt: string; iv: string };
  word: string;
  card: Card;
  words: object;
  saved: SavedFile;
  plain: [string, string][];
  dimensions: Dimension[];
  missing: { guest: boolean; blank: string[]; lines: string[] }[];
}

export const contract = JSON.parse(
  readFileSync(new URL("../../../contracts/scorecard.json", import.meta.url), "utf8"),
) as Contract;

export function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** A copy of the outbox on this device, so that a closed tab or a dead battery loses nothing. */
import { fromBase64, toBase64 } from "lib0/buffer";

export interface Leftover { key: string; value: string; updates: Uint8Array[] }

export class Shelf {
  private readonly mine: string;

  /** `place` names the room and the chair; `tab` this page load. */
  constructor(private readonly storage: Storage, private readonly place: string, tab: string) {
    this.mine = `${place}:${tab}`;
  }

  save(updates: Uint8Array[]): void {
    try {
      if (updates.length) this.storage.setItem(this.mine, JSON.stringify(updates.map(toBase64)));
      else this.storage.removeItem(this.mine);
    } catch {
      // A full or forbidden storage: the outbox in memory still has everything.
    }
  }

  /** What other tabs of this chair left behind, or still hold. */
  leftovers(): Leftover[] {
    const keys = Array.from({ length: this.storage.length }, (_, at) => this.storage.key(at) ?? "");
    return keys
      .filter((key) => key.startsWith(`${this.place}:`) && key !== this.mine)
      .flatMap((key) => readLeftover(key, this.storage.getItem(key)));
  }

  /** Forget a leftover that the server has now, unless its tab lives and has written on. */
  drop(leftover: Leftover): void {
    if (this.storage.getItem(leftover.key) === leftover.value) this.storage.removeItem(leftover.key);
  }
}

function readLeftover(key: string, value: string | null): Leftover[] {
  try {
    const texts: string[] = JSON.parse(value ?? "");
    return [{ key, value: value ?? "", updates: texts.map(fromBase64) }];
  } catch {
    return [];
  }
}

/** Copies of unsent words on this device, one a form and tab, until the server has acknowledged them. */
import { differing, type Fields } from "./fields";

const PREFIX = "afterword:kept:";
const MONTH = 30 * 24 * 3600 * 1000;

export interface Kept {
  fields: Fields;
  /** The revision that these words were typed upon. */
  revision: string;
  /** What was last sent and may have arrived unheard. */
  sent: Fields | null;
  at: number;
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export class Shelf {
  constructor(
    private readonly store: Store,
    private readonly form: string,
    private readonly tab: string,
  ) {}

  private get own(): string {
    return `${PREFIX}${this.form}:${this.tab}`;
  }

  /** False when the device has no room or allows no storage. */
  keep(kept: Kept): boolean {
    try {
      this.store.setItem(this.own, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  }

  clear(): void {
    this.store.removeItem(this.own);
  }

  /** The newest copy that any tab left for this form. */
  newest(): Kept | null {
    const found = names(this.store)
      .filter((name) => name.startsWith(`${PREFIX}${this.form}:`))
      .map((name) => parsed(this.store.getItem(name)))
      .filter((kept) => kept !== null);
    return found.sort((a, b) => b.at - a.at)[0] ?? null;
  }

  /** The words have arrived or were given up: no tab's copy is needed. */
  clearAll(): void {
    forget(this.store, `${PREFIX}${this.form}:`);
  }
}

function names(store: Store): string[] {
  return Array.from({ length: store.length }, (_, index) => store.key(index) ?? "");
}

function parsed(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? "") as Kept;
    return kept && typeof kept.fields === "object" ? kept : null;
  } catch {
    return null;
  }
}

function forget(store: Store, prefix: string): void {
  for (const name of names(store)) if (name.startsWith(prefix)) store.removeItem(name);
}

/** Leave nothing behind for the next person at this device. */
export function forgetEverything(store: Store): void {
  forget(store, PREFIX);
}

/** Copies nobody came back for within a month. */
export function forgetOld(store: Store, now: number): void {
  for (const name of names(store)) {
    if (!name.startsWith(PREFIX)) continue;
    const kept = parsed(store.getItem(name));
    if (!kept || now - kept.at > MONTH) store.removeItem(name);
  }
}

export type Recovery = "nothing" | "restore" | "choose";

/** What to do with a kept copy when the form comes back from the server. */
export function recovery(kept: Kept | null, onPage: Fields, revision: string): Recovery {
  if (!kept || differing(kept.fields, onPage).length === 0) return "nothing";
  if (kept.revision === revision) return "restore";
  // The server has newer words, but they are ones that this copy had sent: it goes on from there.
  if (kept.sent && differing(kept.sent, onPage).length === 0) return "restore";
  return "choose";
}

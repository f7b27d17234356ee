/** Keeps the card on this computer, and says so plainly where the browser refuses. */
import { emptyCard, emptyRating, type Card } from "./card";

export const COPY = "afterword.scorecard-copy/1";

interface Kept {
  format: string;
  file: string;
  revision: number;
  card: Card;
}

export class Shelf {
  private revision = 0;

  constructor(
    private readonly file: string,
    private readonly dimensions: string[],
    private readonly storage: Storage | null = storageOrNull(),
  ) {}

  get name(): string {
    return `afterword-scorecard-${this.file}`;
  }

  get works(): boolean {
    return this.storage !== null;
  }

  load(): Card | null {
    const text = this.storage?.getItem(this.name);
    return text ? this.read(text) : null;
  }

  /** True if the words are kept now. */
  save(card: Card): boolean {
    this.revision += 1;
    try {
      this.storage?.setItem(this.name, this.copy(card));
      return this.storage !== null;
    } catch {
      return false;
    }
  }

  /** The whole card as text, for a working copy. */
  copy(card: Card): string {
    const kept: Kept = { format: COPY, file: this.file, revision: this.revision, card };
    return JSON.stringify(kept);
  }

  /** The card in a kept text; null if it is none, or another file's. */
  read(text: string): Card | null {
    try {
      const kept = JSON.parse(text) as Kept;
      if (kept.format !== COPY || kept.file !== this.file) return null;
      this.revision = Math.max(this.revision, kept.revision);
      return this.whole(kept.card);
    } catch {
      return null;
    }
  }

  private whole(card: Card): Card {
    const empty = emptyCard(this.dimensions);
    const ratings = this.dimensions.map((key) => [key, { ...emptyRating(), ...card.ratings?.[key] }]);
    return { ...empty, ...card, ratings: Object.fromEntries(ratings) };
  }
}

function storageOrNull(): Storage | null {
  try {
    const probe = "afterword-scorecard";
    localStorage.setItem(probe, "1");
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return null;
  }
}

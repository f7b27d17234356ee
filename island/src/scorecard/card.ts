/** Everything that is typed or picked in a scorecard, as one value. */

export interface Evidence {
  /** Microseconds since the hour began, or null. */
  moment: number | null;
  text: string;
}

export interface Rating {
  level: number | null;
  evidence: Evidence[];
  raised: string;
}

/** A line of the hour: typed, or what was given with a button. Never leaves this file. */
export interface Line {
  id: string;
  moment: number | null;
  text: string;
  from: "typed" | "hint" | "follow-up" | "part";
}

export interface Card {
  question: string | null;
  startedAt: number | null;
  endedAt: number | null;
  done: number[];
  lines: Line[];
  given: string[];
  ratings: Record<string, Rating>;
  strengths: string;
  recommendation: string;
  because: string;
  wouldChange: string;
  confidence: string;
  nextStep: string;
}

export const TEXTS = ["strengths", "because", "wouldChange", "nextStep"] as const;
export const CHOICES = ["recommendation", "confidence"] as const;

export function emptyCard(dimensions: string[], question: string | null = null): Card {
  const ratings = Object.fromEntries(dimensions.map((key) => [key, emptyRating()]));
  return {
    question,
    startedAt: null,
    endedAt: null,
    done: [],
    lines: [],
    given: [],
    ratings,
    strengths: "",
    recommendation: "",
    because: "",
    wouldChange: "",
    confidence: "",
    nextStep: "",
  };
}

export function emptyRating(): Rating {
  return { level: null, evidence: [], raised: "" };
}

/** Words as the saved file holds them: what the candidate will read, and nothing else. */
export function words(card: Card): object {
  return {
    question: card.question,
    strengths: card.strengths,
    ratings: Object.entries(card.ratings).map(([dimension, rating]) => ({
      dimension,
      level: rating.level,
      evidence: rating.evidence.filter((line) => line.text.trim()),
      would_have_raised: rating.raised,
    })),
    recommendation: card.recommendation,
    because: card.because,
    would_have_changed: card.wouldChange,
    confidence: card.confidence,
    next_step: card.nextStep,
  };
}

/** Minutes and seconds of a moment: 12:04. */
export function clock(moment: number): string {
  const seconds = Math.max(0, Math.floor(moment / 1_000_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Where the hour is, in microseconds; null before it began. */
export function momentAt(card: Card, now: number): number | null {
  if (card.startedAt === null) return null;
  return Math.max(0, (card.endedAt ?? now) - card.startedAt) * 1000;
}

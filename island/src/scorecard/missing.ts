/** What the scorecard still needs; the same rules as afterword/notes/missing.py. */
import type { Card } from "./card";
import type { Dimension } from "./payload";

export interface Missing {
  line: string;
  sentence: string;
}

const LEAST_RATINGS = 2;
const GOOD = 3;

export function whatIsMissing(card: Card, dimensions: Dimension[], guest: boolean): Missing[] {
  return [
    ...needed(card.strengths, "strengths", "Begin with what they did well: one thing is enough."),
    ...ratings(card, dimensions, guest),
    ...(guest ? [] : needed(card.recommendation, "recommendation", "Choose a recommendation; “no decision” is one.")),
    ...needed(card.because, "because", "Say because what: the reason is what companies keep to themselves."),
    ...needed(card.nextStep, "next_step", "Leave them one next step."),
  ];
}

function needed(text: string, line: string, sentence: string): Missing[] {
  return text.trim() ? [] : [{ line, sentence }];
}

function ratings(card: Card, dimensions: Dimension[], guest: boolean): Missing[] {
  const rated = dimensions.filter((one) => (card.ratings[one.key]?.level ?? null) !== null);
  const found = rated.flatMap((one) => ofRating(card, one, guest));
  if (rated.length >= LEAST_RATINGS) return found;
  const more = rated.length === 0 ? "two dimensions" : "one more dimension";
  return [{ line: "ratings", sentence: `Rate ${more}, from what you saw. The others may stay as they are.` }, ...found];
}

function ofRating(card: Card, { key, name }: Dimension, guest: boolean): Missing[] {
  const rating = card.ratings[key];
  if (!rating) return [];
  const found: Missing[] = [];
  if (!rating.evidence.some((line) => line.text.trim()))
    found.push({ line: `rating:${key}`, sentence: `${name}: add one thing they said or did. A rating without evidence is not a rating.` });
  if ((rating.level ?? GOOD) < GOOD && !guest && !rating.raised.trim())
    found.push({ line: `raise:${key}`, sentence: `${name}: say what would have raised it.` });
  return found;
}

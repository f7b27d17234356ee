/** How the room stands, as the server told it: a fold over its messages, without a page. */
import type { Language, Phase, Role, Shown, Someone, Told } from "./protocol";

export interface Standing {
  role: Role;
  connection: number;
  phase: Phase;
  phaseSinceUs: number;
  startedUs: number | null;
  minutes: number;
  plan: Partial<Record<Phase, number>>;
  consents: Set<Role>;
  language: Language;
  shown: Map<string, Shown>;
  people: Someone[];
}

export function nobodyYet(role: Role): Standing {
  return {
    role, connection: 0, phase: "waiting", phaseSinceUs: 0, startedUs: null, minutes: 0, plan: {},
    consents: new Set(), language: "python", shown: new Map(), people: [],
  };
}

export function key(piece: { what: string; number: number }): string {
  return `${piece.what} ${piece.number}`;
}

/** The standing after one more message. */
export function after(standing: Standing, told: Told): Standing {
  switch (told.kind) {
    case "welcome": {
      const { words } = told;
      return {
        role: words.role, connection: words.connection, phase: words.phase, phaseSinceUs: words.phase_since_us,
        startedUs: words.started_us, minutes: words.minutes, plan: words.plan, consents: new Set(words.consents),
        language: words.language, shown: new Map(words.shown.map((piece) => [key(piece), piece])), people: words.people,
      };
    }
    case "people":
      return { ...standing, people: told.words.people };
    case "consented":
      return { ...standing, consents: new Set([...standing.consents, told.words.role]) };
    case "shown":
      return { ...standing, shown: new Map([...standing.shown, [key(told.words), told.words]]) };
    case "phase_changed":
      return { ...standing, phase: told.words.phase, phaseSinceUs: told.words.since_us, startedUs: told.words.started_us };
    case "language_changed":
      return { ...standing, language: told.words.language };
    case "ended":
      return { ...standing, phase: "ended" };
    default:
      return standing;
  }
}

/** Minutes until the planned end; none before the start and after the end. */
export function minutesLeft(standing: Standing, nowUs: number): number | null {
  if (standing.startedUs === null || !isRunning(standing)) return null;
  return standing.minutes - (nowUs - standing.startedUs) / 60e6;
}

/** What the clock has just come to show, in words: five minutes before the end, and at it. */
export function timeWords(before: number | null, left: number | null): string {
  if (before === null || left === null) return "";
  if (before > 0 && left <= 0) return "The planned time is over";
  return before > 5 && left <= 5 ? "Five minutes are left" : "";
}

export function isRunning(standing: Standing): boolean {
  return standing.phase !== "waiting" && standing.phase !== "ended";
}


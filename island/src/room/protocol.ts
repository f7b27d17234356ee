/** The room's language, as src/afterword/interviews/protocol.py describes it. Held to contracts/room.json. */
export const VERSION = 1;

export const KINDS = {
  hello: 1, edit: 2, carried: 3, caret: 4, consent: 5, reveal: 6, hint: 7, follow_up: 8,
  phase: 9, language: 10, text_snapshot: 11, end: 12, ping: 13,
  welcome: 64, edits: 65, caught_up: 66, ack: 67, carets: 68, people: 69, consented: 70,
  shown: 71, phase_changed: 72, language_changed: 73, ended: 74, refused: 75, pong: 76, quarantined: 77,
  second_half: 78,
} as const;

export const CLOSES = {
  malformed: 4400, not_allowed: 4403, no_seat: 4404, unknown_kind: 4405, too_quiet: 4408,
  replaced: 4409, ended: 4410, too_large: 4413, other_version: 4415, unreadable: 4422, room_full: 4423,
  too_fast: 4429, too_slow: 4430, revoked: 4440, record_unavailable: 4503,
} as const;

export type Role = "candidate" | "interviewer";
export type Phase = "waiting" | "introductions" | "problem" | "coding" | "their_questions" | "ended";
export type Language = "python" | "javascript" | "text";
export type What = "part" | "hint" | "follow_up";

export interface Someone { role: Role; name: string; connections: number[] }
export interface Shown { what: What; number: number; title: string; html: string; at_us: number }
export interface PhaseChange { phase: Phase; since_us: number; started_us: number | null; by: Role }
export interface People { people: Someone[]; joined: Role | null; left: Role | null }
export interface Refused { kind: string; number: number; why: string }
export interface Welcome {
  version: number; run: string; connection: number; role: Role; had: number; durable: number;
  clock_us: number; phase: Phase; phase_since_us: number; started_us: number | null;
  minutes: number; plan: Partial<Record<Phase, number>>; consents: Role[]; language: Language;
  shown: Shown[]; people: Someone[];
}

export interface Caret { connection: number; role: Role; body: Uint8Array }

/** What the server tells, read. */
export type Told =
  | { kind: "welcome"; words: Welcome }
  | { kind: "edits"; entries: { seq: number; update: Uint8Array }[] }
  | { kind: "caught_up"; words: { seq: number } }
  | { kind: "ack"; had: number; durable: number }
  | { kind: "carets"; carets: Caret[] }
  | { kind: "people"; words: People }
  | { kind: "consented"; words: { role: Role } }
  | { kind: "shown"; words: Shown }
  | { kind: "phase_changed"; words: PhaseChange }
  | { kind: "language_changed"; words: { language: Language; by: Role } }
  | { kind: "ended"; words: { by: Role | "" } }
  | { kind: "refused"; words: Refused }
  | { kind: "pong"; words: { number: number; clock_us: number } }
  | { kind: "quarantined"; words: { seq: number } }
  | { kind: "second_half"; words: Record<string, never> };

export type Numbered = "edit" | "carried" | "text_snapshot";
export type Spoken = "hello" | "consent" | "reveal" | "hint" | "follow_up" | "phase" | "language" | "end" | "ping";

const NAMES = new Map(Object.entries(KINDS).map(([name, code]) => [code as number, name as keyof typeof KINDS]));
const ROLES: Record<number, Role> = { 1: "candidate", 2: "interviewer" };

export class Unreadable extends Error {}

export function spoken(kind: Spoken, words: object = {}): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(words));
  return joined([Uint8Array.of(KINDS[kind]), text]);
}

export function numbered(kind: Numbered, number: number, body: Uint8Array): Uint8Array {
  return joined([Uint8Array.of(KINDS[kind]), count(number), body]);
}

export function caret(body: Uint8Array): Uint8Array {
  return joined([Uint8Array.of(KINDS.caret), body]);
}

/** A varint: little-endian base 128. */
export function count(number: number): Uint8Array {
  const bytes: number[] = [];
  while (number > 127) {
    bytes.push((number % 128) | 128);
    number = Math.floor(number / 128);
  }
  bytes.push(number);
  return Uint8Array.from(bytes);
}

function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

class Reader {
  private at = 1;

  constructor(private readonly frame: Uint8Array) {}

  get done(): boolean {
    return this.at >= this.frame.length;
  }

  count(): number {
    let number = 0;
    for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
      const byte = this.byte();
      number += (byte & 127) * scale;
      if (byte < 128) return number;
    }
    throw new Unreadable("a number without an end");
  }

  byte(): number {
    const byte = this.frame[this.at++];
    if (byte === undefined) throw new Unreadable("the frame is cut short");
    return byte;
  }

  bytes(): Uint8Array {
    const size = this.count();
    if (this.at + size > this.frame.length) throw new Unreadable("the frame is cut short");
    this.at += size;
    return this.frame.slice(this.at - size, this.at);
  }

  role(): Role {
    const role = ROLES[this.byte()];
    if (!role) throw new Unreadable("nobody sits there");
    return role;
  }
}

/** Read a frame from the server. Throws Unreadable. */
export function read(frame: Uint8Array): Told {
  const kind = NAMES.get(frame[0] ?? 0);
  const reader = new Reader(frame);
  switch (kind) {
    case "edits": {
      const entries = [];
      while (!reader.done) entries.push({ seq: reader.count(), update: reader.bytes() });
      return { kind, entries };
    }
    case "ack":
      return { kind, had: reader.count(), durable: reader.count() };
    case "carets": {
      const carets = [];
      while (!reader.done) carets.push({ connection: reader.count(), role: reader.role(), body: reader.bytes() });
      return { kind, carets };
    }
    default:
      if (kind === undefined || KINDS[kind] < KINDS.welcome) throw new Unreadable("a kind the server does not say");
      return { kind, words: words(frame) } as Told;
  }
}

function words(frame: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(frame.subarray(1)));
  } catch {
    throw new Unreadable("these words are no words");
  }
}

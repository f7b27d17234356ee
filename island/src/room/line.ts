/**
 * The line to the room: connects, resumes, sends again, and keeps what is typed until it is on disk.
 *
 * Edits go out as they are made, at most one frame in 25 ms, and stay in the outbox until the
 * server says that they are durable. After a break the line asks for what came after the last
 * durable entry that it knows, and sends what the server has not had. If the server came back
 * without entries that it had already passed on, whoever still has them carries them back.
 */
import * as Y from "yjs";
import { Outbox } from "./outbox";
import { caret, CLOSES, numbered, read, spoken, Unreadable, VERSION, type Spoken, type Told, type Welcome } from "./protocol";
import type { Leftover, Shelf } from "./shelf";

export type State = "connecting" | "open" | "waiting" | "over";

export interface Socket {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(frame: Uint8Array): void;
  close(): void;
}

export interface Clock {
  now(): number;
  later(action: () => void, ms: number): () => void;
  random(): number;
}

export interface Ears {
  told(message: Told): void;
  /** `code` is the close code that led to "waiting" or "over". */
  state(state: State, code?: number): void;
}

export const FLUSH_MS = 25;
export const PING_MS = 5_000;
export const SILENCE_MS = 12_000;
export const DOUBT_MS = 2_500;
const FIRST_RETRY_MS = 300;
const LONGEST_RETRY_MS = 5_000;
const FINAL = new Set<number>([
  CLOSES.malformed, CLOSES.not_allowed, CLOSES.no_seat, CLOSES.unknown_kind, CLOSES.replaced, CLOSES.ended,
  CLOSES.too_large, CLOSES.other_version, CLOSES.unreadable, CLOSES.room_full, CLOSES.revoked,
]);

/** The room takes no message that is larger, and the line of whoever sends one is over. */
const CARRY_MOST = 512 * 1024 - 16;

/** The whole text in messages that the room takes: each browser's part by itself where one is not enough. */
export function wholeOf(doc: Y.Doc): Uint8Array[] {
  const whole = Y.encodeStateAsUpdate(doc);
  if (whole.length <= CARRY_MOST) return [whole];
  const clocks = Y.decodeStateVector(Y.encodeStateVector(doc));
  const parts = [...clocks.keys()].map((client) => {
    const others = new Map([...clocks].filter(([other]) => other !== client));
    return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(others));
  });
  return parts.filter((part) => part.length <= CARRY_MOST);
}

export class Line {
  state: State = "connecting";
  readonly outbox = new Outbox();
  private socket: Socket | null = null;
  private since = 0;
  private run = "";
  private welcomed: Welcome | null = null;
  private readonly relayed = new Map<number, Uint8Array>();
  private attempts = 0;
  private skewUs = 0;
  private pings = 0;
  private pingedAt = 0;
  private heardAt = 0;
  private flushedAt = -Infinity;
  private cancelFlush: (() => void) | null = null;
  private cancelRetry: (() => void) | null = null;
  private cancelPing: (() => void) | null = null;
  private leftovers: Leftover[] = [];

  constructor(
    private readonly doc: Y.Doc,
    private readonly tab: string,
    private readonly open: () => Socket,
    private readonly clock: Clock,
    private readonly shelf: Shelf,
    private readonly ears: Ears,
  ) {
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.keep(update);
    });
  }

  /** Connect now, also while waiting for the next attempt. */
  connect(): void {
    if (this.state === "over" || this.socket) return;
    this.cancelRetry?.();
    const socket = (this.socket = this.open());
    socket.binaryType = "arraybuffer";
    this.heardAt = this.clock.now();
    socket.onopen = () => socket.send(spoken("hello", { version: VERSION, tab: this.tab, since: this.since }));
    socket.onmessage = (event) => this.hear(new Uint8Array(event.data));
    socket.onclose = (event) => this.lost(event.code);
    this.ping();
  }

  /** Say it now; false where nobody is there to hear it. A room listens as soon as it has greeted us. */
  say(kind: Spoken, words: object = {}): boolean {
    if (!this.welcomed) return false;
    this.socket?.send(spoken(kind, words));
    return true;
  }

  moveCaret(body: Uint8Array): void {
    if (this.state === "open") this.socket?.send(caret(body));
  }

  snapshot(text: string): void {
    this.outbox.snapshot(text);
    this.flushSoon();
  }

  /** The server's time in microseconds since 1970. */
  nowUs(): number {
    return this.clock.now() * 1000 + this.skewUs;
  }

  /** The browser says that the network changed: ask whether the line still holds, and soon. */
  doubt(): void {
    const socket = this.socket;
    if (!socket || this.state !== "open") return;
    const asked = this.clock.now();
    this.askTime();
    this.clock.later(() => {
      if (this.socket === socket && this.heardAt < asked) this.lost(1006);
    }, DOUBT_MS);
  }

  /** Write the outbox to the device now: the page may be about to go. */
  save(): void {
    this.shelf.save(this.outbox.updates());
  }

  /** Hang up for good. */
  leave(): void {
    this.save();
    this.hangUp();
    this.become("over");
  }

  // --- hearing

  private hear(frame: Uint8Array): void {
    this.heardAt = this.clock.now();
    let told: Told;
    try {
      told = read(frame);
    } catch (error) {
      if (error instanceof Unreadable) return;
      throw error;
    }
    this.take(told);
    this.ears.told(told);
  }

  private take(told: Told): void {
    if (told.kind === "welcome") this.welcome(told.words);
    else if (told.kind === "edits") for (const one of told.entries) this.apply(one.seq, one.update);
    else if (told.kind === "caught_up") this.caughtUp();
    else if (told.kind === "ack") this.acknowledge(told.had, told.durable);
    else if (told.kind === "quarantined") this.carryAll();
    else if (told.kind === "pong") this.setClock(told.words.number, told.words.clock_us);
  }

  private welcome(words: Welcome): void {
    this.welcomed = words;
    this.skewUs = words.clock_us - this.clock.now() * 1000;
    if (words.durable < this.since) this.carryWhole();
    else if (this.run && words.run !== this.run) for (const update of this.relayed.values()) this.outbox.carry(update);
    this.relayed.clear();
    this.run = words.run;
    for (const one of this.outbox.again(words.had)) this.socket?.send(numbered(one.kind, one.number, one.body));
  }

  private caughtUp(): void {
    this.since = this.welcomed?.durable ?? this.since;
    this.attempts = 0;
    this.become("open");
    this.takeLeftovers();
    this.flush();
  }

  private apply(seq: number, update: Uint8Array): void {
    if (seq > (this.welcomed?.durable ?? 0)) this.relayed.set(seq, update);
    try {
      Y.applyUpdate(this.doc, update, this);
    } catch {
      // Somebody sent what is no update. Everybody skips it alike, and the record shows whose it was.
    }
  }

  /**
   * Nobody who joins will be sent an edit that the server had to leave out. Some of it may have reached
   * our text all the same, and what we typed since then may hang on it: carry the whole of ours.
   */
  private carryAll(): void {
    this.carryWhole();
    this.flushSoon();
  }

  private carryWhole(): void {
    for (const part of wholeOf(this.doc)) this.outbox.carry(part);
  }

  private acknowledge(had: number, durable: number): void {
    this.outbox.acknowledged(had);
    this.since = Math.max(this.since, durable);
    for (const seq of this.relayed.keys()) if (seq <= durable) this.relayed.delete(seq);
    if (this.outbox.isEmpty) this.leftovers.splice(0).forEach((one) => this.shelf.drop(one));
    this.save();
  }

  /** Adopt what a closed tab of ours could not send any more. */
  private takeLeftovers(): void {
    if (this.leftovers.length) return;
    this.leftovers = this.shelf.leftovers();
    for (const { updates } of this.leftovers) {
      for (const update of updates) {
        try {
          Y.applyUpdate(this.doc, update, this);
          this.outbox.keep(update);
        } catch {
          // Not written by us, or cut short: nothing to rescue here.
        }
      }
    }
    if (this.outbox.isEmpty) this.leftovers.splice(0).forEach((one) => this.shelf.drop(one));
  }

  // --- saying

  private keep(update: Uint8Array): void {
    this.outbox.keep(update);
    this.flushSoon();
  }

  private flushSoon(): void {
    if (this.cancelFlush) return;
    // A clock that is set back in the middle of an hour must not hold back what is typed.
    const wait = Math.min(FLUSH_MS, this.flushedAt + FLUSH_MS - this.clock.now());
    if (wait <= 0 && this.state === "open") this.flush();
    else this.cancelFlush = this.clock.later(() => this.flush(), Math.max(0, wait));
  }

  private flush(): void {
    this.cancelFlush?.();
    this.cancelFlush = null;
    this.flushedAt = this.clock.now();
    while (this.state === "open" && this.socket) {
      const message = this.outbox.next();
      if (!message) break;
      this.socket.send(numbered(message.kind, message.number, message.body));
    }
    this.save();
  }

  // --- breaking and mending

  private lost(code: number): void {
    this.hangUp();
    if (FINAL.has(code)) {
      this.save();
      this.become("over", code);
      return;
    }
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.attempts);
    const wait = code === CLOSES.too_fast ? LONGEST_RETRY_MS : longest * (0.5 + this.clock.random() / 2);
    this.attempts += 1;
    this.cancelRetry = this.clock.later(() => this.connect(), wait);
    this.become("waiting", code);
  }

  private hangUp(): void {
    this.cancelPing?.();
    this.cancelRetry?.();
    const socket = this.socket;
    this.socket = null;
    this.welcomed = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private become(state: State, code?: number): void {
    this.state = state;
    this.ears.state(state, code);
  }

  private ping(): void {
    this.cancelPing = this.clock.later(() => {
      if (this.clock.now() - this.heardAt > SILENCE_MS) return this.lost(1006);
      this.askTime();
      this.ping();
    }, PING_MS);
  }

  private askTime(): void {
    this.pings += 1;
    this.pingedAt = this.clock.now();
    this.say("ping", { number: this.pings });
  }

  private setClock(number: number, clockUs: number): void {
    if (number !== this.pings) return;
    const half = (this.clock.now() - this.pingedAt) / 2;
    this.skewUs = clockUs - (this.clock.now() - half) * 1000;
  }
}

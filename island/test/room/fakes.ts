/** A room in miniature: virtual time, an unkind network, and a server that keeps the protocol. */
import * as Y from "yjs";
import { count, KINDS, type Told } from "../../src/room/protocol";
import type { Clock, Ears, Socket, State } from "../../src/room/line";

export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class VirtualClock implements Clock {
  time = 0;
  private order = 0;
  private queue: { at: number; order: number; action: () => void }[] = [];
  /** By how much somebody set the device's clock back; timers go on as they were. */
  setBack = 0;

  constructor(readonly random: () => number) {}

  now(): number {
    return this.time - this.setBack;
  }

  later(action: () => void, ms: number): () => void {
    const one = { at: this.time + ms, order: this.order++, action };
    this.queue.push(one);
    return () => (this.queue = this.queue.filter((other) => other !== one));
  }

  /** Let `ms` pass. */
  pass(ms: number): void {
    const until = this.time + ms;
    for (;;) {
      const due = this.queue.filter((one) => one.at <= until);
      if (!due.length) break;
      const next = due.reduce((a, b) => (a.at < b.at || (a.at === b.at && a.order < b.order) ? a : b));
      this.queue = this.queue.filter((one) => one !== next);
      this.time = next.at;
      next.action();
    }
    this.time = until;
  }
}

export class MemoryStorage implements Storage {
  private readonly map = new Map<string, string>();
  get length(): number { return this.map.size; }
  key(at: number): string | null { return [...this.map.keys()][at] ?? null; }
  getItem(key: string): string | null { return this.map.get(key) ?? null; }
  setItem(key: string, value: string): void { this.map.set(key, value); }
  removeItem(key: string): void { this.map.delete(key); }
  clear(): void { this.map.clear(); }
}

export class Listener implements Ears {
  readonly states: [State, number | undefined][] = [];
  readonly heard: Told[] = [];
  told(message: Told): void { this.heard.push(message); }
  state(state: State, code?: number): void { this.states.push([state, code]); }
}

interface Entry { seq: number; author: string; tab: string; kind: number; number: number; body: Uint8Array }

/** A socket whose frames arrive late but in order, or not at all. */
export class FakeSocket implements Socket {
  binaryType = "";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  tab = "";
  isOpen = false;
  isDeaf = false;
  ackDue = true;
  private upAt = 0;
  private downAt = 0;

  constructor(private readonly room: FakeRoom, private readonly clock: VirtualClock, readonly author: string) {
    clock.later(() => this.connect(), this.delay());
  }

  private delay(): number {
    return 1 + this.clock.random() ** 3 * 400;
  }

  private connect(): void {
    if (this.room.isDown) return this.end(1006);
    this.isOpen = true;
    this.onopen?.();
  }

  send(frame: Uint8Array): void {
    const copy = frame.slice();
    this.upAt = Math.max(this.upAt, this.clock.time + this.delay());
    this.clock.later(() => this.isOpen && !this.isDeaf && this.room.hear(this, copy), this.upAt - this.clock.time);
  }

  tell(frame: Uint8Array): void {
    this.downAt = Math.max(this.downAt, this.clock.time + this.delay());
    this.clock.later(() => this.isOpen && !this.isDeaf && this.onmessage?.({ data: frame.slice().buffer as ArrayBuffer }), this.downAt - this.clock.time);
  }

  close(): void {
    this.isOpen = false;
    this.room.sockets.delete(this);
  }

  end(code: number): void {
    this.close();
    this.onclose?.({ code });
  }
}

export class FakeRoom {
  entries: Entry[] = [];
  durable = 0;
  isDown = false;
  diskIsSlow = false;
  readonly agreed: string[] = [];
  readonly sockets = new Set<FakeSocket>();
  private run = "run-0";
  private runs = 0;

  constructor(private readonly clock: VirtualClock, private readonly unkind: () => number = () => 1) {
    this.commitLater();
  }

  private commitLater(): void {
    this.clock.later(() => {
      if (!this.diskIsSlow) this.durable = this.entries.length;
      this.acknowledge();
      this.commitLater();
    }, 20 + this.clock.random() * 200);
  }

  private acknowledge(): void {
    for (const socket of this.sockets) {
      if (!socket.tab) continue;
      const had = Math.max(0, ...this.of(socket).filter((one) => one.seq <= this.durable).map((one) => one.number));
      socket.tell(frame(KINDS.ack, count(had), count(this.durable)));
    }
  }

  private of(socket: FakeSocket): Entry[] {
    return this.entries.filter((one) => one.author === socket.author && one.tab === socket.tab);
  }

  hear(socket: FakeSocket, said: Uint8Array): void {
    const kind = said[0] ?? 0;
    if (kind === KINDS.hello) this.greet(socket, JSON.parse(text(said)));
    else if (kind === KINDS.edit || kind === KINDS.carried || kind === KINDS.text_snapshot) this.write(socket, kind, said);
    else if (kind === KINDS.consent) this.agreed.push(socket.author);
    else if (kind === KINDS.ping) socket.tell(words(KINDS.pong, { ...JSON.parse(text(said)), clock_us: this.clock.time * 1000 + 5e6 }));
  }

  private greet(socket: FakeSocket, hello: { tab: string; since: number }): void {
    socket.tab = hello.tab;
    this.sockets.add(socket);
    const had = Math.max(0, ...this.of(socket).map((one) => one.number));
    socket.tell(words(KINDS.welcome, { run: this.run, had, durable: this.durable, clock_us: this.clock.time * 1000 + 5e6 }));
    const snapshot = hello.since === 0 ? this.snapshot() : null;
    if (snapshot) socket.tell(edits([snapshot]));
    const after = snapshot?.seq ?? hello.since;
    const tail = this.entries.filter((one) => one.seq > after && one.kind !== KINDS.text_snapshot);
    if (this.unkind() < 0.3) tail.reverse();
    for (const one of tail) socket.tell(edits([one]));
    socket.tell(words(KINDS.caught_up, { seq: this.entries.length }));
  }

  /** What the durable entries up to some point add up to, as if it were one edit; sometimes none was made yet. */
  private snapshot(): Entry | null {
    const read = this.entries.slice(0, Math.floor(this.durable * Math.min(1, this.unkind())));
    const updates = read.filter((one) => one.kind !== KINDS.text_snapshot).map((one) => one.body);
    const last = read.at(-1);
    return last && updates.length ? { ...last, kind: KINDS.edit, body: Y.mergeUpdates(updates) } : null;
  }

  private write(socket: FakeSocket, kind: number, said: Uint8Array): void {
    const [number, at] = readCount(said, 1);
    if (this.of(socket).some((one) => one.number >= number)) return;
    const entry = { seq: this.entries.length + 1, author: socket.author, tab: socket.tab, kind, number, body: said.slice(at) };
    this.entries.push(entry);
    if (kind === KINDS.text_snapshot) return;
    for (const other of this.sockets) {
      if (other === socket || !other.tab) continue;
      other.tell(edits([entry]));
      if (this.unkind() < 0.1) other.tell(edits([entry]));
    }
  }

  /** Die and come back without what was not on disk. */
  crash(forMs: number): void {
    this.entries = this.entries.filter((one) => one.seq <= this.durable);
    this.runs += 1;
    this.run = `run-${this.runs}`;
    this.isDown = true;
    for (const socket of [...this.sockets]) socket.end(1006);
    this.clock.later(() => (this.isDown = false), forMs);
  }
}

function edits(entries: Entry[]): Uint8Array {
  return frame(KINDS.edits, ...entries.flatMap((one) => [count(one.seq), count(one.body.length), one.body]));
}

export function words(kind: number, fields: object): Uint8Array {
  return frame(kind, new TextEncoder().encode(JSON.stringify(fields)));
}

function text(said: Uint8Array): string {
  return new TextDecoder().decode(said.subarray(1));
}

function frame(kind: number, ...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from([kind, ...parts.flatMap((part) => [...part])]);
}

function readCount(bytes: Uint8Array, from: number): [number, number] {
  let number = 0;
  let scale = 1;
  for (let at = from; ; at += 1, scale *= 128) {
    const byte = bytes[at] ?? 0;
    number += (byte & 127) * scale;
    if (byte < 128) return [number, at + 1];
  }
}

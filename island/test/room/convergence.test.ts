/** Whatever the network and the server do, everybody ends with the same text, and the record holds it. */
import { expect, test } from "vitest";
import * as Y from "yjs";
import { Line } from "../../src/room/line";
import { KINDS } from "../../src/room/protocol";
import { Shelf } from "../../src/room/shelf";
import { FakeRoom, FakeSocket, Listener, MemoryStorage, seeded, VirtualClock } from "./fakes";

const SCHEDULES = Number(process.env.SCHEDULES ?? (process.env.FORTRESS === "yes" ? 10_000 : 100));
const FIRST = Number(process.env.SEED ?? 1);

class Tab {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getText("code");
  readonly line: Line;
  socket: FakeSocket | null = null;
  typed = 0;

  constructor(readonly room: FakeRoom, readonly clock: VirtualClock, readonly author: string, readonly storage: Storage, name: string) {
    const open = () => (this.socket = new FakeSocket(room, clock, author));
    this.line = new Line(this.doc, name, open, clock, new Shelf(storage, `room:${author}`, name), new Listener());
    this.line.connect();
  }

  type(random: () => number): void {
    const length = this.text.length;
    const at = Math.floor(random() * (length + 1));
    if (random() < 0.25 && length > 0) {
      this.text.delete(Math.min(at, length - 1), 1);
      return;
    }
    this.typed += 1;
    this.text.insert(at, `${this.author[0]}${this.typed};`);
  }

  /** The browser is gone; only what it had written to the device remains. */
  die(): void {
    this.line.save();
    this.line.leave();
  }
}

interface World { clock: VirtualClock; room: FakeRoom; tabs: Tab[] }

function run(seed: number): World {
  const random = seeded(seed);
  const clock = new VirtualClock(random);
  const room = new FakeRoom(clock, random);
  const stores: Record<string, Storage> = { ada: new MemoryStorage(), ben: new MemoryStorage() };
  let names = 0;
  const come = (author: string) => new Tab(room, clock, author, stores[author] as Storage, `${author}-${(names += 1)}`);
  const tabs = [come("ada"), come("ben"), come("ben")];
  for (let step = 0; step < 60; step += 1) {
    const which = Math.floor(random() * tabs.length);
    const tab = tabs[which] as Tab;
    const chance = random();
    if (chance < 0.78) tab.type(random);
    else if (chance < 0.84) tab.socket?.end(1006);
    else if (chance < 0.88 && tab.socket) tab.socket.isDeaf = true;
    else if (chance < 0.92) room.crash(random() * 3000);
    else if (chance < 0.96) {
      tab.die();
      tabs[which] = come(tab.author);
    } else clock.pass(random() * 20_000);
    clock.pass(random() ** 2 * 300);
  }
  for (let wait = 0; wait < 60; wait += 1) clock.pass(1_000);
  return { clock, room, tabs };
}

function recorded(room: FakeRoom): Y.Doc {
  const doc = new Y.Doc();
  for (const one of room.entries) if (one.kind !== KINDS.text_snapshot) Y.applyUpdate(doc, one.body);
  return doc;
}

test(`everybody converges, over ${SCHEDULES} schedules from seed ${FIRST}`, { timeout: 120_000 + 200 * SCHEDULES }, () => {
  for (let seed = FIRST; seed < FIRST + SCHEDULES; seed += 1) {
    const { room, tabs } = run(seed);
    const record = recorded(room);
    for (const tab of tabs) {
      expect(tab.line.state, `seed ${seed}`).toBe("open");
      expect(tab.line.outbox.isEmpty, `seed ${seed}: all acknowledged`).toBe(true);
      expect(tab.text.toString(), `seed ${seed}`).toBe(record.getText("code").toString());
      expect(Y.encodeStateVector(tab.doc), `seed ${seed}`).toEqual(Y.encodeStateVector(record));
    }
    const once = new Set(room.entries.map((one) => `${one.author} ${one.tab} ${one.number}`));
    expect(once.size, `seed ${seed}: nothing is recorded twice`).toBe(room.entries.length);
    expect(record.getText("code").length, `seed ${seed}: something was typed`).toBeGreaterThan(20);
  }
});

test("20 seconds without a network, both typing: nothing is lost and both agree", () => {
  const random = seeded(7);
  const clock = new VirtualClock(random);
  const room = new FakeRoom(clock);
  const [ada, ben] = ["ada", "ben"].map((who) => new Tab(room, clock, who, new MemoryStorage(), `${who}-1`)) as [Tab, Tab];
  clock.pass(2_000);
  for (let second = 0; second < 20; second += 1) {
    room.isDown = true;
    for (const socket of [...room.sockets]) socket.end(1006);
    ada.text.insert(ada.text.length, `a${second} `);
    ben.text.insert(0, `b${second} `);
    clock.pass(1_000);
  }
  room.isDown = false;
  clock.pass(10_000);
  expect(ada.text.toString()).toBe(ben.text.toString());
  for (let second = 0; second < 20; second += 1) {
    expect(ada.text.toString()).toContain(`a${second} `);
    expect(ada.text.toString()).toContain(`b${second} `);
  }
});

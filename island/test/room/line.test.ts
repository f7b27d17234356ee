import { expect, test } from "vitest";
import * as Y from "yjs";
import { DOUBT_MS, FLUSH_MS, Line, SILENCE_MS, wholeOf } from "../../src/room/line";
import { CLOSES, KINDS } from "../../src/room/protocol";
import { Outbox } from "../../src/room/outbox";
import { Shelf } from "../../src/room/shelf";
import { FakeRoom, FakeSocket, Listener, MemoryStorage, seeded, VirtualClock, words } from "./fakes";

const update = (text: string) => {
  const doc = new Y.Doc();
  doc.getText("code").insert(0, text);
  return Y.encodeStateAsUpdate(doc);
};

class Tab {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getText("code");
  readonly ears = new Listener();
  readonly sockets: FakeSocket[] = [];
  readonly line: Line;

  constructor(room: FakeRoom, clock: VirtualClock, name: string, storage: Storage = new MemoryStorage(), author = name) {
    const open = () => {
      const socket = new FakeSocket(room, clock, author);
      this.sockets.push(socket);
      return socket;
    };
    this.line = new Line(this.doc, name, open, clock, new Shelf(storage, `room:${author}`, name), this.ears);
    this.line.connect();
  }

  get socket(): FakeSocket {
    return this.sockets.at(-1) as FakeSocket;
  }
}

function world(seed = 1) {
  const clock = new VirtualClock(seeded(seed));
  const room = new FakeRoom(clock);
  return { clock, room };
}

test("what is typed quickly goes out in few frames and all of it arrives", () => {
  const { clock, room } = world();
  const ada = new Tab(room, clock, "ada");
  clock.pass(2_000);
  for (let key = 0; key < 100; key += 1) {
    ada.text.insert(ada.text.length, "x");
    clock.pass(2);
  }
  clock.pass(2_000);
  expect(room.entries.length).toBeLessThanOrEqual(200 / FLUSH_MS + 2);
  const record = new Y.Doc();
  room.entries.forEach((one) => Y.applyUpdate(record, one.body));
  expect(record.getText("code").length).toBe(100);
});

test("a clock that is set back does not hold back what is typed", () => {
  const { clock, room } = world();
  const ada = new Tab(room, clock, "ada");
  clock.pass(2_000);
  ada.text.insert(0, "before ");
  clock.setBack = 3_600_000;
  ada.text.insert(7, "after");
  clock.pass(2_000);
  const record = new Y.Doc();
  room.entries.forEach((one) => Y.applyUpdate(record, one.body));
  expect(record.getText("code").toString()).toBe("before after");
});

test("somebody who goes on typing is told of the message that waits longest, not of the newest", () => {
  const outbox = new Outbox();
  expect(outbox.oldest).toBe(0);
  outbox.keep(update("one"));
  expect(outbox.oldest).toBe(1);
  outbox.next();
  outbox.keep(update("two"));
  outbox.next();
  expect(outbox.oldest).toBe(1);
  outbox.acknowledged(1);
  expect(outbox.oldest).toBe(2);
  outbox.acknowledged(2);
  expect(outbox.oldest).toBe(0);
});

test("whoever agrees while the page is still catching up has agreed", () => {
  const { clock, room } = world(2);
  const ada = new Tab(room, clock, "ada");
  while (!ada.ears.heard.some((told) => told.kind === "welcome")) clock.pass(1);
  expect(ada.line.state).toBe("connecting");
  expect(ada.line.say("consent")).toBe(true);
  clock.pass(2_000);
  expect(room.agreed).toEqual(["ada"]);
});

test("what is said on a dead line is not said", () => {
  const { clock, room } = world(2);
  const ada = new Tab(room, clock, "ada");
  clock.pass(2_000);
  room.crash(10_000);
  expect(ada.line.say("consent")).toBe(false);
  expect(room.agreed).toEqual([]);
});

test("an edit that others saw and the server lost is carried back by whoever still has it", () => {
  const { clock, room } = world(3);
  const [ada, ben] = [new Tab(room, clock, "ada"), new Tab(room, clock, "ben")];
  clock.pass(3_000);
  room.diskIsSlow = true;
  ada.text.insert(0, "from Ada");
  clock.pass(1_000);
  ada.line.leave();
  ben.text.insert(ben.text.length, ", seen by Ben");
  room.crash(100);
  room.diskIsSlow = false;
  clock.pass(10_000);
  const record = new Y.Doc();
  room.entries.forEach((one) => Y.applyUpdate(record, one.body));
  expect(record.getText("code").toString()).toBe("from Ada, seen by Ben");
  expect(room.entries.some((one) => one.kind === KINDS.carried)).toBe(true);
});

test("a server restored from an older copy gets the whole text back", () => {
  const { clock, room } = world(4);
  const ada = new Tab(room, clock, "ada");
  clock.pass(2_000);
  ada.text.insert(0, "kept on this side");
  clock.pass(3_000);
  expect(ada.line.outbox.isEmpty).toBe(true);
  room.durable = 0;
  room.crash(100);
  clock.pass(10_000);
  const record = new Y.Doc();
  room.entries.forEach((one) => Y.applyUpdate(record, one.body));
  expect(record.getText("code").toString()).toBe("kept on this side");
});

test("a closed tab's words are sent by the next one, and then leave the device", () => {
  const { clock, room } = world(5);
  const storage = new MemoryStorage();
  const first = new Tab(room, clock, "one", storage, "ada");
  clock.pass(2_000);
  room.isDown = true;
  first.socket.end(1006);
  first.text.insert(0, "typed offline");
  clock.pass(100);
  first.line.leave();
  expect(storage.length).toBe(1);
  room.isDown = false;
  const second = new Tab(room, clock, "two", storage, "ada");
  clock.pass(5_000);
  expect(second.text.toString()).toBe("typed offline");
  expect(room.entries.length).toBe(1);
  expect(storage.length).toBe(0);
});

test("leftovers of another chair stay where they are", () => {
  const { clock, room } = world(5);
  const storage = new MemoryStorage();
  new Shelf(storage, "room:ben", "old").save([update("Ben's")]);
  const ada = new Tab(room, clock, "ada", storage);
  clock.pass(5_000);
  expect(ada.text.toString()).toBe("");
  expect(storage.length).toBe(1);
});

test("a leftover that its own tab has written on is not thrown away", () => {
  const storage = new MemoryStorage();
  const [old, fresh] = [new Shelf(storage, "room:ada", "old"), new Shelf(storage, "room:ada", "new")];
  old.save([update("a")]);
  const [leftover] = fresh.leftovers();
  old.save([update("a"), update("b")]);
  fresh.drop(leftover!);
  expect(fresh.leftovers()).toHaveLength(1);
});

test("a broken leftover hurts nobody", () => {
  const { clock, room } = world(6);
  const storage = new MemoryStorage();
  storage.setItem("room:ada:old", "no json");
  storage.setItem("room:ada:older", JSON.stringify(["AAAA////"]));
  const ada = new Tab(room, clock, "ada", storage);
  clock.pass(3_000);
  ada.text.insert(0, "fine");
  clock.pass(3_000);
  expect(ada.line.state).toBe("open");
  expect(ada.line.outbox.isEmpty).toBe(true);
});

test("a line that has gone silent is given up and taken up again", () => {
  const { clock, room } = world(7);
  const ada = new Tab(room, clock, "ada");
  clock.pass(2_000);
  ada.socket.isDeaf = true;
  ada.text.insert(0, "into the void");
  clock.pass(SILENCE_MS + 12_000);
  expect(ada.sockets.length).toBe(2);
  expect(ada.line.state).toBe("open");
  expect(room.entries.length).toBe(1);
});

test("when the browser says that the network changed, a dead line is found within seconds", () => {
  const { clock, room } = world(8);
  const ada = new Tab(room, clock, "ada");
  clock.pass(2_000);
  ada.line.doubt();
  clock.pass(DOUBT_MS + 500);
  expect(ada.sockets.length).toBe(1);
  ada.socket.isDeaf = true;
  ada.line.doubt();
  clock.pass(DOUBT_MS + 1_500);
  expect(ada.sockets.length).toBe(2);
});

test.each(Object.entries(CLOSES))("after %s the line knows whether to come back", (name, code) => {
  const { clock, room } = world(9);
  const ada = new Tab(room, clock, "ada");
  clock.pass(2_000);
  ada.socket.end(code);
  clock.pass(20_000);
  const comesBack = ["too_quiet", "too_fast", "too_slow", "record_unavailable"].includes(name);
  expect(ada.line.state).toBe(comesBack ? "open" : "over");
  expect(ada.sockets.length).toBe(comesBack ? 2 : 1);
});

test("attempts to come back grow rarer, and stop being rare once it worked", () => {
  const { clock, room } = world(10);
  const ada = new Tab(room, clock, "ada");
  clock.pass(2_000);
  room.isDown = true;
  ada.socket.end(1006);
  clock.pass(60_000);
  expect(ada.sockets.length).toBeGreaterThan(8);
  expect(ada.sockets.length).toBeLessThan(40);
  room.isDown = false;
  clock.pass(6_000);
  expect(ada.line.state).toBe("open");
});

test("the server's clock is known, whatever this device's says", () => {
  const { clock, room } = world(11);
  const ada = new Tab(room, clock, "ada");
  clock.pass(20_000);
  expect(Math.abs(ada.line.nowUs() - (clock.now() * 1000 + 5e6))).toBeLessThan(400_000);
});

test("bytes that are no update change nothing and break nothing", () => {
  const { clock, room } = world(12);
  const [ada, ben] = [new Tab(room, clock, "ada"), new Tab(room, clock, "ben")];
  clock.pass(2_000);
  for (const noise of [[], [1], [255, 255, 255, 255, 15], [1, 1, 200, 3], [0, 1, 0, 5, 5, 5, 5]]) {
    room.hear(ada.socket, Uint8Array.from([KINDS.edit, room.entries.length + 1, ...noise]));
  }
  clock.pass(1_000);
  ben.text.insert(0, "still typing");
  clock.pass(2_000);
  expect(ben.line.state).toBe("open");
  expect(ada.text.toString()).toBe("still typing");
});

test("an outbox merges what waits, never what was sent, and no message grows too large", () => {
  const outbox = new Outbox();
  outbox.keep(update("a"));
  const first = outbox.next();
  outbox.keep(update("b"));
  outbox.keep(update("c"));
  expect(first?.number).toBe(1);
  const second = outbox.next();
  expect(second?.number).toBe(2);
  expect(outbox.next()).toBeNull();
  expect(outbox.again(0).map((one) => one.number)).toEqual([1, 2]);
  outbox.acknowledged(1);
  expect(outbox.again(0).map((one) => one.number)).toEqual([2]);
  for (let part = 0; part < 40; part += 1) outbox.keep(update("x".repeat(10_000)));
  for (let message = outbox.next(); message; message = outbox.next()) expect(message.body.length).toBeLessThan(80_000);
});

test("what others built on an edit that the server left out is carried, so that whoever joins has it too", () => {
  const { clock, room } = world(13);
  const [ada, ben] = [new Tab(room, clock, "ada"), new Tab(room, clock, "ben")];
  clock.pass(2_000);
  ben.text.insert(0, "left out");
  clock.pass(2_000);
  ada.text.insert(ada.text.length, ", and built upon");
  clock.pass(2_000);
  const [leftOut] = room.entries.splice(0, 1);
  ben.socket.end(CLOSES.unreadable);
  ada.socket.tell(words(KINDS.quarantined, { seq: leftOut!.seq }));
  clock.pass(2_000);
  expect(ben.line.state).toBe("over");
  const late = new Tab(room, clock, "late");
  clock.pass(2_000);
  expect(late.text.toString()).toBe("left out, and built upon");
});

test("a whole text that is too large for one message is carried in several", () => {
  const [whole, late] = [new Y.Doc(), new Y.Doc()];
  for (const letter of "abc") {
    const tab = new Y.Doc();
    Y.applyUpdate(tab, Y.encodeStateAsUpdate(whole));
    tab.getText("code").insert(tab.getText("code").length, letter.repeat(200_000));
    Y.applyUpdate(whole, Y.encodeStateAsUpdate(tab));
  }
  const parts = wholeOf(whole);
  expect(parts.length).toBe(3);
  for (const part of parts.reverse()) {
    expect(part.length).toBeLessThan(512 * 1024 - 9);
    Y.applyUpdate(late, part);
  }
  expect(late.getText("code").toString()).toBe(whole.getText("code").toString());
});

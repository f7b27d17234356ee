import { expect, test, vi } from "vitest";
import { LINE_MOST, NoteLines, type NoteLine } from "../../src/room/private-notes";
import { MemoryStorage } from "./fakes";

class Server {
  readonly lines = new Map<string, NoteLine>();
  isDown = false;

  readonly fetch = async (_address: unknown, options?: RequestInit): Promise<Response> => {
    if (this.isDown) throw new TypeError("no network");
    if (!options?.body) return Response.json({ lines: [...this.lines.values()] });
    const line: NoteLine = JSON.parse(String(options.body));
    if (line.text.length > LINE_MOST) return Response.json({ message: "A line has at most 4000 characters." }, { status: 400 });
    if (line.text) this.lines.set(line.line, line);
    else this.lines.delete(line.line);
    return Response.json({ line: line.line });
  };
}

function desk(server: Server, storage: Storage, later: (action: () => void) => void = () => {}) {
  const kept: boolean[] = [];
  const told: (string | undefined)[] = [];
  const lines = new NoteLines(
    { address: "/notes", token: () => "t", storage, place: "private:chair", fetch: server.fetch as typeof fetch, later: (action) => (later(action), () => {}) },
    (isKept, why) => {
      kept.push(isKept);
      told.push(why);
    },
  );
  return { lines, kept, told };
}

const line = (name: string, text: string, moment = 1): NoteLine => ({ line: name, moment, text });

test("a line stays on the device until the server has it", async () => {
  const [server, storage] = [new Server(), new MemoryStorage()];
  const { lines, kept } = desk(server, storage);
  server.isDown = true;
  lines.write(line("a", "asks about capitals"));
  await lines.send();
  expect(storage.length).toBe(1);
  expect(kept.at(-1)).toBe(false);
  server.isDown = false;
  await lines.send();
  expect(server.lines.get("a")?.text).toBe("asks about capitals");
  expect(storage.length).toBe(0);
  expect(kept.at(-1)).toBe(true);
});

test("a tab that was closed too early is made up for by the next", async () => {
  const [server, storage] = [new Server(), new MemoryStorage()];
  desk(server, storage).lines.write(line("a", "before the tab was closed"));
  const due: (() => void)[] = [];
  const { lines } = desk(server, storage, (action) => due.push(action));
  await lines.open();
  due.forEach((send) => send());
  await vi.waitFor(() => expect(server.lines.get("a")?.text).toBe("before the tab was closed"));
});

test("what is on the device is newer than what the server has", async () => {
  const [server, storage] = [new Server(), new MemoryStorage()];
  server.lines.set("a", line("a", "old"));
  server.lines.set("b", line("b", "theirs"));
  desk(server, storage).lines.write(line("a", "new"));
  const { lines } = desk(server, storage);
  await lines.open();
  expect(lines.lines.get("a")?.text).toBe("new");
  expect(lines.lines.get("b")?.text).toBe("theirs");
});

test("an emptied line is taken away on both sides", async () => {
  const [server, storage] = [new Server(), new MemoryStorage()];
  server.lines.set("a", line("a", "a slip"));
  const { lines } = desk(server, storage);
  await lines.open();
  lines.write(line("a", ""));
  await lines.send();
  expect(server.lines.size).toBe(0);
  expect(lines.lines.size).toBe(0);
  expect(storage.length).toBe(0);
});

test("a line that is changed while it is on its way is sent again", async () => {
  const [server, storage] = [new Server(), new MemoryStorage()];
  const { lines } = desk(server, storage);
  lines.write(line("a", "first"));
  const sending = lines.send();
  lines.write(line("a", "second"));
  await sending;
  await lines.send();
  expect(server.lines.get("a")?.text).toBe("second");
  expect(storage.length).toBe(0);
});

test("a line that is refused holds up none of the others, and says why", async () => {
  const [server, storage] = [new Server(), new MemoryStorage()];
  const { lines, kept, told } = desk(server, storage);
  lines.write(line("a", "x".repeat(LINE_MOST + 1)));
  lines.write(line("b", "tests the empty case"));
  await lines.send();
  expect([...server.lines.keys()]).toEqual(["b"]);
  expect(kept.at(-1)).toBe(false);
  expect(told.at(-1)).toBe("A line has at most 4000 characters.");
  lines.write(line("a", "shorter"));
  await lines.send();
  expect(server.lines.get("a")?.text).toBe("shorter");
  expect(kept.at(-1)).toBe(true);
});

test("where the device keeps nothing a line reaches the server all the same", async () => {
  const [server, storage] = [new Server(), new MemoryStorage()];
  storage.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const { lines, kept } = desk(server, storage);
  server.isDown = true;
  lines.write(line("a", "names the queue"));
  await lines.send();
  expect(kept.at(-1)).toBe(false);
  server.isDown = false;
  await lines.send();
  expect(server.lines.get("a")?.text).toBe("names the queue");
  expect(kept.at(-1)).toBe(true);
});

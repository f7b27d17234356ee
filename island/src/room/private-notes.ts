/**
 * The interviewer's private lines, each with its moment. They go over HTTP to her own chair and never
 * through the room's socket. A line stays on this device until the server has it.
 */
import { element } from "../app/page";

export interface NoteLine { line: string; moment: number; text: string }

export interface Desk {
  address: string;
  token(): string;
  storage: Storage;
  /** Where lines that the server has not got are kept. */
  place: string;
  fetch: typeof fetch;
  later(action: () => void, ms: number): () => void;
}

const PAUSE_MS = 700;
const RETRY_MS = 3_000;
/** Asked again later: what the server refuses today it may take once somebody is signed in again. */
const REFUSED_RETRY_MS = 30_000;
/** As much as the server takes of a line. */
export const LINE_MOST = 4000;

/** What became of a line on its way: on disk, refused with a reason, or never arrived. */
type Outcome = "kept" | "lost" | { refused: string };

/** Lines and their way to the server, without a page. */
export class NoteLines {
  readonly lines = new Map<string, NoteLine>();
  private readonly unsent = new Map<string, NoteLine>();
  private isSending = false;
  private cancel: (() => void) | null = null;

  constructor(private readonly desk: Desk, private readonly changed: (isKept: boolean, why?: string) => void) {}

  /** Lines kept on this device first, then what the server has. */
  async open(): Promise<void> {
    for (const line of this.leftovers()) this.take(line);
    if (this.unsent.size) this.soon(PAUSE_MS);
    try {
      const answer = await this.desk.fetch(this.desk.address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { lines }: { lines: NoteLine[] } = await answer.json();
      for (const line of lines) if (!this.unsent.has(line.line)) this.lines.set(line.line, line);
      this.changed(this.unsent.size === 0);
    } catch {
      // Without a network the lines come when the next one is saved.
    }
  }

  /** Keep a line, new or changed; an empty text takes it away. */
  write(line: NoteLine): void {
    this.take(line);
    this.copy(line);
    this.soon(PAUSE_MS);
  }

  private take(line: NoteLine): void {
    if (line.text.trim()) this.lines.set(line.line, line);
    else this.lines.delete(line.line);
    this.unsent.set(line.line, line);
    this.changed(false);
  }

  private copy(line: NoteLine): void {
    try {
      this.desk.storage.setItem(this.key(line.line), JSON.stringify(line));
    } catch {
      // A full or forbidden storage: the line is sent all the same, and lives as long as this page.
    }
  }

  private key(line: string): string {
    return `${this.desk.place}:${line}`;
  }

  private leftovers(): NoteLine[] {
    const { storage, place } = this.desk;
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "");
    return keys.filter((key) => key.startsWith(`${place}:`)).flatMap((key) => parsed(storage.getItem(key)));
  }

  private soon(ms: number): void {
    this.cancel?.();
    this.cancel = this.desk.later(() => void this.send(), ms);
  }

  /** Send what the server has not got; what does not arrive is tried again. */
  async send(): Promise<void> {
    if (this.isSending) return this.soon(PAUSE_MS);
    this.isSending = true;
    const { wait, why } = await this.sendEach();
    this.isSending = false;
    this.changed(this.unsent.size === 0, why);
    if (this.unsent.size) this.soon(wait);
  }

  /** One after another, so that a line that is refused holds up none of the others. */
  private async sendEach(): Promise<{ wait: number; why?: string }> {
    let why: string | undefined;
    for (const line of [...this.unsent.values()]) {
      const outcome = await this.post(line);
      if (outcome === "lost") return { wait: RETRY_MS, why };
      if (outcome === "kept") this.forget(line);
      else why = outcome.refused;
    }
    return { wait: why === undefined ? PAUSE_MS : REFUSED_RETRY_MS, why };
  }

  /** The server has it; unless it was changed meanwhile, no copy is needed. */
  private forget(line: NoteLine): void {
    if (this.unsent.get(line.line) !== line) return;
    this.unsent.delete(line.line);
    this.desk.storage.removeItem(this.key(line.line));
  }

  private async post(line: NoteLine): Promise<Outcome> {
    try {
      const answer = await this.desk.fetch(this.desk.address, {
        method: "POST",
        keepalive: true,
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.desk.token() },
        body: JSON.stringify(line),
      });
      if (answer.ok) return "kept";
      return answer.status < 500 ? { refused: await reason(answer) } : "lost";
    } catch {
      return "lost";
    }
  }
}

/** Why the server took no line, in its own words where it said any. */
async function reason(answer: Response): Promise<string> {
  const told: unknown = await answer.json().catch(() => null);
  const { message } = (told ?? {}) as { message?: string };
  return message ?? "The server does not take them just now: you may be signed out.";
}

function parsed(text: string | null): NoteLine[] {
  try {
    const line: NoteLine = JSON.parse(text ?? "");
    return typeof line.line === "string" && typeof line.text === "string" ? [line] : [];
  } catch {
    return [];
  }
}

export interface Panel {
  list: HTMLElement;
  field: HTMLTextAreaElement;
  state: HTMLElement;
  /** Microseconds since the interview started. */
  moment(): number;
  newName(): string;
  show(seconds: number): string;
}

/** The panel on the interviewer's side. */
export class NotesPanel {
  private readonly lines: NoteLines;
  private begunAt: number | null = null;

  constructor(private readonly panel: Panel, desk: Desk) {
    this.lines = new NoteLines(desk, (isKept, why) => this.draw(isKept, why));
    panel.field.addEventListener("input", () => (this.begunAt ??= panel.moment()));
    panel.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.keep();
    });
    panel.field.addEventListener("blur", () => this.keep());
    void this.lines.open();
  }

  /** Keep what is in the field as a line of its own, at the moment when its writing began. */
  keep(): void {
    const text = this.panel.field.value.trim();
    if (text) this.lines.write({ line: this.panel.newName(), moment: Math.round(this.begunAt ?? this.panel.moment()), text });
    this.panel.field.value = "";
    this.begunAt = null;
    this.panel.list.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  send(): void {
    this.keep();
    void this.lines.send();
  }

  private draw(isKept: boolean, why?: string): void {
    this.panel.state.dataset.state = isKept ? "saved" : "kept";
    const waiting = why ? `Not saved: ${why} Your words are kept here.` : "Kept on this device until it is saved";
    if (this.lines.lines.size || !isKept) this.panel.state.textContent = isKept ? "Saved" : waiting;
    const sorted = [...this.lines.lines.values()].sort((one, two) => one.moment - two.moment);
    const here = new Map([...this.panel.list.children].map((item) => [(item as HTMLElement).dataset.line ?? "", item as HTMLElement]));
    this.panel.list.replaceChildren(...sorted.map((line) => here.get(line.line) ?? this.item(line)));
  }

  private item(line: NoteLine): HTMLElement {
    const text = element("textarea", "written");
    text.value = line.text;
    text.rows = 1;
    text.maxLength = LINE_MOST;
    text.dir = "auto";
    const at = this.panel.show(line.moment / 1_000_000);
    text.setAttribute("aria-label", `Private note at ${at}; empty it to take it away`);
    text.addEventListener("input", () => text.value.trim() && this.lines.write({ ...line, text: text.value.trim() }));
    text.addEventListener("change", () => this.lines.write({ ...line, text: text.value.trim() }));
    const item = element("li", "", element("span", "moment", at), text);
    item.dataset.line = line.line;
    return item;
  }
}

/** The room: wires the line, the editor and the page together. */
import * as Y from "yjs";
import { csrfToken } from "../app/page";
import { say } from "../app/toasts";
import { all, announce, browserClock, clock, newTab, newUuid, one, socketTo } from "./browser";
import { decodeCaret, encodeCaret, showCarets, type Place } from "./carets";
import { createEditor, TEXT_MOST } from "./editor";
import { Line, type State } from "./line";
import { enhancePanes, markNews } from "./panes";
import { NotesPanel } from "./private-notes";
import { CLOSES, type Caret, type Role, type Spoken, type Told } from "./protocol";
import { SecondHalf } from "./second-half";
import { Shelf } from "./shelf";
import { after, isRunning, minutesLeft, nobodyYet, timeWords, type Standing } from "./standing";
import { announcePhase, doubtPresence, draw, drawClocks, letScroll, lookAtNewest, type Names } from "./view";

const CARET_MS = 80;
const SNAPSHOT_MS = 120_000;
const AWAY_MS = 4_000;
const SAVING_MS = 1_500;

const TROUBLE: Record<number, string> = {
  [CLOSES.no_seat]: "This browser has no seat in this room any more: you may have been signed out, or the link has ended. What you typed is kept on this device.",
  [CLOSES.revoked]: "Your seat in this room has ended: you were signed out, or the link was taken back. What you typed is kept on this device.",
  [CLOSES.replaced]: "This page was opened a second time and goes on there.",
  [CLOSES.room_full]: "You have this room open in too many tabs. Close some, then load this page again.",
  [CLOSES.unreadable]: "Something this page sent could not be read by anybody, so its line was closed. Load the page again; everything else you typed is in the record.",
  [CLOSES.other_version]: "Afterword was updated while you were here. Load the page again; what you typed is kept.",
};
const OTHER_TROUBLE = "Something went wrong between this page and the server. Load the page again; what you typed is kept on this device.";

const REFUSED: Record<string, string> = {
  not_agreed: "Both of you agree to the record first.",
  not_running: "The interview has not started yet.",
  ended: "The interview has ended; that came too late.",
  not_now: "That could not be done just now. Load the page again to see how things stand.",
  no_such_thing: "There is no such part any more. Load the page again.",
};

class Room {
  private readonly doc = new Y.Doc();
  private readonly text = this.doc.getText("code");
  private readonly names: Names;
  private readonly places = new Map<number, Caret & { moves: number }>();
  private readonly line: Line;
  private readonly editor;
  private readonly notes: NotesPanel | null;
  private readonly secondHalf: SecondHalf;
  private standing: Standing;
  private caretTimer = 0;
  private awayTimer = 0;
  private snapshotted = "";
  private unsent = { oldest: 0, since: 0 };
  private minutesLeft: number | null = null;
  private isReconnecting = false;

  constructor(private readonly root: HTMLElement) {
    const { room = "", chair = "", socket = "", role, other = "" } = root.dataset;
    this.names = { me: role as Role, other };
    this.standing = nobodyYet(this.names.me);
    const tab = newTab();
    const shelf = new Shelf(localStorage, `afterword:room:${room}:${chair}`, tab);
    this.line = new Line(this.doc, tab, () => socketTo(socket), browserClock, shelf, {
      told: (told) => this.told(told),
      state: (state, code) => this.stateChanged(state, code),
    });
    this.editor = createEditor({
      parent: one("[data-editor]", root) ?? root,
      text: this.text,
      nonce: one<HTMLScriptElement>("script[nonce]")?.nonce ?? "",
      moved: () => this.caretMoved(),
      tooLong: () => say(`A room takes ${TEXT_MOST.toLocaleString()} characters. Please shorten the text first.`),
    });
    this.notes = this.openNotes(room, chair);
    this.secondHalf = new SecondHalf(one("[data-second-half]") ?? root);
  }

  start(): void {
    hide("[data-needs]", this.root);
    enhancePanes(this.root);
    all(".prose pre", this.root).forEach(letScroll);
    this.listen();
    this.line.connect();
    window.setInterval(() => this.tick(), 1_000);
    window.setInterval(() => isRunning(this.standing) && this.snapshot(), SNAPSHOT_MS);
  }

  // --- what the person does

  private listen(): void {
    const on = (selector: string, act: () => void) => one(selector)?.addEventListener("click", act);
    on("[data-agree]", () => this.say("consent"));
    on("[data-start]", () => this.say("phase", { phase: "introductions" }));
    on("[data-end-now]", () => this.end());
    on("[data-reload]", () => location.reload());
    on("[data-copy-text]", () => void this.copyText());
    for (const button of all("[data-say-phase]")) button.addEventListener("click", () => this.say("phase", { phase: button.dataset.sayPhase }));
    for (const button of all("[data-say]")) {
      button.addEventListener("click", () => this.say(button.dataset.say as Spoken, { number: Number(button.dataset.number) }));
    }
    const language = one<HTMLSelectElement>("[data-language]");
    language?.addEventListener("change", () => this.say("language", { language: language.value }));
    window.addEventListener("offline", () => this.line.doubt());
    window.addEventListener("online", () => this.comeBack());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.line.save() : this.comeBack()));
    window.addEventListener("pagehide", () => {
      this.line.save();
      this.notes?.send();
    });
  }

  private comeBack(): void {
    this.line.doubt();
    this.line.connect();
  }

  private say(kind: Spoken, words: object = {}): void {
    if (!this.line.say(kind, words)) say("You are offline for a moment. Press again when the line is back.");
  }

  private end(): void {
    one<HTMLDialogElement>("#end-interview")?.close();
    this.notes?.send();
    this.snapshot();
    this.say("end");
  }

  private async copyText(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text.toString());
      say("The text is copied.");
    } catch {
      say("Select the text in the editor and copy it from there.");
    }
  }

  private snapshot(): void {
    const text = this.text.toString();
    if (text === this.snapshotted) return;
    this.snapshotted = text;
    this.line.snapshot(text);
  }

  private openNotes(room: string, chair: string): NotesPanel | null {
    const [list, field, state] = [one("[data-private-list]"), one<HTMLTextAreaElement>("[data-private-line]"), one("[data-private-state]")];
    const address = this.root.dataset.privateNotes;
    if (!list || !field || !state || !address) return null;
    const moment = () => this.line.nowUs() - (this.standing.startedUs ?? this.line.nowUs());
    return new NotesPanel(
      { list, field, state, moment, newName: newUuid, show: clock },
      {
        address,
        token: csrfToken,
        storage: localStorage,
        place: `afterword:private:${room}:${chair}`,
        fetch: fetch.bind(window),
        later: browserClock.later,
      },
    );
  }

  // --- what the server tells

  private told(told: Told): void {
    const before = this.standing;
    this.standing = after(before, told);
    if (told.kind === "welcome") this.welcomed();
    else if (told.kind === "carets") this.caretsMoved(told.carets);
    else if (told.kind === "people") this.peopleChanged(told.words.joined, told.words.left);
    else if (told.kind === "shown") this.pieceShown(told.words.title);
    else if (told.kind === "phase_changed") this.phaseChanged();
    else if (told.kind === "consented") this.agreed(told.words.role);
    else if (told.kind === "language_changed") this.editor.setLanguage(this.standing.language);
    else if (told.kind === "ended") this.ended();
    else if (told.kind === "second_half") void this.secondHalf.look();
    else if (told.kind === "refused") this.refused(told.words.why);
    if (this.standing !== before) this.redraw();
    if (told.kind === "shown") lookAtNewest(this.root);
  }

  private redraw(): void {
    this.editor.setReadOnly(!isRunning(this.standing));
    draw(this.root, this.standing, this.names);
    hide("[data-private-closed]", this.root, this.standing.phase !== "waiting");
    hide("[data-private-line]", this.root, this.standing.phase === "waiting");
    drawClocks(this.root, this.standing, this.line.nowUs());
  }

  private welcomed(): void {
    hide("[data-ready]", this.root, false);
    this.places.clear();
    this.editor.setLanguage(this.standing.language);
    if (this.standing.phase === "ended") this.showEnd();
    this.caretMoved();
  }

  private phaseChanged(): void {
    announcePhase(this.root, this.standing.phase);
    this.snapshot();
  }

  private agreed(role: Role): void {
    if (role !== this.names.me) announce(`${this.names.other} agrees to the record`);
  }

  private pieceShown(title: string): void {
    announce(`${title} is shown`);
    if (this.names.me === "candidate") markNews(this.root, "question");
  }

  private peopleChanged(joined: Role | null, left: Role | null): void {
    const gone = [...this.places.keys()].filter((number) => !this.standing.people.some((one) => one.connections.includes(number)));
    for (const number of gone) this.places.delete(number);
    if (joined && joined !== this.names.me) {
      if (!this.awayTimer) announce(`${this.names.other} is here`);
      clearTimeout(this.awayTimer);
      this.awayTimer = 0;
    } else if (left && left !== this.names.me) {
      // A line that breaks for a moment is nobody leaving.
      this.awayTimer = window.setTimeout(() => {
        this.awayTimer = 0;
        announce(`${this.names.other} is away`);
      }, AWAY_MS);
    }
  }

  private refused(why: string): void {
    const sentence = REFUSED[why];
    if (sentence) say(sentence);
  }

  private ended(): void {
    announcePhase(this.root, "ended");
    this.snapshot();
    this.showEnd();
    one("[data-after-title]")?.focus();
  }

  private showEnd(): void {
    hide("[data-editor]", this.root, this.line.state === "over" && !this.text.length);
    all<HTMLDialogElement>("dialog[open]").forEach((dialog) => dialog.close());
    hide("[data-after]", this.root, false);
  }

  // --- carets

  private caretMoved(): void {
    if (this.caretTimer || !isRunning(this.standing)) return;
    this.caretTimer = window.setTimeout(() => {
      this.caretTimer = 0;
      const { anchor, head } = this.editor.view.state.selection.main;
      this.line.moveCaret(encodeCaret(this.text, anchor, head));
    }, CARET_MS);
  }

  private caretsMoved(carets: Caret[]): void {
    for (const caret of carets) {
      if (caret.body.length) this.places.set(caret.connection, { ...caret, moves: (this.places.get(caret.connection)?.moves ?? 0) + 1 });
      else this.places.delete(caret.connection);
    }
    showCarets(this.editor.view, [...this.places.values()].flatMap((caret) => this.placeOf(caret)));
  }

  private placeOf(caret: Caret & { moves: number }): Place[] {
    const found = decodeCaret(this.text, caret.body);
    const name = caret.role === this.names.me ? "you, in another tab" : this.names.other;
    return found ? [{ ...found, name, connection: caret.connection, role: caret.role, moves: caret.moves }] : [];
  }

  // --- the line

  private stateChanged(state: State, code?: number): void {
    if (state === "waiting" && !this.isReconnecting) announce("Reconnecting. What you type is kept.");
    if (state === "waiting") doubtPresence(this.root);
    if (state === "open" && this.isReconnecting) announce("The line is back");
    this.isReconnecting = state === "waiting"; // Every further attempt says so again; once is enough to hear.
    if (state === "over" && code !== undefined && code !== CLOSES.ended) this.trouble(code);
    if (state === "over" && code === CLOSES.ended) {
      this.standing = { ...this.standing, phase: "ended" };
      this.redraw();
      this.showEnd();
      this.secondHalf.keepLooking();
    }
    this.drawState();
  }

  private trouble(code: number): void {
    const words = one("[data-trouble-words]");
    if (words) words.textContent = TROUBLE[code] ?? OTHER_TROUBLE;
    hide("[data-trouble]", this.root, false);
    this.editor.setReadOnly(true);
  }

  private tick(): void {
    drawClocks(this.root, this.standing, this.line.nowUs());
    this.drawState();
    const left = minutesLeft(this.standing, this.line.nowUs());
    const words = timeWords(this.minutesLeft, left);
    if (words) announce(words);
    this.minutesLeft = left;
  }

  private drawState(): void {
    const place = one("[data-state-line]");
    if (!place) return;
    const { isEmpty, oldest } = this.line.outbox;
    if (oldest !== this.unsent.oldest) this.unsent = { oldest, since: Date.now() };
    const { state, words } = this.stateWords(isEmpty);
    place.dataset.state = state;
    if (place.textContent !== words) place.textContent = words;
    const saving = one("[data-after-saving]");
    if (saving) saving.textContent = isEmpty ? "The text is kept in the record." : this.lateWords();
  }

  private stateWords(isEmpty: boolean): { state: string; words: string } {
    if (this.line.state === "over") return { state: "over", words: this.standing.phase === "ended" ? "The record is closed" : "Not connected" };
    if (this.line.state === "waiting") return { state: "waiting", words: "Reconnecting. What you type is kept." };
    if (this.line.state === "connecting") return { state: "connecting", words: "Connecting" };
    if (!isRunning(this.standing)) return { state: "open", words: "Connected" };
    if (!isEmpty && Date.now() - this.unsent.since > SAVING_MS) return { state: "saving", words: "Saving" };
    return { state: "kept", words: "Everything is in the record" };
  }

  private lateWords(): string {
    return this.line.state === "over"
      ? "Some of what you typed came after the end and is not in the record. You can still copy it from the editor."
      : "Keeping the last of the text";
  }
}

function hide(selector: string, within: ParentNode, isHidden = true): void {
  const part = one(selector, within);
  if (part) part.hidden = isHidden;
}

const root = one("[data-room]");
if (root) new Room(root).start();

/**
 * Forms that save themselves: <form data-autosave="address" data-autosave-key="what:id">.
 *
 * Words are copied to this device as they are typed, sent after a pause, on leaving a field and on
 * leaving the page, and the copy goes only when the server has acknowledged it. The server answers
 * {saved_at, revision}, or 409 with {message, revision, fields} when it has newer words.
 */
import { asFields, differing, type Fields, fieldsOf, fill } from "./fields";
import { forgetEverything, forgetOld, recovery, Shelf } from "./kept";
import { csrfToken } from "./page";
import { choose } from "./versions";

const PAUSE = 800;
const FIRST_RETRY = 3000;
/** How long one save may take, in milliseconds, before the words are sent again. */
const PATIENCE = 15_000;
const LAST_RETRY = 60000;

interface Saved {
  saved_at: string;
  revision: string | number;
}

interface Conflict {
  message: string;
  revision: string | number;
  fields: Record<string, unknown>;
}

type State = "saved" | "saving" | "kept" | "typing";

const LATER = "Two versions of these words exist. Yours are kept on this device until you choose.";

class Autosave {
  private readonly shelf: Shelf;
  private acknowledged: Fields;
  private sent: Fields | null = null;
  private sending = false;
  private busy = false;
  private leaving = false;
  private underWay: Promise<void> = Promise.resolve();
  private deciding = false;
  private pause = 0;
  private wait = FIRST_RETRY;

  constructor(private readonly form: HTMLFormElement) {
    this.shelf = new Shelf(localStorage, form.dataset.autosaveKey ?? location.pathname, tabName());
    this.acknowledged = fieldsOf(form);
    this.listen();
    void this.recover();
  }

  private get revision(): string {
    return this.form.querySelector<HTMLInputElement>('input[name="revision"]')?.value ?? "";
  }

  private set revision(value: string) {
    const input = this.form.querySelector<HTMLInputElement>('input[name="revision"]');
    if (input) input.value = value;
  }

  private get dirty(): boolean {
    return differing(fieldsOf(this.form), this.acknowledged).length > 0;
  }

  private listen(): void {
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.typed());
    this.form.addEventListener("focusout", () => void this.send());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("pageshow", () => (this.leaving = false));
    window.addEventListener("online", () => void this.send());
    window.addEventListener("pagehide", () => void this.send());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void this.send();
    });
  }

  /** The form goes by itself; where a save is under way, after it and upon the revision it brings. */
  private submitted(event: SubmitEvent): void {
    clearTimeout(this.pause);
    if (!this.busy) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    void this.underWay.then(() => this.deciding || this.form.requestSubmit(submitter));
  }

  private typed(): void {
    this.keep();
    this.say("typing");
    this.sendIn(PAUSE);
  }

  private keep(): void {
    this.shelf.keep({ fields: fieldsOf(this.form), revision: this.revision, sent: this.sent, at: Date.now() });
  }

  private sendIn(milliseconds: number): void {
    clearTimeout(this.pause);
    this.pause = window.setTimeout(() => void this.send(), milliseconds);
  }

  private async send(): Promise<void> {
    clearTimeout(this.pause);
    if (this.sending || this.deciding || this.leaving || !this.dirty || !this.form.isConnected) return;
    this.sending = this.busy = true;
    this.underWay = this.sendNow();
    await this.underWay;
    this.busy = false;
  }

  private async sendNow(): Promise<void> {
    this.sent = fieldsOf(this.form);
    this.keep();
    this.say("saving");
    const answer = await this.post();
    const told = await toldBy(answer);
    this.sending = false; // Only now: a save that went before this answer was read would go upon the old revision.
    await this.heard(answer, told, this.sent);
  }

  private async post(): Promise<Response | null> {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") body.append(name, value);
    body.delete("csrfmiddlewaretoken"); // It is as old as the page, and would count before the header.
    const headers = { "X-CSRFToken": csrfToken(), Accept: "application/json" };
    const small = body.toString().length < 60000; // The browser's limit for a request that outlives its page.
    const signal = AbortSignal.timeout(PATIENCE); // The same words sent again change nothing.
    try {
      return await fetch(this.form.dataset.autosave || this.form.action, { method: "POST", body, headers, keepalive: small, credentials: "same-origin", signal });
    } catch {
      return null;
    }
  }

  private async heard(answer: Response | null, told: unknown, sent: Fields): Promise<void> {
    if (answer?.ok && told) return this.saved(told as Saved, sent);
    if (answer?.status === 409 && told) return this.conflict(told as Conflict);
    this.say("kept", keptWords(answer?.status));
    this.sendIn(this.wait);
    this.wait = Math.min(this.wait * 2, LAST_RETRY);
  }

  private saved(saved: Saved, sent: Fields): void {
    this.revision = String(saved.revision);
    this.acknowledged = sent;
    this.wait = FIRST_RETRY;
    if (this.dirty) {
      this.keep();
      this.sendIn(PAUSE);
      return;
    }
    this.shelf.clear();
    this.say("saved", `Saved ${clockTime(saved.saved_at)}`);
    this.form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: saved }));
  }

  private async conflict(conflict: Conflict): Promise<void> {
    await this.settle(asFields(conflict.fields), String(conflict.revision), conflict.message);
  }

  /** Show both texts where they differ; whatever is chosen is sent upon the newer revision. */
  private async settle(saved: Fields, revision: string, message: string): Promise<void> {
    const mine = fieldsOf(this.form);
    const names = differing(mine, saved).filter((name) => name in saved || name in mine);
    const chosen = names.length ? await this.ask({ names, mine, saved, message }) : {};
    if (!chosen) return this.say("kept", LATER);
    fill(this.form, chosen, names);
    this.revision = revision;
    this.acknowledged = { ...mine, ...saved };
    this.keep();
    if (this.dirty) return this.send();
    this.shelf.clear();
    this.say("saved", "Saved");
  }

  private async ask(question: { names: string[]; mine: Fields; saved: Fields; message: string }): Promise<Fields | null> {
    this.deciding = true;
    const chosen = await choose({ form: this.form, ...question });
    this.deciding = false;
    return chosen;
  }

  /** Words that an earlier visit typed and the server never acknowledged. */
  private async recover(): Promise<void> {
    const kept = this.shelf.newest();
    const onPage = fieldsOf(this.form);
    const step = recovery(kept, onPage, this.revision);
    if (!kept || step === "nothing") return this.shelf.clearAll();
    const names = differing(kept.fields, onPage);
    fill(this.form, kept.fields, names);
    this.form.dispatchEvent(new CustomEvent("autosave:restored", { bubbles: true }));
    if (step === "choose") {
      await this.settle(onPage, this.revision, "This device kept words that had not reached the server, and the server has others by now. Nothing is lost: choose for each.");
      return;
    }
    this.say("kept", "Words that this device had kept are back in the form; saving them now.");
    await this.send();
  }

  private say(state: State, text = ""): void {
    const line = this.form.querySelector<HTMLElement>("[data-save-line]");
    if (!line) return;
    line.dataset.state = state;
    if (text) line.textContent = text;
    else if (state === "saving") line.textContent = "Saving";
  }
}

/** What the server says, or nothing where the line broke or something else answered. */
async function toldBy(answer: Response | null): Promise<unknown> {
  if (!answer?.headers.get("Content-Type")?.includes("json")) return null;
  return answer.json().catch(() => null);
}

function keptWords(status: number | undefined): string {
  if (status === 401 || status === 403) return "Not saved yet: you are signed out here. Your words are kept on this device; sign in in another tab and they will be sent.";
  return "Not saved yet: kept on this device, will try again.";
}

function clockTime(stamp: string): string {
  const moment = new Date(stamp);
  if (Number.isNaN(moment.getTime())) return stamp;
  return moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

function tabName(): string {
  const known = sessionStorage.getItem("afterword:tab");
  if (known) return known;
  const made = crypto.getRandomValues(new Uint32Array(2)).join("-");
  sessionStorage.setItem("afterword:tab", made);
  return made;
}

const started = new WeakSet<HTMLFormElement>();

export function enhanceAutosave(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-autosave]")) {
    if (started.has(form)) continue;
    started.add(form);
    new Autosave(form);
  }
  for (const done of root.querySelectorAll<HTMLElement>("[data-autosave-done]")) {
    new Shelf(localStorage, done.dataset.autosaveDone ?? "", "").clearAll();
  }
}

/** Copies go when somebody signs out (form[data-sign-out]), and after a month. */
export function forgetOnSignOut(): void {
  forgetOld(localStorage, Date.now());
  document.addEventListener("submit", (event) => {
    if ((event.target as Element).matches("[data-sign-out]")) forgetEverything(localStorage);
  });
}

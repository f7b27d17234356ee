/** What this tab has said and the server has not yet put on disk: nothing leaves it before that. */
import * as Y from "yjs";
import type { Numbered } from "./protocol";

export interface Message { kind: Numbered; number: number; body: Uint8Array }

/** Updates typed while nobody listens are merged up to this size, so that none grows too large to send. */
const MERGE_MOST = 64 * 1024;

export class Outbox {
  private number = 0;
  private sent: Message[] = [];
  private waiting: { kind: Numbered; body: Uint8Array }[] = [];

  get isEmpty(): boolean {
    return this.oldest === 0;
  }

  /** The number of the first message that is not on disk yet; 0 where all are. */
  get oldest(): number {
    return this.sent[0]?.number ?? (this.waiting.length ? this.number + 1 : 0);
  }

  /** Take an update of our own; neighbours are merged while they wait. */
  keep(update: Uint8Array): void {
    const last = this.waiting.at(-1);
    if (last?.kind === "edit" && last.body.length + update.length < MERGE_MOST) {
      last.body = Y.mergeUpdates([last.body, update]);
    } else {
      this.waiting.push({ kind: "edit", body: update });
    }
  }

  /** Take an update that somebody else made and the server lost. */
  carry(update: Uint8Array): void {
    this.waiting.push({ kind: "carried", body: update });
  }

  /** Take the text as it stands, for readers who cannot read edits. */
  snapshot(text: string): void {
    this.waiting.push({ kind: "text_snapshot", body: new TextEncoder().encode(text) });
  }

  /** The next message to send, numbered and remembered until it is acknowledged. */
  next(): Message | null {
    const first = this.waiting.shift();
    if (!first) return null;
    this.number += 1;
    const message = { ...first, number: this.number };
    this.sent.push(message);
    return message;
  }

  /** The server has everything up to `had` on disk. */
  acknowledged(had: number): void {
    this.sent = this.sent.filter((one) => one.number > had);
  }

  /** After a break: what the server has not had, in order, to be sent again. */
  again(had: number): Message[] {
    return this.sent.filter((one) => one.number > had);
  }

  /** The updates that only this tab is known to have. */
  updates(): Uint8Array[] {
    return [...this.sent, ...this.waiting].filter((one) => one.kind !== "text_snapshot").map((one) => one.body);
  }
}

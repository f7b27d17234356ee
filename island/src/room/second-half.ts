/**
 * News of a second half. While the line is open the server says that there is one; once it is over,
 * the page asks now and then, since chairs are mostly swapped after the first half.
 */
import { enhanceTimes } from "../app/times";
import { announce } from "./browser";

const EVERY_MS = 15_000;

export class SecondHalf {
  private timer = 0;

  constructor(private readonly place: HTMLElement) {}

  /** Ask how things stand, and show the way there if there is one. */
  async look(): Promise<void> {
    if (this.isShown) return this.stop();
    const answer = await fetch(this.place.dataset.secondHalf ?? "", { credentials: "same-origin", redirect: "manual" }).catch(() => null);
    if (answer?.status !== 200) return; // Nothing yet, or nobody here who may know: 204, 404, or the way to sign in.
    const html = await answer.text();
    if (this.isShown) return;
    // The server's own template; what people wrote is not in it.
    this.place.innerHTML = html;
    enhanceTimes(this.place);
    announce("The chairs are swapped for a second half. The way there is at the top of the room.");
    this.stop();
  }

  keepLooking(): void {
    this.timer ||= window.setInterval(() => document.hidden || void this.look(), EVERY_MS);
    void this.look();
  }

  private get isShown(): boolean {
    return this.place.childElementCount > 0;
  }

  private stop(): void {
    clearInterval(this.timer);
  }
}

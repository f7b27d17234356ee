/** What the room needs from the browser. */
import type { Clock, Socket } from "./line";

export const browserClock: Clock = {
  now: () => Date.now(),
  later(action, ms) {
    const timer = window.setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

export function socketTo(path: string): Socket {
  const address = new URL(path, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(address) as Socket;
}

/** A name for this page load: 16 hex digits. */
export function newTab(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A UUID also where the page is not served over https and crypto.randomUUID is missing. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Say something to those who listen to the page instead of looking at it. */
export function announce(sentence: string): void {
  const place = document.querySelector("[data-announce]");
  if (!place) return;
  const line = document.createElement("p");
  line.textContent = sentence;
  place.append(line);
  window.setTimeout(() => line.remove(), 8_000);
}

export function one<Kind extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): Kind | null {
  return within.querySelector<Kind>(selector);
}

export function all<Kind extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): Kind[] {
  return [...within.querySelectorAll<Kind>(selector)];
}

/** Seconds as m:ss. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * Seals a scorecard with a word, and signs it as coming from this file.
 *
 * docs/use/scorecard-file.md describes the format; afterword/notes/scorecard/seal.py opens it.
 */
import type { Payload } from "./payload";

export interface Sealed {
  with: string;
  iterations: number;
  salt: string;
  iv: string;
  ciphertext: string;
}

export interface SavedFile {
  format: string;
  interview: string;
  file: string;
  saved_at: string;
  sealed?: Sealed;
  signature?: string;
  open?: object;
}

type Origin = Pick<Payload, "format" | "interview" | "file" | "key" | "sealed_with" | "iterations">;

/** Chance and time come in, so that a test can fix them. */
export interface Given {
  savedAt: string;
  salt: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
}

export function given(now: Date): Given {
  return {
    savedAt: now.toISOString(),
    salt: crypto.getRandomValues(new Uint8Array(16)),
    iv: crypto.getRandomValues(new Uint8Array(12)),
  };
}

export function canSeal(): boolean {
  return typeof crypto !== "undefined" && crypto.subtle !== undefined;
}

/** The word as it is used: capitals, doubled spaces and the ways to type an é do not matter. */
export function plain(word: string): string {
  const lower = word.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
  return lower.split(/[ \t\r\n]+/).filter(Boolean).join(" ");
}

export async function seal(words: object, word: string, origin: Origin, by: Given): Promise<SavedFile> {
  const head = { format: origin.format, interview: origin.interview, file: origin.file, saved_at: by.savedAt };
  const sealed = { with: origin.sealed_with, iterations: origin.iterations, salt: base64(by.salt), iv: base64(by.iv) };
  const header = [...Object.values(head), String(sealed.iterations), sealed.salt, sealed.iv].join("\n");
  const key = await keyFrom(word, by.salt, origin.iterations);
  const bound = { name: "AES-GCM", iv: by.iv, additionalData: bytes(header) };
  const ciphertext = base64(await crypto.subtle.encrypt(bound, key, bytes(JSON.stringify(words))));
  const signature = await sign(`${header}\n${ciphertext}`, origin.key);
  return { ...head, sealed: { ...sealed, ciphertext }, signature };
}

/** What is saved where the browser cannot seal: readable by whoever has the file. */
export function unsealed(words: object, origin: Origin, savedAt: string): SavedFile {
  return { format: origin.format, interview: origin.interview, file: origin.file, saved_at: savedAt, open: words };
}

async function keyFrom(word: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey("raw", bytes(plain(word)), "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(way, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}

async function sign(text: string, key: string): Promise<string> {
  const raw = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  const way = { name: "HMAC", hash: "SHA-256" };
  const secret = await crypto.subtle.importKey("raw", raw, way, false, ["sign"]);
  return base64(await crypto.subtle.sign("HMAC", secret, bytes(text)));
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}

function base64(raw: ArrayBuffer | Uint8Array): string {
  const view = raw instanceof Uint8Array ? raw : new Uint8Array(raw);
  let text = "";
  for (const byte of view) text += String.fromCharCode(byte);
  return btoa(text);
}

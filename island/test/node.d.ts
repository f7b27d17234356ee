/** As much of Node as these tests use: the types of all of it would be one more dependency. */
declare module "node:fs" {
  export function readFileSync(path: URL, encoding: "utf8"): string;
}
declare const process: { env: Record<string, string | undefined> };
declare const Buffer: {
  from(bytes: Uint8Array | string, encoding?: "hex"): Uint8Array & { toString(encoding: "hex"): string };
};

/** Gathers the icons that the sources name into one SVG sprite. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const PLACES = [
  { folder: "../src/afterword", ends: ".html", names: [/\{%\s*icon\s+["']([\w-]+)["']/g, /\bicon=["']([\w-]+)["']/g] },
  { folder: "../src/afterword", ends: ".py", names: [/\bicon=["']([\w-]+)["']/g, /\bicon\(["']([\w-]+)["']/g] },
  { folder: "src", ends: ".ts", names: [/\bicon\(["']([\w-]+)["']/g] },
];

async function named(island) {
  const found = new Set();
  for (const { folder, ends, names } of PLACES) {
    const root = join(island, folder);
    for (const path of await readdir(root, { recursive: true })) {
      if (!path.endsWith(ends) || path.includes("static/built")) continue;
      const text = await readFile(join(root, path), "utf8");
      for (const pattern of names) for (const match of text.matchAll(pattern)) found.add(match[1]);
    }
  }
  return found;
}

function symbol(name, svg, attributes) {
  const box = /viewBox="([^"]+)"/.exec(svg)[1];
  const inside = svg.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "");
  return `<symbol id="${name}" viewBox="${box}"${attributes}>${inside.replace(/\s*\n\s*/g, "").trim()}</symbol>`;
}

const STROKED = ' fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';

/** The sprite's text, and the names that no icon answers to. Own marks are always in it. */
export async function sprite(island) {
  const own = (await readdir(join(island, "icons"))).filter((file) => file.endsWith(".svg") && file !== "favicon.svg");
  const parts = [];
  for (const file of own.sort()) {
    parts.push(symbol(file.slice(0, -4), await readFile(join(island, "icons", file), "utf8"), ""));
  }
  const missing = [];
  const taken = new Set(own.map((file) => file.slice(0, -4)));
  for (const name of [...(await named(island))].sort()) {
    if (taken.has(name)) continue;
    const path = join(island, "node_modules/lucide-static/icons", `${name}.svg`);
    if (!existsSync(path)) missing.push(name);
    else parts.push(symbol(name, await readFile(path, "utf8"), STROKED));
  }
  const symbols = `<svg xmlns="http://www.w3.org/2000/svg">\n${parts.join("\n")}\n</svg>\n`;
  return { symbols, missing };
}

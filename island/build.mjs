/**
 * Builds everything the browser needs into the kit's static folder.
 *
 *   app.css, app.js      every page
 *   <folder>.js          one for each island/src/<folder>/main.ts, such as the room
 *   icons.svg            a sprite of the icons that templates, Python and TypeScript name
 *   fonts/               the typefaces, cut to what pages use, and their licence
 *
 * `node build.mjs --watch` keeps app.css and the scripts fresh.
 */
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { fonts } from "./fonts.mjs";
import { sprite } from "./sprite.mjs";

const island = dirname(fileURLToPath(import.meta.url));
const built = join(island, "../src/afterword/kit/static/built");
const watching = process.argv.includes("--watch");

/** The scripts to build, by the name they get: app.js, and a file for each folder with a main.ts. */
async function scripts() {
  const folders = await readdir(join(island, "src"), { withFileTypes: true });
  const found = folders
    .map((folder) => [folder.name, join(island, "src", folder.name, "main.ts")])
    .filter(([, main]) => existsSync(main));
  return Object.fromEntries([["app", join(island, "src/app.ts")], ...found]);
}

async function options() {
  return {
    entryPoints: { ...(await scripts()), "app-style": join(island, "css/app.css") },
    entryNames: "[name]",
    outdir: built,
    bundle: true,
    minify: !watching,
    format: "esm",
    target: ["es2022", "chrome120", "firefox121", "safari17"],
    external: ["*.woff2"],
    legalComments: "none",
    logLevel: "warning",
    // No source map: the static file storage would look for it under a hashed name.
    sourcemap: watching ? "inline" : false,
  };
}

async function report() {
  for (const name of ["app.css", "app.js", "icons.svg", "room.js", "charts.js"]) {
    if (!existsSync(join(built, name))) continue;
    const bytes = gzipSync(await readFile(join(built, name))).length;
    console.log(`${name.padEnd(10)} ${(bytes / 1000).toFixed(1).padStart(6)} kB gzip`);
  }
}

async function bundle() {
  const wanted = await options();
  const { "app-style": style, ...rest } = wanted.entryPoints;
  const passes = [
    { ...wanted, entryPoints: { app: style } },
    { ...wanted, entryPoints: rest },
  ];
  if (!watching) return Promise.all(passes.map((pass) => esbuild.build(pass)));
  return Promise.all(passes.map(async (pass) => (await esbuild.context(pass)).watch()));
}

await mkdir(built, { recursive: true });
const fontBytes = await fonts(island, join(built, "fonts"));
const { symbols, missing } = await sprite(island);
await writeFile(join(built, "icons.svg"), symbols);
await cp(join(island, "icons/favicon.svg"), join(built, "favicon.svg"));
await bundle();
await report();
console.log(`${"fonts".padEnd(10)} ${(fontBytes / 1000).toFixed(1).padStart(6)} kB in all`);
if (missing.length) {
  console.error(`No such icon: ${missing.join(", ")} (see lucide.dev/icons or island/icons/)`);
  process.exitCode = 1;
}

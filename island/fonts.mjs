/** Cuts the two typefaces to what the pages use: fewer weights, sizes 12 to 36, one file for Latin and one for the rest of Latin. */
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import subsetFont from "subset-font";

const LATIN = "20-7E A0-FF 131 152-153 2BB-2BC 2C6 2DA 2DC 304 308 329 2000-206F 20AC 2122 2191 2193 2212 2215";
const EXTENDED = "100-130 132-151 154-2BA 2BD-2C5 2C7-2D9 2DB 2DD-2FF 1E00-1E9F 1EF2-1EFF 20A0-20AB 20AD-20C0";
const TEXT = { wght: 400, opsz: 14 };

const CUTS = [
  { name: "literata", family: "literata", file: "latin-opsz-normal", ranges: LATIN, axes: { wght: { min: 400, max: 600 }, opsz: { min: 12, max: 36 } } },
  { name: "literata-italic", family: "literata", file: "latin-opsz-italic", ranges: LATIN, axes: TEXT },
  { name: "literata-extended", family: "literata", file: "latin-ext-opsz-normal", ranges: EXTENDED, axes: { wght: { min: 400, max: 600 }, opsz: 14 } },
  { name: "literata-extended-italic", family: "literata", file: "latin-ext-opsz-italic", ranges: EXTENDED, axes: TEXT },
  { name: "figtree", family: "figtree", file: "latin-wght-normal", ranges: LATIN, axes: { wght: { min: 400, max: 650 } } },
  { name: "figtree-extended", family: "figtree", file: "latin-ext-wght-normal", ranges: EXTENDED, axes: { wght: { min: 400, max: 650 } } },
];

function characters(ranges) {
  return ranges.split(" ").flatMap((range) => {
    const [first, last = first] = range.split("-").map((code) => parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
  }).join("");
}

/** Write the cut fonts and their licences; the total in bytes. */
export async function fonts(island, into) {
  await mkdir(into, { recursive: true });
  let total = 0;
  for (const { name, family, file, ranges, axes } of CUTS) {
    const source = join(island, "node_modules/@fontsource-variable", family);
    const whole = await readFile(join(source, "files", `${family}-${file}.woff2`));
    const cut = await subsetFont(whole, characters(ranges), { targetFormat: "woff2", variationAxes: axes });
    await writeFile(join(into, `${name}.woff2`), cut);
    await cp(join(source, "LICENSE"), join(into, `${family}-OFL.txt`));
    total += cut.length;
  }
  return total;
}

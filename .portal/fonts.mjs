// The font for machines that have no Chinese one: Noto Sans SC in the slices that its npm package has, each a file for some
// 140 to 280 characters, and a list that says which slice has which (read by web/fonts.js).
//
// The weights of a slice are in one file (a variable font): one request serves text and headings. Names of files carry
// their content's hash, so that browsers keep them for good.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const font_face = /@font-face\s*\{[^}]*?font-weight:\s*([^;]+);[^}]*?url\(\.\/(files\/[^)]+)\)[^}]*?unicode-range:\s*([^;}]+)[;}]/g;

/** "U+41-4d,U+61" → [[0x41, 0x4d], [0x61, 0x61]] */
function parse_range(text) {
  return text.split(",").map((part) => {
    const [first, last = first] = part.trim().replace(/^U\+/i, "").split("-").map((hex) => Number.parseInt(hex, 16));
    return [first, last];
  });
}

/** Sorted code points → "41-4d,61" */
function write_range(code_points) {
  const ranges = [];
  for (const code_point of code_points) {
    const range = ranges.at(-1);
    if (range && range[1] === code_point - 1) range[1] = code_point;
    else ranges.push([code_point, code_point]);
  }
  return ranges.map((range) => [...new Set(range)].map((code_point) => code_point.toString(16)).join("-")).join(",");
}

/**
 * Where two slices have a character, the one that stands first keeps it. Those with the common Chinese characters stand
 * before the Latin one and have ASCII too: a Chinese page then does without the Latin slice.
 */
function slices_of(css) {
  const taken = new Set();
  return [...css.matchAll(font_face)].map(([, weight, file, range]) => {
    const own = new Set();
    for (const [first, last] of parse_range(range)) for (let c = first; c <= last; ++c) if (!taken.has(c)) own.add(c);
    for (const code_point of own) taken.add(code_point);
    return { file, weight: weight.trim(), range: write_range([...own].sort((a, b) => a - b)) };
  }).filter(({ range }) => range !== "");
}

/** @param {string} root of the checkout @returns {Map<string, Buffer>} path in the site → content */
export function fallback_fonts(root) {
  const folder = join(root, "node_modules/@fontsource-variable/noto-sans-sc");
  const files = new Map();
  const slices = slices_of(readFileSync(join(folder, "index.css"), "utf8")).map(({ file, weight, range }) => {
    const bytes = readFileSync(join(folder, file));
    const slice = /noto-sans-sc-(.+)-wght/.exec(file)[1];
    const name = `${slice}-${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.woff2`;
    files.set(`assets/fonts/${name}`, bytes);
    return { file: name, weight, range };
  });
  if (slices.length < 90) throw new Error(`${folder}/index.css: only ${slices.length} slices understood`);
  files.set("assets/fonts/fallback.json", Buffer.from(JSON.stringify({ slices })));
  files.set("assets/fonts/OFL.txt", readFileSync(join(folder, "LICENSE")));
  return files;
}

// Contrast as WCAG counts it, measured on a picture: drawn text against the ground that it stands on.
import { pixels_in } from "./pixels.mjs";

const linear = Float64Array.from({ length: 256 }, (_, i) => (i / 255 <= 0.04045 ? i / 255 / 12.92 : ((i / 255 + 0.055) / 1.055) ** 2.4));

/** @param {number[]} rgb 0–255 */
export const luminance_of = ([r, g, b]) => 0.2126 * linear[r] + 0.7152 * linear[g] + 0.0722 * linear[b];
export const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

const ink_contrast_min = 1.25; // less is a shade of the ground, or the softened edge of a surface
const ink_px_min = 10;
const margin_px = 2; // around ink: enough ground beside the softened edges of a dot
const core_share = 0.25; // of what stands out most: strokes soften at their edges, their cores show the colour

/** The commonest luminance among values. */
function mode_of(values) {
  const counts = new Map();
  let best = 0, mode = NaN;
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > best) (best = count), (mode = value);
  }
  return mode;
}

/**
 * Of the ink in a box against the ground just around it: NaN where there is none. A badge in a cell is judged on the badge.
 * @param {import("./pixels.mjs").Box} box
 */
export function contrast_of_ink(picture, box) {
  const { width, height, lines } = pixels_in(picture, box);
  if (width <= 0 || height <= 0) return NaN;
  const at = (x, y) => luminance_of([lines[y][x * 3], lines[y][x * 3 + 1], lines[y][x * 3 + 2]]);
  const luminances = lines.map((_, y) => Float64Array.from({ length: width }, (_, x) => at(x, y)));
  const first_ground = mode_of(luminances.flatMap((line) => [...line]));
  const far = luminances.flatMap((line) => [...line]).map((value) => contrast(value, first_ground)).filter((value) => value >= ink_contrast_min).sort((a, b) => b - a);
  if (far.length < ink_px_min) return NaN;
  const strokes = far.filter((value) => value - 1 >= (far[0] - 1) / 2); // not the badge that they stand on
  const core = strokes[Math.floor(strokes.length * core_share)];
  let left = width, right = -1, top = height, bottom = -1, ink = first_ground;
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      if (contrast(luminances[y][x], first_ground) < core * 0.98) continue;
      ink = luminances[y][x];
      left = Math.min(left, x), right = Math.max(right, x), top = Math.min(top, y), bottom = Math.max(bottom, y);
    }
  }
  const around = [];
  const margin = Math.ceil(margin_px * picture.ratio);
  for (let y = Math.max(0, top - margin); y <= Math.min(height - 1, bottom + margin); ++y) for (let x = Math.max(0, left - margin); x <= Math.min(width - 1, right + margin); ++x) around.push(luminances[y][x]);
  const ground = mode_of(around.filter((value) => contrast(value, ink) > ink_contrast_min));
  return contrast(ink, ground);
}

const gap_px_min = 4, piece_ems_min = 2;

/** Whole words and signs of a line: cut where nothing stands, so that no piece holds a glyph's soft edge alone. @returns {import("./pixels.mjs").Box[]} */
function pieces_of(picture, box, font_size) {
  const { width, height, lines } = pixels_in(picture, box);
  if (width <= 0 || height <= 0) return [];
  const luminances = lines.map((line) => Float64Array.from({ length: width }, (_, x) => luminance_of([line[x * 3], line[x * 3 + 1], line[x * 3 + 2]])));
  const ground = mode_of(luminances.flatMap((line) => [...line]));
  const has_ink = (x) => luminances.some((line) => contrast(line[x], ground) >= ink_contrast_min);
  const found = [];
  let begin = -1, empty = 0;
  const end_at = (x) => {
    if (begin >= 0) found.push({ x: box.x + begin / picture.ratio - 2, y: box.y, width: (x - begin) / picture.ratio + 4, height: box.height });
    begin = -1;
  };
  for (let x = 0; x < width; ++x) {
    if (has_ink(x)) {
      if (begin < 0) begin = x;
      empty = 0;
      continue;
    }
    empty += 1;
    const is_word = begin >= 0 && (x - begin) / picture.ratio >= piece_ems_min * font_size;
    if (empty >= gap_px_min * picture.ratio || (is_word && empty > 1)) end_at(x - empty + 1);
  }
  end_at(width);
  return found;
}

/** Line by line and word by word, each on what it stands on. @returns {number[]} */
export function contrasts_of_text(picture, box, lines, font_size) {
  const height = box.height / lines;
  return Array.from({ length: lines }, (_, i) => pieces_of(picture, { ...box, y: box.y + height * i, height }, font_size)).flat()
    .map((piece) => contrast_of_ink(picture, piece)).filter((found) => !Number.isNaN(found));
}

// Contrast as WCAG counts it, measured on a picture: drawn text against the ground that it stands on.

const linear = Float64Array.from({ length: 256 }, (_, i) => (i / 255 <= 0.04045 ? i / 255 / 12.92 : ((i / 255 + 0.055) / 1.055) ** 2.4));

/** @param {number[]} rgb 0–255 */
export const luminance_of = ([r, g, b]) => 0.2126 * linear[r] + 0.7152 * linear[g] + 0.0722 * linear[b];
export const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

const ink_contrast_min = 1.25; // less is a shade of the ground, or the softened edge of a surface
const ink_px_min = 10;
const margin_px = 2; // around ink: enough ground beside the softened edges of a dot
const core_share = 0.25; // of what stands out most: strokes soften at their edges, their cores show the colour

/** Of a whole picture, reckoned once: a box of it is looked at again and again. @type {WeakMap<object, Float32Array>} */
const reckoned = new WeakMap();

/** @param {{rgb: Uint8Array}} picture @returns {Float32Array} pixel by pixel */
export function luminances_of(picture) {
  let found = reckoned.get(picture);
  if (found) return found;
  const { rgb } = picture;
  found = new Float32Array(rgb.length / 3);
  for (let i = 0, at = 0; i < found.length; ++i, at += 3) found[i] = 0.2126 * linear[rgb[at]] + 0.7152 * linear[rgb[at + 1]] + 0.0722 * linear[rgb[at + 2]];
  reckoned.set(picture, found);
  return found;
}

/** The luminances in a box, line by line. @param {import("./pixels.mjs").Box} box in CSS px */
function cut_out(picture, box) {
  const { ratio, width, height } = picture;
  const left = Math.max(0, Math.floor(box.x * ratio)), top = Math.max(0, Math.floor(box.y * ratio));
  const right = Math.min(width, Math.ceil((box.x + box.width) * ratio)), bottom = Math.min(height, Math.ceil((box.y + box.height) * ratio));
  const size = { width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
  const values = new Float32Array(size.width * size.height);
  const all = luminances_of(picture);
  for (let y = 0; y < size.height; ++y) values.set(all.subarray((top + y) * width + left, (top + y) * width + left + size.width), y * size.width);
  return { ...size, values };
}

/** The commonest of values, which come in long runs. @param {ArrayLike<number>} values @returns {number} NaN of none */
export function mode_of(values) {
  const counts = new Map();
  let best = 0, mode = NaN;
  for (let i = 0; i < values.length; ) {
    const value = values[i], begin = i;
    while (i < values.length && values[i] === value) i += 1;
    const count = (counts.get(value) ?? 0) + i - begin;
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
  const { width, height, values } = cut_out(picture, box);
  const first_ground = mode_of(values);
  const contrasts = values.map((value) => (value === first_ground ? 1 : contrast(value, first_ground)));
  const far = contrasts.filter((value) => value >= ink_contrast_min).sort().reverse();
  if (far.length < ink_px_min) return NaN;
  const strokes = far.filter((value) => value - 1 >= (far[0] - 1) / 2); // not the badge that they stand on
  const core = strokes[Math.floor(strokes.length * core_share)];
  let left = width, right = -1, top = height, bottom = -1, ink = first_ground;
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      if (contrasts[y * width + x] < core * 0.98) continue;
      ink = values[y * width + x];
      left = Math.min(left, x), right = Math.max(right, x), top = Math.min(top, y), bottom = Math.max(bottom, y);
    }
  }
  const margin = Math.ceil(margin_px * picture.ratio);
  const begin = Math.max(0, left - margin), end = Math.min(width, right + margin + 1);
  const around = [];
  for (let y = Math.max(0, top - margin); y <= Math.min(height - 1, bottom + margin); ++y) for (let x = begin; x < end; ++x) around.push(values[y * width + x]);
  const ground = mode_of(around.filter((value) => contrast(value, ink) > ink_contrast_min));
  return contrast(ink, ground);
}

const gap_px_min = 4, piece_ems_min = 2;

/** Whole words and signs of a line: cut where nothing stands, so that no piece holds a glyph's soft edge alone. @returns {import("./pixels.mjs").Box[]} */
function pieces_of(picture, box, font_size) {
  const { width, height, values } = cut_out(picture, box);
  const ground = mode_of(values);
  const has_ink = new Uint8Array(width);
  for (let i = 0; i < width * height; ++i) if (values[i] !== ground && contrast(values[i], ground) >= ink_contrast_min) has_ink[i % width] = 1;
  const found = [];
  let begin = -1, empty = 0;
  const end_at = (x) => {
    if (begin >= 0) found.push({ x: box.x + begin / picture.ratio - 2, y: box.y, width: (x - begin) / picture.ratio + 4, height: box.height });
    begin = -1;
  };
  for (let x = 0; x < width; ++x) {
    if (has_ink[x]) {
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

// @ts-check
// Whether the machine's fonts can draw Chinese: seen by drawing some characters and looking at them.
//
// A font API would not say: names of fonts are no promise of what is in them (a Japanese font has 国 and 学, not 时 and 报).

/** Common, in every Chinese font, and each of its own shape; none is as wide as its frame all around (国 and 一 are). */
export const probe_characters = "学时申报审核";
const unassigned = "\u{2a6e8}"; // no font has it: what is drawn for it stands for a missing glyph
const size_px = 32;
const box_px = 48;
const faint = 16; // alpha: less is no ink

/** @typedef {Uint8Array} Picture alpha, box_px × box_px */

/** @param {Picture} picture @returns {{left: number, top: number, right: number, bottom: number} | null} null: blank */
function ink_of(picture) {
  let left = box_px, top = box_px, right = -1, bottom = -1;
  picture.forEach((alpha, i) => {
    if (alpha <= faint) return;
    const x = i % box_px, y = (i - x) / box_px;
    left = Math.min(left, x), right = Math.max(right, x), top = Math.min(top, y), bottom = Math.max(bottom, y);
  });
  return right < 0 ? null : { left, top, right, bottom };
}

/**
 * A frame all around its ink: how Firefox draws a missing glyph, with the code point's digits inside, so that no two are alike.
 * @param {Picture} picture
 */
function is_framed(picture) {
  const ink = ink_of(picture);
  if (!ink) return false;
  const has_ink = (/** @type {number} */ x, /** @type {number} */ y) => picture[y * box_px + x] > faint;
  for (let x = ink.left; x <= ink.right; ++x) if (!has_ink(x, ink.top) || !has_ink(x, ink.bottom)) return false;
  for (let y = ink.top; y <= ink.bottom; ++y) if (!has_ink(ink.left, y) || !has_ink(ink.right, y)) return false;
  return true;
}

/** @param {Picture[]} drawn @param {Picture} missing what is drawn for a character that no font has */
export function shows_every_character(drawn, missing) {
  const seen = new Set([String(missing)]);
  return drawn.every((picture) => {
    const shape = String(picture);
    const known = seen.has(shape);
    seen.add(shape);
    return !known && ink_of(picture) !== null && !is_framed(picture);
  });
}

/** @param {string} font_stack */
export function can_draw_chinese(font_stack) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = box_px;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return true; // nothing will be drawn at all
  context.font = `${size_px}px ${font_stack}`;
  const draw = (/** @type {string} */ character) => {
    context.clearRect(0, 0, box_px, box_px);
    context.fillText(character, 4, 36);
    const { data } = context.getImageData(0, 0, box_px, box_px);
    return Uint8Array.from({ length: box_px * box_px }, (_, i) => data[i * 4 + 3]);
  };
  return shows_every_character([...probe_characters].map(draw), draw(unassigned));
}

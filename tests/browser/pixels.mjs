// What is drawn, read from screenshots. The mirror's own text is transparent: whatever has ink comes from the canvas.
import { decode_png } from "./png.mjs";

/** @param {import("playwright-core").Page} page */
export async function picture_of(page) {
  const picture = decode_png(await page.screenshot({ animations: "disabled" }));
  const ratio = await page.evaluate(() => devicePixelRatio);
  return { ...picture, ratio };
}

/** @typedef {{x: number, y: number, width: number, height: number}} Box in CSS px of the visible part */

/** @param {Awaited<ReturnType<typeof picture_of>>} picture @param {Box} box */
export function pixels_in(picture, box) {
  const { ratio, width, height, rgb } = picture;
  const left = Math.max(0, Math.floor(box.x * ratio)), top = Math.max(0, Math.floor(box.y * ratio));
  const right = Math.min(width, Math.ceil((box.x + box.width) * ratio)), bottom = Math.min(height, Math.ceil((box.y + box.height) * ratio));
  const lines = [];
  for (let y = top; y < bottom; ++y) lines.push(rgb.subarray((y * width + left) * 3, (y * width + right) * 3));
  return { width: right - left, height: bottom - top, lines };
}

/** How far the lightest and the darkest pixel lie apart, 0–255. */
export function contrast_in(picture, box) {
  let low = 255, high = 0;
  for (const line of pixels_in(picture, box).lines) {
    for (let i = 0; i < line.length; i += 3) {
      const luma = line[i] * 0.3 + line[i + 1] * 0.59 + line[i + 2] * 0.11;
      if (luma < low) low = luma;
      if (luma > high) high = luma;
    }
  }
  return high - low;
}

/** The drawn glyph itself, cropped to its ink, so that two that look the same are equal. "" when there is none. */
export function glyph_in(picture, box) {
  const { width, height, lines } = pixels_in(picture, box);
  if (width <= 0 || height <= 0) return "";
  const paper = lines[0].subarray(0, 3);
  const ink = (x, y) => Math.max(Math.abs(lines[y][x * 3] - paper[0]), Math.abs(lines[y][x * 3 + 1] - paper[1]), Math.abs(lines[y][x * 3 + 2] - paper[2]));
  let left = width, right = -1, top = height, bottom = -1;
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      if (ink(x, y) < 48) continue;
      left = Math.min(left, x), right = Math.max(right, x), top = Math.min(top, y), bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return "";
  const rows = [`${right - left + 1}x${bottom - top + 1}`];
  for (let y = top; y <= bottom; ++y) {
    let row = "";
    for (let x = left; x <= right; ++x) row += (ink(x, y) >> 5).toString(16);
    rows.push(row);
  }
  return rows.join("\n");
}

/** The outermost pixels of a glyph_in: Firefox writes the code point into the box for a missing glyph, its frame is always the same. @param {string} glyph */
export function frame_of(glyph) {
  const [size, ...rows] = glyph.split("\n");
  return [size, rows[0], rows.at(-1), ...rows.map((row) => row[0] + row.at(-1))].join("\n");
}

/**
 * Where each character of the page's visible text stands, by the browser's own layout of the mirror. Not of controls: their
 * names may say more than is drawn ("打开日历：开始日期").
 * @param {import("playwright-core").Locator} locator
 * @returns {Promise<{char: string, box: Box}[]>}
 */
export function characters_of(locator) {
  return locator.evaluate((root) => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const hidden = node.parentElement.closest("a,button,select");
      if (hidden) continue;
      let at = 0;
      for (const char of node.data) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, (at += char.length));
        const box = range.getBoundingClientRect();
        const visible = box.width > 2 && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
        if (/\S/u.test(char) && visible) found.push({ char, box: { x: box.x, y: box.y, width: box.width, height: box.height } });
      }
    }
    return found;
  });
}

/** Two frames after the last change: what was asked for is on the screen. */
export const settled = (page) => page.evaluate(() => document.fonts.ready.then(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve))))));

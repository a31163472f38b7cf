// Whether a focus ring can be seen: the same place with the focus and without, pixel by pixel.
//
// WCAG 2.2, 2.4.7, 1.4.11 and 2.4.13: around the control as many pixels as its outline has change by a contrast of 3:1 or more.
import assert from "node:assert/strict";
import { settled } from "./pixels.mjs";
import { decode_png } from "./png.mjs";
import { eventually } from "./steps.mjs";

const contrast_min = 3;
const around_px = 6;
const outline_min = 0.6; // of one pixel's outline: what of it lies in sight, corners are round

function luminance(rgb, at) {
  const linear = (byte) => (byte <= 10.3 ? byte / 3294 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(rgb[at]) + 0.7152 * linear(rgb[at + 1]) + 0.0722 * linear(rgb[at + 2]);
}

function contrast(one, other, at) {
  const [low, high] = [luminance(one, at), luminance(other, at)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The control's surroundings, itself left out (it may change as well: text, a caret). */
async function around(page, locator) {
  const box = await locator.first().boundingBox();
  const { width, height } = page.viewportSize();
  if (!box || box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height) return null;
  const left = Math.max(0, Math.round(box.x) - around_px), top = Math.max(0, Math.round(box.y) - around_px);
  const right = Math.min(width, Math.round(box.x + box.width) + around_px), bottom = Math.min(height, Math.round(box.y + box.height) + around_px);
  const picture = decode_png(await page.screenshot({ clip: { x: left, y: top, width: right - left, height: bottom - top }, caret: "hide", animations: "disabled" }));
  return { ...picture, inside: { left: Math.round(box.x) - left, top: Math.round(box.y) - top, width: Math.round(box.width), height: Math.round(box.height) } };
}

/** @param {boolean} everywhere also within the control's own place: the box in a table's row has its ring there */
function changed_pixels(focused, blurred, everywhere) {
  const { left, top, width, height } = focused.inside;
  let changed = 0;
  for (let y = 0; y < focused.height; ++y) {
    for (let x = 0; x < focused.width; ++x) {
      if (!everywhere && x >= left + 1 && x < left + width - 1 && y >= top + 1 && y < top + height - 1) continue;
      if (contrast(focused.rgb, blurred.rgb, (y * focused.width + x) * 3) >= contrast_min) changed += 1;
    }
  }
  return changed;
}

/**
 * @param {import("playwright-core").Page} page @param {import("playwright-core").Locator} locator has the focus
 * @param {string} what for the message @param {{leave: () => Promise<void>, come_back: () => Promise<void>}} move
 * @returns {Promise<boolean>} false where the next control brought this one out of sight, so that there is nothing to compare with
 */
export async function assert_focus_visible(page, locator, what, { leave, come_back }) {
  await settled(page);
  const focused = await around(page, locator);
  await leave();
  await settled(page);
  const blurred = await around(page, locator);
  await come_back();
  await eventually(async () => {
    const back = await locator.first().evaluate((el) => el === document.activeElement || (el.type === "radio" && el.closest("[role=radiogroup]")?.contains(document.activeElement)));
    assert.ok(back, `Shift+Tab comes back to ${what}`);
  }, 5000);
  if (!focused || !blurred || focused.width !== blurred.width || focused.height !== blurred.height) return false;
  const { width, height } = focused.inside;
  const outline = 2 * (width + height) * outline_min;
  const is_box_of_row = await locator.first().evaluate((el) => el.type === "checkbox" && Boolean(el.closest("[role=gridcell]")));
  const changed = changed_pixels(focused, blurred, is_box_of_row);
  assert.ok(changed >= outline, `the ring around ${what}: ${changed} pixels of contrast ${contrast_min}, of ${Math.round(outline)} at least`);
  return true;
}

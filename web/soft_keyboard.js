// @ts-check
// A field that has the focus and was in sight stays in sight when a soft keyboard (or anything else) takes room from below.
//
// Browsers bring the field into view when the keyboard opens on a tap, but not when the window gets lower afterwards (a row of
// suggestions, a split screen, the field focused by the page).
import { listen } from "./listeners.js";

const margin_px = 12;

/** The part of the window that nothing covers, in the coordinates of getBoundingClientRect. */
function visible_part() {
  const view = window.visualViewport;
  return view ? { top: view.offsetTop, bottom: view.offsetTop + view.height } : { top: 0, bottom: window.innerHeight };
}

/** @param {HTMLElement} root */
export function keep_field_in_sight(root) {
  let before = visible_part();
  const resized = () => {
    const now = visible_part();
    const field = document.activeElement;
    const lower = now.bottom < before.bottom;
    const seen = before;
    before = now;
    if (!lower || !(field instanceof HTMLElement) || !root.contains(field) || !field.matches("input, textarea")) return;
    const box = field.getBoundingClientRect();
    const was_in_sight = box.bottom > seen.top && box.top < seen.bottom;
    if (was_in_sight && box.bottom > now.bottom - margin_px) field.scrollIntoView({ block: box.height > now.bottom - now.top ? "start" : "center", behavior: "instant" });
  };
  listen(window, "resize", resized);
  if (window.visualViewport) listen(window.visualViewport, "resize", resized);
}

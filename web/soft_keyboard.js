// @ts-check
// A soft keyboard that opens over the page covers what is typed: the field is brought back into sight.
import { listen } from "./listeners.js";

/** Where the browser makes the page smaller instead (interactive-widget), the field is in sight already and nothing moves. */
export function keep_field_in_sight() {
  const viewport = window.visualViewport;
  if (!viewport) return;
  listen(viewport, "resize", () => {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
    const { top, bottom, height } = field.getBoundingClientRect();
    const covered = top < viewport.offsetTop || Math.min(bottom, top + 44) > viewport.offsetTop + viewport.height;
    if (covered && height > 0) field.scrollIntoView({ block: "center", behavior: "instant" });
  });
}

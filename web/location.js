// @ts-check
// URL = place: Navigate → history, back and forward → LocationChanged. Scroll positions come back with their entries.
import { listen } from "./listeners.js";

export class Place {
  /**
   * @param {(message: import("./bridge.js").Message) => void} send
   * @param {(task: () => void) => void} after_frame
   */
  constructor(send, after_frame) {
    this.send = send;
    this.after_frame = after_frame;
    /** Scroll position that a restored entry still waits for, in CSS px. @type {number | null} */
    this.scroll_wanted = null;
    /** Where the page stood after the last frame. */
    this.scroll_known = 0;
  }

  start() {
    history.scrollRestoration = "manual"; // the page has its height only after the client has drawn it
    listen(window, "popstate", (/** @type {PopStateEvent} */ event) => {
      this.scroll_wanted = Number(event.state?.scroll_y ?? 0);
      this.scroll_known = window.scrollY;
      this.send({ type: "location_changed", fragment: location.hash });
      this.after_frame(() => this.restore_scroll());
    });
    listen(document, "scroll", () => this.leave_it_to_the_user(), { passive: true });
    listen(window, "scrollend", () => this.remember_scroll());
    for (const type of ["wheel", "touchmove", "keydown"]) {
      listen(window, type, () => (this.scroll_wanted = null), { passive: true });
    }
    this.scroll_wanted = history.state?.scroll_y ?? null;
  }

  /** Whoever has scrolled meanwhile stays there. */
  leave_it_to_the_user() {
    if (this.scroll_wanted !== null && window.scrollY !== this.scroll_known) this.scroll_wanted = null;
  }

  /** The page scrolls within a frame only: to what has the focus, or because it became shorter. */
  after_each_frame() {
    if (this.scroll_wanted !== null) this.scroll_known = window.scrollY;
  }

  remember_scroll() {
    history.replaceState({ ...history.state, scroll_y: window.scrollY }, "");
  }

  /** @param {string} fragment @param {boolean} replace */
  navigate(fragment, replace) {
    if (fragment === location.hash && !replace) return;
    this.scroll_wanted = null;
    if (replace) {
      history.replaceState(history.state, "", fragment);
    } else {
      this.remember_scroll();
      history.pushState(null, "", fragment);
    }
  }

  /** Called when the view or the page's height changed. */
  restore_scroll() {
    if (this.scroll_wanted === null) return;
    const reachable = document.documentElement.scrollHeight - window.innerHeight;
    if (this.scroll_wanted > reachable + 1) return; // more of the page is still to come
    window.scrollTo({ top: this.scroll_wanted, behavior: "instant" });
    this.scroll_wanted = null;
  }
}

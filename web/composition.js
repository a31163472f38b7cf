// @ts-check
// Input methods: while text is composed in an element, nobody writes to that element.
//
// The client hears of the text when the composition ends. Browsers differ in the order of the last events (Chromium:
// input then compositionend; Firefox: compositionend then input; WebKit: input, then compositionend before the keydown),
// so the value is read at both, and the client drops an edit that changes nothing.
import { listen } from "./listeners.js";

export class Composition {
  /**
   * @param {HTMLElement} root
   * @param {(on: boolean, element: HTMLElement) => void} changed
   */
  constructor(root, changed) {
    /** @type {HTMLElement | null} */
    this.element = null;
    listen(root, "compositionstart", (event) => {
      this.element = event.target;
      changed(true, event.target);
    });
    listen(root, "compositionend", (event) => this.end(event.target, changed));
    // An element that loses the focus composes no more, even where the browser forgets to say so.
    listen(root, "focusout", (event) => {
      if (this.element === event.target) this.end(event.target, changed);
    });
  }

  /** @param {HTMLElement} element @param {(on: boolean, element: HTMLElement) => void} changed */
  end(element, changed) {
    this.element = null;
    changed(false, element);
  }

  /** @param {Element} element */
  is_in(element) {
    return this.element === element;
  }
}

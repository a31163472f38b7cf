// @ts-check
// Input methods: while text is composed in an element, nobody writes to that element.
//
// The client hears of the text when the composition ends. Browsers differ in the order of the last events (Chromium:
// input then compositionend; Firefox: compositionend then input; WebKit: input, then compositionend before the keydown),
// so the value is read at both, and the client drops an edit that changes nothing. Some input methods leave the start or
// the end unsaid (tests/browser/compositions.mjs cites them): input events and the loss of the focus tell as well.
import { listen } from "./listeners.js";

export class Composition {
  /**
   * @param {HTMLElement} root
   * @param {(on: boolean, element: HTMLElement) => void} changed with the element whose text it is
   */
  constructor(root, changed) {
    this.changed = changed;
    /** @type {HTMLElement | null} */
    this.element = null;
    listen(root, "compositionstart", (event) => this.start(event.target));
    listen(root, "compositionend", (event) => this.end(event.target));
    // An element that loses the focus composes no more, even where the browser forgets to say so.
    listen(root, "focusout", (event) => {
      if (this.is_in(event.target)) this.end(event.target);
    });
  }

  /** @param {HTMLElement} element */
  start(element) {
    if (this.is_in(element)) return;
    if (this.element) this.end(this.element);
    this.element = element;
    this.changed(true, element);
  }

  /** @param {HTMLElement} element */
  end(element) {
    if (this.is_in(element)) this.element = null;
    this.changed(this.element !== null, element);
  }

  /**
   * What an input event says of the composition in its element. Firefox sends one more "insertCompositionText" after the
   * end: it starts nothing. @param {InputEvent} event
   */
  hear(event) {
    const element = /** @type {HTMLElement} */ (event.target);
    if (event.isComposing) this.start(element);
    else if (this.is_in(element) && event.isComposing === false && !/composition/i.test(event.inputType ?? "")) this.end(element);
  }

  /** @param {Element} element */
  is_in(element) {
    return this.element === element;
  }
}

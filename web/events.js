// @ts-check
// What the user does on the mirror's elements → actions for the client. All listeners sit on the mirror's root.
import { Composition } from "./composition.js";
import { has_text_value } from "./elements.js";
import { on_key, on_shortcut } from "./keys.js";
import { listen } from "./listeners.js";

/** @typedef {import("./mirror.js").Mirror} Mirror */
/** @typedef {import("./bridge.js").Message} Message */

const hover_roles = new Set(["button", "link", "tab", "text_box", "combo_box", "option", "radio", "check_box", "file_input", "row", "cell", "tooltip"]);
const scroll_roles = new Set(["text_box", "list_box"]);
const press_roles = new Set(["button", "tab", "combo_box", "option"]);

export class UserEvents {
  /**
   * @param {HTMLElement} root
   * @param {Mirror} mirror
   * @param {import("./files.js").Files} files
   * @param {(message: Message) => void} send
   */
  constructor(root, mirror, files, send) {
    this.mirror = mirror;
    this.send = send;
    this.hovered = "";
    this.focused = "";
    /** Elements edited since the last frame. @type {Set<string>} */
    this.edited = new Set();
    this.composition = new Composition(root, (on, element) => {
      this.send({ type: "composing", on });
      if (!this.composition.is_in(element)) this.edit(element);
    });
    listen(root, "click", (event) => this.click(event));
    listen(root, "submit", (event) => this.submit(event));
    listen(root, "input", (event) => this.input(event));
    listen(root, "change", (event) => this.change(event, files));
    listen(root, "focusin", (event) => this.focus(event.target));
    listen(root, "focusout", (event) => this.blur(event.target));
    listen(document, "visibilitychange", () => this.leave_for_a_while());
    listen(root, "keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return; // the key belongs to the input method
      on_key(event, mirror, (action, node, value) => this.act(action, node, value));
    });
    listen(document, "keydown", (event) => on_shortcut(event, (action, node) => this.act(action, node)));
    listen(root, "mousedown", (event) => this.keep_focus(event));
    listen(root, "scroll", (event) => this.scrolled(event.target), { passive: true, capture: true });
    listen(root, "cancel", (event) => this.cancel(event), { capture: true });
    listen(root, "pointerover", (event) => this.hover(event));
    listen(document.documentElement, "pointerleave", () => this.hover_over(""));
  }

  /** @param {string} action @param {string} node @param {string} [value] */
  act(action, node, value = "") {
    this.send({ type: "action", action, node, value });
  }

  /** @param {MouseEvent} event */
  click(event) {
    const found = this.mirror.find(event.target);
    if (!found || found.node.disabled) return;
    if (found.node.role === "link") {
      const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (!plain) return; // a new tab or window is the browser's business
      event.preventDefault();
      return this.act("press", found.node.id);
    }
    if (!press_roles.has(found.node.role)) return;
    if (found.node.role === "combo_box") /** @type {HTMLInputElement} */ (found.el).select(); // what is typed now searches
    const is_submit = found.el instanceof HTMLButtonElement && found.el.type === "submit" && found.el.form;
    if (!is_submit) this.act("press", found.node.id);
  }

  /** By the button, by Enter in a field, by a password manager. @param {SubmitEvent} event */
  submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = event.submitter ?? form.querySelector("button[type=submit]");
    const found = this.mirror.find(button);
    if (!found || found.node.disabled) return;
    for (const field of form.elements) this.edit(/** @type {HTMLElement} */ (field)); // what was filled in without an event
    this.act("press", found.node.id);
  }

  /** @param {InputEvent} event */
  input(event) {
    const element = /** @type {HTMLInputElement} */ (event.target);
    this.composition.hear(event);
    if (this.composition.is_in(element)) return;
    // Windows' touch keyboard and emoji panel may send an emoji in two halves, an event for each
    // (https://github.com/w3c/uievents/issues/227): half a character is not told, the other half is on its way.
    if (typeof element.value === "string" && element.value !== well_formed(element.value)) return;
    this.edit(element);
  }

  /** @param {HTMLElement} element */
  edit(element) {
    const found = this.mirror.find(element);
    if (!found || !has_text_value(found.node) || found.el !== element) return;
    const { value } = /** @type {HTMLInputElement} */ (element);
    // What an earlier edit of this frame said is no more in the node than what the client made of it.
    if (value === found.node.value && !this.edited.has(found.node.id)) return;
    this.edited.add(found.node.id);
    this.act("set_value", found.node.id, well_formed(value));
  }

  /** @param {Event} event @param {import("./files.js").Files} files */
  change(event, files) {
    const found = this.mirror.find(event.target);
    const element = /** @type {HTMLInputElement} */ (event.target);
    if (!found) return;
    if (has_text_value(found.node)) return this.composition.is_in(element) ? undefined : this.edit(element);
    if (found.node.role === "file_input") {
      void files.choose(found.node.id, element.files ?? []);
      element.value = ""; // the same file may be chosen again
      return;
    }
    if (found.node.role === "radio") this.choose_radio(found.node);
    else if (found.node.role === "check_box") this.act("set_value", found.node.id, element.checked ? "true" : "false");
    this.edited.add(found.node.id);
  }

  /** @param {import("./elements.js").MirrorNode} node */
  choose_radio(node) {
    this.act("press", node.id);
    for (const { node: other } of this.mirror.mirrored.values()) if (other.group === node.group && other.role === "radio") this.edited.add(other.id);
  }

  /** @param {EventTarget | null} target */
  focus(target) {
    const found = this.mirror.find(target);
    if (!found || !(target instanceof Element)) return;
    this.focused = found.node.id;
    this.send({ type: "focused", node: found.node.id, visible: target.matches(":focus-visible") });
    this.act("focus", found.node.id);
  }

  /** @param {EventTarget | null} target */
  blur(target) {
    if (!document.hasFocus()) return; // another window is in front; the field has not been left
    const found = this.mirror.find(target);
    if (found) this.lose_focus();
  }

  /** A tab in the background may be thrown away: what is composed there is told as it stands. */
  leave_for_a_while() {
    if (document.visibilityState === "hidden" && this.composition.element) this.edit(this.composition.element);
  }

  lose_focus() {
    const node = this.focused;
    this.focused = "";
    this.send({ type: "focused", node: "", visible: false });
    this.act("blur", node);
  }

  /** An open list leaves the focus to its combo box. @param {MouseEvent} event */
  keep_focus(event) {
    const role = this.mirror.find(event.target)?.node.role;
    if (role === "option" || role === "list_box") event.preventDefault();
  }

  /** @param {EventTarget | null} target */
  scrolled(target) {
    const found = this.mirror.find(target);
    if (!found || found.el !== target || !scroll_roles.has(found.node.role)) return;
    this.send({ type: "scrolled", node: found.node.id, y: found.el.scrollTop });
  }

  /** Escape in a dialog: the client closes it. @param {Event} event */
  cancel(event) {
    const found = this.mirror.find(event.target);
    if (found?.node.role !== "dialog") return;
    event.preventDefault();
    this.act("dismiss", found.node.id);
  }

  /** @param {PointerEvent} event */
  hover(event) {
    if (event.pointerType === "touch") return;
    let found = this.mirror.find(event.target);
    while (found && !hover_roles.has(found.node.role)) found = this.mirror.find(found.el.parentElement);
    this.hover_over(found?.node.id ?? "");
  }

  /** @param {string} node */
  hover_over(node) {
    if (node === this.hovered) return;
    this.hovered = node;
    this.send({ type: "hovered", node });
  }

  /** What the client did not take does not stay in the element. */
  after_frame() {
    for (const id of this.edited) this.mirror.settle_value(id);
    this.edited.clear();
    // An element that was removed while it had the focus may say nothing.
    if (this.focused && !this.mirror.get(this.focused)) this.lose_focus();
  }
}

/** Half of a surrogate pair cannot travel as UTF-8. @param {string} text */
function well_formed(text) {
  return "toWellFormed" in String.prototype ? /** @type {any} */ (text).toWellFormed() : text;
}

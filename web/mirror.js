// @ts-check
// The mirror: keeps a native element for every node of the semantics tree, laid exactly over what is drawn.
//
// A patch (ui/semantics.h, diff_to_json) is applied once a frame. Elements are never made again for a change of
// value, an element that has the focus is never moved in the document (its neighbours are), and nothing is written
// to an element in which an input method composes.
import { blank_node, has_text_value, is_named_from_outside, make_element, set_attribute, tag_of, update_element } from "./elements.js";

/** @typedef {import("./elements.js").MirrorNode} MirrorNode */
/** @typedef {{el: HTMLElement, node: MirrorNode, css: string}} Mirrored */
/** @typedef {Partial<MirrorNode> & {id: string, after?: string}} Upsert */
/** @typedef {{remove?: string[], upsert?: Upsert[], title?: string, language?: string, theme?: string, text_scale?: number, page_height?: number, dialog?: string}} Patch */

/**
 * @typedef {object} MirrorHooks
 * @property {(el: Element) => boolean} is_composing
 * @property {(el: HTMLElement, node: MirrorNode) => void} adopted an element that was in the page before the client
 * @property {(source: string, img: HTMLImageElement) => void} show_image
 * @property {(theme: string) => void} theme_changed the colours in use are other ones
 * @property {(text_scale: number) => void} text_scale_changed
 * @property {() => void} dialog_changed one opened or closed: another thing scrolls now
 */

const description_roles = new Set(["hint", "error", "tooltip"]);

export class Mirror {
  /** @param {HTMLElement} root the element of the page node @param {MirrorHooks} hooks */
  constructor(root, hooks) {
    this.root = root;
    this.hooks = hooks;
    /** @type {Map<string, Mirrored>} */
    this.mirrored = new Map();
    /** @type {WeakMap<Element, Mirrored>} */
    this.by_element = new WeakMap();
    /** Control → its hints and errors. @type {Map<string, Set<string>>} */
    this.descriptions = new Map();
    /** Control → its label. @type {Map<string, string>} */
    this.labels = new Map();
    /** Controls whose name or description may have changed in this patch. @type {Set<string>} */
    this.stale_names = new Set();
    /** Where elements go when all of the patch is made. @type {[Mirrored, string | undefined][]} */
    this.places = [];
    this.page_height = 0;
    this.first = true;
    /** An option that was marked in this patch. */
    this.marked = "";
  }

  /** The node that an element, or the nearest one around it, stands for. @param {EventTarget | null} target */
  find(target) {
    for (let el = target instanceof Element ? target : null; el; el = el.parentElement) {
      const found = this.by_element.get(el);
      if (found) return found;
    }
    return undefined;
  }

  /** @param {string} id */
  get(id) {
    return this.mirrored.get(id);
  }

  /** @param {Patch} patch */
  apply(patch) {
    const gone = new Set(patch.remove);
    for (const id of gone) this.remove(id, gone);
    for (const upsert of patch.upsert ?? []) this.upsert(upsert);
    for (const [mirrored, after] of this.places.splice(0)) this.place(mirrored, after);
    if (this.first) this.drop_what_was_not_adopted();
    this.name_controls();
    if (patch.title !== undefined) document.title = patch.title;
    if (patch.language !== undefined) document.documentElement.lang = patch.language;
    if (patch.theme !== undefined) this.hooks.theme_changed(patch.theme);
    if (patch.text_scale !== undefined) this.hooks.text_scale_changed(patch.text_scale);
    if (patch.page_height !== undefined) this.page_height = patch.page_height;
    if (patch.page_height !== undefined) this.root.style.height = `${patch.page_height}px`;
    if (patch.dialog !== undefined) this.show_dialog(patch.dialog);
    this.get(this.marked)?.el.scrollIntoView({ block: "nearest" });
    this.marked = "";
  }

  /** @param {Upsert} upsert */
  upsert({ after, ...members }) {
    const known = this.mirrored.get(members.id);
    if (known) return this.change(known, members, after);
    /** @type {MirrorNode} */
    const node = { ...blank_node, ...members };
    const adopted = this.adopt(node);
    const made = { el: adopted ?? make_element(node), node, css: "" };
    this.mirrored.set(node.id, made);
    this.by_element.set(made.el, made);
    this.note_relations(made);
    this.write(made, !adopted); // what was typed before the client was there is not overwritten
    if (made.el !== this.root && !this.join_new_parent(made, after)) this.places.push([made, after]);
  }

  /** A container is filled before it comes into the document: that is cheaper. @param {Mirrored} made @param {string | undefined} after */
  join_new_parent({ el, node }, after) {
    const parent = this.mirrored.get(node.parent)?.el;
    if (!parent || parent.isConnected || (parent.lastElementChild?.id ?? "") !== after) return false;
    parent.append(el);
    return true;
  }

  /** @param {Mirrored} known @param {Upsert} members @param {string | undefined} after */
  change(known, members, after) {
    if (members.active) this.marked = members.active;
    const only_moved = Object.keys(members).every((name) => members_of_place.has(name));
    if (!only_moved) this.forget_relations(known);
    Object.assign(known.node, members);
    if (only_moved) {
      this.lay_out(known);
    } else {
      this.note_relations(known);
      this.write(known, members.value !== undefined);
    }
    if (after !== undefined || members.parent !== undefined) this.places.push([known, after]);
  }

  /** An element that stands in the page from the start (the sign-in form). @param {MirrorNode} node */
  adopt(node) {
    if (node.id === this.root.id) return this.root;
    if (!this.first) return undefined;
    const el = document.getElementById(node.id);
    if (!el || !this.root.contains(el) || el.localName !== tag_of(node)) return undefined;
    this.hooks.adopted(el, node);
    return el;
  }

  drop_what_was_not_adopted() {
    this.first = false;
    for (const el of this.root.querySelectorAll("*")) {
      if (!this.by_element.has(el)) el.remove();
    }
  }

  /** @param {Mirrored} mirrored @param {boolean} value_changed */
  write(mirrored, value_changed) {
    const { el, node } = mirrored;
    update_element(el, node);
    this.lay_out(mirrored);
    if (value_changed && has_text_value(node)) this.write_value(/** @type {HTMLInputElement} */ (el), node.value);
    if (node.role === "image") this.hooks.show_image(node.value, /** @type {HTMLImageElement} */ (el));
  }

  /** @param {HTMLInputElement | HTMLTextAreaElement} el @param {string} value */
  write_value(el, value) {
    if (el.value === value || this.hooks.is_composing(el)) return;
    el.value = value;
    if (el === document.activeElement && el.getAttribute("role") === "combobox") el.select(); // a chosen option: what is typed next searches anew
  }

  /** After a frame: an edit that the client did not take is undone in the element. @param {string} id */
  settle_value(id) {
    const found = this.mirrored.get(id);
    if (found && has_text_value(found.node)) this.write_value(/** @type {HTMLInputElement} */ (found.el), found.node.value);
    if (found?.node.role === "radio" || found?.node.role === "check_box") /** @type {HTMLInputElement} */ (found.el).checked = found.node.checked;
  }

  /** @param {Mirrored} mirrored */
  lay_out(mirrored) {
    if (mirrored.el === this.root) return;
    const css = css_of(mirrored.node);
    if (mirrored.css === css) return;
    mirrored.css = css;
    mirrored.el.style.cssText = css;
  }

  // ---- order -----------------------------------------------------------------------------------------------

  /** @param {Mirrored} mirrored @param {string | undefined} after id of the sibling before it; "" = the first */
  place({ el, node }, after) {
    const parent = this.mirrored.get(node.parent)?.el ?? this.root;
    const before = after ? this.mirrored.get(after)?.el : undefined;
    const previous = el.previousElementSibling;
    if (el.parentElement === parent && (before ? previous === before : !previous || !this.by_element.has(previous))) return;
    if (el.parentElement === parent && el.contains(document.activeElement)) {
      move_neighbours(parent, el, before);
      return;
    }
    keeping_focus(el, () => {
      if (before && before.parentElement === parent) before.after(el);
      else parent.insertBefore(el, first_mirrored_child(parent, this.by_element));
    });
  }

  // ---- names and descriptions --------------------------------------------------------------------------------

  /** @param {Mirrored} mirrored */
  note_relations({ node }) {
    if (is_named_from_outside(node) || this.descriptions.has(node.id)) this.stale_names.add(node.id);
    if (!node.describes) return;
    this.stale_names.add(node.describes);
    if (node.role === "label") this.labels.set(node.describes, node.id);
    if (!description_roles.has(node.role)) return;
    const ids = this.descriptions.get(node.describes) ?? new Set();
    this.descriptions.set(node.describes, ids.add(node.id));
  }

  /** @param {Mirrored} mirrored */
  forget_relations({ node }) {
    if (!node.describes) return;
    this.stale_names.add(node.describes);
    if (this.labels.get(node.describes) === node.id) this.labels.delete(node.describes);
    const ids = this.descriptions.get(node.describes);
    ids?.delete(node.id);
    if (ids?.size === 0) this.descriptions.delete(node.describes);
  }

  name_controls() {
    for (const id of this.stale_names) {
      const control = this.mirrored.get(id);
      if (!control) continue;
      set_attribute(control.el, "aria-describedby", [...(this.descriptions.get(id) ?? [])].join(" "));
      if (!is_named_from_outside(control.node)) continue;
      const label = this.mirrored.get(this.labels.get(id) ?? "");
      if (label) set_attribute(label.el, "for", id);
      set_attribute(control.el, "aria-label", label?.node.name === control.node.name ? "" : control.node.name);
    }
    this.stale_names.clear();
  }

  // ---- dialogs and removal -------------------------------------------------------------------------------------

  /** @param {string} id */
  show_dialog(id) {
    document.documentElement.classList.toggle("has_dialog", id !== "");
    const dialog = this.mirrored.get(id)?.el;
    if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
    this.hooks.dialog_changed();
  }

  /** @param {Mirrored} mirrored */
  forget(mirrored) {
    this.forget_relations(mirrored);
    this.mirrored.delete(mirrored.node.id);
    this.by_element.delete(mirrored.el);
  }

  /** What stays but stood inside is put aside; the patch says where it goes. @param {string} id @param {Set<string>} gone */
  remove(id, gone) {
    const found = this.mirrored.get(id);
    if (!found || found.el === this.root) return;
    this.forget(found);
    if (gone.has(found.node.parent)) return; // it has gone with its parent
    if (found.el instanceof HTMLDialogElement && found.el.open) found.el.close();
    for (const el of found.el.querySelectorAll("*")) {
      const inner = this.by_element.get(el);
      if (inner && !gone.has(inner.node.id)) this.root.append(el);
    }
    found.el.remove();
  }
}

/** Members that say where an element is, not what. */
const members_of_place = new Set(["id", "parent", "rect"]);

/** @param {MirrorNode} node */
function css_of(node) {
  const [x, y, w, h] = node.rect;
  const place = `left:${x}px;top:${y}px;width:${w}px;height:${h}px;`;
  if (node.font_size > 0) return place + css_of_text(node);
  if (node.role !== "column_header") return place;
  return `${place}line-height:${h}px;${w > 0 ? "" : "padding:0"}`; // one without a place of its own (ui/widgets/table_cards.cpp) takes none
}

/** As ui/frame_text.cpp lays out lines: from the top where the rect is made for several, else one in its middle. @param {MirrorNode} node */
function css_of_text(node) {
  const height = node.rect[3];
  const line = Math.round(node.font_size * (node.role === "heading" ? 1.35 : 1.5));
  const lines = height / line;
  const several = lines > 1.5 && Math.abs(lines - Math.round(lines)) < 0.02;
  const font = `font-size:${node.font_size}px;font-weight:${node.strong ? 600 : 400};`;
  if (has_text_value(node)) return node.multiline ? `${font}line-height:${line}px` : font;
  if (node.wraps || node.role === "tooltip") return `${font}line-height:${line}px;white-space:pre-wrap`; // style.css gives them room around their lines
  return `${font}line-height:${several ? line : height}px;white-space:${several ? "pre-wrap" : "pre"}`;
}

/** @param {Element} parent @param {WeakMap<Element, Mirrored>} mirrored */
function first_mirrored_child(parent, mirrored) {
  return [...parent.children].find((child) => mirrored.has(child)) ?? null;
}

/** Brings `el` directly behind `before` by moving the others. @param {Element} parent @param {Element} el @param {Element | undefined} before */
function move_neighbours(parent, el, before) {
  const children = [...parent.children];
  const at = children.indexOf(el);
  const wanted = before ? children.indexOf(before) : -1;
  if (wanted < at) for (const other of children.slice(wanted + 1, at).reverse()) el.after(other);
  else for (const other of children.slice(at + 1, wanted + 1)) el.before(other);
}

/** @param {HTMLElement} el @param {() => void} move */
function keeping_focus(el, move) {
  const active = document.activeElement;
  const held = active instanceof HTMLElement && el.contains(active) ? active : null;
  const field = held instanceof HTMLInputElement || held instanceof HTMLTextAreaElement ? held : null;
  const selection = field ? [field.selectionStart, field.selectionEnd] : [null, null]; // null where it has none (a checkbox)
  move();
  if (!held || document.activeElement === held) return;
  held.focus({ preventScroll: true });
  if (selection[0] !== null) field?.setSelectionRange(selection[0], selection[1]);
}

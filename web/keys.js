// @ts-check
// Keys of the composite widgets, after the ARIA Authoring Practices: tabs, combo boxes, grids. The client decides where a move
// leads; what an element does by itself (Enter on a button, arrows in radio buttons and text) is left to it.

/** @typedef {import("./mirror.js").Mirror} Mirror */
/** @typedef {import("./mirror.js").Mirrored} Mirrored */
/** @typedef {(action: string, node: string, value?: string) => void} Act */

/** @type {Record<string, string>} names of Move in ui/interaction.h */
const moves = {
  ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", Home: "home", End: "end", PageUp: "page_up", PageDown: "page_down",
  "Control+Home": "first", "Control+End": "last", "Shift+PageUp": "far_up", "Shift+PageDown": "far_down",
};

/** @param {KeyboardEvent} event */
function move_of(event) {
  if (event.altKey || event.metaKey) return undefined;
  return moves[`${event.ctrlKey ? "Control+" : ""}${event.shiftKey ? "Shift+" : ""}${event.key}`];
}

/** @param {KeyboardEvent} event @param {Mirror} mirror @param {Act} act */
export function on_key(event, mirror, act) {
  const found = mirror.find(event.target);
  if (!found) return;
  if (event.key === "Escape" && dismiss_tooltip(act)) return event.preventDefault();
  if (found.node.role === "tab") return move_between_tabs(event, found);
  if (found.node.role === "combo_box") return in_combo_box(event, found, act);
  if (found.el.closest("[role=grid]")) in_grid(event, found, act);
}

/**
 * Keys that press a link from anywhere on the page, also from a text field: Alt with Page Up or Page Down, which no browser and no
 * screen reader takes for itself. A dialog keeps what is behind it from being reached.
 * @param {KeyboardEvent} event @param {Act} act
 */
export function on_shortcut(event, act) {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !/^Page(Up|Down)$/.test(event.key)) return;
  const link = document.querySelector(`[aria-keyshortcuts="Alt+${event.key}"]`);
  if (!link || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  act("press", link.id);
}

/** @param {Act} act */
function dismiss_tooltip(act) {
  const shown = document.querySelector("[role=tooltip]");
  if (shown) act("dismiss", shown.id);
  return shown !== null;
}

/** @param {KeyboardEvent} event @param {Mirrored} found */
function move_between_tabs(event, found) {
  const tabs = [...(found.el.closest("[role=tablist]")?.querySelectorAll("[role=tab]:not([disabled])") ?? [])];
  const at = tabs.indexOf(found.el);
  /** @type {Record<string, number>} */
  const targets = { ArrowRight: (at + 1) % tabs.length, ArrowLeft: (at + tabs.length - 1) % tabs.length, Home: 0, End: tabs.length - 1 };
  const target = tabs[targets[event.key]];
  if (!(target instanceof HTMLElement)) return;
  event.preventDefault();
  target.focus();
  target.click();
}

/** Left, Right, Home and End belong to the text in it. @param {KeyboardEvent} event @param {Mirrored} found @param {Act} act */
function in_combo_box(event, { el, node }, act) {
  const vertical = /^(Arrow(Up|Down)|Page(Up|Down))$/.test(event.key);
  if (event.key === "Escape") {
    if (!node.expanded && el.closest("dialog")) return; // closes the dialog around it
    act("dismiss", node.id);
  } else if (event.key === "Enter") {
    act("move", node.id, "take"); // what is marked when the client comes to it; never the form's button
  } else if (vertical && event.altKey) {
    if (node.expanded !== (event.key === "ArrowDown")) act("press", node.id);
  } else if (vertical) {
    act("move", node.id, move_of(event) ?? "");
  } else {
    return;
  }
  event.preventDefault();
}

/** @param {KeyboardEvent} event @param {Mirrored} found @param {Act} act */
function in_grid(event, { el, node }, act) {
  const move = move_of(event);
  if (move) {
    act("move", node.id, move);
  } else if (node.role === "cell" && el === event.target && (event.key === "Enter" || event.key === " ")) {
    act("press", node.id);
  } else {
    return;
  }
  event.preventDefault();
}

// @ts-check
// Which native element a node of the semantics tree is: role → tag, and how its members become attributes.
//
// Names of roles and members as in ui/semantics.h. Elements are made once; `update` may be called any number of times.

/**
 * @typedef {object} MirrorNode
 * @property {string} id @property {string} parent @property {string} role @property {string} name @property {string} value
 * @property {[number, number, number, number]} rect x, y, width, height, relative to the parent's
 * @property {string} placeholder @property {string} describes @property {string} href @property {string} autocomplete
 * @property {string} input_mode @property {string} accept @property {string} popup @property {string} group @property {string} language
 * @property {string} controls @property {string} active @property {string} shortcut @property {"natural" | "yes" | "no"} tab_stop @property {boolean} grid
 * @property {number} level @property {number} row @property {number} rows @property {number} column @property {number} columns
 * @property {number} fraction @property {number} font_size @property {number} length_max @property {string} sort
 * @property {boolean} sortable @property {boolean} strong @property {boolean} wraps @property {boolean} multiline @property {boolean} password
 * @property {boolean} required @property {boolean} invalid @property {boolean} disabled @property {boolean} busy
 * @property {boolean} checked @property {boolean} selected @property {boolean} current @property {boolean} expanded
 * @property {boolean} assertive @property {boolean} multiple @property {boolean} end_aligned
 */

/** @type {MirrorNode} */
export const blank_node = {
  id: "", parent: "", role: "text", name: "", value: "", rect: [0, 0, 0, 0], placeholder: "", describes: "", href: "",
  autocomplete: "", input_mode: "", accept: "", popup: "", group: "", language: "", controls: "", active: "", shortcut: "", tab_stop: "natural", grid: false, level: 0, row: 0, rows: 0, column: 0, columns: 0,
  fraction: -1, font_size: 0, length_max: 0, sort: "none", sortable: false, strong: false, wraps: false, multiline: false, password: false, required: false,
  invalid: false, disabled: false, busy: false, checked: false, selected: false, current: false, expanded: false, assertive: false,
  multiple: false, end_aligned: false,
};

/**
 * "", false and undefined remove; true is an empty attribute.
 * @param {Element} el @param {string} name @param {string | number | boolean | undefined} value
 */
export function set_attribute(el, name, value) {
  if (value === "" || value === false || value === undefined) {
    if (el.hasAttribute(name)) el.removeAttribute(name);
    return;
  }
  const text = value === true ? "" : String(value);
  if (el.getAttribute(name) !== text) el.setAttribute(name, text);
}

/**
 * In place where it can be: Chromium ends a step of undo in the field that is typed in when any node of the document is taken away.
 * @param {Element} el @param {string} text
 */
export function set_text(el, text) {
  const only = el.childNodes.length === 1 ? el.firstChild : null;
  if (only instanceof Text) {
    if (only.data !== text) only.data = text;
  } else if (el.textContent !== text) {
    el.textContent = text;
  }
}

/** ARIA's booleans are words. @param {boolean} on */
const word = (on) => (on ? "true" : "");

/** @typedef {{tag: string | ((node: MirrorNode) => string), role?: string | ((node: MirrorNode) => string), update?: (el: any, node: MirrorNode) => void}} Kind */

/** @param {string} tag @param {string} [role] @returns {Kind} a container that has a name and may hold text of its own */
const container = (tag, role) => ({ tag, role, update: (el, node) => set_attribute(el, "aria-label", node.name) });

/** @param {string} tag @returns {Kind} */
const content = (tag) => ({ tag, update: (el, node) => set_text(el, node.name) });

/**
 * What is required and still empty is not wrong yet: without the word, Chromium 156 tells a select or a file input as invalid from the start.
 * @param {HTMLElement} el @param {MirrorNode} node
 */
function control(el, node) {
  set_attribute(el, "disabled", node.disabled);
  set_attribute(el, "aria-busy", word(node.busy));
  set_attribute(el, "aria-invalid", word(node.invalid) || (node.required ? "false" : ""));
  set_attribute(el, "required", node.required);
}

/** @param {HTMLInputElement | HTMLTextAreaElement} el @param {MirrorNode} node */
function text_box(el, node) {
  control(el, node);
  if (el instanceof HTMLInputElement) set_attribute(el, "type", node.password ? "password" : node.input_mode === "search" ? "search" : "text");
  set_attribute(el, "autocomplete", node.autocomplete || "off");
  set_attribute(el, "inputmode", node.input_mode);
  set_attribute(el, "placeholder", node.placeholder);
  set_attribute(el, "spellcheck", is_prose(node) ? "true" : "false");
}

const code_length_max = 60; // what is no longer is a name, a number or a code

/** Whether spelling can be checked: sentences, no codes, numbers, dates or secrets. @param {MirrorNode} node */
const is_prose = (node) => !node.password && !node.input_mode && !node.autocomplete && (node.multiline || node.length_max > code_length_max);

/** An editable text that searches a list. @param {HTMLInputElement} el @param {MirrorNode} node */
function combo_box(el, node) {
  control(el, node);
  el.type = "text";
  set_attribute(el, "autocomplete", "off");
  set_attribute(el, "spellcheck", "false");
  set_attribute(el, "placeholder", node.placeholder);
  set_attribute(el, "aria-autocomplete", "list");
  set_attribute(el, "aria-haspopup", "listbox");
  set_attribute(el, "aria-expanded", String(node.expanded));
  set_attribute(el, "aria-controls", node.controls);
  set_attribute(el, "aria-activedescendant", node.active);
}

/** One of several between which arrow keys move. @param {HTMLElement} el @param {MirrorNode} node */
function roving(el, node) {
  set_attribute(el, "tabindex", node.tab_stop === "no" ? -1 : undefined);
}

/** One that can be sorted holds a button of the same name. @param {HTMLElement} el @param {MirrorNode} node */
function column_header(el, node) {
  set_attribute(el, "aria-sort", node.sortable && node.sort !== "none" ? node.sort : "");
  set_attribute(el, "aria-colindex", node.column || "");
  own_text(el, node.sortable ? "" : node.name);
}

/** @type {Record<string, Kind>} */
export const kinds = {
  page: { tag: "div" },
  banner: container("header", "banner"),
  navigation: container("nav"),
  main: container("main"),
  form: { tag: "form", role: "form", update: (el, node) => {
    set_attribute(el, "aria-label", node.name);
    el.noValidate = true; // the client says what is wrong, in its own words
    el.method = "dialog"; // without a handler a submit goes nowhere
  } },
  group: container("div", "group"),
  region: container("section", "region"),
  alert: content_or_container("alert"),
  status: content_or_container("status"),
  list: container("ul", "list"),
  list_item: container("li", "listitem"),
  table: { tag: "table", role: (node) => (node.grid ? "grid" : "table"), update: (el, node) => {
    set_attribute(el, "aria-label", node.name);
    set_attribute(el, "aria-rowcount", node.rows + 1); // with the line of headers
    set_attribute(el, "aria-colcount", node.columns || "");
  } },
  row: { tag: "tr", role: "row", update: (el, node) => set_attribute(el, "aria-rowindex", node.row + 1) },
  column_header: { tag: "th", role: "columnheader", update: column_header },
  cell: { tag: "td", role: (node) => (node.grid ? "gridcell" : "cell"), update: (el, node) => {
    set_attribute(el, "aria-colindex", node.column || "");
    set_attribute(el, "aria-selected", word(node.selected));
    set_attribute(el, "tabindex", { natural: undefined, yes: 0, no: -1 }[node.tab_stop]);
    own_text(el, node.name);
  } },
  tab_list: container("div", "tablist"),
  tab: { tag: "button", role: "tab", update: (el, node) => {
    el.type = "button";
    set_text(el, node.name);
    set_attribute(el, "aria-selected", node.selected ? "true" : "false");
    set_attribute(el, "aria-controls", node.controls);
    set_attribute(el, "tabindex", node.selected ? 0 : -1);
    set_attribute(el, "disabled", node.disabled);
  } },
  tab_panel: container("div", "tabpanel"),
  radio_group: { tag: "div", role: "radiogroup", update: (el, node) => {
    set_attribute(el, "aria-label", node.name);
    set_attribute(el, "aria-required", word(node.required));
    set_attribute(el, "aria-invalid", word(node.invalid));
  } },
  list_box: container("ul", "listbox"),
  option: { tag: "li", role: "option", update: (el, node) => {
    set_text(el, node.name);
    set_attribute(el, "aria-selected", node.selected ? "true" : "false");
  } },
  dialog: { tag: "dialog", role: (node) => (node.assertive ? "alertdialog" : ""), update: (el, node) => set_attribute(el, "aria-label", node.name) },
  heading: { tag: (node) => `h${Math.min(Math.max(node.level, 1), 6)}`, update: (el, node) => {
    set_text(el, node.name);
    set_attribute(el, "tabindex", -1); // focus is sent here after a change of view
  } },
  text: content("div"),
  label: content("label"), // mirror.js ties it to its control
  hint: content("div"),
  error: content("div"),
  tooltip: { tag: "div", role: "tooltip", update: (el, node) => set_text(el, node.name) },
  image: { tag: "img", update: (el, node) => {
    el.alt = node.name;
    el.draggable = false;
  } },
  progress: { tag: "div", role: "progressbar", update: (el, node) => {
    set_attribute(el, "aria-label", node.name);
    set_attribute(el, "aria-valuemin", 0);
    set_attribute(el, "aria-valuemax", 100);
    set_attribute(el, "aria-valuenow", node.fraction < 0 ? "" : Math.round(node.fraction * 100));
  } },
  link: { tag: "a", update: (el, node) => {
    set_text(el, node.name);
    set_attribute(el, "href", node.href);
    set_attribute(el, "aria-current", node.current ? "page" : "");
    set_attribute(el, "aria-keyshortcuts", node.shortcut);
    roving(el, node);
  } },
  button: { tag: "button", update: (el, node) => {
    el.type = is_submit(node) ? "submit" : "button";
    set_text(el, node.name);
    set_attribute(el, "disabled", node.disabled);
    set_attribute(el, "aria-busy", word(node.busy));
    set_attribute(el, "aria-haspopup", node.popup);
    set_attribute(el, "aria-expanded", node.popup && node.popup !== "dialog" ? String(node.expanded) : "");
    set_attribute(el, "aria-current", node.current ? "date" : "");
    roving(el, node);
  } },
  text_box: { tag: (node) => (node.multiline ? "textarea" : "input"), update: text_box },
  combo_box: { tag: "input", role: "combobox", update: combo_box },
  radio: { tag: "input", update: (el, node) => {
    el.type = "radio";
    el.name = node.group;
    el.value = node.value;
    set_attribute(el, "disabled", node.disabled);
    if (el.checked !== node.checked) el.checked = node.checked;
  } },
  check_box: { tag: "input", update: (el, node) => {
    el.type = "checkbox";
    control(el, node);
    roving(el, node);
    if (el.checked !== node.checked) el.checked = node.checked;
  } },
  file_input: { tag: "input", update: (el, node) => {
    el.type = "file";
    control(el, node);
    set_attribute(el, "accept", node.accept);
    set_attribute(el, "multiple", node.multiple);
  } },
};

/** A message may be a sentence or hold other nodes. @param {string} role @returns {Kind} */
function content_or_container(role) {
  return { tag: "div", role, update: (el, node) => own_text(el, node.name) };
}

/** The node's own text stands before its children and does not disturb them. @param {HTMLElement} el @param {string} text */
function own_text(el, text) {
  const first = el.firstChild;
  if (first instanceof Text) {
    if (text === "") first.remove();
    else if (first.data !== text) first.data = text;
  } else if (text !== "") {
    el.prepend(text);
  }
}

/** The button that Enter in a field of its form presses. @param {MirrorNode} node */
const is_submit = (node) => node.id.endsWith("/submit");

const roles_with_value = new Set(["text_box", "combo_box"]);
/** @param {MirrorNode} node */
export const has_text_value = (node) => roles_with_value.has(node.role);

const roles_named_by_label = new Set(["text_box", "combo_box", "file_input", "check_box", "radio"]);
/** Whether its name comes from a label element or aria-label, not from its own text. @param {MirrorNode} node */
export const is_named_from_outside = (node) => roles_named_by_label.has(node.role);

/** @param {MirrorNode} node @returns {string} */
export function tag_of(node) {
  const { tag } = kinds[node.role] ?? kinds.text;
  return typeof tag === "string" ? tag : tag(node);
}

/** @param {MirrorNode} node @returns {HTMLElement} */
export function make_element(node) {
  const el = document.createElement(tag_of(node));
  el.id = node.id;
  return el;
}

/** @param {HTMLElement} el @param {MirrorNode} node */
export function update_element(el, node) {
  const kind = kinds[node.role] ?? kinds.text;
  set_attribute(el, "class", `node n_${node.role}${node.end_aligned ? " end_aligned" : ""}${node.wraps ? " wraps" : ""}`);
  set_attribute(el, "role", typeof kind.role === "function" ? kind.role(node) : kind.role);
  set_attribute(el, "lang", node.language);
  kind.update?.(el, node);
}

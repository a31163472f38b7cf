// @ts-check
// The keyboard of a machine for everyone: simple-keyboard draws the keys, and what they type goes into the element that has the focus,
// as if it were typed (execCommand: one input event, and it can be undone). Pinyin is gathered above the keys until a character is chosen.
//
// It stands below everything: the canvas and the page give it their room, and the field that has the focus is brought into sight.
// The keys are real buttons with names, but no stops of the Tab key: who has that key has a keyboard.
import Keyboard from "simple-keyboard/build/index.modern.esm.js";
import chinese from "simple-keyboard-layouts/build/layouts/chinese.js";
import { candidates_of } from "./pinyin.js";

/** The package's types leave it out. @type {import("./pinyin.js").Table} */
const readings = /** @type {any} */ (chinese).layoutCandidates;

const hide_after_ms = 300; // the click that took the focus away has to arrive where it was aimed at
const margin_px = 16;
const candidate_px = 72;

/** @typedef {"letters" | "shift" | "signs" | "numbers"} LayoutName */

/** Fields that text is typed in; lists are chosen from by touch. @param {EventTarget | null} target @returns {HTMLInputElement | HTMLTextAreaElement | null} */
function field_of(target) {
  return target instanceof HTMLElement && target.matches(".n_text_box:not(:disabled)") ? /** @type {HTMLInputElement} */ (target) : null;
}

const only_numbers = /^(numeric|decimal|tel)$/;
const latin_only = (/** @type {Element} */ field) => field instanceof HTMLInputElement && (field.type === "password" || field.inputMode === "email");
/** Sentences and names; codes are Latin (elements.js has spelling checked in the former). @param {Element} field */
const is_prose = (field) => field.getAttribute("spellcheck") === "true" || field.getAttribute("inputmode") === "search";

const bottom_row = "{signs} {language} {space} {left} {right} {done}";
/** @type {Record<LayoutName, string[]>} */
const layout = {
  letters: ["q w e r t y u i o p", "a s d f g h j k l", "{shift} z x c v b n m {bksp}", bottom_row],
  shift: ["Q W E R T Y U I O P", "A S D F G H J K L", "{shift} Z X C V B N M {bksp}", bottom_row],
  signs: ["1 2 3 4 5 6 7 8 9 0", "- / : ; ( ) @ . , _", "# % & * + = ? ! {bksp}", bottom_row.replace("{signs}", "{letters}")],
  numbers: ["1 2 3 {bksp}", "4 5 6 -", "7 8 9 .", "{left} 0 {right} {done}"],
};
const chinese_signs = ["1 2 3 4 5 6 7 8 9 0", "， 。 、 ； ： （ ） 《 》 ·", "“ ” ？ ！ — … 〔 〕 {bksp}", bottom_row.replace("{signs}", "{letters}")];
const chinese_letters = [layout.letters[0], "a s d f g h j k l '", ...layout.letters.slice(2)];
const named_keys = ["bksp", "shift", "space", "left", "right", "done", "enter", "signs", "letters", "language"];

export class ScreenKeyboard {
  /** @param {import("./kiosk.js").Page} page */
  constructor(page) {
    this.say = page.say;
    this.layout_changed = page.layout_changed;
    /** @type {HTMLInputElement | HTMLTextAreaElement | null} */
    this.field = null;
    /** @type {LayoutName} */
    this.layout_name = "letters";
    this.chinese = false;
    this.typed = ""; // pinyin
    this.first_shown = 0; // of the candidates
    this.hiding = 0;
    this.panel = document.createElement("div");
    this.panel.className = "kiosk_keyboard";
    this.panel.setAttribute("role", "region"); // by which screen readers reach it, for no Tab key does
    this.panel.hidden = true;
    this.strip = this.panel.appendChild(document.createElement("div"));
    this.strip.className = "kiosk_candidates";
    const keys = this.panel.appendChild(document.createElement("div"));
    keys.className = "simple-keyboard";
    document.body.append(this.panel);
    /** @type {any} */
    this.keys = new Keyboard(keys, { layout, layoutName: this.layout_name, display: {}, useButtonTag: true, onKeyPress: (key) => this.press(key), onRender: () => this.keep_out_of_tab_order() });
    page.listen(this.panel, "mousedown", (event) => event.preventDefault()); // the focus stays in the field
    page.listen(document, "focusin", (event) => this.focus(event.target));
    page.listen(document, "focusout", () => this.hide_soon());
    page.listen(window, "resize", () => {
      if (this.typed) this.draw_candidates();
      this.measure();
    });
    new MutationObserver(() => this.panel.hidden || this.show()).observe(document.documentElement, { attributeFilter: ["lang"] }); // its keys are named in it
  }

  /** @param {EventTarget | null} target */
  focus(target) {
    const field = field_of(target);
    if (!field) return;
    clearTimeout(this.hiding);
    if (field === this.field && !this.panel.hidden) return;
    this.field = field;
    field.setAttribute("virtualkeyboardpolicy", "manual"); // not the system's, too
    this.typed = "";
    this.layout_name = only_numbers.test(field.inputMode) ? "numbers" : "letters";
    this.chinese = !latin_only(field) && is_prose(field) && document.documentElement.lang.startsWith("zh");
    this.show();
  }

  show() {
    const home = this.field?.closest("dialog") ?? document.body; // what lies outside an open dialog cannot be touched
    if (this.panel.parentElement !== home) home.append(this.panel);
    this.panel.hidden = false;
    this.panel.setAttribute("aria-label", this.say("kiosk.keyboard.label"));
    this.draw_keys();
    this.draw_candidates();
    this.measure();
  }

  hide_soon() {
    clearTimeout(this.hiding);
    this.hiding = setTimeout(() => field_of(document.activeElement) || this.hide(), hide_after_ms);
  }

  hide() {
    this.field = null;
    this.typed = "";
    this.keys.clearInput();
    if (this.panel.hidden) return;
    this.panel.hidden = true;
    document.body.append(this.panel);
    this.measure();
  }

  /** Gives the page what room is left, and brings the field there once the client has drawn it in. */
  measure() {
    const root = document.documentElement;
    const height_px = this.panel.hidden ? 0 : Math.ceil(this.panel.getBoundingClientRect().height);
    const before = root.style.getPropertyValue("--keyboard_height");
    if (before === `${height_px}px`) return;
    root.style.setProperty("--keyboard_height", `${height_px}px`);
    root.classList.toggle("has_keyboard", height_px > 0);
    this.layout_changed();
    requestAnimationFrame(() => requestAnimationFrame(() => this.bring_field_into_sight()));
  }

  bring_field_into_sight() {
    const field = this.field;
    if (!field || this.panel.hidden) return;
    const { top, bottom, height } = field.getBoundingClientRect();
    const end = this.panel.getBoundingClientRect().top - margin_px;
    if (top >= 0 && bottom <= end) return;
    field.scrollIntoView({ block: height > end ? "start" : "center", behavior: "instant" });
  }

  // ---- keys ------------------------------------------------------------------------------------------------------

  draw_keys() {
    const names = Object.fromEntries(named_keys.map((key) => [`{${key}}`, this.say(`kiosk.keyboard.${key}`)]));
    if (this.field instanceof HTMLTextAreaElement) names["{done}"] = names["{enter}"];
    const may_change = this.field !== null && !latin_only(this.field);
    const letters = this.chinese ? chinese_letters : layout.letters;
    const signs = this.chinese ? chinese_signs : layout.signs;
    const without_language = (/** @type {string[]} */ rows) => (may_change ? rows : rows.map((row) => row.replace("{language} ", "")));
    names["{language}"] = this.say(this.chinese ? "kiosk.keyboard.to_latin" : "kiosk.keyboard.to_chinese");
    this.keys.setOptions({
      layoutName: this.layout_name,
      layout: { letters: without_language(letters), shift: without_language(layout.shift), signs: without_language(signs), numbers: layout.numbers },
      display: names,
      buttonTheme: [{ class: "kiosk_key_pressed", buttons: this.layout_name === "shift" ? "{shift}" : "" }].filter(({ buttons }) => buttons),
    });
  }

  keep_out_of_tab_order() {
    for (const key of this.panel.querySelectorAll("button")) key.tabIndex = -1;
  }

  /** @param {string} key of the layout: a character, or {name} */
  press(key) {
    this.keys.clearInput(); // simple-keyboard keeps what was typed; nobody needs it
    /** @type {Record<string, () => void>} */
    const named = {
      "{bksp}": () => this.delete_backwards(),
      "{shift}": () => this.use(this.layout_name === "shift" ? "letters" : "shift"),
      "{signs}": () => this.use("signs"),
      "{letters}": () => this.use("letters"),
      "{language}": () => this.change_language(),
      "{space}": () => (this.typed ? this.choose_first() : insert(" ")),
      "{left}": () => this.step(-1),
      "{right}": () => this.step(1),
      "{done}": () => this.finish(),
    };
    if (named[key]) return named[key]();
    if (this.chinese && /^[a-z']$/.test(key) && (this.typed || key !== "'")) return this.gather(this.typed + key);
    this.take_letters();
    insert(key);
    if (this.layout_name === "shift") this.use("letters");
  }

  /** @param {LayoutName} name */
  use(name) {
    this.take_letters();
    this.layout_name = name;
    this.draw_keys();
    this.measure();
  }

  change_language() {
    this.take_letters();
    this.chinese = !this.chinese;
    this.layout_name = "letters";
    this.draw_keys();
    this.draw_candidates();
    this.measure();
  }

  delete_backwards() {
    if (this.typed) this.gather(this.typed.slice(0, -1));
    else document.execCommand("delete");
  }

  /** @param {number} by characters */
  step(by) {
    const field = this.field;
    if (!field) return;
    this.take_letters();
    const at = by < 0 ? field.selectionStart ?? 0 : field.selectionEnd ?? 0;
    const stepped = Math.max(0, Math.min(field.value.length, at + by));
    field.setSelectionRange(stepped, stepped);
  }

  finish() {
    this.take_letters();
    if (this.field instanceof HTMLTextAreaElement) return insert("\n");
    this.field?.blur();
    this.hide();
  }

  // ---- pinyin ------------------------------------------------------------------------------------------------------

  /** @param {string} typed */
  gather(typed) {
    this.typed = typed;
    this.first_shown = 0;
    this.draw_candidates();
  }

  /** As they are. */
  take_letters() {
    if (this.typed) insert(this.typed);
    if (this.typed) this.gather("");
  }

  choose_first() {
    const [first] = candidates_of(readings, this.typed);
    if (first) this.choose(first);
    else this.take_letters();
  }

  /** @param {import("./pinyin.js").Candidate} candidate */
  choose({ character, used }) {
    insert(character);
    this.gather(this.typed.slice(used.length));
  }

  draw_candidates() {
    this.strip.hidden = !this.chinese;
    this.strip.replaceChildren();
    if (!this.typed) return;
    const letters = document.createElement("span");
    letters.className = "kiosk_pinyin";
    letters.textContent = this.typed;
    this.strip.append(letters);
    const all = candidates_of(readings, this.typed);
    const room = Math.max(3, Math.floor((window.innerWidth - letters.offsetWidth - 3 * candidate_px) / candidate_px));
    const page = all.slice(this.first_shown, this.first_shown + room);
    for (const candidate of page) this.add_button(candidate.character, "zh-CN", () => this.choose(candidate));
    const turn = (/** @type {number} */ to) => () => {
      this.first_shown = to;
      this.draw_candidates();
    };
    if (this.first_shown > 0) this.add_button(this.say("kiosk.keyboard.earlier"), "", turn(Math.max(0, this.first_shown - room))).className = "kiosk_turn";
    if (this.first_shown + room < all.length) this.add_button(this.say("kiosk.keyboard.more"), "", turn(this.first_shown + room)).className = "kiosk_turn";
  }

  /** @param {string} label @param {string} language @param {() => void} act */
  add_button(label, language, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.textContent = label;
    if (language) button.lang = language;
    button.onclick = act;
    this.strip.append(button);
    return button;
  }
}

/** As a person types it. @param {string} text */
function insert(text) {
  document.execCommand("insertText", false, text);
}

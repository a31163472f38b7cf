// Keyboard and mouse of a page, with the methods that Playwright gives them. All goes through WebDriver's actions, which
// WebKitGTK turns into GDK events: the page cannot tell them from a person's.
import { chord_of, code_of, down, press_of, typing_of, up } from "./keys.mjs";

const keys_at_once = 200; // of one call, so that none takes too long

export class Keyboard {
  constructor(page) {
    this.page = page;
  }

  async act(actions) {
    for (let i = 0; i < actions.length; i += keys_at_once) await this.page.perform({ type: "key", id: "keyboard", actions: actions.slice(i, i + keys_at_once) });
  }

  press = (chord) => this.act(press_of(chord_of(chord)));
  type = (text) => this.act(typing_of(text));
  down = (name) => this.act([down(code_of(name))]);
  up = (name) => this.act([up(code_of(name))]);
  /** WebDriver has no text without keys. */
  insertText = (text) => this.type(text);
}

const buttons = { left: 0, middle: 1, right: 2 };

export class Mouse {
  constructor(page) {
    this.page = page;
  }

  act(actions, pointerType = "mouse") {
    return this.page.perform({ type: "pointer", id: pointerType, parameters: { pointerType }, actions });
  }

  async move(x, y, { steps = 1 } = {}) {
    const from = this.at ?? { x, y };
    this.at = { x, y };
    const between = (a, b, i) => Math.round(a + ((b - a) * i) / steps);
    for (let i = 1; i <= steps; ++i) await this.act([{ type: "pointerMove", duration: 0, x: between(from.x, x, i), y: between(from.y, y, i) }]);
  }

  down = ({ button = "left" } = {}) => this.act([{ type: "pointerDown", button: buttons[button] }]);
  up = ({ button = "left" } = {}) => this.act([{ type: "pointerUp", button: buttons[button] }]);

  async click(x, y, { button = "left", clickCount = 1 } = {}) {
    this.at = { x, y };
    const press = [{ type: "pointerDown", button: buttons[button] }, { type: "pointerUp", button: buttons[button] }];
    await this.act([{ type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) }, ...Array(clickCount).fill(press).flat()]);
  }

  dblclick = (x, y, options) => this.click(x, y, { ...options, clickCount: 2 });

  wheel(deltaX, deltaY) {
    const { x, y } = this.at ?? { x: 0, y: 0 };
    return this.page.perform({ type: "wheel", id: "wheel", actions: [{ type: "scroll", x: Math.round(x), y: Math.round(y), deltaX, deltaY }] });
  }
}

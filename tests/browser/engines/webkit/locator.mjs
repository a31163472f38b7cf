// Playwright's Locator for a page of WebKit: the same selectors (ivya reads them in the page), the same waiting before an
// action. An action waits until its element is there, visible, enabled, at rest and not covered, then sends real input.
import { asLocator, getByAltTextSelector, getByLabelSelector, getByPlaceholderSelector, getByRoleSelector, getByTestIdSelector, getByTextSelector, getByTitleSelector } from "ivya";

const typed_characters_max = 2000;

/** What pages and locators can both look for. */
export const finders = {
  locator: (selector) => (typeof selector === "string" ? selector : selector.selector),
  getByRole: getByRoleSelector,
  getByText: getByTextSelector,
  getByLabel: getByLabelSelector,
  getByPlaceholder: getByPlaceholderSelector,
  getByAltText: getByAltTextSelector,
  getByTitle: getByTitleSelector,
  getByTestId: (id) => getByTestIdSelector("data-testid", id),
};

const text_part = (kind, text) => getByTextSelector(text).replace(/^internal:text=/, `internal:${kind}=`);
const part = (kind, locator) => `internal:${kind}=${JSON.stringify(locator.selector)}`;

export class Locator {
  /** @param {import("./page.mjs").Page} page @param {string} selector */
  constructor(page, selector) {
    this.host = page;
    this.selector = selector;
  }

  page = () => this.host;
  toString = () => asLocator("javascript", this.selector);
  narrowed = (...parts) => new Locator(this.host, [this.selector, ...parts].join(" >> "));

  filter({ hasText, hasNotText, has, hasNot } = {}) {
    return this.narrowed(
      ...(hasText === undefined ? [] : [text_part("has-text", hasText)]),
      ...(hasNotText === undefined ? [] : [text_part("has-not-text", hasNotText)]),
      ...(has ? [part("has", has)] : []),
      ...(hasNot ? [part("has-not", hasNot)] : []),
    );
  }

  or = (other) => this.narrowed(part("or", other));
  and = (other) => this.narrowed(part("and", other));
  nth = (i) => this.narrowed(`nth=${i}`);
  first = () => this.nth(0);
  last = () => this.nth(-1);
  all = async () => Array.from({ length: await this.count() }, (_, i) => this.nth(i));

  // ---- looking -------------------------------------------------------------------------------------------------

  count = () => this.host.run((selector) => __stories.all(selector).length, this.selector);
  isVisible = () => this.host.run((selector) => __stories.is_visible(__stories.one(selector)), this.selector);

  /** Waits until it is there. @param {Function | string} body @param {unknown} [argument] */
  evaluate(body, argument, options) {
    const script = `(selector, argument) => {
      const element = __stories.one(selector);
      return element ? Promise.resolve((${body})(element, argument)).then((value) => ({ value })) : { problem: "it is not there" };
    }`;
    return this.until(() => this.host.run(script, this.selector, argument), options);
  }

  evaluateAll(body, argument) {
    return this.host.run(`(selector, argument) => (${body})(__stories.all(selector), argument)`, this.selector, argument);
  }

  elementHandle = (options) => this.evaluate((el) => __stories.keep(el), null, options).then((id) => this.host.handle_of(id));

  innerText = (options) => this.evaluate((el) => el.innerText, null, options);
  textContent = (options) => this.evaluate((el) => el.textContent, null, options);
  inputValue = (options) => this.evaluate((el) => el.value, null, options);
  isChecked = (options) => this.evaluate((el) => (el.getAttribute("aria-checked") ? el.getAttribute("aria-checked") === "true" : el.checked), null, options);
  isEnabled = (options) => this.evaluate((el) => __stories.obstacle(el, { enabled: true }) !== "it is disabled", null, options);
  isDisabled = async (options) => !(await this.isEnabled(options));
  getAttribute = (name, options) => this.evaluate((el, name) => el.getAttribute(name), name, options);
  boundingBox = (options) => this.evaluate((el) => (el.getClientRects().length > 0 ? __stories.box_of(el) : null), null, options);
  ariaSnapshot = (options) => this.evaluate((el) => __stories.outline_of(el), null, options);
  allInnerTexts = () => this.evaluateAll((els) => els.map((el) => el.innerText));
  allTextContents = () => this.evaluateAll((els) => els.map((el) => el.textContent));

  async screenshot(options) {
    await this.scrollIntoViewIfNeeded();
    return this.host.screenshot({ ...options, clip: await this.boundingBox() });
  }

  /** @param {{state?: "visible" | "hidden" | "attached" | "detached", timeout?: number}} [options] */
  waitFor({ state = "visible", timeout } = {}) {
    const look = (selector, state) => {
      const element = __stories.one(selector);
      const is_so = { visible: __stories.is_visible(element), hidden: !__stories.is_visible(element), attached: Boolean(element), detached: !element }[state];
      return is_so ? { value: null } : { problem: `it is not ${state}` };
    };
    return this.until(() => this.host.run(look, this.selector, state), { timeout });
  }

  /** Asks again until the answer is a value. @param {() => Promise<{value?: any, problem?: string}>} ask */
  until(ask, { timeout } = {}) {
    return this.host.until(ask, { timeout, what: this.toString() });
  }

  // ---- acting --------------------------------------------------------------------------------------------------

  /** @returns {Promise<{x: number, y: number}>} */
  async target({ position, timeout, enabled = true } = {}) {
    const ask = (selector, wish) => __stories.target(selector, wish).then((found) => (found.problem ? found : { value: found }));
    return this.until(() => this.host.run(ask, this.selector, { enabled, ...(position ? { position } : {}) }), { timeout });
  }

  async click({ trial = false, modifiers = [], button, clickCount, ...options } = {}) {
    const { x, y } = await this.target(options);
    if (trial) return;
    for (const key of modifiers) await this.host.keyboard.down(key);
    await this.host.mouse.click(x, y, { button, clickCount });
    for (const key of modifiers.toReversed()) await this.host.keyboard.up(key);
  }

  dblclick = (options) => this.click({ ...options, clickCount: 2 });

  async hover(options) {
    const { x, y } = await this.target({ ...options, enabled: false });
    await this.host.mouse.move(x, y);
  }

  async tap(options) {
    const { x, y } = await this.target(options);
    await this.host.mouse.act([{ type: "pointerMove", duration: 0, x, y }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }], "touch");
  }

  /** Typed by keys over what stands there. Only a very long text goes in at once, by the editing command. */
  async fill(text, options) {
    const ask = (selector) => {
      const found = __stories.ready_to_fill(selector);
      return found.problem ? found : { value: found };
    };
    const { blank, lines } = await this.until(() => this.host.run(ask, this.selector), options);
    const wanted = lines ? text : text.replace(/[\r\n]/g, "");
    if (wanted.length > typed_characters_max) return this.host.run((text) => document.execCommand("insertText", false, text), wanted);
    if (wanted !== "") return this.host.keyboard.type(wanted);
    if (!blank) return this.host.keyboard.press("Delete");
  }

  clear = (options) => this.fill("", options);

  focus = (options) => this.evaluate((el) => el.focus(), null, options);
  blur = (options) => this.evaluate((el) => el.blur(), null, options);
  scrollIntoViewIfNeeded = (options) => this.evaluate((el) => __stories.bring_into_view(el), null, options);
  selectText = (options) => this.evaluate((el) => ("select" in el ? (el.focus(), el.select()) : getSelection().selectAllChildren(el)), null, options);

  async press(chord, options) {
    await this.focus(options);
    await this.host.keyboard.press(chord);
  }

  async pressSequentially(text, options) {
    await this.focus(options);
    await this.host.keyboard.type(text);
  }

  check = (options) => this.setChecked(true, options);
  uncheck = (options) => this.setChecked(false, options);

  async setChecked(wanted, options) {
    if ((await this.isChecked(options)) === wanted) return;
    await this.click(options);
    if ((await this.isChecked(options)) !== wanted) throw new Error(`${this}: a click did not ${wanted ? "check" : "uncheck"} it`);
  }

  /** As if chosen from the list: WebDriver's click on an option. @param {string | {label?: string, value?: string, index?: number}} wish */
  async selectOption(wish, options) {
    const ask = (selector, wish) => {
      const found = __stories.option_of(selector, wish);
      return found.problem ? found : { value: found.element };
    };
    const option = await this.until(() => this.host.run(ask, this.selector, typeof wish === "string" ? { value: wish } : wish), options);
    await this.host.command("POST", `/element/${Object.values(option)[0]}/click`);
  }

  async setInputFiles(files, options) {
    await this.host.give_files(await this.evaluate((el) => el, null, options), files);
  }

  /** Not of the user: where a story wants an event that no input device makes (a drop of files). */
  dispatchEvent(type, init = {}) {
    const body = (el, { type, init }) => {
      const Kind = /^drag|^drop/.test(type) ? DragEvent : /^key/.test(type) ? KeyboardEvent : /^pointer/.test(type) ? PointerEvent : /^mouse|click/.test(type) ? MouseEvent : Event;
      el.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, composed: true, ...init }));
    };
    return this.evaluate(body, { type, init });
  }
}

for (const [name, selector_of] of Object.entries(finders)) {
  Locator.prototype[name] = function (...args) {
    return this.narrowed(selector_of(...args));
  };
}

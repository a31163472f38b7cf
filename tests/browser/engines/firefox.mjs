// Debian's Firefox ESR, as Playwright drives a Firefox that nobody patched: over WebDriver BiDi.
//
// Two differences from Playwright's own build: this Firefox is older than the protocol that Playwright speaks, so one command
// that it does not know is left out; and media features are preferences of the whole browser, so a page that is dark from the start
// has a second one, and what a story changes is given back when its context closes.
import { execFileSync } from "node:child_process";
import { firefox } from "playwright-core";
import { text_input_processor } from "./firefox_input_method.mjs";
import { find_by_bar, set_preferences, tab_through_bars, window_of } from "./firefox_window.mjs";
import { start_screen } from "./processes.mjs";

const preferences = {
  "intl.accept_languages": "zh-CN",
  "browser.cache.disk.enable": false,
  "javascript.options.wasm_optimizingjit": false, // each context compiles the client anew: a third of what signing in costs
  "dom.events.testing.asyncClipboard": true, // a page may use the clipboard, which is the browser's own: it has no window
};

const scheme_preference = "layout.css.prefers-color-scheme.content-override";
const dark_or_light = { dark: 0, light: 1 };
/** What a system's settings make of media features, as preferences of the browser: null is what it is without them. */
const media_preferences = {
  colorScheme: (scheme) => ({ [scheme_preference]: dark_or_light[scheme] }),
  contrast: (contrast) => (contrast === "more" ? { "ui.useAccessibilityTheme": 1, "browser.display.document_color_use": 1 } : { "ui.useAccessibilityTheme": null, "browser.display.document_color_use": null }),
  forcedColors: (forced) => ({ "browser.display.document_color_use": forced === "active" ? 2 : null }),
  reducedMotion: (motion) => ({ "ui.prefersReducedMotion": motion === "reduce" ? 1 : null }),
};

const firefox_program = () => process.env.FIREFOX || execFileSync("sh", ["-c", "command -v firefox-esr || command -v firefox"]).toString().trim();

export class Firefox {
  /** Firefox shows no window, but asks the screen for OpenGL. */
  async start({ env = {} } = {}) {
    this.env = env;
    this.screen = await start_screen({ width: 640, height: 480 });
    /** @type {Map<string, Promise<import("playwright-core").Browser>>} */
    this.browsers = new Map();
    await this.browser("light").catch(async (error) => {
      await this.screen.group.end(); // or node would wait for it
      throw error;
    });
    return this;
  }

  /** @param {"dark" | "light"} scheme */
  browser(scheme) {
    if (!this.browsers.has(scheme)) this.browsers.set(scheme, start(scheme, { ...this.env, DISPLAY: this.screen.display }));
    return this.browsers.get(scheme);
  }

  /** Firefox has no pages that pretend to be a phone's. @param {import("playwright-core").BrowserContextOptions} options */
  async newContext({ colorScheme = "light", isMobile, hasTouch, ...options } = {}) {
    const browser = await this.browser(colorScheme);
    const context = await browser.newContext(options);
    const [newPage, close] = [context.newPage.bind(context), context.close.bind(context)];
    const changed = new Set();
    const change = (preferences) => run_in_window(browser, set_preferences, JSON.stringify(preferences));
    context.grantPermissions = async () => {}; // BiDi names other ones; a preference allows the clipboard
    context.newPage = async () => {
      const page = await newPage();
      count_clicks(page);
      const press = page.keyboard.press.bind(page.keyboard);
      page.keyboard.press = async (keys, how) => {
        if (/^(Shift\+)?Tab$/.test(keys) && (await run_in_window(browser, tab_through_bars, name_of(page), keys)) === "bars") return;
        await press(keys, how);
      };
      page.emulateMedia = async (media) => {
        for (const [name, value] of Object.entries(media)) changed.add(name) && (await change(media_preferences[name](value)));
      };
      return page;
    };
    context.close = async () => {
      for (const name of changed) await change(media_preferences[name](name === "colorScheme" ? colorScheme : null));
      await close();
    };
    return context;
  }

  async close() {
    for (const browser of this.browsers.values()) await (await browser).close();
    await this.screen.group.end();
  }
}

/** Firefox now and then starts and answers nothing: it gets a second try. */
async function start(scheme, env) {
  const browser = await launch_once(scheme, env, 30_000).catch((error) => {
    if (error.name !== "TimeoutError") throw error;
    console.error("! Firefox did not come up and is started anew");
    return launch_once(scheme, env, 60_000);
  });
  leave_out_unknown(browser, "emulation.setMediaFeaturesOverride"); // not in Firefox 153 ESR
  return browser;
}

const launch_once = (scheme, env, timeout_ms) =>
  firefox.launch({
    channel: "moz-firefox",
    executablePath: firefox_program(),
    timeout: timeout_ms * Number(process.env.PORTAL_PATIENCE || 1),
    args: ["--remote-allow-system-access"],
    env: { ...process.env, LANGUAGE: "zh_CN", LANG: "zh_CN.UTF-8", LP_NUM_THREADS: "1", ...env }, // the other cores are left alone
    firefoxUserPrefs: { ...preferences, [scheme_preference]: dark_or_light[scheme] },
  });

// Playwright keeps the protocol to itself. These two are its own names for it, of the version in package-lock.json.
/** @param {import("playwright-core").Browser} browser */
const session_of = (browser) => browser._connection.toImpl(browser)._browserSession;
/** @param {import("playwright-core").Page} page */
const name_of = (page) => page._connection.toImpl(page).delegate._session.sessionId;

/**
 * Firefox counts the clicks of one list of actions; Playwright sends each press as a list of its own, and nothing is ever a double click.
 * @param {import("playwright-core").Page} page
 */
function count_clicks(page) {
  const { mouse, delegate } = page._connection.toImpl(page);
  const click = mouse.click.bind(mouse);
  mouse.click = async (progress, x, y, options = {}) => {
    const { clickCount = 1 } = options;
    if (clickCount === 1) return click(progress, x, y, options);
    await mouse.move(progress, x, y, { forClick: true });
    const presses = Array.from({ length: clickCount }, () => [{ type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }]).flat();
    const pointer = { type: "pointer", id: "pw_mouse", parameters: { pointerType: "mouse" }, actions: presses };
    await delegate._session.send("input.performActions", { context: delegate._session.sessionId, actions: [pointer] });
  };
}

/** @param {import("playwright-core").Browser} browser @param {string} command */
function leave_out_unknown(browser, command) {
  const session = session_of(browser);
  const send = session.send.bind(session);
  session.send = (method, params) => (method === command ? Promise.resolve({}) : send(method, params));
}

/** @type {WeakMap<object, ReturnType<typeof window_of>>} */
const windows = new WeakMap();
/** @param {import("playwright-core").Browser} browser @param {Function} body @param {...string} args */
async function run_in_window(browser, body, ...args) {
  if (!windows.has(browser)) windows.set(browser, window_of(session_of(browser)));
  return (await windows.get(browser))(body, ...args);
}

export const launch = ({ env } = {}) => new Firefox().start({ env });

/** Playwright hides the caret for a picture by a style that the page's policy does not allow; a font that did not arrive. @param {string} text */
export const is_the_browsers_own = (text) => /blocked an inline style \(style-src-elem\)|^downloadable font: download failed/.test(text);

/** window.find finds nothing in this Firefox, in a plain page neither. @param {import("playwright-core").Page} page @param {string} text */
export const find_in_page = async (page, text) => (await run_in_window(page.context().browser(), find_by_bar, name_of(page), text)) === "found";

/** @param {import("playwright-core").Page} page */
export const input_method_of = async (page) => text_input_processor((...args) => run_in_window(page.context().browser(), ...args), name_of(page));

// Debian's Firefox ESR, as Playwright drives a Firefox that nobody patched: over WebDriver BiDi.
//
// Two differences from Playwright's own build: this Firefox is older than the protocol that Playwright speaks, so one command
// that it does not know is left out; and the colour scheme is a preference of the whole browser, so a dark page has a second one.
import { execFileSync } from "node:child_process";
import { firefox } from "playwright-core";
import { text_input_processor } from "./firefox_input_method.mjs";
import { start_screen } from "./processes.mjs";

const preferences = {
  "webgl.force-enabled": true, // on a software driver too
  "intl.accept_languages": "zh-CN",
  "browser.cache.disk.enable": false,
};
const dark_or_light = { dark: 0, light: 1 };

const firefox_program = () => process.env.FIREFOX || execFileSync("sh", ["-c", "command -v firefox-esr || command -v firefox"]).toString().trim();

export class Firefox {
  /** Firefox shows no window, but asks the screen for OpenGL. */
  async start({ env = {} } = {}) {
    this.env = env;
    this.screen = await start_screen({ width: 640, height: 480 });
    /** @type {Map<string, Promise<import("playwright-core").Browser>>} */
    this.browsers = new Map();
    await this.browser("light");
    return this;
  }

  /** @param {"dark" | "light"} scheme */
  browser(scheme) {
    if (!this.browsers.has(scheme)) this.browsers.set(scheme, start(scheme, { ...this.env, DISPLAY: this.screen.display }));
    return this.browsers.get(scheme);
  }

  /** Firefox has no pages that pretend to be a phone's. @param {import("playwright-core").BrowserContextOptions} options */
  async newContext({ colorScheme = "light", isMobile, hasTouch, ...options } = {}) {
    return (await this.browser(colorScheme)).newContext(options);
  }

  async close() {
    for (const browser of this.browsers.values()) await (await browser).close();
    await this.screen.group.end();
  }
}

async function start(scheme, env) {
  const browser = await firefox.launch({
    channel: "moz-firefox",
    executablePath: firefox_program(),
    timeout: 60_000 * Number(process.env.PORTAL_PATIENCE || 1),
    args: ["--remote-allow-system-access"], // firefox_input_method.mjs
    env: { ...process.env, LANGUAGE: "zh_CN", LANG: "zh_CN.UTF-8", ...env },
    firefoxUserPrefs: { ...preferences, "layout.css.prefers-color-scheme.content-override": dark_or_light[scheme] },
  });
  leave_out_unknown(browser, "emulation.setMediaFeaturesOverride"); // not in Firefox 153 ESR
  return browser;
}

// Playwright keeps the protocol to itself. These two are its own names for it, of the version in package-lock.json.
/** @param {import("playwright-core").Browser} browser */
const session_of = (browser) => browser._connection.toImpl(browser)._browserSession;
/** @param {import("playwright-core").Page} page */
const name_of = (page) => page._connection.toImpl(page).delegate._session.sessionId;

/** @param {import("playwright-core").Browser} browser @param {string} command */
function leave_out_unknown(browser, command) {
  const session = session_of(browser);
  const send = session.send.bind(session);
  session.send = (method, params) => (method === command ? Promise.resolve({}) : send(method, params));
}

export const launch = ({ env } = {}) => new Firefox().start({ env });

/** Playwright hides the caret for a picture by a style that the page's policy does not allow. @param {string} text */
export const is_the_browsers_own = (text) => /blocked an inline style \(style-src-elem\)/.test(text);

/** @param {import("playwright-core").Page} page */
export const input_method_of = (page) => text_input_processor(session_of(page.context().browser()), name_of(page));

// Debian's Chromium, as Playwright drives it: over the DevTools protocol.
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

export const chromium_program = () =>
  process.env.CHROMIUM || execFileSync("sh", ["-c", "command -v chromium || command -v chromium-browser || command -v google-chrome"]).toString().trim();

export const quiet_flags = ["--headless=new", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
export const software_gl_flags = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
export const chromium_flags = [...quiet_flags, ...software_gl_flags];
/** Without a GPU process that would put the page together on a software driver: stories take half the time, and the page draws by itself. */
const story_flags = [...quiet_flags, "--disable-gpu"];

export function launch({ flags = story_flags, env = {} } = {}) {
  return chromium.launch({ executablePath: chromium_program(), headless: false, args: flags, env: { ...process.env, LANGUAGE: "zh_CN", LANG: "zh_CN.UTF-8", ...env } });
}

/** What Chromium itself reports of an answer that is no success is no error of the page. @param {string} text */
export const is_the_browsers_own = (text) => /Failed to load resource|net::ERR_/.test(text);

const key_codes = { Enter: 13, Escape: 27, " ": 32, Backspace: 8, Tab: 9 };

/** The preedit and the commit go through the browser's own pipeline. @param {import("playwright-core").Page} page */
export async function input_method_of(page) {
  const cdp = await page.context().newCDPSession(page);
  return {
    can_replace: true,
    /** @param {string} text @param {[number, number]} [replaced] from the caret, of what stands there */
    async compose(text, replaced) {
      const at = { text, selectionStart: text.length, selectionEnd: text.length };
      if (!replaced) return cdp.send("Input.imeSetComposition", at);
      const caret = await page.evaluate(() => document.activeElement.selectionEnd);
      return cdp.send("Input.imeSetComposition", { ...at, replacementStart: caret + replaced[0], replacementEnd: caret + replaced[1] });
    },
    commit: (text) => cdp.send("Input.insertText", { text }),
    /** The page hears of it as keyCode 229. */
    async key(name) {
      const key = { key: name.length === 1 ? "Process" : name, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: key_codes[name] ?? name.toUpperCase().charCodeAt(0) };
      await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
      await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...key, windowsVirtualKeyCode: key_codes[name] ?? 229 });
    },
  };
}

/** As the browser's own search does. @param {import("playwright-core").Page} page @param {string} text */
export const find_in_page = (page, text) => page.evaluate((wanted) => window.find(wanted), text);

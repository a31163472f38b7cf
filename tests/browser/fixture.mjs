// A server and a browser for a file of tests; for each test contexts of its own.
//
//   const { story } = portal();
//   story("a sentence", async ({ open, server }) => { const page = await open({ account: "professional" }); … });
//
// PORTAL_ENGINE says in which browser: chromium (as long as nothing else is said), firefox or webkit; engines/README.md says how each
// is driven. A story that one of them cannot tell names those that can, and why: story(name, body, { engines, why }).
//
// A story fails when the page threw an error, also when all it looked for was there. What a failed story saw (screenshots
// and accessibility trees of its pages) is kept in $PORTAL_OUTPUT.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { engine, engine_name } from "./engines/engine.mjs";
import { Api, Server, demo_password, root } from "./server.mjs";

export { demo_password, engine_name };
export { chromium_flags, chromium_program, software_gl_flags } from "./engines/chromium.mjs";
const output = process.env.PORTAL_OUTPUT ?? join(root, "build/test-output");
/** On a machine that does much else at the same time: PORTAL_PATIENCE=4 waits four times as long. */
export const patience = Number(process.env.PORTAL_PATIENCE || 1);
const story_timeout_ms = 240_000 * patience;
export const step_timeout_ms = 30_000 * patience;

/** For stories at a pixel ratio that not every engine can have. @param {number} ratio */
export const at_ratio = (ratio) => (Number.isInteger(ratio) ? {} : { engines: ["chromium", "firefox"], why: "GTK 3 scales the windows of WebKitGTK by whole numbers" });

/** For stories that change a media feature of an open page. */
export const can_change_media = { engines: ["chromium", "firefox"], why: "WebKitGTK has them from its GTK theme, which WebDriver cannot change" };

/** @param {string[]} [flags] Chromium's; the others have none to choose @param {Record<string, string>} [env] of the browser's process */
export const launch = (flags, env) => engine.launch({ flags, env });
/** What an input method does in the field that has the focus: compose(text), commit(text), key(name). */
export const input_method_of = (page) => engine.input_method_of(page);

/** Where what a failed test saw is kept. @param {string} name @param {string} ending */
export function evidence_file(name, ending) {
  mkdirSync(output, { recursive: true });
  return join(output, name.replace(/[^\p{L}\p{N}]+/gu, "_").slice(0, 100)) + ending;
}

export class Stage {
  constructor(server, browser) {
    this.server = server;
    this.browser = browser;
    this.contexts = [];
    this.pages = [];
    this.errors = [];
    this.open = this.open.bind(this);
  }

  /**
   * A page in a context of its own. With `account`, signed in by hand at `place`; with `context`, one more page of that one.
   * @param {{account?: string, place?: string, context?: import("playwright-core").BrowserContext, viewport?: {width: number, height: number},
   *   pixel_ratio?: number, dark?: boolean, phone?: boolean, init?: () => void, url?: string, goto?: boolean}} [wish]
   */
  async open({ account, place = "", context, viewport = { width: 1280, height: 800 }, pixel_ratio = 1, dark = false, phone = false, init, url, goto = true } = {}) {
    const attempt = async () => {
      const own = context ?? (await this.new_context({ viewport, deviceScaleFactor: pixel_ratio, colorScheme: dark ? "dark" : "light", isMobile: phone, hasTouch: phone }));
      const page = await own.newPage();
      page.portal_url = url ?? this.server.url;
      this.watch(page);
      if (init) await page.addInitScript(init);
      if (goto) await page.goto(`${page.portal_url}/${place}`);
      if (account) await sign_in(page, account);
      return page;
    };
    // Seen once in some 300 stories, on a machine with a load of 30: a renderer that answered nothing for 30 s before a word was typed.
    // Coming up is not what a story is about: it is tried once more, and said.
    return attempt().catch((error) => {
      if (error.name !== "TimeoutError") throw error;
      console.error(`! the page did not come up and is opened anew: ${error.message.split("\n")[0]}`);
      return attempt();
    });
  }

  async new_context(options) {
    // Without the service worker, unless a story is about it: what a story answers in the server's place must reach it.
    const context = await this.browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", serviceWorkers: "block", ...options });
    context.setDefaultTimeout(step_timeout_ms);
    this.contexts.push(context);
    return context;
  }

  watch(page) {
    this.pages.push(page);
    const note = (text) => engine.is_the_browsers_own(text) || this.errors.push(text);
    page.on("pageerror", (error) => note(`${error.stack ?? error}`));
    page.on("console", (message) => message.type() === "error" && note(message.text()));
    page.on("crash", () => this.errors.push("the page crashed"));
  }

  async keep_evidence(name) {
    const file = evidence_file(name, "");
    for (const [i, page] of this.pages.entries()) {
      await page.screenshot({ path: `${file}.${i}.png` }).catch(() => {});
      const tree = await page.locator("body").ariaSnapshot({ timeout: 2000 }).catch((error) => String(error));
      writeFileSync(`${file}.${i}.txt`, `${page.url()}\n${tree}\n${this.errors.join("\n")}\n`);
    }
  }

  async close() {
    for (const context of this.contexts) await context.close();
  }
}

/** Types like a person does, in the form that stands in the page from the start. */
export async function sign_in(page, account, password = demo_password) {
  await page.getByRole("textbox", { name: "用户名" }).fill(account);
  await page.getByRole("textbox", { name: "密码" }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.getByRole("button", { name: "退出登录" }).waitFor();
}

/**
 * @param {{flags?: string[], env?: Record<string, string>, assets?: string, server?: import("./backends.mjs").Behind}} [options]
 *   flags are Chromium's; assets: the server's, in place of the project's; server: in place of ours
 */
export function portal({ flags, env, assets, server = new Server({ assets }) } = {}) {
  const shared = { server, browser: null };
  /** Not before there is a story for this engine: without one nobody would stop them again. */
  function start_with_the_first() {
    if (shared.starts) return;
    shared.starts = true;
    before(async () => {
      [shared.browser] = await Promise.all([launch(flags, env), shared.server.start()]);
    });
    after(async () => {
      await shared.browser?.close();
      if (shared.server.process) await shared.server.stop();
    });
  }

  /**
   * @param {string} name @param {(stage: Stage & {api: (account: string) => Promise<Api>}) => Promise<void>} body
   * @param {{may_throw?: boolean, timeout_ms?: number, todo?: string, engines?: string[], why?: string}} [options] todo: why it may still fail
   */
  function story(name, body, { may_throw = false, timeout_ms = story_timeout_ms, todo, engines, why } = {}) {
    if (engines) assert.ok(why, `say why only ${engines} can tell “${name}”`);
    if (engines && !engines.includes(engine_name)) return;
    start_with_the_first();
    test(name, { timeout: timeout_ms, todo }, async () => {
      const stage = new Stage(shared.server, shared.browser);
      stage.api = (account) => Api.signed_in(shared.server.api_url ?? shared.server.url, account);
      try {
        await body(stage);
        if (!may_throw) assert.deepEqual(stage.errors, [], "errors of the page");
      } catch (error) {
        await stage.keep_evidence(name);
        throw error;
      } finally {
        await stage.close();
      }
    });
  }
  return { story, shared };
}

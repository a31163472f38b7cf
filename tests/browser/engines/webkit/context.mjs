// Playwright's BrowserContext for WebKit: a browser, a screen and a wire of its own, so that nothing is shared with another.
import { Page } from "./page.mjs";
import { Session } from "./session.mjs";
import { Wire } from "./wire.mjs";

export class Context {
  /** @param {string} script in_page.js, bundled @param {import("playwright-core").BrowserContextOptions} options */
  constructor(script, { viewport = { width: 1280, height: 720 }, deviceScaleFactor = 1, colorScheme = "light", env = {} } = {}) {
    this.script = script;
    /** @type {string[]} */
    this.init_scripts = [];
    this.viewport = viewport;
    this.wish = { ratio: deviceScaleFactor, dark: colorScheme === "dark", env };
    this.timeout_ms = 30_000;
    /** @type {Page[]} */
    this.open_pages = [];
    this.turn = Promise.resolve();
    this.current = "";
  }

  async start() {
    this.wire = await new Wire(() => [this.script, ...this.init_scripts].join("\n")).start();
    this.wire.setMaxListeners(0);
    this.wire.on("report", ({ kind, text }) => this.heard(kind, text));
    this.session = new Session({ ...this.wish, proxy_port: this.wire.port });
    await this.session.start().catch(async (error) => {
      await this.wire.stop();
      throw error;
    });
    this.current = await this.session.command("GET", "/window");
    return this;
  }

  /** Which of several pages it was, WebKit does not say: the story fails all the same. */
  heard(kind, text) {
    const page = this.open_pages.at(-1);
    if (kind === "pageerror") page?.emit("pageerror", text);
    else page?.emit("console", { type: () => "error", text: () => text });
  }

  setDefaultTimeout(timeout_ms) {
    this.timeout_ms = timeout_ms;
  }

  pages = () => this.open_pages.filter((page) => !page.isClosed());

  async newPage() {
    const first = this.open_pages.length === 0;
    const handle = first ? this.current : (await this.session.command("POST", "/window/new", { type: "window" })).handle;
    const page = new Page(this, handle);
    this.open_pages.push(page);
    await page.setViewportSize(this.viewport);
    return page;
  }

  /** WebDriver works on one window at a time, so commands of several pages take turns. */
  command(page, method, path, body) {
    return this.in_turn(page, () => this.session.command(method, path, body));
  }

  place(page, width, height) {
    return this.in_turn(page, () => this.session.place(width, height));
  }

  in_turn(page, work) {
    const mine = this.turn.then(async () => {
      if (this.current !== page.handle) await this.session.command("POST", "/window", { handle: page.handle });
      this.current = page.handle;
      return work();
    });
    this.turn = mine.catch(() => {});
    return mine;
  }

  async cookies() {
    const cookies = await this.open_pages[0].command("GET", "/cookie");
    return cookies.map(({ expiry, ...cookie }) => ({ ...cookie, expires: expiry ?? -1 }));
  }

  clearCookies = () => this.open_pages[0].command("DELETE", "/cookie");

  async close() {
    if (this.ended) return;
    this.ended = true;
    await this.turn;
    await this.session.stop();
    await this.wire.stop();
    for (const page of this.open_pages) page.closed = true;
  }
}

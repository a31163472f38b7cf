// Playwright's Page for WebKit: what the stories use of it, over WebDriver commands and the wire of its context.
import { EventEmitter } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { decode_png, encode_png } from "../../png.mjs";
import { Keyboard, Mouse } from "./input.mjs";
import { Locator, finders } from "./locator.mjs";

const poll_ms = 50;

export class TimeoutError extends Error {
  name = "TimeoutError";
}

/** A value that stays in the page. */
class JSHandle {
  constructor(page, id) {
    Object.assign(this, { page, id });
  }
  toJSON = () => ({ __handle: this.id });
  evaluate = (body, argument) => this.page.run(body, this, argument);
  jsonValue = () => this.evaluate((value) => value);
  dispose = async () => {};
}

/** "**", "*" as in Playwright's globs; "?" is itself. @param {string} glob */
const glob_pattern = (glob) => new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*+/g, (stars) => (stars.length > 1 ? ".*" : "[^/]*"))}$`);

/** @param {string | RegExp | ((url: URL) => boolean)} wanted @returns {(url: string) => boolean} */
function matcher(wanted) {
  if (typeof wanted === "function") return (url) => wanted(new URL(url));
  const pattern = typeof wanted === "string" ? glob_pattern(wanted) : wanted;
  return (url) => pattern.test(url);
}

const without_fragment = (url) => url.split("#")[0];

export class Page extends EventEmitter {
  /** @param {import("./context.mjs").Context} context @param {string} handle WebDriver's name of the window */
  constructor(context, handle) {
    super();
    this.owner = context;
    this.handle = handle;
    this.keyboard = new Keyboard(this);
    this.mouse = new Mouse(this);
    this.last_url = "about:blank";
    this.closed = false;
    for (const name of ["request", "response"]) context.wire.on(name, (what) => this.emit(name, what));
  }

  context = () => this.owner;
  url = () => this.last_url;
  isClosed = () => this.closed;

  command = (method, path, body) => this.owner.command(this, method, path, body);
  perform = (...sources) => this.command("POST", "/actions", { actions: sources });

  // ---- scripts -------------------------------------------------------------------------------------------------

  /** @param {Function | string} body @param {...unknown} args @returns {Promise<any>} */
  async run(body, ...args) {
    const script = `
      if (!globalThis.__stories) return { missing: true, url: location.href };
      return Promise.resolve((${body})(...[...arguments].map(__stories.revive))).then((value) => ({ value, url: location.href }));`;
    const plain = JSON.parse(JSON.stringify(args.map((value) => value ?? null)));
    let answer = await this.command("POST", "/execute/sync", { script, args: plain });
    if (answer.missing) {
      // about:blank and a page that did not load come from nowhere on the wire
      await this.command("POST", "/execute/sync", { script: this.owner.script, args: [] });
      answer = await this.command("POST", "/execute/sync", { script, args: plain });
    }
    this.last_url = answer.url;
    return answer.value;
  }

  evaluate = (body, argument) => this.run(typeof body === "string" ? `() => (${body})` : body, argument);

  async evaluateHandle(body, argument) {
    return this.handle_of(await this.run(`async (argument) => __stories.keep(await (${body})(argument))`, argument));
  }

  handle_of = (id) => new JSHandle(this, id);

  waitForFunction(body, argument, { timeout } = {}) {
    const ask = async () => ((await this.evaluate(body, argument)) ? { value: null } : { problem: "it does not hold" });
    return this.until(ask, { timeout, what: String(body) });
  }

  /** Asks until the answer is a value. A page that is just being left answers nonsense; it is asked again. */
  async until(ask, { timeout, what }) {
    const end = Date.now() + (timeout ?? this.owner.timeout_ms);
    for (;;) {
      const answer = await ask().catch((error) => {
        if (/strict mode|no such window|invalid session|closed/.test(error.message)) throw error;
        return { problem: error.message };
      });
      if (answer && !answer.problem) return answer.value;
      if (Date.now() > end) throw new TimeoutError(`${what}: ${answer?.problem}, after ${timeout ?? this.owner.timeout_ms} ms`);
      await sleep(poll_ms);
    }
  }

  // ---- places --------------------------------------------------------------------------------------------------

  async goto(url, { waitUntil = "load", timeout } = {}) {
    const here = await this.run(() => location.href);
    const inside = url.includes("#") && without_fragment(url) === without_fragment(here);
    await this.leave(inside, () => this.command("POST", "/url", { url }), waitUntil, timeout);
  }

  reload = ({ waitUntil = "load", timeout } = {}) => this.leave(false, () => this.command("POST", "/refresh"), waitUntil, timeout);
  goBack = (options) => this.travel("/back", options);
  goForward = (options) => this.travel("/forward", options);

  async travel(path, { timeout } = {}) {
    const before = await this.run(() => location.href);
    await this.command("POST", path);
    await this.until(async () => ((await this.run(() => location.href)) === before ? { problem: "the page stayed" } : { value: null }), { timeout, what: path });
  }

  /** Does what loads a document, and waits for it. @param {boolean} inside whether the document stays */
  async leave(inside, go, wait_until, timeout) {
    const states = { commit: /./, domcontentloaded: /interactive|complete/, load: /complete/, networkidle: /complete/ };
    if (!inside) await this.run(() => void (globalThis.__left = true));
    await go();
    const ask = async () => {
      const { left, state } = await this.run(() => ({ left: Boolean(globalThis.__left), state: document.readyState }));
      return (inside || !left) && states[wait_until].test(state) ? { value: null } : { problem: left ? "the old page is still there" : `it is ${state}` };
    };
    await this.until(ask, { timeout, what: "a new document" });
  }

  waitForURL(wanted, { timeout } = {}) {
    const matches = matcher(wanted);
    const ask = async () => (matches(await this.run(() => location.href)) ? { value: null } : { problem: `it is at ${this.last_url}` });
    return this.until(ask, { timeout, what: `waitForURL ${wanted}` });
  }

  title = () => this.run(() => document.title);
  content = () => this.run(() => document.documentElement.outerHTML);
  waitForLoadState = (state = "load", { timeout } = {}) =>
    this.until(async () => ((await this.run(() => document.readyState)) === "complete" ? { value: null } : { problem: "it still loads" }), { timeout, what: state });
  waitForTimeout = (ms) => sleep(ms);

  // ---- the wire ------------------------------------------------------------------------------------------------

  async route(wanted, handler, { times = Infinity } = {}) {
    this.owner.wire.routes.push({ matches: matcher(wanted), pattern: String(wanted), handler, times });
  }

  async unroute(wanted) {
    const { wire } = this.owner;
    wire.routes = wire.routes.filter(({ pattern }) => pattern !== String(wanted));
  }

  async unrouteAll() {
    this.owner.wire.routes = [];
  }

  waitForRequest = (wanted, options) => this.waitForEvent("request", { predicate: what_matches(wanted), ...options });
  waitForResponse = (wanted, options) => this.waitForEvent("response", { predicate: what_matches(wanted), ...options });

  waitForEvent(name, options = {}) {
    if (name === "filechooser") return this.file_chooser(options);
    const { predicate = () => true, timeout = this.owner.timeout_ms } = typeof options === "function" ? { predicate: options } : options;
    return new Promise((resolve, reject) => {
      const end = (settle) => (clearTimeout(timer), this.off(name, look), settle());
      const timer = setTimeout(() => end(() => reject(new TimeoutError(`no such ${name} in ${timeout} ms`))), timeout);
      const look = (what) => predicate(what) && end(() => resolve(what));
      this.on(name, look);
    });
  }

  /** The file input that is pressed next; the browser's own chooser does not come up. */
  async file_chooser({ timeout } = {}) {
    await this.run(() => {
      const stop = new AbortController();
      const catch_it = (event) => {
        if (!event.target.matches("input[type=file]")) return;
        event.preventDefault();
        stop.abort();
        __stories.chooser = __stories.keep(event.target);
      };
      __stories.chooser = 0;
      addEventListener("click", catch_it, { capture: true, signal: stop.signal });
    });
    const ask = () => this.run(() => (__stories.chooser ? { value: __stories.chooser } : { problem: "no file input was pressed" }));
    const id = await this.until(ask, { timeout, what: "a file chooser" });
    return { setFiles: async (files) => this.give_files(await this.run((input) => input, this.handle_of(id)), files) };
  }

  /** @param {object} input WebDriver's name of it @param {any} files paths, or {name, buffer}: written to a folder of their own first */
  async give_files(input, files) {
    const folder = mkdtempSync(join(this.owner.session.folder, "files-"));
    const paths = [files].flat().map((file) => {
      if (typeof file === "string") return file;
      const path = join(folder, file.name);
      writeFileSync(path, file.buffer);
      return path;
    });
    await this.command("POST", `/element/${Object.values(input)[0]}/value`, { text: paths.join("\n") });
  }

  /** Runs before the page's own scripts, from the next document on. */
  async addInitScript(script, argument) {
    this.owner.init_scripts.push(typeof script === "function" ? `(${script})(${JSON.stringify(argument) ?? ""});` : script.path ? readFileSync(script.path, "utf8") : String(script.content ?? script));
  }

  // ---- the window ----------------------------------------------------------------------------------------------

  viewportSize = () => this.size;

  /** The tool bar takes some of the window. */
  async setViewportSize({ width, height }) {
    this.size = { width, height };
    await this.owner.place(this, width, height);
    const bar = height - (await this.inner_height(width));
    if (bar > 0) await this.owner.place(this, width, height + bar);
    const ask = () => this.run((width, height) => (innerWidth === width && innerHeight === height ? { value: null } : { problem: `the window is ${innerWidth} × ${innerHeight}` }), width, height);
    await this.until(ask, { what: `a window of ${width} × ${height}` });
  }

  inner_height(width) {
    return this.until(() => this.run((width) => (innerWidth === width && innerHeight > 0 ? { value: innerHeight } : { problem: `it is ${innerWidth} wide` }), width), { what: `a window ${width} wide` });
  }

  /** Of what is in sight. The caret is left out, as Playwright does. */
  async screenshot({ path, clip } = {}) {
    await this.run(() => {
      __stories.caret ??= Object.assign(new CSSStyleSheet(), {});
      __stories.caret.replaceSync("* { caret-color: transparent !important; }");
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, __stories.caret];
    });
    let picture = Buffer.from(await this.command("GET", "/screenshot"), "base64");
    await this.run(() => void (document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== __stories.caret)));
    if (clip) picture = cropped(picture, clip, this.owner.session.ratio);
    if (path) writeFileSync(path, picture);
    return picture;
  }

  async emulateMedia() {
    throw new Error("WebKitWebDriver changes no media feature: name the engines of this story, and why");
  }

  bringToFront = () => this.command("GET", "/window");

  async close() {
    if (this.closed) return;
    await this.command("DELETE", "/window");
    this.closed = true;
    this.emit("close");
  }
}

const what_matches = (wanted) => (typeof wanted === "function" ? wanted : ({ url }) => matcher(wanted)(url()));

function cropped(picture, clip, ratio) {
  const { width, rgb } = decode_png(picture);
  const [left, top, right, bottom] = [clip.x, clip.y, clip.x + clip.width, clip.y + clip.height].map((px) => Math.round(px * ratio));
  const lines = [];
  for (let y = top; y < bottom; ++y) lines.push(rgb.subarray((y * width + left) * 3, (y * width + right) * 3));
  return encode_png({ width: right - left, height: bottom - top, rgb: Buffer.concat(lines) });
}

for (const [name, selector_of] of Object.entries(finders)) {
  Page.prototype[name] = function (...args) {
    return new Locator(this, selector_of(...args));
  };
}

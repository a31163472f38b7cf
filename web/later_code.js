// @ts-check
// The part of the client that the first view does not need: later.wasm, which .portal/split.mjs takes out of portal.wasm.
//
// It is loaded when the page is first used or has been there for a while, so before anything asks for it. Should something ask earlier,
// it is loaded on the spot and the page waits for it. Without a connection it is tried again until it is there.
import { listen } from "./listeners.js";

const after_first_view_ms = 5_000;
const again_after_ms = 3_000;

/**
 * What browser it is in, for tests.
 * @typedef {{compile: (path: string) => Promise<WebAssembly.Module>, bytes_now: (path: string) => Uint8Array<ArrayBuffer>, after: (task: () => void, delay_ms: number) => void}} Means
 */

/** @type {Means} */
const browser = {
  compile: async (path) => {
    const response = await fetch(path);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return WebAssembly.compileStreaming(response);
  },
  bytes_now: (path) => {
    const request = new XMLHttpRequest();
    request.open("GET", path, false);
    request.overrideMimeType("text/plain; charset=x-user-defined"); // bytes as text: a request that is waited for gives nothing else
    request.send();
    if (request.status !== 200) throw new Error(`${path}: ${request.status}`);
    return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0));
  },
  after: (task, delay_ms) => void setTimeout(task, delay_ms),
};

export class LaterCode {
  /** @param {string} [path] @param {Means} [means] */
  constructor(path = "later.wasm", means = browser) {
    this.path = path;
    this.means = means;
    /** @type {WebAssembly.Exports | null} of the part that is there from the start */
    this.first_part = null;
    this.is_there = false;
    /** @type {Promise<void> | null} */
    this.loading = null;
    this.first_part_is_there = () => {};
    /** @type {Promise<void>} */
    this.after_first_part = new Promise((done) => (this.first_part_is_there = () => done()));
    /** Imports of the first part: each stands for a function of the later one, named by its place in the table of functions. */
    this.placeholders = new Proxy({}, { get: (_, place) => (/** @type {unknown[]} */ ...values) => this.call(Number(place), values) });
  }

  /** @param {WebAssembly.Exports} first_part */
  follow(first_part) {
    this.first_part = first_part;
    this.first_part_is_there();
  }

  /** @param {number} place @param {unknown[]} values */
  call(place, values) {
    if (!this.is_there) this.add(new WebAssembly.Module(this.means.bytes_now(this.path)));
    const table = /** @type {WebAssembly.Table} */ (Object.values(this.first_part ?? {}).find((part) => part instanceof WebAssembly.Table));
    return table.get(place)(...values);
  }

  /** Its functions take their places in the table. @param {WebAssembly.Module} module */
  add(module) {
    if (this.is_there || !this.first_part) return;
    new WebAssembly.Instance(module, { primary: this.first_part });
    this.is_there = true;
  }

  /** Resolves when it is there. */
  load() {
    this.loading ??= this.means.compile(this.path).then((module) => this.after_first_part.then(() => this.add(module)), () => {
      this.loading = null;
      return new Promise((done) => this.means.after(() => done(this.is_there ? undefined : this.load()), again_after_ms));
    });
    return this.loading;
  }

  /** @param {EventTarget} page */
  load_soon(page) {
    const stops = ["pointerdown", "keydown"].map((type) => listen(page, type, begin, { capture: true, passive: true }));
    const later = this;
    function begin() {
      for (const stop of stops) stop();
      later.load();
    }
    this.means.after(begin, after_first_view_ms);
  }
}

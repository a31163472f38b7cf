// @ts-check
// The boundary to the client in WebAssembly: messages in (shell/browser/codec.h), patches and effects out, and frames.
//
// A frame is drawn only when the client asks for one. Messages that come while the client works (a focus event that
// a patch caused) or before it is there wait in a queue.

/**
 * What the client calls (shell/browser/script.cpp).
 * @typedef {object} ScriptSide
 * @property {(address: number, size_bytes: number) => void} apply_patch
 * @property {(address: number, size_bytes: number) => void} run_effects
 * @property {() => void} want_frame
 * @property {(pixels: Uint8Array, width_px: number, height_px: number, parts: Int32Array) => void} present
 * @property {(size: number, strong: number) => number} baseline
 * @property {(code_point: number, size_px: number, strong: number) => number[]} glyph_shape
 * @property {() => Uint8ClampedArray} glyph_pixels
 * @property {(text: string) => string} initials
 */

/** @typedef {{type: string} & Record<string, unknown>} Message */

export class Bridge {
  /** @param {(error: unknown) => void} on_broken the client has trapped and cannot go on */
  constructor(on_broken) {
    this.on_broken = on_broken;
    /** @type {import("./portal.js").Client | null} */
    this.client = null;
    /** @type {Message[]} */
    this.queue = [];
    this.working = false;
    /** The animation frame asked for; 0 = none. */
    this.asked_frame = 0;
    this.frames_drawn = 0;
    /** @type {(() => void)[]} */
    this.after_frame = [];
    this.after_each_frame = () => {};
    this.encoder = new TextEncoder();
    this.decoder = new TextDecoder();
  }

  /** @param {string} text */
  write(text) {
    if (!this.client) return;
    const bytes = this.encoder.encode(text);
    const address = this.client._portal_buffer(bytes.length);
    this.client.HEAPU8.set(bytes, address);
  }

  /** What the client has written into its memory. @param {number} address @param {number} size_bytes @returns {any} */
  read_json(address, size_bytes) {
    return JSON.parse(this.decoder.decode(this.client?.HEAPU8.subarray(address, address + size_bytes)));
  }

  /**
   * @param {import("./portal.js").Client} client
   * @param {string} assets JSON text of {"theme","texts"}
   * @param {boolean} software which painter
   * @returns {number} 0 when it started (StartResult in shell/browser/main.cpp)
   */
  start(client, assets, software) {
    this.client = client;
    this.write(assets);
    const result = client._portal_start(software ? 1 : 0);
    if (result !== 0) this.client = null;
    else this.flush();
    return result;
  }

  /**
   * Consecutive edits of one element are one edit: the client sees the last.
   * @param {Message} message
   */
  send(message) {
    const last = this.queue.at(-1);
    if (last && message.type === "action" && message.action === "set_value" && last.action === "set_value" && last.node === message.node) {
      this.queue.pop();
    }
    this.queue.push(message);
    this.flush();
  }

  flush() {
    if (!this.client || this.working) return;
    while (this.queue.length > 0) {
      const message = /** @type {Message} */ (this.queue.shift());
      this.work(() => {
        this.write(JSON.stringify(message));
        if (!this.client?._portal_event()) console.error("message not understood", message.type);
      });
    }
  }

  /** @param {() => void} body */
  work(body) {
    this.working = true;
    try {
      body();
    } catch (error) {
      this.client = null;
      this.on_broken(error);
    } finally {
      this.working = false;
    }
  }

  want_frame() {
    this.asked_frame ||= requestAnimationFrame(() => this.frame());
  }

  /** Draws now: for a canvas that has just lost its picture by a resize. */
  frame() {
    cancelAnimationFrame(this.asked_frame);
    this.asked_frame = 0;
    if (!this.client) return;
    this.work(() => {
      this.client?._portal_draw();
      this.client?._portal_mirror();
      this.client?._portal_paint();
    });
    this.frames_drawn += 1;
    this.after_each_frame();
    for (const task of this.after_frame.splice(0)) task();
    this.flush();
  }

  /** The WebGL context is lost. */
  go_on_in_software() {
    this.work(() => this.client?._portal_go_on_in_software());
  }

  /** What was drawn for some characters is out of date. */
  fonts_changed() {
    this.work(() => this.client?._portal_fonts_changed());
  }

  /** The semantics tree that the client has mirrored, whole: a patch from nothing. */
  tree() {
    if (!this.client) return {};
    const size_bytes = this.client._portal_tree();
    return this.read_json(this.client._portal_buffer(size_bytes), size_bytes);
  }
}

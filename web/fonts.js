// @ts-check
// The page's font stack, and a Chinese font for machines that have none: Noto Sans SC in slices (.portal/fonts.mjs).
//
// Nothing of it is loaded where the machine's own fonts can draw Chinese. Elsewhere the list of slices is fetched at start,
// and a slice when the first of its characters is drawn: by the canvas, which asks here, or by an element, for which the
// browser asks by itself. Canvas text does not wait for fonts, so a character that is awaited stays blank, and everything is
// drawn again when its slice is there: at once when nothing more is on its way, else a few times a second.
//
// What the fallback has not either (𬭎 and others of the rarer 70,000; only the commonest 14,000 characters are in it) is the
// browser's box for a missing glyph, here as on a machine with a Chinese font that lacks it.
import { can_draw_chinese } from "./font_probe.js";

const family = "Portal Noto Sans SC"; // a name of its own: the machine may have an incomplete Noto Sans SC
const folder = "assets/fonts/";
const redraw_interval_ms = 250;
const retry_delay_ms = 2000;
const retry_delay_max_ms = 60_000;

/** @typedef {{file: string, weight: string, range: string}} SliceEntry range: "41-4d,61", hexadecimal */

/** Which slice has a character. Ranges of different slices do not overlap. */
export class SliceTable {
  /** @param {string[]} ranges one for each slice */
  constructor(ranges) {
    const all = ranges.flatMap((range, slice) => range.split(",").map((part) => {
      const [first, last = first] = part.split("-").map((hex) => Number.parseInt(hex, 16));
      return { first, last, slice };
    })).sort((a, b) => a.first - b.first);
    this.firsts = Uint32Array.from(all, (range) => range.first);
    this.lasts = Uint32Array.from(all, (range) => range.last);
    this.slices = Uint16Array.from(all, (range) => range.slice);
  }

  /** @param {number} code_point @returns {number} -1: none */
  find(code_point) {
    let low = 0, high = this.firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.firsts[middle] <= code_point) low = middle + 1;
      else high = middle;
    }
    return low > 0 && code_point <= this.lasts[low - 1] ? this.slices[low - 1] : -1;
  }
}

class Slice {
  /** @param {SliceEntry} entry */
  constructor(entry) {
    this.entry = entry;
    this.wanted = false; // by the canvas
    this.failures = 0;
    this.face = this.add_face();
  }

  add_face() {
    const { file, weight, range } = this.entry;
    const unicodeRange = range.split(",").map((part) => `U+${part}`).join(",");
    const face = new FontFace(family, `url("${folder}${file}") format("woff2")`, { weight, unicodeRange, display: "block" });
    document.fonts.add(face);
    return face;
  }

  /** A face that failed is not tried again by the browser; a new one is. */
  renew() {
    document.fonts.delete(this.face);
    this.face = this.add_face();
  }
}

/** @param {number} failures so far, ≥ 1 */
const retry_after_ms = (failures) => Math.min(retry_delay_ms * 2 ** (failures - 1), retry_delay_max_ms);

export class Fonts {
  /** @param {() => void} changed characters look otherwise than they were drawn */
  constructor(changed) {
    this.changed = changed;
    this.stack = this.read_stack();
    /** @type {Slice[]} */
    this.slices = [];
    this.table = new SliceTable([]);
    this.shown = false; // before, the client draws what nobody sees ("one moment, please")
    this.loading = 0;
    this.redraw_timer = 0;
  }

  /** style.css has it. */
  read_stack() {
    return getComputedStyle(document.documentElement).getPropertyValue("--fonts").trim() || "sans-serif";
  }

  /** Before anything is drawn. Resolves when it is known which characters have to be awaited. */
  async prepare() {
    if (can_draw_chinese(this.stack)) return;
    document.documentElement.style.setProperty("--chinese_fonts", `"${family}"`);
    this.stack = this.read_stack();
    await this.fetch_list();
  }

  /** Never fails: without it the page is as readable as the machine's fonts make it, and it is tried again. */
  async fetch_list(failures = 0) {
    try {
      const response = await fetch(`${folder}fallback.json`);
      if (!response.ok) throw new Error(`${response.status}`);
      /** @type {SliceEntry[]} */
      const entries = (await response.json()).slices;
      this.slices = entries.map((entry) => new Slice(entry));
      this.table = new SliceTable(entries.map((entry) => entry.range));
      if (failures > 0) this.changed();
    } catch {
      setTimeout(() => void this.fetch_list(failures + 1), retry_after_ms(failures + 1));
    }
  }

  /** Between frames: what was blank and not asked for till now is drawn anew, and so asked for. */
  page_is_shown() {
    this.shown = true;
    if (this.slices.length > 0) this.changed();
  }

  /** Whether a character will look otherwise soon; its slice is fetched if need be. @param {number} code_point */
  is_awaited(code_point) {
    const slice = this.slices[this.table.find(code_point)];
    if (!slice) return false;
    if (this.shown && !slice.wanted) {
      slice.wanted = true;
      if (slice.face.status !== "loaded") this.load(slice); // else an element was first
    }
    return slice.face.status !== "loaded" && slice.failures === 0;
  }

  /** @param {Slice} slice */
  async load(slice) {
    this.loading += 1;
    try {
      await slice.face.load();
    } catch {
      slice.failures += 1; // drawn as missing until it comes after all
      setTimeout(() => {
        slice.renew();
        void this.load(slice);
      }, retry_after_ms(slice.failures));
    }
    this.loading -= 1;
    this.redraw_soon();
  }

  redraw_soon() {
    if (this.loading === 0) return this.redraw();
    this.redraw_timer ||= setTimeout(() => this.redraw(), redraw_interval_ms);
  }

  redraw() {
    clearTimeout(this.redraw_timer);
    this.redraw_timer = 0;
    this.changed();
  }
}

// @ts-check
// Size, pixel ratio, scroll position, text size and colour scheme of the page → EnvironmentChanged.
import { resolve_colors } from "./appearance.js";
import { listen, own } from "./listeners.js";

const standard_text_px = 16;

/**
 * The browser knows best how many pixels it gave the canvas. Only Chromium that emulates another pixel ratio (device mode
 * of its tools, tests) says the number of the real screen: that is more than rounding away.
 * @param {number} css_px @param {number | undefined} exact_px
 */
function device_pixels(css_px, exact_px) {
  const rounded = Math.round(css_px * devicePixelRatio);
  return exact_px !== undefined && Math.abs(exact_px - rounded) <= 1 ? exact_px : rounded;
}

export class PageEnvironment {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {(environment: import("./bridge.js").Message) => void} send
   * @param {() => void} draw_now after the canvas has lost its picture by a resize
   */
  constructor(canvas, send, draw_now) {
    this.canvas = canvas;
    this.send = send;
    this.draw_now = draw_now;
    this.language = "zh-CN";
    this.kiosk = false;
    this.camera = false;
    this.file_chooser = true;
    this.ratio = devicePixelRatio;
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.reduced_motion = matchMedia("(prefers-reduced-motion: reduce)");
    this.more_contrast = matchMedia("(prefers-contrast: more)");
    this.forced_colors = matchMedia("(forced-colors: active)");
    /** Token → system colour, of assets/theme.json. @type {Record<string, string>} */
    this.forced_tokens = {};
    /** @type {Record<string, string> | null} */
    this.forced_palette = null;
    /** @type {ResizeObserver | null} */
    this.canvas_observer = null;
  }

  start() {
    this.fit_css_size();
    listen(document, "scroll", (event) => {
      if (event.target === document || event.target instanceof HTMLDialogElement) this.changed();
    }, { passive: true, capture: true }); // a dialog's scrolling does not bubble
    this.resolve_forced_palette();
    for (const query of [this.dark, this.reduced_motion, this.more_contrast, this.forced_colors]) {
      listen(query, "change", () => {
        this.resolve_forced_palette();
        this.changed();
      });
    }
    this.watch_canvas();
    this.watch_pixel_ratio();
    this.watch_text_size();
    const tell_shown = () => this.send({ type: "shown", on: !document.hidden });
    listen(document, "visibilitychange", tell_shown);
    if (document.hidden) tell_shown();
  }

  /** In the place of the one before. @param {HTMLCanvasElement} canvas */
  use_canvas(canvas) {
    this.canvas = canvas;
    if (this.canvas_observer) this.watch_canvas();
  }

  resolve_forced_palette() {
    this.forced_palette = this.forced_colors.matches ? resolve_colors(this.forced_tokens) : null;
  }

  /** @param {number} width_px @param {number} height_px device pixels @returns {boolean} whether it was resized */
  fit(width_px, height_px) {
    if (width_px === 0 || height_px === 0) return false;
    if (this.canvas.width === width_px && this.canvas.height === height_px) return false;
    this.canvas.width = width_px;
    this.canvas.height = height_px;
    return true;
  }

  fit_css_size() {
    return this.fit(device_pixels(this.canvas.clientWidth, undefined), device_pixels(this.canvas.clientHeight, undefined));
  }

  changed() {
    const ratio = devicePixelRatio;
    const lost_picture = ratio !== this.ratio && this.fit_css_size(); // Chromium that emulates another ratio tells nobody of it
    this.ratio = ratio;
    this.send({
      type: "environment_changed",
      width: this.canvas.width / ratio,
      height: this.canvas.height / ratio,
      scroll_y: window.scrollY,
      dialog_scroll_y: document.querySelector("dialog[open]")?.scrollTop ?? 0,
      pixel_ratio: ratio,
      text_scale: parseFloat(getComputedStyle(document.documentElement).fontSize) / standard_text_px || 1,
      dark: this.dark.matches,
      reduced_motion: this.reduced_motion.matches,
      more_contrast: this.more_contrast.matches,
      forced_colors: this.forced_colors.matches,
      forced_palette: this.forced_palette,
      kiosk: this.kiosk,
      camera: this.camera,
      file_chooser: this.file_chooser,
      printer: typeof window.print === "function",
      language: this.language,
      now_ms: Date.now(),
    });
    if (lost_picture) this.draw_now();
  }

  /** @param {number} width_px @param {number} height_px */
  resized(width_px, height_px) {
    const lost_picture = this.fit(width_px, height_px);
    this.ratio = devicePixelRatio;
    this.changed();
    if (lost_picture) this.draw_now();
  }

  watch_canvas() {
    this.canvas_observer?.disconnect();
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      const exact = entry.devicePixelContentBoxSize?.[0];
      this.resized(device_pixels(width, exact?.inlineSize), device_pixels(height, exact?.blockSize));
    });
    try {
      observer.observe(this.canvas, { box: "device-pixel-content-box" });
    } catch {
      observer.observe(this.canvas); // WebKit up to 18 knows no device-pixel-content-box
    }
    this.canvas_observer = observer;
    own(() => observer.disconnect());
  }

  // A window that moves to another screen changes the ratio without changing its size in CSS pixels.
  watch_pixel_ratio() {
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const stop = listen(query, "change", () => {
      stop();
      this.resized(device_pixels(this.canvas.clientWidth, undefined), device_pixels(this.canvas.clientHeight, undefined));
      this.watch_pixel_ratio();
    });
  }

  watch_text_size() {
    const probe = document.createElement("div");
    probe.className = "text_size_probe";
    document.body.append(probe);
    const observer = new ResizeObserver(() => this.changed());
    observer.observe(probe);
    own(() => observer.disconnect());
  }
}

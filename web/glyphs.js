// @ts-check
// Glyphs from the page's fonts, drawn one at a time on a Canvas2D when the client first needs them.
//
// Sizes are device pixels. A glyph is drawn in black (most text is dark on light, and rasterisers adjust for that) and
// handed over as white with its coverage as alpha; the client tints it. What has colours of its own (emoji) keeps them.

const margin_px = 1; // hinting and anti-aliasing may reach over the measured box
const first_square = 0x2e80; // from here on nearly all characters are as wide as the font is high

export class Glyphs {
  /** @param {import("./fonts.js").Fonts} fonts */
  constructor(fonts) {
    this.fonts = fonts;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 128;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("no 2D canvas");
    this.context = context;
    this.font = "";
    /** @type {Uint8ClampedArray} */
    this.pixels = new Uint8ClampedArray();
  }

  /** @param {number} size_px @param {number} strong */
  use_font(size_px, strong) {
    const font = `${strong ? 600 : 400} ${size_px}px ${this.fonts.stack}`;
    if (font === this.font) return;
    this.context.font = font;
    this.context.fontKerning = "none"; // one glyph has no neighbours; style.css switches kerning off for elements
    this.font = font;
  }

  /**
   * Asked of the line layout itself: engines round ascent, descent and leading each in its own way.
   * @param {number} size CSS px @param {number} strong @returns {number} CSS px from the top of the em box
   */
  baseline(size, strong) {
    const line = document.createElement("div");
    const line_height = Math.round(size * 1.5); // as most text is laid out (ui/frame_text.cpp)
    Object.assign(line.style, { position: "absolute", top: "0", visibility: "hidden", font: `${strong ? 600 : 400} ${size}px/${line_height}px ${this.fonts.stack}` });
    const mark = document.createElement("span");
    Object.assign(mark.style, { display: "inline-block", width: "0", height: "0" });
    line.append("国", mark);
    document.body.append(line);
    const baseline = mark.getBoundingClientRect().bottom - line.getBoundingClientRect().top;
    line.remove();
    return baseline - (line_height - size) / 2;
  }

  /**
   * @param {number} code_point @param {number} size_px @param {number} strong
   * @returns {number[]} advance, left, top, width, height, colored
   */
  shape(code_point, size_px, strong) {
    const surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
    if (code_point < 0x20) return [0, 0, 0, 0, 0, 0];
    // Not even measured: that would have the browser fetch it, also for what is not shown.
    if (this.fonts.is_awaited(code_point)) return [code_point < first_square ? size_px / 2 : size_px, 0, 0, 0, 0, 0];
    const text = surrogate || code_point > 0x10ffff ? "\ufffd" : String.fromCodePoint(code_point);
    this.use_font(size_px, strong);
    const metrics = this.context.measureText(text);
    const left = Math.floor(-metrics.actualBoundingBoxLeft) - margin_px;
    const right = Math.ceil(metrics.actualBoundingBoxRight) + margin_px;
    const top = Math.ceil(metrics.actualBoundingBoxAscent) + margin_px;
    const bottom = Math.ceil(metrics.actualBoundingBoxDescent) + margin_px;
    const width = right - left;
    const height = top + bottom;
    if (width <= 2 * margin_px || height <= 2 * margin_px) return [metrics.width, 0, 0, 0, 0, 0];
    const colored = this.draw(text, left, top, width, height);
    return [metrics.width, left, top, width, height, colored ? 1 : 0];
  }

  /** @param {string} text @param {number} left @param {number} top @param {number} width @param {number} height */
  draw(text, left, top, width, height) {
    const { context } = this;
    if (context.canvas.width < width || context.canvas.height < height) {
      context.canvas.width = Math.max(context.canvas.width, width);
      context.canvas.height = Math.max(context.canvas.height, height);
      const font = this.font;
      this.font = ""; // a resize forgets the context's state
      context.font = font;
      context.fontKerning = "none";
      this.font = font;
    }
    context.clearRect(0, 0, width, height);
    context.fillText(text, -left, top);
    const pixels = context.getImageData(0, 0, width, height).data;
    let colored = false;
    for (let i = 0; i < pixels.length && !colored; i += 4) colored = (pixels[i] | pixels[i + 1] | pixels[i + 2]) !== 0;
    if (!colored) for (let i = 0; i < pixels.length; i += 4) pixels[i] = pixels[i + 1] = pixels[i + 2] = 255;
    this.pixels = pixels;
    return colored;
  }
}

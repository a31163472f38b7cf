// @ts-check
// The canvas: which painter draws on it, and the software painter's picture.
//
// WebGL where it is hardware. Where it is missing or itself made of software (remote desktops, virtual machines, blocked drivers), the
// client's own painter is many times as fast; it takes over, too, when a WebGL context is lost. ?renderer=gl or ?renderer=software chooses.
import { listen } from "./listeners.js";

/** As shell/browser/canvas_window.cpp asks for it: the first to ask decides. */
const gl_attributes = { alpha: false, depth: false, stencil: false, antialias: false };
const drivers_of_software = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** @param {WebGL2RenderingContext} gl */
function driver_of(gl) {
  const name = String(gl.getParameter(gl.RENDERER)); // Firefox says it here, others only to the extension
  if (!/^(WebKit|Mozilla)/.test(name)) return name;
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  return info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : name;
}

/** Kept in memory, where the picture is made, and not sent to a GPU that is none. @param {HTMLCanvasElement} canvas */
const context_2d = (canvas) => canvas.getContext("2d", { alpha: false, willReadFrequently: true });

export class Screen {
  /** @param {HTMLCanvasElement} canvas @param {string | null} wanted "gl", "software" or nothing */
  constructor(canvas, wanted) {
    this.canvas = canvas;
    /** @type {CanvasRenderingContext2D | null} */
    this.paper = null;
    /** The canvas is another one now. @type {(canvas: HTMLCanvasElement) => void} */
    this.on_new_canvas = () => {};
    if (wanted === "software" || (wanted !== "gl" && !this.has_hardware_gl())) this.use_software();
  }

  get software() {
    return this.paper !== null;
  }

  has_hardware_gl() {
    const gl = /** @type {WebGL2RenderingContext | null} */ (this.canvas.getContext("webgl2", { ...gl_attributes, failIfMajorPerformanceCaveat: true }));
    return gl !== null && !drivers_of_software.test(driver_of(gl));
  }

  use_software() {
    this.paper = context_2d(this.canvas);
    if (this.paper) return;
    const fresh = /** @type {HTMLCanvasElement} */ (this.canvas.cloneNode()); // the old one is bound to WebGL for ever
    this.canvas.replaceWith(fresh);
    this.canvas = fresh;
    this.paper = context_2d(fresh);
    this.on_new_canvas(fresh);
  }

  /** @param {() => void} then what the client does before it draws again */
  watch_context(then) {
    if (this.software) return;
    listen(this.canvas, "webglcontextlost", () => {
      this.use_software();
      then();
    });
  }

  /**
   * @param {Uint8Array} pixels RGBA, of the whole picture @param {number} width_px @param {number} height_px device pixels
   * @param {Int32Array} parts x0, y0, x1, y1 of each that is new
   */
  present(pixels, width_px, height_px, parts) {
    const picture = new ImageData(new Uint8ClampedArray(/** @type {ArrayBuffer} */ (pixels.buffer), pixels.byteOffset, pixels.length), width_px, height_px);
    for (let i = 0; i < parts.length; i += 4) {
      const [x0, y0, x1, y1] = parts.subarray(i, i + 4);
      this.paper?.putImageData(picture, 0, 0, x0, y0, x1 - x0, y1 - y0);
    }
  }
}

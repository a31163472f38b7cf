// WebGL refused by the browser.
import { portal } from "./fixture.mjs";
import { button, see } from "./steps.mjs";

const { story } = portal({ flags: ["--headless=new", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu"] });

function refuse_webgl() {
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return /webgl/.test(kind) ? null : getContext.call(this, kind, ...rest);
  };
  if (globalThis.OffscreenCanvas) {
    const offscreen = OffscreenCanvas.prototype.getContext;
    OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
      return /webgl/.test(kind) ? null : offscreen.call(this, kind, ...rest);
    };
  }
}

story("a browser that refuses WebGL gets a clear page in Chinese and English", async ({ open }) => {
  const page = await open({ init: refuse_webgl });
  await see(page.getByRole("alert").filter({ hasText: "WebGL 2" }).filter({ hasText: "This browser cannot show the page" }));
  await see(button(page, "重试 · Try again"));
}, { may_throw: true });

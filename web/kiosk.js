// @ts-check
// A machine for everyone. A bundle of its own, loaded only there: main.js imports it and hands it what it needs.
//
// Says when somebody is there (UserActive), holds back ways out of the page, carries its own keyboard and camera, and at the end of a
// visit clears whatever the browser may hold of it and loads the page anew in the same place of the history.
import { Camera } from "./kiosk_camera.js";
import { ScreenKeyboard } from "./kiosk_keyboard.js";
import { fill_the_screen, hold_back_ways_out } from "./kiosk_ways_out.js";

const active_every_ms = 1000;
const click_follows_ms = 400; // a touch ends before its click comes
const try_again_ms = 2000;
const of_the_build = /^portal-/; // site_cache.js: the page's files and nothing else

/**
 * @typedef {object} Page what of the page kiosk mode works on
 * @property {import("./kiosk_ways_out.js").Listen} listen
 * @property {(message: import("./bridge.js").Message) => void} send
 * @property {(key: string, params?: Record<string, string | number>) => string} say
 * @property {(node: string, files: File[]) => void} choose_files
 * @property {() => void} layout_changed
 */

/** The countdown's own buttons say what they mean: it must not be gone before they are reached and pressed. @param {Event} event */
function says_what_it_means(event) {
  if (!(event.target instanceof Element) || !event.target.closest("[role=alertdialog]")) return false;
  if (event instanceof KeyboardEvent && /^(Tab|Shift)$/.test(event.key)) return true;
  return event.target.closest("button") !== null && (!(event instanceof KeyboardEvent) || /^(Enter| )$/.test(event.key));
}

/** Never at pointerdown: what closes then would leave the click to what lies below. @param {Page} page */
function tell_of_activity({ listen, send }) {
  let told_at = -Infinity;
  const active = () => {
    told_at = performance.now();
    send({ type: "user_active" });
  };
  const seldom = () => performance.now() - told_at >= active_every_ms && active();
  for (const type of ["click", "keydown"]) listen(window, type, (event) => says_what_it_means(event) || active(), { capture: true });
  for (const type of ["input", "wheel", "touchmove"]) listen(window, type, seldom, { capture: true, passive: true });
  listen(window, "pointerup", () => setTimeout(active, click_follows_ms), { capture: true }); // a long press has no click
}

function forget_cookies() {
  for (const cookie of document.cookie.split(";")) {
    const name = cookie.split("=")[0].trim();
    if (name) document.cookie = `${name}=; Max-Age=0; path=/`;
  }
}

/** Each on its own: what one browser refuses must not keep the rest. */
async function clear_storage() {
  const clear = [
    () => localStorage.clear(),
    () => sessionStorage.clear(),
    () => forget_cookies(),
    async () => Promise.all((await caches.keys()).filter((name) => !of_the_build.test(name)).map((name) => caches.delete(name))),
    async () => Promise.all((await indexedDB.databases()).map(({ name }) => name && new Promise((done) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = request.onerror = request.onblocked = done;
    }))),
  ];
  await Promise.allSettled(clear.map(async (one) => one()));
}

/** Without an answer there would be the browser's own page about it, and nobody to load ours again. */
async function until_page_can_be_had() {
  for (;;) {
    const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, try_again_ms));
  }
}

export { Camera };

export class Kiosk {
  /** @param {Page} page */
  constructor(page) {
    this.camera = new Camera(page);
    this.keyboard = new ScreenKeyboard(page);
    this.left = false;
    tell_of_activity(page);
    hold_back_ways_out(page.listen);
    fill_the_screen(page.listen);
    page.listen(window, "pageshow", (event) => event.persisted && location.reload()); // left, and come back to: it is as it was
  }

  /** LeaveNoTrace. The document goes, and with it all that was in it: values of fields, files, pictures, memory. */
  async leave() {
    if (this.left) return;
    this.left = true;
    this.camera.close();
    this.keyboard.hide();
    window.name = "";
    await clear_storage();
    await until_page_can_be_had();
    history.replaceState(null, "");
    location.replace(location.pathname + location.search); // without a fragment: it is loaded, not scrolled to
  }
}

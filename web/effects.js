// @ts-check
// Effects of the client (ui/effect.h) → whoever carries them out. One line for each kind.
import { keep } from "./preferences.js";
import { forget_texts, store_text } from "./storage.js";

/**
 * @typedef {object} Executors
 * @property {import("./http.js").Http} http
 * @property {import("./upload.js").Uploads} uploads
 * @property {import("./files.js").Files} files
 * @property {import("./images.js").Images} images
 * @property {import("./location.js").Place} place
 * @property {import("./timers.js").Timers} timers
 * @property {import("./announcer.js").Announcer} announcer
 * @property {import("./mirror.js").Mirror} mirror
 * @property {import("./speech.js").Speech} speech
 * @property {(language: string) => void} load_texts
 * @property {import("./kiosk.js").Kiosk | null} kiosk
 * @property {(task: () => void) => void} after_frame
 */

/** @param {Executors} x @param {any[]} effects */
export function run_effects(x, effects) {
  for (const effect of effects) {
    const run = executors[effect.type];
    if (run) run(x, effect);
    else console.error("unknown effect", effect.type);
  }
}

/** @type {Record<string, (x: Executors, effect: any) => void>} */
const executors = {
  http_request: (x, effect) => void x.http.run(effect),
  upload_file: (x, effect) => void x.uploads.run(effect),
  read_sheet: (x, effect) => void x.files.read_sheet(effect.file),
  cancel_request: (x, effect) => {
    x.http.cancel(effect.id);
    x.uploads.cancel(effect.id);
  },
  release_file: (x, effect) => x.files.release(effect.file),
  navigate: (x, effect) => x.place.navigate(effect.fragment, effect.replace),
  start_timer: (x, effect) => x.timers.start(effect.name, effect.delay_ms),
  store_text: (x, effect) => store_text(effect.key, effect.value),
  forget_texts: () => forget_texts(),
  focus_node: (x, effect) => x.after_frame(() => focus_node(x.mirror, effect.id, effect.reveal)),
  scroll_to: (x, effect) => x.after_frame(() => window.scrollTo({ top: effect.y, behavior: "instant" })),
  announce: (x, effect) => x.announcer.say(effect.text, effect.assertive),
  open_attachment: (x, effect) => void x.images.open(effect),
  keep_preferences: (x, effect) => keep(effect.text),
  load_texts: (x, effect) => x.load_texts(effect.language),
  speak_text: (x, effect) => void x.speech.speak(effect.text, effect.language),
  stop_speaking: (x) => x.speech.stop(),
  take_pictures: (x, effect) => x.kiosk?.camera.open(effect.node),
  print_receipt: (x, effect) => void import("./receipt.js").then(({ print_receipt }) => print_receipt(effect)),
  leave_no_trace: (x) => void x.kiosk?.leave(),
};

/** A group (radio buttons, a material) takes the focus with its first control. @param {import("./mirror.js").Mirror} mirror @param {string} id @param {ScrollLogicalPosition} reveal */
function focus_node(mirror, id, reveal) {
  const el = mirror.get(id)?.el;
  if (!el) return;
  const own = el.matches("a[href],button,input,select,textarea,[tabindex]") ? el : null;
  const target = own ?? el.querySelector("input:checked:not([disabled])") ?? el.querySelector("input:not([disabled]),button:not([disabled]),select:not([disabled]),textarea:not([disabled]),a[href]");
  if (!(target instanceof HTMLElement)) return;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: reveal, behavior: "instant" });
}

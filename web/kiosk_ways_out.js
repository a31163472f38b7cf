// @ts-check
// What a page can hold back so that nobody gets out of it: keys, menus, gestures, links to elsewhere, files dropped on it, the clipboard.
// What it cannot (Alt+Tab, Ctrl+Alt+Delete, the window's frame) is the business of the browser's kiosk mode and of the system.

/** @typedef {(target: EventTarget, type: string, handler: (event: any) => void, options?: AddEventListenerOptions) => () => void} Listen */

const keys_with_control = new Set(["a", "z", "y", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Backspace", "Delete", "Control"]);
const keys_with_alt = new Set(["ArrowUp", "ArrowDown", "Alt"]); // an open list
const keys_out = /^(F\d+|Browser.*|Launch.*|Media.*|ContextMenu|Help|Find|Open|Save|Print|PrintScreen|New|Close|Exit|ZoomIn|ZoomOut|ZoomToggle|GoBack|GoHome|Copy|Cut)$/;

/** @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey"> & {alt_graph?: boolean, in_text?: boolean}} press */
export function leads_out({ key, ctrlKey, metaKey, altKey, alt_graph = false, in_text = false }) {
  if (keys_out.test(key)) return true;
  if (alt_graph) return false; // types a character
  if (ctrlKey || metaKey) return !keys_with_control.has(key.length === 1 ? key.toLowerCase() : key);
  if (altKey) return !keys_with_alt.has(key);
  return key === "Backspace" && !in_text; // browsers used to go back
}

/** @param {EventTarget | null} target */
const takes_text = (target) => target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !/^(radio|checkbox|file|button|submit)$/.test(target.type));

/** @param {Listen} listen */
export function hold_back_ways_out(listen) {
  const early = { capture: true, passive: false };
  const never = (/** @type {Event} */ event) => event.preventDefault();
  listen(window, "keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    const { key, ctrlKey, metaKey, altKey } = event;
    const alt_graph = event.getModifierState("AltGraph");
    if (!leads_out({ key, ctrlKey, metaKey, altKey, alt_graph, in_text: takes_text(event.target) })) return;
    event.preventDefault();
    event.stopPropagation();
  }, early);
  for (const type of ["contextmenu", "dragstart", "dragover", "drop", "copy", "cut", "auxclick", "gesturestart"]) listen(document, type, never, early);
  // A new tab, a new window, a download: all that a click with a key or another button does.
  listen(document, "click", (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) event.preventDefault();
  }, early);
  for (const type of ["mousedown", "mouseup"]) listen(document, type, (/** @type {MouseEvent} */ event) => event.button > 0 && event.preventDefault(), early); // 3 and 4: back, forward
  listen(document, "wheel", (/** @type {WheelEvent} */ event) => event.ctrlKey && event.preventDefault(), early); // zoom
  listen(document, "touchmove", (/** @type {TouchEvent} */ event) => event.touches.length > 1 && event.preventDefault(), early); // pinch
}

/** Where the browser grants it, at a touch: not asked for before, and again when somebody has left it. @param {Listen} listen */
export function fill_the_screen(listen) {
  listen(document, "click", () => {
    const root = document.documentElement;
    const filled = document.fullscreenElement !== null || matchMedia("(display-mode: fullscreen)").matches;
    if (!filled && document.fullscreenEnabled) root.requestFullscreen({ navigationUI: "hide" }).catch(() => {}); // refused: the machine's own kiosk mode has to do
  }, { capture: true });
}

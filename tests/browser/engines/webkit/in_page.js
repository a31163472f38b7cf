// Runs in every page of a story, before the page's own scripts (wire.mjs), bundled with ivya: Playwright's selectors and its
// accessible names, as a library. Says what is there and where; it never touches anything itself.
import { Ivya } from "ivya";
import { generateAriaTree, renderAriaTree } from "ivya/aria";
import { getAriaDisabled, isElementVisible } from "ivya/utils";

const report_path = "/__stories__/report";
/** JSHandles of the stories. @type {Map<number, unknown>} */
const handles = new Map();

// ---- errors ----------------------------------------------------------------------------------------------------

/** @param {string} kind @param {string} text */
function report(kind, text) {
  fetch(report_path, { method: "POST", body: JSON.stringify({ kind, text }), keepalive: true }).catch(() => {});
}

/** @param {any} error */
const text_of = (error) => (error instanceof Error ? `${error}\n${error.stack}` : String(error));

function listen_for_errors() {
  addEventListener("error", (event) => report("pageerror", event.error ? text_of(event.error) : event.message), true);
  addEventListener("unhandledrejection", (event) => report("pageerror", text_of(event.reason)));
  addEventListener("securitypolicyviolation", (event) => report("pageerror", `blocked by ${event.violatedDirective}: ${event.blockedURI}`));
  const { error } = console;
  console.error = (...args) => {
    report("console", args.map(text_of).join(" "));
    error.apply(console, args);
  };
}

// ---- finding ---------------------------------------------------------------------------------------------------

const engine = () => Ivya.create({ browser: "webkit", testIdAttribute: "data-testid" });
/** @param {string} selector */
const all = (selector) => engine().queryLocatorSelectorAll(selector, document);
/** The one that is meant; more than one is a mistake of the story. @param {string} selector */
const one = (selector) => engine().queryLocatorSelector(selector, document, true);

/** @param {Element} el */
const box_of = (el) => {
  const { x, y, width, height } = el.getBoundingClientRect();
  return { x, y, width, height };
};
const next_frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** @param {Element} el */
async function is_moving(el) {
  const before = JSON.stringify(box_of(el));
  await Promise.race([next_frame(), new Promise((resolve) => setTimeout(resolve, 500))]);
  return before !== JSON.stringify(box_of(el));
}

/** @param {Element} el */
function bring_into_view(el) {
  const { x, y, width, height } = box_of(el);
  const inside = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight;
  if (!inside) el.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
}

/** @param {Element} el @param {Element | null} hit */
function belongs_to(el, hit) {
  for (let at = hit; at; at = at.parentElement) {
    if (at === el) return true;
    if (at instanceof HTMLLabelElement && at.control === el) return true;
  }
  return false;
}

/** Why one cannot do that to it now; "" when nothing is in the way. @param {Element | null} el @param {{enabled?: boolean, editable?: boolean}} wish */
function obstacle(el, { enabled = false, editable = false } = {}) {
  if (!el) return "it is not there";
  if (!isElementVisible(el)) return "it is not visible";
  if ((enabled || editable) && getAriaDisabled(el)) return "it is disabled";
  if (editable && /** @type {HTMLInputElement} */ (el).readOnly) return "it is read-only";
  return "";
}

/** Where the pointer has to go to be on it. @param {string} selector @param {{enabled?: boolean, position?: {x: number, y: number}}} wish */
async function target(selector, { enabled = true, position } = {}) {
  const el = one(selector);
  const problem = obstacle(el, { enabled });
  if (problem) return { problem };
  bring_into_view(el);
  if (await is_moving(el)) return { problem: "it moves" };
  const box = box_of(el);
  const x = Math.floor(box.x + (position?.x ?? box.width / 2)), y = Math.floor(box.y + (position?.y ?? box.height / 2));
  const hit = document.elementFromPoint(x, y);
  if (!belongs_to(el, hit)) return { problem: `${hit ? engine().previewNode(hit) : "nothing of the page"} is under the pointer` };
  return { x, y };
}

/** Gives it the focus with all its text selected, ready to be typed over. @param {string} selector */
function ready_to_fill(selector) {
  const el = /** @type {HTMLInputElement} */ (one(selector));
  const problem = obstacle(el, { editable: true });
  if (problem) return { problem };
  el.focus();
  if ("select" in el) el.select();
  else document.getSelection()?.selectAllChildren(el);
  return { blank: (el.value ?? el.textContent) === "", lines: el.localName !== "input" };
}

/** @param {string} selector @param {{label?: string, value?: string, index?: number}} wish */
function option_of(selector, wish) {
  const select = /** @type {HTMLSelectElement} */ (one(selector));
  const problem = obstacle(select, { enabled: true });
  if (problem) return { problem };
  const option = [...select.options].find((option, i) => (wish.label === undefined || option.label === wish.label) && (wish.value === undefined || option.value === wish.value) && (wish.index === undefined || i === wish.index));
  return option ? { element: option } : { problem: `it has no option ${JSON.stringify(wish)}` };
}

const is_visible = (/** @type {Element | undefined | null} */ el) => Boolean(el) && isElementVisible(el);
/** @param {Element} el */
const outline_of = (el) => renderAriaTree(generateAriaTree(el));

/** @param {unknown} value */
function keep(value) {
  handles.set(handles.size + 1, value);
  return handles.size;
}

/** Handles among the arguments of a story become what they stand for. @param {any} value @returns {any} */
function revive(value) {
  if (value === null || typeof value !== "object") return value;
  if (value.__handle) return handles.get(value.__handle);
  if (Array.isArray(value)) return value.map(revive);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]));
}

// A command that comes while a new document still waits for this script brings it along; the script of the page's head is then the second.
if (!("__stories" in globalThis)) {
  listen_for_errors();
  Object.defineProperty(globalThis, "__stories", { value: { all, one, box_of, bring_into_view, obstacle, target, ready_to_fill, option_of, is_visible, outline_of, keep, revive } });
}

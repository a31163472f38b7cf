// What a frame of the mirror costs, part by part, and what the same does to a plain page. All in the page's own clock.
//
// Layout is asked for before a patch, so that what the browser had to lay out anyway is not counted, and again after it. While it is
// measured the canvas is not painted: on a machine without a GPU that would take more time than all else, and is not the mirror's.
import { bench_browser, field_name, percentile } from "./measure.mjs";

export const gestures = {
  "wheel, 40 px a frame": { step_px: 40, steps: 150 },
  "fling, 120 px a frame": { step_px: 120, steps: 150 }, // 7,200 px a second
  "page by page": { step_px: 700, steps: 100 },
  "scrollbar, every row anew": { step_px: 40_000, steps: 100 },
};
const keys = 60;
const elements_max = 1500;
const load_timeout_ms = 120_000;

/** In the page: the three calls that are a frame, and what the second of them makes the page do, are timed. */
function watch_portal() {
  document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ bridge, page }) => watch(bridge, page.mirror) }));
  function watch(bridge, mirror) {
    const now = () => performance.now();
    const lay_out = () => void document.documentElement.offsetHeight;
    const frames = (globalThis.bench_frames = []);
    let frame = {};
    const timed = (object, name, part, after = () => {}) => {
      const real = object[name].bind(object);
      object[name] = (...args) => {
        const start = now();
        const result = real(...args);
        frame[part] = now() - start;
        after();
        return result;
      };
    };
    timed(bridge, "read_json", "crossing");
    timed(bridge.client, "_portal_draw", "draw");
    timed(bridge.client, "_portal_mirror", "mirror", () => {
      frame.diff = frame.mirror - (frame.crossing ?? 0) - (frame.outside ?? 0);
    });
    bridge.client._portal_paint = () => {
      const { diff = 0, crossing = 0, apply = 0, layout = 0, draw = 0 } = frame;
      frames.push({ diff, crossing, layout, draw, script: apply, all: diff + crossing + apply + layout });
      frame = {};
    };
    const draw = bridge.client._portal_draw;
    bridge.client._portal_draw = () => {
      frame = {}; // effects cross between frames
      draw();
      delete frame.crossing; // and in the drawing
    };
    const apply = mirror.apply.bind(mirror);
    mirror.apply = (patch) => {
      const start = now();
      lay_out();
      const laid_out = now();
      apply(patch);
      const applied = now();
      lay_out();
      const end = now();
      frame.apply = applied - laid_out;
      frame.layout = end - applied;
      frame.outside = end - start;
    };
  }
}

/** In the plain page: the function that changes its elements. @param {string} name */
function watch_plain(name) {
  const now = () => performance.now();
  const lay_out = () => void document.documentElement.offsetHeight;
  const frames = (globalThis.bench_frames = []);
  const real = globalThis[name];
  globalThis[name] = (...args) => {
    lay_out();
    const start = now();
    real(...args);
    const applied = now();
    lay_out();
    const layout = now() - applied;
    frames.push({ script: applied - start, layout, all: applied - start + layout });
  };
}

/** In the page: one frame for each scroll position. */
function scroll({ step_px, steps }) {
  let frame = () => globalThis.update_rows();
  document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ bridge }) => (frame = () => {
    document.dispatchEvent(new Event("scroll"));
    bridge.frame();
  }) }));
  const lowest = document.documentElement.scrollHeight - innerHeight;
  let elements = 0;
  for (let i = 0, top = Math.min(1000, lowest); i <= steps; ++i, top = (top + step_px) % lowest) {
    scrollTo({ top, behavior: "instant" });
    frame();
    if (i === 0) globalThis.bench_frames.length = 0; // the way there
    elements = Math.max(elements, document.querySelectorAll("*").length);
  }
  return { elements, frames: globalThis.bench_frames.splice(0) };
}

/** In the page: goes to the end of the list until there is no more to load. */
async function load_all() {
  const start = performance.now();
  const more = () => document.getElementById("progress/more");
  do {
    scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
    await new Promise((resolve) => requestAnimationFrame(resolve));
  } while (more());
  return performance.now() - start;
}

async function scroll_all(page) {
  const found = {};
  for (const [name, gesture] of Object.entries(gestures)) found[name] = await page.evaluate(scroll, gesture);
  return found;
}

async function type(page) {
  const field = page.getByRole("textbox", { name: field_name, exact: true });
  await field.click();
  await page.keyboard.type("第");
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    globalThis.bench_frames.length = 0;
    globalThis.bench_made = 0;
    globalThis.bench_watch = new MutationObserver((records) => {
      for (const record of records) for (const node of record.addedNodes) if (node instanceof HTMLElement) globalThis.bench_made += 1;
    });
    globalThis.bench_watch.observe(document.body, { childList: true, subtree: true });
  });
  for (let i = 0; i < keys; ++i) {
    await page.keyboard.press("abcdefghijklmnopqrstuvwxyz"[i % 26]);
    await page.waitForTimeout(60);
  }
  return page.evaluate(() => ({ frames: globalThis.bench_frames.splice(0), made: globalThis.bench_made }));
}

/** @param {{portal: string, plain: string, cookie: {name: string, value: string}}} where */
export async function mirror_cost({ portal, plain, cookie }) {
  const found = { portal: {}, plain: {} };
  const in_page = async (url, body) => {
    const { page, close, context } = await bench_browser();
    try {
      await context.addCookies([{ ...cookie, url }]);
      await page.goto(url);
      return await body(page);
    } finally {
      await close();
    }
  };
  await in_page(`${portal}/#/declare/06`, async (page) => {
    await page.getByRole("radio", { name: "论文", exact: true }).check();
    await page.evaluate(watch_portal);
    found.portal.typing = await type(page);
    found.portal.idle = await idle(page);
  });
  await in_page(`${portal}/#/progress`, async (page) => {
    page.setDefaultTimeout(load_timeout_ms);
    await page.getByRole("grid").or(page.getByRole("table")).first().waitFor(); // the portal and the plain page
    found.portal.load_ms = await page.evaluate(load_all);
    await page.evaluate(watch_portal);
    found.portal.rows = await page.evaluate(() => Number(document.querySelector("table").ariaRowCount ?? document.querySelector("table").getAttribute("aria-rowcount")) - 1);
    found.portal.memory_bytes = await memory_of(page);
    found.portal.scrolling = await scroll_all(page);
  });
  await in_page(plain, async (page) => {
    await page.evaluate(watch_plain, "judge_typed");
    found.plain.typing = await type(page);
  });
  await in_page(`${plain}table`, async (page) => {
    await page.evaluate(watch_plain, "update_rows");
    found.plain.scrolling = await scroll_all(page);
  });
  return found;
}

/** What crosses in a second in which nothing happens, and at an event that changes nothing. */
const idle = (page) => page.evaluate(async () => {
  const waited = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  await waited(500);
  globalThis.bench_frames.length = 0;
  let patches = 0;
  document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ page }) => {
    const { apply } = page.mirror;
    page.mirror.apply = (patch) => (++patches, apply(patch));
  } }));
  await waited(1000);
  const frames_idle = globalThis.bench_frames.length;
  document.dispatchEvent(new Event("scroll")); // where the page is already
  await waited(200);
  return { patches, frames_idle, frames_after_event: globalThis.bench_frames.length };
});

const memory_of = (page) => page.evaluate(() => {
  let size_bytes = 0;
  document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ bridge }) => (size_bytes = bridge.client.HEAPU8.length) }));
  return size_bytes;
});

const most_elements = ({ scrolling }) => Math.max(...Object.values(scrolling).map(({ elements }) => elements));

/** @returns {string[]} what should not be */
export function wrong_counts({ portal }) {
  const wrong = [];
  if (portal.rows !== 100_000) wrong.push(`a table of ${portal.rows} records`);
  if (most_elements(portal) >= elements_max) wrong.push(`${most_elements(portal)} elements in the document while it scrolls, at most ${elements_max}`);
  if (portal.idle.frames_idle > 0) wrong.push(`${portal.idle.frames_idle} frames at rest`);
  if (portal.idle.frames_after_event === 0) wrong.push("an event that changes nothing was not drawn: the next line would be empty");
  if (portal.idle.patches > 0) wrong.push(`${portal.idle.patches} patches although nothing changed`);
  if (portal.typing.made > 0) wrong.push(`${portal.typing.made} elements made by typing`);
  return wrong;
}

// ---- as text -----------------------------------------------------------------------------------------------------

const cells = (frames, part) => {
  const values = frames.map((frame) => frame[part] ?? NaN);
  const ms = (share) => (values.some(Number.isFinite) ? percentile(values, share).toFixed(2) : "–");
  return `${ms(0.5).padStart(6)} ${ms(0.95).padStart(6)}`;
};

/** Targets, at the 95th percentile on a quiet machine: typing 1 ms, scrolling 3 ms. */
export function print_mirror_cost({ portal, plain }) {
  const parts = [["diff in C++", "diff"], ["crossing, JSON.parse", "crossing"], ["elements changed by script", "script"], ["layout that it causes", "layout"], ["the mirror", "all"], ["beside it: views → picture and tree", "draw"]];
  const cases = [["typing", portal.typing.frames, plain.typing.frames], ...Object.keys(gestures).map((name) => [name, portal.scrolling[name].frames, plain.scrolling[name].frames])];
  console.log("mirror, ms a frame: median and 95th percentile".padEnd(50) + "portal".padStart(13) + "plain".padStart(16));
  for (const [name, mine, theirs] of cases) {
    console.log(`${name} (${mine.length} and ${theirs.length} frames)`);
    for (const [label, part] of parts) console.log(`  ${label.padEnd(48)}${cells(mine, part)}   ${cells(theirs, part)}`);
  }
  console.log(`table of ${portal.rows} records: in the client after ${(portal.load_ms / 1000).toFixed(1)} s, ${(portal.memory_bytes / 2 ** 20).toFixed(0)} MiB of wasm memory`);
  console.log(`elements in the document while it scrolls: at most ${most_elements(portal)}, plain ${most_elements(plain)}`);
}

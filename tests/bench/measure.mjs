// How each figure is taken. Nothing here knows which page is measured: a page is an address and the name of a text field in it.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { chromium_flags, chromium_program } from "../browser/fixture.mjs";

const clock_ticks_per_s = 100; // of /proc on Linux
const load_timeout_ms = 60_000;

/** A browser with an empty profile, as a first visitor has it. */
export async function fresh_browser() {
  const browser = await bench_browser();
  const { context, page } = browser;
  await page.addInitScript(watch_page, field_name);
  return { ...browser, cdp: await context.newCDPSession(page), system: await context.browser().newBrowserCDPSession() };
}

/** The same without anything of ours in its pages. */
export async function bench_browser() {
  const profile = mkdtempSync(join(tmpdir(), "portal-bench-"));
  const options = { executablePath: chromium_program(), headless: false, args: chromium_flags, viewport: { width: 1280, height: 800 }, locale: "zh-CN" };
  const context = await chromium.launchPersistentContext(profile, options);
  const page = context.pages()[0] ?? (await context.newPage());
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, page, close };
}

export const field_name = "题目";

/** In the page, before its own scripts: when the field is usable, how many frames were asked for, how long a key takes. */
function watch_page(name) {
  const task = () => new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now());
    channel.port2.postMessage(0);
  });
  const { requestAnimationFrame: real_frame } = globalThis;
  const bench = (globalThis.portal_bench = { frames: 0, usable_ms: 0, keys_ms: [] });
  globalThis.requestAnimationFrame = (body) => {
    bench.frames += 1;
    return real_frame.call(globalThis, body);
  };
  const after_frame = () => new Promise((resolve) => real_frame.call(globalThis, () => task().then(resolve))); // script, layout and paint of a frame are done
  bench.field = () => [...document.querySelectorAll("input")].find((el) => el.getAttribute("aria-label") === name || el.labels?.[0]?.textContent === name);
  const look = new MutationObserver(async () => {
    if (bench.usable_ms || !bench.field()) return;
    bench.usable_ms = -1;
    look.disconnect();
    bench.usable_ms = await after_frame();
  });
  look.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label", "for"] });
  bench.time_keys = () => {
    const field = bench.field();
    let length = field.value.length;
    field.addEventListener("keydown", async (event) => {
      const wanted = ++length;
      do var now = await after_frame(); while (field.value.length < wanted && now - event.timeStamp < 2000);
      bench.keys_ms.push(now - event.timeStamp);
    });
  };
}

/** Navigation start → the field is there and its frame is painted, in ms. */
export async function load(browser, url) {
  await browser.page.goto(url, { waitUntil: "commit" });
  const handle = await browser.page.waitForFunction(() => globalThis.portal_bench.usable_ms > 0 && globalThis.portal_bench.usable_ms, null, { timeout: load_timeout_ms, polling: 100 });
  return handle.jsonValue();
}

/** Everything that crosses the wire while `body` runs, headers too. @returns {Promise<{requests: number, total: number, by_kind: Record<string, number>}>} */
export async function bytes_of({ cdp }, body) {
  const kinds = new Map();
  const sums = { requests: 0, total: 0, by_kind: {}, uncompressed: [] };
  cdp.on("Network.responseReceived", ({ requestId, response }) => {
    const { pathname } = new URL(response.url);
    kinds.set(requestId, pathname.startsWith("/api/") ? "data" : kind_of(pathname));
    const encoding = Object.entries(response.headers).find(([name]) => name.toLowerCase() === "content-encoding")?.[1];
    if (encoding !== "br" && response.status === 200 && !pathname.startsWith("/api/")) sums.uncompressed.push(pathname);
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (!kind) return; // data: and blob:
    sums.requests += 1;
    sums.total += encodedDataLength;
    sums.by_kind[kind] = (sums.by_kind[kind] ?? 0) + encodedDataLength;
  });
  await cdp.send("Network.enable");
  await body();
  await new Promise((resolve) => setTimeout(resolve, 1000)); // what still comes in behind the form belongs to the visit
  await cdp.send("Network.disable");
  return sums;
}

function kind_of(pathname) {
  if (pathname.endsWith("/") || pathname.endsWith(".html")) return "page";
  const extension = /\.(\w+)$/.exec(pathname)?.[1] ?? "other";
  return { js: "script", mjs: "script", wasm: "wasm", css: "style", json: "json", svg: "picture", png: "picture", woff2: "font" }[extension] ?? "other";
}

async function cpu_s({ system }) {
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  let sum = 0;
  for (const { type, id } of processInfo) {
    if (type !== "renderer" && type !== "GPU") continue;
    const fields = readFileSync(`/proc/${id}/stat`, "utf8").split(") ").pop().split(" ");
    sum += (Number(fields[11]) + Number(fields[12])) / clock_ticks_per_s;
  }
  return sum;
}

/** The form is open, nothing has the focus, nothing happens. @returns {Promise<{cpu_s: number, frames: number}>} */
export async function idle(browser, seconds = 10) {
  await browser.page.evaluate(() => document.activeElement?.blur?.());
  await browser.page.mouse.move(5, 5);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const frames = () => browser.page.evaluate(() => globalThis.portal_bench.frames);
  const [cpu_before, frames_before] = [await cpu_s(browser), await frames()];
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return { cpu_s: (await cpu_s(browser)) - cpu_before, frames: (await frames()) - frames_before };
}

/** Real keys into the field. @returns {Promise<{painted_ms: number[], presented_ms: number[]}>} */
export async function keys(browser, count = 30) {
  const { page, cdp } = browser;
  await page.getByRole("textbox", { name: field_name, exact: true }).click();
  await page.evaluate(() => globalThis.portal_bench.time_keys());
  const events = await trace(cdp, async () => {
    for (let i = 0; i < count; ++i) {
      await page.keyboard.press("abcdefghijklmnopqrstuvwxyz"[i % 26]);
      await new Promise((resolve) => setTimeout(resolve, 80));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  const painted_ms = await page.evaluate(() => globalThis.portal_bench.keys_ms);
  return { painted_ms, presented_ms: presented(events) };
}

async function trace(cdp, body) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  cdp.on("Tracing.dataCollected", collect);
  await cdp.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["input", "benchmark", "latency"], excludedCategories: ["*"] } });
  await body();
  const complete = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
  await cdp.send("Tracing.end");
  await complete;
  cdp.off("Tracing.dataCollected", collect);
  return events;
}

/** Chromium's EventLatency: a key event was made → the frame with its effect was presented. */
function presented(events) {
  const wanted = new Set(["CHAR", "KEY_PRESSED", "RAW_KEY_DOWN"]);
  const open = new Map();
  const out = [];
  for (const event of events.sort((a, b) => a.ts - b.ts)) {
    if (event.name !== "EventLatency") continue;
    const id = `${event.pid}:${event.id2?.local ?? event.id2?.global ?? event.id ?? event.tid}`;
    if (event.ph === "b") open.set(id, event);
    if (event.ph !== "e") continue;
    const start = open.get(id);
    open.delete(id);
    const type = start?.args?.event_latency?.event_type ?? event.args?.event_latency?.event_type;
    if (start && wanted.has(type)) out.push((event.ts - start.ts) / 1000);
  }
  return out;
}

/** The value below which the share (0–1) of all lies. */
export function percentile(values, share) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] : NaN;
}

export function median(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

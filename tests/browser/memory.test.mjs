// What the page holds after much use: the client's memory, the document, the script's heap.
import assert from "node:assert/strict";
import { portal } from "./fixture.mjs";
import { heading, see } from "./steps.mjs";

const { story } = portal();
const places = [["#/progress", "申报进度查询"], ["#/declare/06", "学时学分申报"], ["#/year", "年度完成情况"], ["#/declare/02", "学时学分申报"]];
const rounds_before = 10, rounds = 100;
const heap_slack = 2 << 20; // bytes: compiled code, caches of the browser's own

story("hundreds of view changes leave nothing behind", async ({ open }) => {
  const page = await open({ account: "professional" });
  const browser = await page.context().newCDPSession(page);
  const go_round = async (times) => {
    for (let i = 0; i < times * places.length; ++i) {
      const [place, title] = places[i % places.length];
      await page.evaluate((hash) => (location.hash = hash), place);
      await see(heading(page, title));
    }
  };
  const held = async () => {
    await page.waitForLoadState("networkidle");
    await browser.send("HeapProfiler.collectGarbage");
    const { usedSize } = await browser.send("Runtime.getHeapUsage");
    const page_holds = await page.evaluate(() => new Promise((resolve) => document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ bridge }) => resolve({ client: bridge.client.HEAPU8.length, elements: document.querySelectorAll("*").length }) }))));
    return { ...page_holds, heap: usedSize };
  };
  await go_round(rounds_before);
  const before = await held();
  await go_round(rounds);
  const after = await held();
  assert.equal(after.client, before.client, "bytes of the client's memory");
  assert.ok(after.elements <= before.elements + 5, `elements: ${before.elements} before, ${after.elements} after`); // a message may be there
  assert.ok(after.heap <= before.heap + heap_slack, `the script's heap: ${before.heap} bytes before, ${after.heap} after`);
}, { engines: ["chromium"], why: "the other drivers do not tell what a page holds" });

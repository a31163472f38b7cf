// What the page loads before it can be used.
import assert from "node:assert/strict";
import { first_visits } from "./first_views.mjs";
import { chromium_flags, portal, sign_in } from "./fixture.mjs";
import { button, go, heading, see, text_box } from "./steps.mjs";

const { story } = portal({ flags: chromium_flags }); // with WebGL

story("the first visit asks for each file once", async ({ open, server }) => {
  const page = await open({ goto: false });
  const asked = new Map();
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    asked.set(path, (asked.get(path) ?? 0) + 1);
  });
  await page.goto(`${server.url}/`);
  await see(heading(page, "专业技术人员继续教育学时申报"));
  await see(button(page, "登录"));
  await see(text_box(page, "用户名").and(page.locator(".node"))); // the client has drawn
  assert.ok(asked.get("/portal.wasm"), "the client was asked for");
  assert.deepEqual([...asked].filter(([, times]) => times > 1), []);
});

/** How often the page waited for the later part of the client. @param {import("playwright-core").Page} page */
function waits_of(page) {
  const waits = [];
  page.on("request", (request) => request.url().endsWith("/later.wasm") && request.resourceType() === "xhr" && waits.push(page.url()));
  return waits;
}
const chromium_alone = { engines: ["chromium"], why: "what is called does not depend on the engine, and the other drivers do not tell how a file was asked for" };

for (const [name, { options, query = "", steps }] of Object.entries(first_visits)) {
  story(`nobody waits for the later part of the client: ${name}`, async (stage) => {
    const page = await (await stage.new_context({ ...options })).newPage();
    stage.watch(page);
    const waits = waits_of(page);
    await page.goto(`${stage.server.url}/${query}`);
    await steps(page);
    assert.deepEqual(waits, []);
  }, { may_throw: true, ...chromium_alone });
}

for (const [place, there] of [["#/declare", "学习形式"], ["#/progress", "申报记录"]]) {
  story(`the first part of the client is enough for who comes back to ${place}`, async ({ open, server }) => {
    const page = await open({ account: "professional" });
    await page.route("**/later.wasm", (route) => route.abort());
    await page.goto("about:blank");
    const waits = waits_of(page);
    await page.goto(`${server.url}/${place}`);
    await see(page.getByRole("combobox", { name: there }).or(page.getByRole("grid", { name: there })));
    await page.waitForLoadState("networkidle");
    assert.deepEqual(waits, []);
  }, { may_throw: true, ...chromium_alone });
}

story("a view of the later part waits for it", async ({ open, server }) => {
  const page = await open({ goto: false });
  let asked = 0;
  await page.route("**/later.wasm", async (route) => (asked++ === 0 ? route.abort() : route.continue()));
  await page.goto(`${server.url}/#/year`);
  await sign_in(page, "professional");
  await see(heading(page, "年度完成情况"));
  assert.ok(asked >= 2, "tried again");
}, { may_throw: true });

story("what is asked for before the later part is there is loaded on the spot", async ({ open, server }) => {
  const page = await open({ goto: false });
  const waits = waits_of(page);
  await page.route("**/later.wasm", (route) => (route.request().resourceType() === "xhr" ? route.continue() : route.abort()));
  await page.goto(`${server.url}/`);
  await sign_in(page, "professional");
  await go(page, "年度完成情况");
  assert.equal(waits.length, 1, "once in all");
}, { may_throw: true, ...chromium_alone });

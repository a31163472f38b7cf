// What the page loads before it can be used.
import assert from "node:assert/strict";
import { portal } from "./fixture.mjs";
import { button, heading, see, text_box } from "./steps.mjs";

const { story } = portal();

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

// The service worker keeps the build's files: a later visit starts without the network, and nothing that is somebody's is kept.
import assert from "node:assert/strict";
import { portal } from "./fixture.mjs";
import { button, eventually, heading, see, text_box } from "./steps.mjs";

const { story } = portal();
const with_workers = { engines: ["chromium"], why: "the others' contexts end with their service workers, or have none under a driver" };

async function kept_page(stage) {
  const context = await stage.new_context({ serviceWorkers: "allow", viewport: { width: 1280, height: 800 } });
  const page = await stage.open({ context, account: "professional", place: "#/progress" });
  const state_of = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state);
  await eventually(async () => assert.equal(await state_of(), "activated"));
  return page;
}

story("a later visit starts while the server is away, says so, and goes on when it is back", async (stage) => {
  const { server } = stage;
  const page = await kept_page(stage);
  await button(page, "退出登录").click();
  await see(text_box(page, "用户名"));
  await server.kill();
  try {
    await page.reload();
    await see(page.getByText("没有连上服务器"));
    await see(button(page, "现在重试"));
  } finally {
    await server.start();
    stage.errors.length = 0; // the browser says on the console what did not load
  }
  await button(page, "现在重试").click();
  await see(text_box(page, "用户名"));
}, with_workers);

story("what the service worker keeps are files of the build: no answer of the server, nothing of a person", async (stage) => {
  const page = await kept_page(stage);
  await see(heading(page, "申报进度查询"));
  const paths = await page.evaluate(async () => {
    const found = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname + new URL(url).search);
    return found;
  });
  assert.ok(paths.includes("/portal.wasm") && paths.includes("/main.js"), String(paths));
  assert.deepEqual(paths.filter((path) => /\/api\/|\?/.test(path)), []);
}, with_workers);

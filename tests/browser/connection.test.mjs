// The server is gone, hangs or answers nonsense: said clearly, nothing lost, taken up again. Each server is a story's own to harm.
import assert from "node:assert/strict";
import { portal } from "./fixture.mjs";
import { through_proxy } from "./proxy.mjs";
import { attach_paper_materials, button, choose_form, declaration_id, eventually, fill, fill_paper, go, gone, has_value, heading, make_draft, new_title, row, save, see, see_notice, text_box } from "./steps.mjs";

const { story } = portal();
const lost = "现在连不上服务器。填写的内容都还在";

async function filled_form(open, title, wish = {}) {
  const page = await open({ account: "professional", place: "#/declare", ...wish });
  await choose_form(page, "06");
  await fill(page, { 类型: "论文", 题目: title });
  return page;
}

const count_of = async (api, title) => (await api.get(`/declarations?view=own&q=${encodeURIComponent(title)}`)).items.length;

story("the server is killed while saving: the page says so, keeps everything, and saves by itself when it is back", async ({ open, server, api }) => {
  const title = new_title("服务器中断");
  const page = await filled_form(open, title);
  await server.kill();
  await button(page, "保存暂不提交").click();
  await see_notice(page, lost);
  await has_value(text_box(page, "题目"), title);
  await see(button(page, "现在重试"));
  await server.start();
  await see_notice(page, "已保存，状态为待提交");
  await gone(page.getByText(lost));
  await has_value(text_box(page, "题目"), title);
  assert.equal(await count_of(await api("professional"), title), 1);
});

story("现在重试 does not wait for the next try", async ({ open, server }) => {
  const page = await filled_form(open, new_title("现在重试"));
  await server.kill();
  await button(page, "保存暂不提交").click();
  await see_notice(page, lost);
  await server.start();
  await button(page, "现在重试").click().catch(() => {}); // it may have come back by itself meanwhile
  await see_notice(page, "已保存，状态为待提交");
});

story("a server that hangs holds nobody up: typing goes on, and the save ends when it wakes", async ({ open, server, api }) => {
  const title = new_title("服务器停顿");
  const page = await filled_form(open, title);
  server.signal("SIGSTOP");
  try {
    await button(page, "保存暂不提交").click();
    await see(page.getByText("正在保存"));
    await fill(page, { 备注: "等待时写下的话" });
    await has_value(text_box(page, "备注"), "等待时写下的话");
  } finally {
    server.signal("SIGCONT");
  }
  await see_notice(page, "已保存，状态为待提交");
  await has_value(text_box(page, "备注"), "等待时写下的话");
  await button(page, "保存暂不提交").click();
  const professional = await api("professional");
  await eventually(async () => assert.equal((await professional.get(`/declarations/${declaration_id(page)}`)).values.note, "等待时写下的话"));
  assert.equal(await count_of(professional, title), 1);
});

for (const [where, cut] of [["before it begins", { answer_bytes_max: 0 }], ["in its body", { body_bytes_max: 60 }]]) {
  story(`an answer that is cut off ${where} is asked for again, and nothing is stored twice`, async (stage) => {
    const title = new_title("答复中断");
    await through_proxy(stage, async (proxy) => {
      const page = await filled_form(stage.open, title, { url: proxy.url });
      proxy.cut(/^POST \/api\/v1\/declarations /, cut);
      await button(page, "保存暂不提交").click();
      await see_notice(page, "已保存，状态为待提交");
      assert.equal(proxy.cut_count, 1, "it was cut off");
      assert.equal(await count_of(await stage.api("professional"), title), 1);
    });
  });
}

// Chromium takes a head that breaks off for a whole answer without a body: 201 and nothing.
story("an answer that is cut off in its head is told, and saving once more stores nothing twice", async (stage) => {
  const title = new_title("答复头中断");
  await through_proxy(stage, async (proxy) => {
    const page = await filled_form(stage.open, title, { url: proxy.url });
    proxy.cut(/^POST \/api\/v1\/declarations /, { answer_bytes_max: 100 });
    await button(page, "保存暂不提交").click();
    await see_notice(page, /服务器的答复看不懂|已保存，状态为待提交/);
    await has_value(text_box(page, "题目"), title);
    await button(page, "保存暂不提交").click();
    await see_notice(page, "已保存，状态为待提交");
    assert.equal(await count_of(await stage.api("professional"), title), 1);
  });
});

story("a submit whose answer is lost is not taken for a conflict", async (stage) => {
  const title = new_title("提交的答复丢失");
  await through_proxy(stage, async (proxy) => {
    const page = await stage.open({ account: "professional", place: "#/declare", url: proxy.url });
    await fill_paper(page, title);
    await attach_paper_materials(page);
    proxy.cut(/^POST \/api\/v1\/declarations\/[^/]+\/submit /, { answer_bytes_max: 0 });
    await button(page, "提交").click();
    await see_notice(page, "已提交，等待");
    assert.equal(proxy.cut_count, 1);
    await see(heading(page, title));
  });
});

story("an edit whose answer is lost is not taken for somebody else's", async (stage) => {
  const record = await make_draft(await stage.api("professional"), new_title("修改的答复丢失"));
  await through_proxy(stage, async (proxy) => {
    const page = await stage.open({ account: "professional", place: `#/declarations/${record.id}/edit`, url: proxy.url });
    await has_value(text_box(page, "题目"), record.values.publication_title);
    await fill(page, { 期刊名称: "水利学报" });
    proxy.cut(/^PUT \/api\/v1\/declarations\//, { answer_bytes_max: 0 });
    await button(page, "保存暂不提交").click();
    await see_notice(page, "已保存，状态为待提交");
    assert.equal(proxy.cut_count, 1);
    assert.equal(await heading(page, "这条申报在别处也改过").count(), 0);
  });
});

for (const [name, answer] of [
  ["no JSON", { status: 200, contentType: "application/json", body: "<html>proxy login</html>" }],
  ["JSON that breaks off", { status: 200, contentType: "application/json", body: '{"items":[{"id":"d-1","title":"断' }],
  ["JSON of another shape", { status: 200, contentType: "application/json", body: '{"items":{"a":1},"counts":[],"total":"many"}' }],
  ["JSON without end of depth", { status: 200, contentType: "application/json", body: "[".repeat(200_000) }],
  ["an enormous answer", { status: 200, contentType: "application/json", body: `{"items":[],"filler":"${"x".repeat(40_000_000)}"}` }],
]) {
  story(`${name} in place of the list gives a clear message, and the page goes on`, async ({ open }) => {
    const page = await open({ account: "professional", place: "#/declare" });
    await page.route("**/api/v1/declarations?*", (route) => route.fulfill(answer));
    await page.getByRole("link", { name: "申报进度查询" }).click();
    await see(page.getByRole("main").getByText(/服务器的答复看不懂|没有连上服务器|现在连不上服务器/));
    await page.unroute("**/api/v1/declarations?*");
    await go(page, "学时学分申报");
    await go(page, "申报进度查询");
    await see(page.getByRole("grid", { name: "申报记录" }));
  });
}

story("nonsense in answer to a save loses nothing that was typed", async ({ open }) => {
  const title = new_title("保存时的乱码");
  const page = await filled_form(open, title);
  await page.route("**/api/v1/declarations", (route) => route.fulfill({ status: 200, contentType: "application/json", body: '{"id":' }));
  await button(page, "保存暂不提交").click();
  await see_notice(page, "服务器的答复看不懂");
  await has_value(text_box(page, "题目"), title);
  await page.unroute("**/api/v1/declarations");
  await save(page);
  await has_value(text_box(page, "题目"), title);
});

story("an internal error of the server is told, and the next try works", async ({ open }) => {
  const title = new_title("服务器内部错误");
  const page = await filled_form(open, title);
  await page.route("**/api/v1/declarations", (route) => route.fulfill({ status: 500, contentType: "text/html", body: "<h1>500</h1>" }));
  await button(page, "保存暂不提交").click();
  await see_notice(page, "服务器出了问题，没有办成");
  await page.unroute("**/api/v1/declarations");
  await save(page);
  await go(page, "申报进度查询");
  await see(row(page, title));
});

story("a page whose client does not load completely says so in Chinese and English", async ({ open }) => {
  const page = await open({ goto: false });
  await page.route("**/portal.wasm", (route) => route.fulfill({ status: 200, contentType: "application/wasm", body: Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 99]) }));
  await page.goto(page.portal_url);
  await see(page.getByRole("alert").filter({ hasText: "页面没有载入完整" }).filter({ hasText: "did not load completely" }));
  await see(button(page, "重试 · Try again"));
}, { may_throw: true });

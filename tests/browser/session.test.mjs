// Sign-in, sign-out, and a session that ends in the middle of work.
import assert from "node:assert/strict";
import { demo_password, portal, sign_in } from "./fixture.mjs";
import { Api } from "./server.mjs";
import { button, choose_form, eventually, fill, has_focus, has_value, heading, make_draft, new_title, see, see_notice, text_box } from "./steps.mjs";

const { story } = portal();

/** Ends the session at the server; the browser still believes in its cookie. */
async function end_session_elsewhere(page) {
  const cookies = await page.context().cookies();
  await new Api(page.portal_url, cookies.map(({ name, value }) => `${name}=${value}`).join("; ")).delete("/session");
}

async function sign_in_again(page, password = demo_password) {
  await text_box(page, "密码").fill(password);
  await button(page, "登录").click();
  await see(button(page, "退出登录"));
}

story("a session that ends while somebody types brings them back to the same place with what they typed", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/declare" });
  await choose_form(page, "06");
  await fill(page, { 类型: "论文", 题目: "会话中断也不丢", 申报数量: "7" });
  await end_session_elsewhere(page);
  await button(page, "保存暂不提交").click();
  await see(page.getByText("登录已过期。请重新登录，您填写的内容都还在"));
  await has_value(text_box(page, "用户名"), "professional");
  await has_focus(text_box(page, "密码"));
  await sign_in_again(page);
  await see_notice(page, "已保存，状态为待提交");
  await has_value(text_box(page, "题目"), "会话中断也不丢");
  await has_value(text_box(page, "申报数量"), "7");
  assert.match(page.url(), /#\/declarations\/[^/]+\/edit$/);
});

story("a session that ends while a record is looked at comes back to that record", async ({ open, api }) => {
  const record = await make_draft(await api("professional"), new_title("看到一半"));
  const page = await open({ account: "professional", place: `#/declarations/${record.id}` });
  await see(button(page, "删除"));
  await end_session_elsewhere(page);
  await button(page, "修改").click();
  await see(page.getByText("登录已过期"));
  await sign_in_again(page);
  await has_value(text_box(page, "题目"), record.values.publication_title);
  assert.match(page.url(), new RegExp(`#/declarations/${record.id}/edit$`));
});

story("somebody else who signs in after the end of a session sees nothing of what the first one typed", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/declare" });
  await choose_form(page, "06");
  await fill(page, { 题目: "只给本人看" });
  await end_session_elsewhere(page);
  await button(page, "保存暂不提交").click();
  await see(page.getByText("登录已过期"));
  await text_box(page, "用户名").fill("professional2");
  await sign_in_again(page);
  await see_notice(page, "已换人登录");
  await page.goto(`${page.portal_url}/#/declare/06`);
  await see(text_box(page, "题目"));
  assert.equal(await text_box(page, "题目").inputValue(), "");
});

story("sign-out ends the session at the server and leaves nothing typed behind", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/declare" });
  await choose_form(page, "06");
  await fill(page, { 题目: "退出后不留" });
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await button(page, "退出登录").click();
  await see(button(page, "登录"));
  await eventually(() => assert.rejects(new Api(page.portal_url, cookies).get("/session"), /401/));
  assert.equal(await page.evaluate(() => JSON.stringify(sessionStorage).includes("退出后不留")), false);
  await page.reload();
  await sign_in(page, "professional");
  await page.goto(`${page.portal_url}/#/declare/06`);
  await see(text_box(page, "题目"));
  assert.equal(await text_box(page, "题目").inputValue(), "");
});

story("reload keeps who is signed in, where they are, and what is typed", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/declare" });
  await choose_form(page, "06");
  await fill(page, { 类型: "著作", 题目: "刷新也在", 出版社: "中国水利水电出版社" });
  await text_box(page, "备注").click();
  await eventually(async () => assert.equal(await page.evaluate(() => JSON.stringify(sessionStorage).includes("中国水利水电出版社")), true));
  await page.reload();
  await has_value(text_box(page, "题目"), "刷新也在");
  await has_value(text_box(page, "出版社"), "中国水利水电出版社");
  await see_notice(page, "已恢复您上次填写、还没有保存的内容");
});

story("the sign-in form can be filled in and sent before the client is there", async ({ open }) => {
  const page = await open({ goto: false });
  let let_go = () => {};
  const held = new Promise((resolve) => (let_go = resolve));
  await page.route("**/portal.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(page.portal_url, { waitUntil: "commit" });
  await text_box(page, "用户名").fill("professional");
  await text_box(page, "密码").fill(demo_password);
  await page.keyboard.press("Enter");
  let_go();
  await see(heading(page, "申报进度查询"));
});

story("the fields of the sign-in form are what a password manager looks for", async ({ open }) => {
  const page = await open();
  await see(button(page, "登录"));
  const found = await page.evaluate(() => {
    const form = document.querySelector("form");
    return { fields: [...form.querySelectorAll("input")].map((el) => [el.type, el.autocomplete]), submit: form.querySelector("button").type };
  });
  assert.deepEqual(found, { fields: [["text", "username"], ["password", "current-password"]], submit: "submit" });
});

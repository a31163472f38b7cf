// Wrong passwords: one sentence for all of them, and slower after several. A file of its own, since the server counts.
import assert from "node:assert/strict";
import { demo_password, portal } from "./fixture.mjs";
import { button, has_focus, has_value, see, text_box } from "./steps.mjs";

const { story } = portal();

async function try_with(page, name, password) {
  await text_box(page, "用户名").fill(name);
  await text_box(page, "密码").fill(password);
  const answered = page.waitForResponse((response) => response.request().method() === "POST" && response.url().endsWith("/session"));
  await button(page, "登录").click();
  await answered;
  const problem = page.getByRole("main").getByRole("alert");
  await see(problem);
  return problem.innerText();
}

story("a wrong password and an unknown name get the same sentence, and what was typed stays", async ({ open }) => {
  const page = await open();
  const wrong = await try_with(page, "employer", "not-this-one");
  assert.match(wrong, /用户名或密码不对/);
  await has_focus(text_box(page, "密码"));
  await has_value(text_box(page, "用户名"), "employer");
  assert.equal(await try_with(page, "nobody-of-this-name", "not-this-one"), wrong);
  await text_box(page, "用户名").fill("employer");
  await text_box(page, "密码").fill(demo_password);
  await button(page, "登录").click();
  await see(button(page, "退出登录"));
});

story("a blank name or password is asked for without asking the server", async ({ open }) => {
  const page = await open();
  const sent = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await button(page, "登录").click();
  await see(page.getByText("请填写用户名"));
  await has_focus(text_box(page, "用户名"));
  await text_box(page, "用户名").fill("employer");
  await button(page, "登录").click();
  await see(page.getByText("请填写密码"));
  await has_focus(text_box(page, "密码"));
  assert.deepEqual(sent, []);
});

story("after several wrong passwords the page says how long to wait", async ({ open }) => {
  const page = await open();
  let said = "";
  for (let i = 0; i < 12 && !/尝试次数太多/.test(said); ++i) said = await try_with(page, "authority", `wrong-${i}`);
  assert.match(said, /尝试次数太多，请 \d+ 秒后再试/);
  assert.match(await try_with(page, "authority", demo_password), /尝试次数太多/, "also with the right one");
});

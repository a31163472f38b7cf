// Chinese composed through an input method, in each engine by its own way to composition events (engines/README.md).
import assert from "node:assert/strict";
import { input_method_of, portal } from "./fixture.mjs";
import { choose_form, has_value, see, text_box } from "./steps.mjs";

const { story } = portal();

const requests_of = (page) => {
  const list = [];
  page.on("request", (request) => request.method() !== "GET" && list.push(`${request.method()} ${new URL(request.url()).pathname}`));
  return list;
};

async function titled_form(open) {
  const page = await open({ account: "professional", place: "#/declare" });
  await choose_form(page, "06");
  const title = text_box(page, "题目");
  await title.click();
  return { page, title, ime: await input_method_of(page) };
}

story("the preedit shows in the field while it is composed, and the committed text arrives once", async ({ open }) => {
  const { page, title, ime } = await titled_form(open);
  const box = await title.boundingBox();
  const blank = await page.screenshot({ clip: box });
  await ime.compose("shui");
  await has_value(title, "shui");
  assert.equal(await title.evaluate((el) => getComputedStyle(el).color !== "rgba(0, 0, 0, 0)" && el === document.activeElement), true, "the field shows its own text");
  assert.notDeepEqual(await page.screenshot({ clip: box }), blank, "the preedit is on the screen");
  await ime.compose("水利");
  await has_value(title, "水利");
  await ime.commit("水利");
  await has_value(title, "水利");
  await ime.compose("gong");
  await ime.commit("工程");
  await has_value(title, "水利工程");
  await text_box(page, "作者排名").click();
  await has_value(title, "水利工程");
});

story("text is composed in the middle of what stands there", async ({ open }) => {
  const { page, title, ime } = await titled_form(open);
  await title.fill("水工程");
  await title.evaluate((el) => el.setSelectionRange(1, 1));
  await ime.compose("li");
  await has_value(title, "水li工程");
  await ime.commit("利");
  await has_value(title, "水利工程");
  await page.keyboard.press("Backspace");
  await has_value(title, "水工程");
});

story("Enter during composition commits and submits nothing", async ({ open }) => {
  const { page, title, ime } = await titled_form(open);
  const sent = requests_of(page);
  await ime.compose("nihao");
  await ime.key("Enter");
  await has_value(title, "nihao");
  await ime.commit("nihao");
  await has_value(title, "nihao");
  assert.deepEqual(sent, []);
  assert.equal(await page.getByRole("alert").filter({ hasText: "需要修改" }).count(), 0, "nobody tried to submit");
});

story("Enter during composition does not send the sign-in form, plain Enter does", async ({ open }) => {
  const page = await open();
  const sent = requests_of(page);
  await text_box(page, "用户名").fill("professional");
  await text_box(page, "用户名").click();
  const ime = await input_method_of(page);
  await ime.compose("zhang");
  await ime.key("Enter");
  await has_value(text_box(page, "用户名"), "professionalzhang");
  assert.deepEqual(sent, []);
  await ime.commit("");
  await text_box(page, "用户名").fill("professional");
  await text_box(page, "密码").fill("Portal-Demo-2026");
  await page.keyboard.press("Enter");
  await see(page.getByRole("button", { name: "退出登录" }));
  assert.deepEqual(sent, ["POST /api/v1/session"]);
});

story("a composition that is given up leaves the field as it was", async ({ open }) => {
  const { title, ime } = await titled_form(open);
  await title.fill("原来的题目");
  await ime.compose("cuo");
  await has_value(title, "原来的题目cuo");
  await ime.compose("");
  await has_value(title, "原来的题目");
});

story("the page may change while text is composed: an answer that comes in does not disturb it", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/progress" });
  const search = page.getByRole("searchbox", { name: "按名称、姓名或编号搜索" });
  await search.click();
  const ime = await input_method_of(page);
  let let_go = () => {};
  const held = new Promise((resolve) => (let_go = resolve));
  await page.route("**/api/v1/declarations?*", async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.type("a");
  await ime.compose("bu");
  const answered = page.waitForResponse((response) => response.url().includes("/declarations?"));
  let_go();
  await answered;
  await has_value(search, "abu");
  await ime.commit("部");
  await has_value(search, "a部");
});

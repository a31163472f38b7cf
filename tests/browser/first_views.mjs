// What most visits begin with: what the first part of the client must hold, so that nobody waits for the later one. ./portal first-view finds
// out which functions that takes, and loading.test.mjs sees that no more are needed.
import { sign_in } from "./fixture.mjs";
import { button, choose_form, fill_paper, see, text_box } from "./steps.mjs";

const signed_in = async (page, account) => {
  await sign_in(page, account);
  await see(page.getByRole("heading", { level: 1 }));
  await page.waitForLoadState("networkidle");
};

/** In their order: the list with its ways to be searched, then the form. */
async function list_and_form(page) {
  await signed_in(page, "professional");
  await page.evaluate(() => (location.hash = "#/progress"));
  await see(page.getByRole("row"));
  for (const name of ["待审核", "全部"]) await page.getByRole("tab", { name }).first().click();
  await page.getByRole("columnheader").getByRole("button").first().click();
  await page.mouse.wheel(0, 600);
  await page.evaluate(() => (location.hash = "#/declare"));
  await choose_form(page, "02");
  await page.evaluate(() => (location.hash = "#/declare"));
  await fill_paper(page, "先看到的");
}

/** Answers come late, so that the one is asked for before the other is there. */
async function on_a_slow_line(page) {
  await signed_in(page, "professional");
  await page.route("**/api/**", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await page.evaluate(() => (location.hash = "#/progress"));
  for (const name of ["待审核", "审核通过", "全部"]) await page.getByRole("tab", { name }).first().click();
  await page.getByRole("searchbox").fill("护理");
  await page.evaluate(() => (location.hash = "#/declare"));
  await fill_paper(page, "慢");
  await page.waitForLoadState("networkidle");
}

/** When the later part could not be had: nothing may need it. */
async function without_a_connection(page) {
  await signed_in(page, "professional");
  await page.evaluate(() => (location.hash = "#/declare"));
  await fill_paper(page, "断线");
  await page.route("**/api/**", (route) => route.abort());
  await button(page, "保存暂不提交").click();
  await see(page.getByText("现在连不上服务器").first());
  await text_box(page, "题目").fill("断线时继续填写");
  await page.unroute("**/api/**");
  await button(page, "现在重试").click();
  await page.waitForURL(/#\/declarations\/[^/]+\/edit$/);
}

/** Each: its address, Chromium's options for the context, and what is done. */
export const first_visits = {
  "a wrong password": {
    async steps(page) {
      await text_box(page, "用户名").fill("professional");
      await text_box(page, "密码").fill("not it");
      await button(page, "登录").click();
      await see(page.getByText("用户名或密码不对").first());
    },
  },
  "list and form": { steps: list_and_form },
  "list and form by WebGL": { query: "?renderer=gl", steps: list_and_form },
  "on a phone, in the dark": {
    options: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, colorScheme: "dark" },
    async steps(page) {
      await signed_in(page, "professional");
      await page.evaluate(() => (location.hash = "#/progress"));
      await see(page.getByRole("row"));
      await page.mouse.wheel(0, 600);
      await page.getByRole("tab", { name: "待审核" }).first().click();
      await page.waitForLoadState("networkidle");
      await page.evaluate(() => (location.hash = "#/declare"));
      await choose_form(page, "04");
    },
  },
  "on a slow line": { steps: on_a_slow_line },
  "the connection is lost": { steps: without_a_connection },
  ...Object.fromEntries(["employer", "authority", "base"].map((account) => [`first view: ${account}`, { steps: (page) => signed_in(page, account) }])),
};

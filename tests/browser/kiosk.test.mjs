// A machine for everyone in a service hall: what a visit looks like, and that a second visitor finds nothing of the first.
import assert from "node:assert/strict";
import { judged_by_axe } from "./axe.mjs";
import { chromium_flags, demo_password, portal } from "./fixture.mjs";
import { fire_timer } from "./inspect.mjs";
import { protocol_of } from "./protocol.mjs";
import { button, choose_form, eventually, fill, gone, has_focus, has_value, heading, link, make_pending, new_title, see, see_state, see_uploaded, text_box } from "./steps.mjs";

const flags = [...chromium_flags.filter((flag) => !/gl=|angle|swiftshader/.test(flag)), "--disable-gpu", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
const { story } = portal({ flags });
const machine = { engines: ["chromium"], why: "it is what kiosks run (README), and has a camera of its own for tests" };
const portrait = { width: 1080, height: 1920 };

/** @param {{viewport?: {width: number, height: number}, init?: () => void} & Record<string, unknown>} [wish] idle_s and countdown_s: of config.json */
async function open_machine(stage, { viewport = portrait, init, place = "", ...kiosk } = {}) {
  const context = await stage.new_context({ viewport, hasTouch: true });
  await context.route("**/config.json", (route) => route.fulfill({ json: { api_base: "/api/v1", auth: "cookie", language: "zh-CN", offline: false, kiosk: { idle_s: 900, ...kiosk } } }));
  const page = await stage.open({ context, init, place });
  await see(button(page, "开始"));
  return page;
}

const keyboard = (page) => page.getByRole("region", { name: "屏幕键盘" });
const key = (page, name) => keyboard(page).getByRole("button", { name, exact: true });

/** With a finger, on the keys of the screen. @param {string} text Latin letters, digits and "-" */
async function tap_in(page, text) {
  for (const character of text) {
    const is_letter = /[a-z]/i.test(character);
    const back = key(page, "字母");
    if (is_letter && (await back.count()) > 0) await back.tap();
    if (!is_letter && (await key(page, "123 符号").count()) > 0) await key(page, "123 符号").tap();
    if (/[A-Z]/.test(character)) await key(page, "大写").tap();
    await key(page, character).tap();
  }
}

async function begin(page) {
  await button(page, "开始").tap();
  await sign_in_here(page);
}

async function sign_in_here(page, account = "professional") {
  await text_box(page, "用户名").fill(account);
  await text_box(page, "密码").fill(demo_password);
  await button(page, "登录").tap();
  await see(button(page, "退出登录"));
}

/** The entries of this tab, also those ahead: what back and forward could lead to. @param {import("playwright-core").Page} page */
async function history_of(page) {
  const { entries } = await (await protocol_of(page)).send("Page.getNavigationHistory");
  return entries.map(({ url, title }) => `${url} ${title}`);
}

/** What the browser may keep of the server's answers, beside the page's own files and the catalogue, which are everybody's. @param {import("playwright-core").Page} page */
function note_what_may_be_cached(page) {
  const found = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith("/api/") && !pathname.endsWith("/catalogue") && !/no-store/.test(response.headers()["cache-control"] ?? "")) found.push(`${response.request().method()} ${pathname}`);
  });
  return found;
}

const asked_who = (stage, cookie) => fetch(`${stage.server.url}/api/v1/session`, { headers: { Cookie: cookie } });
const cookies_of = async (page) => (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

/** All that a browser could have kept. */
const kept = (page) =>
  page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).map(({ name }) => name),
    cached: (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat(),
    cookie: document.cookie,
    name: window.name,
    state: history.state,
    entries: history.length,
    address: location.hash,
    values: [...document.querySelectorAll("input, textarea")].map((el) => el.value).filter(Boolean),
    document: document.documentElement.outerHTML,
  }));

story("a second visitor finds nothing of the first", async (stage) => {
  const page = await open_machine(stage);
  const title = new_title("甲先生的论文");
  const shown = new_title("甲先生看过的论文");
  await make_pending(await stage.api("professional"), shown);
  const cached = note_what_may_be_cached(page);
  const downloads = [];
  page.on("download", (download) => downloads.push(download.suggestedFilename()));
  const before = await kept(page);
  const places_before = await history_of(page);
  await button(page, "开始").tap();
  await tap_in(page, "professional");
  await has_value(text_box(page, "用户名"), "professional");
  await text_box(page, "密码").tap();
  await tap_in(page, demo_password);
  await button(page, "登录").tap();
  await see(button(page, "退出登录"));
  const cookie = await cookies_of(page);
  assert.equal((await asked_who(stage, cookie)).status, 200);

  // Goes about, prefers another look, leaves something that is not saved, and something that a careless script would keep.
  await button(page, "显示设置").tap();
  await page.getByRole("radio", { name: "深色" }).check();
  await button(page, "完成").first().tap();
  await see(link(page, `详细：${shown}`));
  assert.equal(await page.getByRole("button", { name: /导出/ }).count(), 0, "no list is saved");
  await link(page, `详细：${shown}`).tap();
  await see(page.getByRole("listitem").filter({ hasText: "封面.png" }));
  assert.equal(await page.getByRole("button", { name: /^查看附件/ }).count(), 0, "no file is opened or saved");
  await link(page, "学时学分申报").tap();
  await choose_form(page, "06");
  await fill(page, { 类型: "论文", 题目: title, ISSN: "0254-4164" });
  await page.waitForTimeout(1500); // as long as the draft of anybody's own machine takes to be kept
  const while_used = await kept(page);
  assert.deepEqual([while_used.local, while_used.session, while_used.databases], [{}, {}, []], "nothing is kept, not even now");
  assert.equal(while_used.entries, before.entries, "going about adds nothing to the history");
  assert.deepEqual(await page.locator("input, textarea").evaluateAll((fields) => [...new Set(fields.filter(({ type }) => !/radio|checkbox|file/.test(type)).map(({ autocomplete }) => autocomplete))]), ["off"], "the browser keeps nothing of a field to offer it again");
  await page.evaluate(async () => {
    localStorage.setItem("left", "甲");
    sessionStorage.setItem("left", "甲");
    document.cookie = "left=1";
    window.name = "甲";
    await (await caches.open("left")).put("/left", new Response("甲"));
    await new Promise((done) => (indexedDB.open("left").onsuccess = (event) => (event.target.result.close(), done())));
  });
  const first_document = await page.evaluate(() => performance.timeOrigin);
  await button(page, "退出登录").tap();
  await see(button(page, "开始"));
  await eventually(async () => assert.notEqual(await page.evaluate(() => performance.timeOrigin), first_document, "the page is loaded anew"));
  await see(button(page, "开始"));

  const after = await kept(page);
  assert.equal((await asked_who(stage, cookie)).status, 401, "the session is over on the server");
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual([after.local, after.session, after.databases, after.cached, after.cookie, after.name, after.values], [{}, {}, [], [], "", "", []]);
  assert.equal(after.entries, before.entries);
  assert.equal(after.state, null);
  assert.match(after.address, /^(#\/)?$/);
  for (const trace of [title, shown, "professional", "0254-4164"]) assert.ok(!after.document.includes(trace), trace);
  assert.deepEqual(await history_of(page), places_before, "back and forward lead where they led before");
  assert.deepEqual([cached, downloads], [[], []]);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "light", "nor what they preferred");

  await button(page, "开始").tap();
  await has_value(text_box(page, "用户名"), "");
  await has_value(text_box(page, "密码"), "");
  assert.equal(await text_box(page, "用户名").getAttribute("autocomplete"), "off");
  await page.goBack({ timeout: 5000 }).catch(() => null); // where the browser was before the machine's page, and nothing in between
  assert.ok(!(await page.content()).includes(title));
  await page.goForward({ timeout: 5000 }).catch(() => null);
  await see(button(page, "开始"));
  await page.goto(`${page.portal_url}/#/progress`);
  await page.reload();
  await see(button(page, "开始"));
}, machine);

story("nobody is there: the countdown goes on by a touch, else the visit ends", async (stage) => {
  const page = await open_machine(stage, { idle_s: 5, countdown_s: 6 });
  await begin(page);
  const cookie = await cookies_of(page);
  const asked = page.getByRole("alertdialog", { name: "还在吗？" });
  await see(asked);
  await see(asked.getByText(/^\d 秒后结束$/));
  await page.touchscreen.tap(30, 30); // anywhere
  await gone(asked);
  await see(button(page, "退出登录"));
  assert.equal((await asked_who(stage, cookie)).status, 200);
  await see(asked);
  await see(button(page, "开始"));
  assert.equal((await asked_who(stage, cookie)).status, 401);
  await eventually(async () => assert.deepEqual(await page.context().cookies(), []));
}, machine);

story("whoever is asked whether they are there can end the visit at once", async (stage) => {
  const page = await open_machine(stage, { idle_s: 5, countdown_s: 3000 });
  await begin(page);
  const asked = page.getByRole("alertdialog", { name: "还在吗？" });
  await see(asked);
  await asked.getByRole("button", { name: "结束并清除" }).tap();
  await see(button(page, "开始"));
}, machine);

story("a visit goes by the keys of a real keyboard alone", async (stage) => {
  const page = await open_machine(stage, { countdown_s: 3000 });
  await page.keyboard.press("Tab");
  await has_focus(button(page, "开始"));
  await page.keyboard.press("Enter");
  await has_focus(text_box(page, "用户名"));
  await page.keyboard.type("professional");
  await page.keyboard.press("Tab");
  await page.keyboard.type(demo_password);
  await page.keyboard.press("Enter");
  await see(button(page, "退出登录"));
  const asked = page.getByRole("alertdialog", { name: "还在吗？" });
  const go_on = asked.getByRole("button", { name: "继续" }), end = asked.getByRole("button", { name: "结束并清除" });
  await fire_timer(page, "kiosk/idle");
  await has_focus(go_on);
  await page.keyboard.press("Shift+Tab");
  await has_focus(end);
  await page.keyboard.press("Tab");
  await has_focus(go_on);
  await page.keyboard.press("Enter");
  await gone(asked);
  await fire_timer(page, "kiosk/idle");
  await has_focus(go_on);
  await page.keyboard.press("ArrowDown"); // any key that is not for the buttons
  await gone(asked);
  await fire_timer(page, "kiosk/idle");
  await has_focus(go_on);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await see(button(page, "开始"));
}, machine);

story("a session that a machine was left with ends when its page starts", async (stage) => {
  const page = await open_machine(stage);
  await begin(page);
  const cookie = await cookies_of(page);
  await page.goto("about:blank"); // as if the browser had died
  await page.goto(`${page.portal_url}/#/declare`);
  await see(button(page, "开始"));
  await eventually(async () => assert.equal((await asked_who(stage, cookie)).status, 401));
  await eventually(async () => assert.deepEqual(await page.context().cookies(), []));
}, machine);

story("pinyin becomes characters in the field that has the focus, which the keyboard never hides", async (stage) => {
  const page = await open_machine(stage);
  await begin(page);
  await link(page, "学时学分申报").tap();
  await choose_form(page, "06");
  await fill(page, { 类型: "论文" });
  const title = text_box(page, "题目");
  const typed = title.evaluate((el) => new Promise((done) => {
    const heard = [];
    el.addEventListener("input", (event) => heard.push(`${event.inputType} ${event.data}`) === 2 && done(heard));
  }));
  await title.tap();
  for (const letter of "nihao") await key(page, letter).tap();
  await key(page, "你").tap();
  await key(page, "好").tap();
  await has_value(title, "你好");
  assert.deepEqual(await typed, ["insertText 你", "insertText 好"]);
  await key(page, "改输英文").tap();
  await tap_in(page, "C");
  await key(page, "退格").tap();
  await has_value(title, "你好");
  for (const name of ["题目", "ISSN", "申报数量", "备注"]) {
    await text_box(page, name).tap();
    await eventually(async () => {
      const field = await text_box(page, name).boundingBox();
      const keys = await keyboard(page).boundingBox();
      assert.ok(field && keys && field.y >= 0 && field.y + field.height <= keys.y, `${name}: ${JSON.stringify({ field, keys })}`);
    });
  }
  await text_box(page, "申报数量").tap();
  assert.equal(await key(page, "q").count(), 0, "digits for numbers");
  await tap_in(page, "12");
  await has_value(text_box(page, "申报数量"), "12");
  for (const box of await keyboard(page).getByRole("button").evaluateAll((keys) => keys.map((el) => el.getBoundingClientRect().toJSON()))) {
    assert.ok(box.width >= 56 && box.height >= 56, JSON.stringify(box));
  }
  await key(page, "完成").tap();
  await keyboard(page).waitFor({ state: "hidden" });
}, machine);

const target_px = 56;
/** Controls that a finger would miss. The skip link is for keyboards. @param {import("playwright-core").Page} page */
const too_small = (page) =>
  page.locator("#page :is(a[href], button, input, textarea, [role=option])").evaluateAll((controls, min) => controls.flatMap((el) => {
    const { width, height } = el.getBoundingClientRect();
    return el.id === "skip" || width === 0 || (width >= min - 0.5 && height >= min - 0.5) ? [] : [`${el.localName} ${el.id}: ${Math.round(width)} × ${Math.round(height)}`];
  }), target_px);

story("every target of a visit is made for fingers", async (stage) => {
  const title = new_title("看得清");
  await make_pending(await stage.api("professional"), title);
  const page = await open_machine(stage, { countdown_s: 3000 });
  const found = [];
  const judge = async (view) => found.push(...(await too_small(page)).map((text) => `${view}: ${text}`));
  await judge("start");
  await button(page, "开始").tap();
  await see(text_box(page, "用户名"));
  await judge("sign-in");
  await sign_in_here(page);
  await see(link(page, `详细：${title}`));
  await judge("progress");
  await link(page, `详细：${title}`).tap();
  await see_state(page, "待审核");
  await judge("detail");
  await link(page, "年度完成情况").tap();
  await see(heading(page, "年度完成情况"));
  await judge("year");
  await link(page, "学时学分申报").tap();
  await choose_form(page, "02");
  await judge("declare");
  await button(page, "打开日历：开始日期").or(button(page, "打开日历：起始日期")).first().tap();
  await judge("calendar");
  await page.keyboard.press("Escape");
  await button(page, "显示设置").tap();
  await see(page.getByRole("radio", { name: "深色" }));
  await judge("display settings");
  await fire_timer(page, "kiosk/idle");
  await see(page.getByRole("alertdialog"));
  await judge("countdown");
  assert.deepEqual(found, []);
}, machine);

story("a paper is held under the camera and attached; files of the machine are not offered", async (stage) => {
  const page = await open_machine(stage);
  await begin(page);
  await link(page, "学时学分申报").tap();
  await choose_form(page, "06");
  await fill(page, { 类型: "论文" });
  assert.equal(await page.locator("input[type=file]").count(), 0);
  const camera = page.getByRole("dialog", { name: "拍照", exact: true });
  await button(page, "拍照：杂志封面").tap();
  await camera.getByRole("button", { name: "拍照", exact: true }).click();
  await camera.getByRole("button", { name: "重拍" }).click();
  await camera.getByRole("button", { name: "拍照", exact: true }).click();
  await camera.getByRole("button", { name: "使用这张" }).click();
  await gone(camera);
  await see_uploaded(page, "杂志封面", "拍照1.jpg");
}, machine);

story("without a camera the error of a missing material leads to what can be done instead", async (stage) => {
  const page = await open_machine(stage, { init: () => (navigator.mediaDevices.enumerateDevices = async () => []) });
  await begin(page);
  await link(page, "学时学分申报").tap();
  await choose_form(page, "06");
  await fill(page, { 类型: "论文" });
  assert.equal(await page.getByRole("button", { name: /^拍照/ }).count(), 0);
  await button(page, "提交").tap();
  await page.getByRole("alert").getByRole("link", { name: /杂志封面/ }).tap();
  const help = button(page, "怎么补附件：杂志封面");
  await has_focus(help);
  await help.tap();
  const told = page.getByRole("dialog", { name: "这台机器不能拍照，附件可以这样补" });
  await see(told.getByText(/先点“保存暂不提交”/));
  await told.getByRole("button", { name: "知道了" }).tap();
  await gone(told);
  await has_focus(help);
}, machine);

story("the start screen, the keyboard, the camera and the countdown have nothing that axe objects to", async (stage) => {
  const page = await open_machine(stage, { countdown_s: 600 });
  const judge = async (what) => {
    const { violations } = await judged_by_axe(page);
    assert.deepEqual(violations.map(({ id, nodes }) => `${what}: ${id} ${nodes.map(({ target }) => target).join(" ")}`), []);
  };
  await judge("start");
  await button(page, "开始").tap();
  await see(keyboard(page));
  await judge("keyboard");
  await button(page, "结束并清除").tap();
  await see(button(page, "开始"));
  await begin(page);
  await link(page, "学时学分申报").tap();
  await choose_form(page, "06");
  await fill(page, { 类型: "论文" });
  await text_box(page, "题目").tap();
  await key(page, "n").tap();
  await judge("candidates");
  await button(page, "拍照：杂志封面").click();
  await see(page.getByText("文字清楚后拍照"));
  await judge("camera");
}, machine);

story("keys, menus and gestures do not lead out of the page", async (stage) => {
  const init = () => {
    window.let_through = [];
    const note = (event) => setTimeout(() => event.defaultPrevented || window.let_through.push(event.key ?? event.type));
    for (const type of ["keydown", "contextmenu", "dragstart", "drop", "copy", "auxclick"]) window.addEventListener(type, note, true);
  };
  const page = await open_machine(stage, { init });
  await begin(page);
  await text_box(page, "按名称、姓名或编号搜索").or(page.getByRole("searchbox")).first().focus();
  await page.evaluate(() => (window.let_through.length = 0));
  for (const press of ["Control+p", "Control+s", "Control+o", "Control+f", "Control+u", "F1", "F3", "F5", "Alt+ArrowLeft", "Alt+Home", "Control+c"]) await page.keyboard.press(press);
  await page.mouse.click(500, 500, { button: "right" });
  await link(page, "学时学分申报").click({ modifiers: ["Control"] });
  await page.mouse.click(500, 500, { button: "middle" });
  await page.waitForTimeout(300);
  const modifiers = new Set(["Control", "Alt", "Shift"]);
  assert.deepEqual((await page.evaluate(() => window.let_through)).filter((one) => !modifiers.has(one)), []);
  assert.equal(page.context().pages().length, 1, "no other tab");
  assert.equal(await page.locator("a[target]").count(), 0);
}, machine);

story("a receipt is printed with the record number as a QR code, and does not stay in the page", async (stage) => {
  const title = new_title("回执上的论文");
  await make_pending(await stage.api("professional"), title);
  const init = () => {
    window.print = () => {
      const paper = document.querySelector(".receipt");
      window.printed = paper && { text: paper.innerText || paper.textContent, code: paper.querySelector("svg path")?.getAttribute("d"), shown: getComputedStyle(paper).display };
      window.dispatchEvent(new Event("afterprint"));
    };
  };
  for (const page of [await open_machine(stage, { init }), await stage.open({ init, account: "professional" })]) {
    if (await button(page, "开始").count()) await begin(page);
    await link(page, `详细：${title}`).click();
    await see_state(page, "待审核");
    await button(page, "打印回执").click();
    const printed = await eventually(async () => (await page.evaluate(() => window.printed)) ?? assert.fail("nothing was printed"));
    for (const words of [title, "记录编号", "下一步", "审核", decodeURIComponent(/declarations\/([^/?]+)/.exec(page.url())[1])]) assert.ok(printed.text.includes(words), words);
    assert.match(printed.code, /^(M\d+ \d+h1v1h-1z){100,}$/);
    assert.equal(printed.shown, "none", "on the screen it is not seen");
    assert.equal(await page.locator(".receipt").count(), 0);
  }
}, machine);

story("?kiosk is enough, and loads what nobody else loads", async ({ open }) => {
  const asked = [];
  const page = await open({ goto: false });
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(page.portal_url);
  await see(text_box(page, "用户名"));
  await see(heading(page, "专业技术人员继续教育学时申报"));
  assert.deepEqual(asked.filter((path) => /kiosk|receipt/.test(path)), []);
  await page.goto(`${page.portal_url}/?kiosk`);
  await see(button(page, "开始"));
  assert.ok(asked.includes("/kiosk.js") && asked.includes("/kiosk.css"));
  await button(page, "Start").click();
  await see(page.getByRole("textbox", { name: "User name" }));
}, machine);

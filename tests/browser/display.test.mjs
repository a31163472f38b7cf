// 显示设置: how the page is shown is the user's own business, and stays so.
import assert from "node:assert/strict";
import { can_change_media, portal, sign_in } from "./fixture.mjs";
import { settled } from "./pixels.mjs";
import { decode_png } from "./png.mjs";
import { button, dialog, eventually, gone, has_focus, heading, new_title, make_draft, radio, see, see_notice } from "./steps.mjs";

const { story } = portal();

async function open_settings(page, name = "显示设置") {
  await button(page, name).click();
  await see(dialog(page, name));
}

const care_mode = (page) => page.getByRole("checkbox", { name: "关怀模式（适老化）" });
const html = (page, body) => page.evaluate(body);
/** From an earlier visit. Firefox runs such a script in the blank page before it too, which has no place and no storage. @param {string} json */
const keep_preferences = (page, json) => page.addInitScript((json) => location.protocol === "http:" && localStorage.setItem("portal/preferences", json), json);
const theme_in_use = (page) => html(page, () => document.documentElement.dataset.theme);

/** The page's ground, as it is drawn: a pixel at its lower left, where nothing lies. */
async function ground(page) {
  await settled(page);
  const { height } = page.viewportSize();
  const { rgb } = decode_png(await page.screenshot({ clip: { x: 2, y: height - 6, width: 4, height: 4 } }));
  return [...rgb.subarray(0, 3)];
}
/** Files of texts that the page has asked for since it was opened, each once. */
const texts_loaded = (page) =>
  html(page, () => [...new Set(performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/texts/")).map((name) => name.split("/").at(-1)))]);

const brightness = ([r, g, b]) => (r + g + b) / 3;

story("choices hold at once and on the next visit", async ({ open }) => {
  const page = await open();
  await see(button(page, "登录"));
  assert.ok(brightness(await ground(page)) > 200, "light");
  await open_settings(page);
  await radio(page, "颜色", "深色").check();
  await radio(page, "文字大小", "150%").check();
  await button(page, "完成").click();
  await gone(dialog(page, "显示设置"));
  await has_focus(button(page, "显示设置"));
  assert.ok(brightness(await ground(page)) < 60, "dark");
  assert.equal(await html(page, () => getComputedStyle(document.documentElement).colorScheme), "dark");
  const size = await heading(page, "专业技术人员继续教育学时申报").evaluate((el) => getComputedStyle(el).fontSize);
  assert.equal(size, "42px");
  await page.reload();
  await see(button(page, "显示设置"));
  assert.equal(await theme_in_use(page), "dark");
  assert.ok(brightness(await ground(page)) < 60, "still dark");
  assert.equal(await heading(page, "专业技术人员继续教育学时申报").evaluate((el) => getComputedStyle(el).fontSize), size);
  await open_settings(page);
  assert.equal(await radio(page, "颜色", "深色").isChecked(), true);
  await button(page, "恢复默认").click();
  await eventually(async () => assert.equal(await theme_in_use(page), "light"));
});

story("the sign-in form has the kept colours, size and language before the client is there", async ({ open }) => {
  const page = await open({ goto: false });
  await keep_preferences(page, '{"colors":"dark","text_size_percent":200,"language":"en"}');
  await page.route("**/portal.wasm", () => {}); // never answered
  await page.goto(page.portal_url, { waitUntil: "commit" });
  await see(page.getByRole("textbox", { name: "User name" }));
  const seen = await html(page, () => {
    const root = getComputedStyle(document.documentElement);
    return { lang: document.documentElement.lang, title: document.title, ground: root.backgroundColor, scheme: root.colorScheme,
      size: getComputedStyle(document.querySelector("input")).fontSize, early: document.documentElement.classList.contains("early") };
  });
  assert.deepEqual(seen, { lang: "en", title: "Study hours of professionals", ground: "rgb(15, 22, 29)", scheme: "dark", size: "32px", early: true });
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

story("the sign-in form follows the system's colours while it waits for the client", async ({ open }) => {
  const page = await open({ goto: false });
  await page.route("**/portal.wasm", () => {}); // never answered
  await page.goto(page.portal_url, { waitUntil: "commit" });
  await see(page.getByRole("textbox", { name: "用户名" }));
  const ink_and_ground = () => html(page, () => [getComputedStyle(document.querySelector("h1")).color, getComputedStyle(document.documentElement).backgroundColor]);
  assert.deepEqual(await ink_and_ground(), ["rgb(22, 34, 46)", "rgb(242, 245, 248)"]);
  await page.emulateMedia({ colorScheme: "dark" });
  await eventually(async () => assert.deepEqual(await ink_and_ground(), ["rgb(232, 238, 244)", "rgb(15, 22, 29)"]));
  await page.emulateMedia({ colorScheme: "dark", forcedColors: "active" });
  await eventually(async () => assert.deepEqual(await ink_and_ground(), ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]));
  await eventually(async () => assert.equal(await theme_in_use(page), "forced"));
  await page.unrouteAll({ behavior: "ignoreErrors" });
}, { engines: ["chromium"], why: "no other protocol changes forced colours of a page that is open" });

story("what is kept and not understood changes nothing", async ({ open }) => {
  const page = await open({ goto: false });
  await keep_preferences(page, '{"colors":"pink","language":"../../x","text_size_percent":');
  await page.goto(page.portal_url);
  await see(button(page, "显示设置"));
  assert.equal(await theme_in_use(page), "light");
  await open_settings(page);
  assert.equal(await radio(page, "颜色", "跟随系统").isChecked(), true);
});

story("the system's colours, contrast and forced colours are followed while the page is open", async ({ open }) => {
  const page = await open();
  await see(button(page, "登录"));
  const light = await ground(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await eventually(async () => assert.equal(await theme_in_use(page), "dark"));
  const dark = await ground(page);
  await page.emulateMedia({ colorScheme: "light", contrast: "more" });
  await eventually(async () => assert.equal(await theme_in_use(page), "light_contrast"));
  const contrast = await ground(page);
  assert.deepEqual(contrast, [255, 255, 255]);
  await page.emulateMedia({ colorScheme: "dark", contrast: null, forcedColors: "active" });
  await eventually(async () => assert.equal(await theme_in_use(page), "forced"));
  const canvas = await html(page, () => {
    const probe = document.createElement("div");
    probe.style.color = "Canvas";
    document.body.append(probe);
    const color = getComputedStyle(probe).color;
    probe.remove();
    return color.match(/\d+/g).map(Number);
  });
  assert.deepEqual(await ground(page), canvas, "the drawn ground is the system's");
  assert.notDeepEqual(light, dark);
  assert.notDeepEqual(light, contrast);
}, can_change_media);

story("another language is loaded alone and changes texts, title and lang", async ({ open }) => {
  const page = await open();
  await see(button(page, "显示设置"));
  assert.deepEqual(await texts_loaded(page), ["zh-CN.json"]);
  await open_settings(page);
  const english = page.getByRole("radio", { name: "English" });
  assert.equal(await english.evaluate((el) => el.lang), "en");
  await english.check();
  await see(dialog(page, "Display settings"));
  await button(page, "Done").click();
  await has_focus(button(page, "Display settings"));
  assert.equal(await html(page, () => document.documentElement.lang), "en");
  await eventually(async () => assert.match(await page.title(), /Study hours of professionals/));
  await page.reload();
  await see(button(page, "Display settings"));
  assert.deepEqual(await texts_loaded(page), ["en.json"], "the other language is not loaded");
});

story("a language that does not arrive leaves the page as it is and says so", async ({ open }) => {
  const page = await open();
  await see(button(page, "登录"));
  await page.route("**/assets/texts/en.json", (route) => route.abort());
  await open_settings(page);
  await page.getByRole("radio", { name: "English" }).click();
  await see(dialog(page, "显示设置").getByRole("alert").filter({ hasText: "所选语言没有载入" }));
  await eventually(async () => assert.equal(await radio(page, "语言", "中文").isChecked(), true));
  assert.equal(await html(page, () => document.documentElement.lang), "zh-CN");
});

story("care mode has large text, strong colours, and of a record only what is needed", async ({ open, api }) => {
  const title = new_title("关怀模式");
  await make_draft(await api("professional"), title);
  const page = await open({ account: "professional" });
  await see(page.getByRole("columnheader", { name: "更新时间" }));
  await open_settings(page);
  await care_mode(page).check();
  await button(page, "完成").click();
  await gone(page.getByRole("columnheader", { name: "更新时间" }));
  assert.equal(await theme_in_use(page), "light_contrast");
  assert.equal(await html(page, () => getComputedStyle(document.querySelector("#page")).fontSize), "24px");
  const target = await page.getByRole("link", { name: `详细：${title}` }).boundingBox();
  assert.ok(target.height >= 44, `${target.height} px high`);
  await page.reload();
  await see(button(page, "朗读"));
  await button(page, "退出登录").click();
  await see(button(page, "登录"));
  assert.equal(await theme_in_use(page), "light_contrast", "it is not the account's but the device's");
});

/** speechSynthesis that says nothing and tells what it was given; an utterance ends when the test says so. */
function silent_voice() {
  const told = (window.told = { spoken: [], cancelled: 0, end: null, voices: [{ name: "静", lang: "zh-CN", localService: true, default: true, voiceURI: "" }] });
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  const synthesis = Object.assign(new EventTarget(), {
    getVoices: () => told.voices,
    speak: (utterance) => {
      told.spoken.push(`${utterance.lang} ${utterance.text}`);
      told.end = () => utterance.onend();
    },
    cancel: () => void (told.cancelled += 1),
  });
  Object.defineProperty(window, "speechSynthesis", { value: synthesis, configurable: true });
}

const in_care_mode = '{"care_mode":true}';

story("a view is read aloud sentence by sentence until it is left", async ({ open }) => {
  const page = await open({ goto: false });
  await page.addInitScript(silent_voice);
  await keep_preferences(page, in_care_mode);
  await page.goto(page.portal_url);
  await sign_in(page, "professional");
  await see(heading(page, "申报进度查询"));
  await button(page, "朗读").click();
  await see(button(page, "停止朗读"));
  await eventually(async () => assert.deepEqual(await html(page, () => window.told.spoken), ["zh-CN 申报进度查询。"]));
  await html(page, () => window.told.end());
  await eventually(async () => assert.equal(await html(page, () => window.told.spoken.length), 2));
  const cancelled = await html(page, () => window.told.cancelled);
  await page.getByRole("link", { name: "学时学分申报" }).click();
  await see(button(page, "朗读"));
  assert.ok((await html(page, () => window.told.cancelled)) > cancelled, "the voice was stopped");
});

story("what is read to its end gives the button back", async ({ open }) => {
  const page = await open({ goto: false });
  await page.addInitScript(silent_voice);
  await keep_preferences(page, in_care_mode);
  await page.goto(page.portal_url);
  await see(button(page, "登录"));
  await button(page, "朗读").click();
  await see(button(page, "停止朗读"));
  await eventually(async () => {
    await html(page, () => window.told.end?.());
    assert.ok(await button(page, "朗读").isVisible());
  });
  const spoken = await html(page, () => window.told.spoken.join("\n"));
  assert.match(spoken, /用户名/);
});

story("a device without a voice for the language is told so", async ({ open }) => {
  const page = await open({ goto: false });
  await page.addInitScript(silent_voice);
  await page.addInitScript(() => (window.told.voices = [{ name: "quiet", lang: "en-US", localService: true }]));
  await keep_preferences(page, in_care_mode);
  await page.goto(page.portal_url);
  await sign_in(page, "professional");
  await see(heading(page, "申报进度查询"));
  await button(page, "朗读").click();
  await see_notice(page, "没有可以朗读这种语言的语音");
  await see(button(page, "朗读"));
});

story("nothing on the page moves by itself, and scrolling is not smoothed", async ({ open }) => {
  const page = await open({ account: "professional" });
  const moving = await html(page, () => ({ animations: document.getAnimations().filter((one) => one.playState === "running").length, scrolling: getComputedStyle(document.documentElement).scrollBehavior }));
  assert.deepEqual(moving, { animations: 0, scrolling: "auto" });
});

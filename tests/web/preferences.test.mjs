// What is shown before the client is there follows the same preferences as the client.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { color_under, css_of, hex_from } from "../../web/appearance.js";
import { early_texts } from "../../web/early_texts.js";
import { preferences_from, text_percent_of, theme_of } from "../../web/preferences.js";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const defaults = { language: "", colors: "system", contrast: "system", text_size_percent: 100, care_mode: false };

test("what is not understood is the default, the rest counts", () => {
  for (const text of ["", "null", "[]", "7", "{", '{"colors":7,"contrast":[],"language":"../x","text_size_percent":"200","care_mode":1}']) assert.deepEqual(preferences_from(text), defaults);
  assert.deepEqual(preferences_from('{"colors":"dark","language":"fr","text_size_percent":150}'), { ...defaults, colors: "dark", text_size_percent: 150 });
});

test("the theme is the platform's where the user wants no other", () => {
  const none = () => false;
  const dark = (query) => query.includes("dark");
  assert.equal(theme_of(defaults, none), "light");
  assert.equal(theme_of(defaults, dark), "dark");
  assert.equal(theme_of({ ...defaults, colors: "light" }, dark), "light");
  assert.equal(theme_of({ ...defaults, care_mode: true }, dark), "dark_contrast");
  assert.equal(theme_of({ ...defaults, contrast: "high" }, none), "light_contrast");
  assert.equal(theme_of({ ...defaults, colors: "dark" }, (query) => query.includes("forced")), "forced");
});

test("care mode has text of at least 150 %", () => {
  assert.equal(text_percent_of({ ...defaults, care_mode: true }), 150);
  assert.equal(text_percent_of({ ...defaults, care_mode: true, text_size_percent: 200 }), 200);
  assert.equal(text_percent_of({ ...defaults, text_size_percent: 125 }), 125);
});

test("the early form says what the client will say", () => {
  for (const [language, texts] of Object.entries(early_texts)) {
    const { texts: shipped } = JSON.parse(read(`assets/texts/${language}.json`));
    for (const [key, sentence] of Object.entries(texts)) assert.equal(sentence, shipped[key], `${language} ${key}`);
  }
  const { texts: chinese } = JSON.parse(read("assets/texts/zh-CN.json"));
  const page = read("web/index.html");
  for (const key of Object.keys(early_texts.en)) assert.ok(page.includes(chinese[key]), key);
});

test("a shade over a ground is one colour; what is not see-through hides the ground", () => {
  assert.equal(color_under("#ffffff", "#00000080"), "#7f7f7f");
  assert.equal(color_under("#102030", "#ffffff00"), "#102030");
  assert.equal(color_under("#102030", "#405060ff"), "#405060");
  assert.equal(color_under("Canvas", "Canvas"), "Canvas");
});

test("every theme is there under its name, with the ground of its scrollbar under a shade; sizes are none of it", () => {
  const css = css_of({ light: { page: "#ffffff", shade: "#00000080" }, forced: { page: "Canvas" }, metrics: { text: "16" } });
  assert.deepEqual(css.split("\n"), [':root[data-theme="light"]{--page:#ffffff;--shade:#00000080;--page_in_shade:#7f7f7f}', ':root[data-theme="forced"]{--page:Canvas}']);
});

test("a computed colour is read; anything else is none", () => {
  assert.equal(hex_from("rgb(1, 16, 255)"), "#0110ff");
  assert.equal(hex_from("rgba(255, 0, 10, 0.5)"), "#ff000a");
  assert.equal(hex_from("color(srgb 1 0 0)"), "");
});

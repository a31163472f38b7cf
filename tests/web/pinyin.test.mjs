import assert from "node:assert/strict";
import { test } from "node:test";
import { createRequire } from "node:module";
import { candidates_of } from "../../web/pinyin.js";

const { layoutCandidates: table } = createRequire(import.meta.url)("simple-keyboard-layouts/build/commonjs/layouts/chinese.js").default;
const first = (typed) => candidates_of(table, typed)[0];

/** Always takes the candidate wanted, as a person does. */
function type(letters, wanted) {
  let rest = letters, text = "";
  for (const character of wanted) {
    const found = candidates_of(table, rest).find((one) => one.character === character);
    assert.ok(found, `${character} for ${rest}`);
    text += character;
    rest = rest.slice(found.used.length);
  }
  assert.equal(rest, "");
  return text;
}

test("letters without a break become the characters of several readings", () => {
  assert.equal(type("nihao", "你好"), "你好");
  assert.equal(type("jixujiaoyu", "继续教育"), "继续教育");
  assert.equal(type("zhuanyejishu", "专业技术"), "专业技术");
  assert.equal(type("zhangwei", "张伟"), "张伟");
  assert.equal(type("ouyangjingshu", "欧阳静姝"), "欧阳静姝");
});

test("the usual character of a reading comes first", () => {
  assert.deepEqual(first("ni"), { character: "你", used: "ni" });
  assert.deepEqual(first("wo"), { character: "我", used: "wo" });
});

test("a reading is cut where the next one begins with a consonant, and an apostrophe says otherwise", () => {
  assert.equal(first("henan").used, "he");
  assert.equal(first("hen'an").used, "hen");
  assert.equal(type("xi'an", "西安"), "西安");
  assert.equal(first("xian").used, "xian");
});

test("an unfinished reading offers the first character of each that it can become", () => {
  const offered = candidates_of(table, "zh");
  assert.ok(offered.some(({ character }) => character === "中"));
  assert.ok(offered.every(({ used }) => used === "zh"));
});

test("letters that are no reading offer nothing", () => {
  assert.deepEqual(candidates_of(table, ""), []);
  assert.deepEqual(candidates_of(table, "'"), []);
  assert.deepEqual(candidates_of(table, "vvv"), []);
  assert.deepEqual(candidates_of(table, "constructor").filter(({ used }) => used === "constructor"), []);
});

// How a long text becomes pieces that a voice says whole, and which voice says them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces_of, voice_for } from "../../web/speech.js";

/** As web/speech.js reckons: a Chinese character as long as three letters. */
const cost = (text) => [...text].reduce((sum, c) => sum + (c.codePointAt(0) >= 0x2e80 ? 3 : 1), 0);

test("sentences are pieces, each with its end", () => {
  assert.deepEqual(pieces_of("申报进度查询。\n已计入 4.5 学时，目标 90 学时。可以吗？"), ["申报进度查询。", "已计入 4.5 学时，目标 90 学时。", "可以吗？"]);
  assert.deepEqual(pieces_of("Saved. It waits, still! v1.2 is new"), ["Saved.", "It waits, still!", "v1.2 is new"]);
});

test("no piece is longer than a voice lasts, and nothing is left out", () => {
  const clause = "在中国境内依法取得专业技术资格的人员应当按照规定参加继续教育";
  const texts = [`${clause}，`.repeat(20), clause.repeat(20), "word ".repeat(200), `Supercalifragilistic, ${"long words ".repeat(60)}`];
  for (const text of texts) {
    const pieces = pieces_of(text);
    for (const piece of pieces) assert.ok(cost(piece) <= 150 && piece !== "", piece);
    assert.equal(pieces.join("").replace(/\s/g, ""), text.replace(/\s/g, ""));
  }
});

test("a text of nothing has no pieces", () => {
  assert.deepEqual(pieces_of(""), []);
  assert.deepEqual(pieces_of("\n \n"), []);
});

test("a voice of the language is chosen: of this country, and of this device, where there is one", () => {
  const voice = (name, lang, localService) => ({ name, lang, localService });
  const voices = [voice("a", "en-US", true), voice("b", "zh-HK", true), voice("c", "zh_CN", false), voice("d", "zh-CN", true), voice("e", "en-GB", false)];
  assert.equal(voice_for(voices, "zh-CN").name, "d");
  assert.equal(voice_for(voices.slice(0, 3), "zh-CN").name, "c");
  assert.equal(voice_for(voices, "en").name, "a");
  assert.equal(voice_for(voices, "fr"), undefined);
});

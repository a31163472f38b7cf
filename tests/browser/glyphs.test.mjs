// The glyphs come from the browser's own fonts: none is blank, none is the box that stands for a missing one.
import assert from "node:assert/strict";
import { at_ratio, portal } from "./fixture.mjs";
import { characters_of, contrast_in, frame_of, glyph_in, picture_of, settled } from "./pixels.mjs";
import { eventually, has_value, heading, new_title, paper_content, see, text_box } from "./steps.mjs";

const { story } = portal();
const words = "国家继续教育学时审核申报证书培训单位水利遥感数据同化㼆𬭎龘永鬱𠮷";
const unassigned = "\u{2A6E8}\u{2A6F0}"; // no font has these: what is drawn for them is the box for a missing glyph

/** @returns {Promise<Map<string, Set<string>>>} character → what was drawn for it */
async function drawn_glyphs(page, locator) {
  await settled(page);
  const picture = await picture_of(page);
  const glyphs = new Map();
  for (const { char, box } of await characters_of(locator)) {
    const wide = { x: box.x - 2, y: box.y, width: box.width + 4, height: box.height }; // in Firefox elements and canvas set the box for a missing glyph a pixel apart
    glyphs.set(char, (glyphs.get(char) ?? new Set()).add(glyph_in(picture, wide)));
  }
  return glyphs;
}

for (const renderer of ["", "gl", "software"]) {
  const where = renderer ? ` (?renderer=${renderer})` : "";
  story(`a view full of characters, rare ones too, is drawn without a blank and without a missing one${where}`, async ({ open, api }) => {
    const content = paper_content(new_title("字形"));
    const text = [...words, ...unassigned].join(" "); // apart, so that no glyph reaches into its neighbour's place
    content.values.note = text;
    const record = await (await api("professional")).post("/declarations", content);
    const page = await open({ account: "professional", place: `${renderer ? `?renderer=${renderer}` : ""}#/declarations/${record.id}`, viewport: { width: 1280, height: 1600 }, pixel_ratio: 2 });
    const note = page.getByText(text);
    await see(note);
    const glyphs = await drawn_glyphs(page, note.first());
    const missing = new Set([...unassigned].flatMap((char) => [...(glyphs.get(char) ?? [])].map(frame_of)));
    assert.equal(missing.size, 1, "one box for all that are missing, or this test cannot see one");
    const seen = new Map();
    for (const char of words) {
      const [glyph] = glyphs.get(char) ?? [""];
      assert.ok(glyph.length > 20, `${char} is drawn`);
      assert.ok(!missing.has(frame_of(glyph)), `${char} is no box for a missing glyph`);
      assert.ok(!seen.has(glyph), `${char} and ${seen.get(glyph)} look the same`);
      seen.set(glyph, char);
    }
  });
}

for (const [place, ready] of [["#/progress", "申报进度查询"], ["#/declare/06", "学时学分申报"]]) {
  for (const pixel_ratio of [1, 1.5, 2]) {
    story(`every character in sight of ${place} has ink at ${pixel_ratio}x, just where the mirror has it`, async ({ open }) => {
      const page = await open({ account: "professional", place, pixel_ratio });
      await see(heading(page, ready));
      await see(page.getByRole("grid").or(page.getByRole("radiogroup", { name: "类型" })));
      await settled(page);
      const picture = await picture_of(page);
      const characters = await characters_of(page.getByRole("main"));
      assert.ok(characters.length > 60, `${characters.length} characters in sight`);
      const blank = characters.filter(({ box }) => contrast_in(picture, box) < 60).map(({ char, box }) => `${char} at ${Math.round(box.x)},${Math.round(box.y)}`);
      assert.deepEqual(blank, []);
    }, at_ratio(pixel_ratio));
  }
}

story("what is typed is drawn by the canvas once the field is left", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/declare/06" });
  const title = text_box(page, "题目");
  await title.click();
  await settled(page);
  await title.fill("㼆𬭎流域");
  await text_box(page, "作者排名").click();
  await has_value(title, "㼆𬭎流域");
  await eventually(async () => {
    await settled(page);
    const again = await title.boundingBox();
    const picture = await picture_of(page);
    const cell = (i) => ({ x: again.x + 12 + i * 16, y: again.y + 8, width: 16, height: again.height - 16 });
    const glyphs = [0, 1, 2, 3].map((i) => glyph_in(picture, cell(i)));
    assert.equal(new Set(glyphs).size, 4, "four different characters");
    assert.ok(glyphs.every((glyph) => glyph.length > 20));
  });
});

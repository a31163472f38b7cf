// A machine without a Chinese font: the browser sees DejaVu alone. What is drawn comes from the slices of the fallback
// font, of which no more are fetched than the page's characters need.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { at_ratio, portal } from "./fixture.mjs";
import { characters_of, frame_of, glyph_in, picture_of, pixels_in, settled } from "./pixels.mjs";
import { eventually, heading, new_title, paper_content, see, text_box } from "./steps.mjs";

const latin_fonts = "/usr/share/fonts/truetype/dejavu";
assert.ok(existsSync(join(latin_fonts, "DejaVuSans.ttf")), "Debian's fonts-dejavu-core");
const folder = mkdtempSync(join(tmpdir(), "portal-fonts-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const fonts_conf = join(folder, "fonts.conf");
writeFileSync(fonts_conf, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${latin_fonts}</dir><cachedir>${join(folder, "cache")}</cachedir></fontconfig>`);

const { story } = portal({ env: { FONTCONFIG_FILE: fonts_conf } });
const with_chinese = portal();

const words = "国家继续教育学时审核申报证书培训单位水利遥感数据同化永龘";
const unassigned = "\u{2A6E8}"; // no font has it: what is drawn for it is the box for a missing glyph
const rare = "𬭎"; // a character of names that the fallback has not

/** @returns {Promise<Map<string, Set<number>>>} name of the slice's file → its code points */
async function slices_of(server) {
  const list = await (await fetch(`${server.url}/assets/fonts/fallback.json`)).json();
  return new Map(list.slices.map(({ file, range }) => {
    const own = new Set();
    for (const part of range.split(",")) {
      const [first, last = first] = part.split("-").map((hex) => Number.parseInt(hex, 16));
      for (let c = first; c <= last; ++c) own.add(c);
    }
    return [file, own];
  }));
}

/** Files of assets/fonts/ that the page asks for, in order. */
function watch_fonts(page) {
  const asked = [];
  page.on("request", (request) => {
    const file = /\/assets\/fonts\/([^/?]+)/.exec(request.url())?.[1];
    if (file) asked.push(file);
  });
  return asked;
}

const frames_drawn = (page) =>
  page.evaluate(() => new Promise((resolve) => document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ bridge }) => resolve(bridge.frames_drawn) }))));

/** Every slice that was asked for is there, and drawn. */
async function fonts_settled(page) {
  await eventually(async () => {
    const [status, before] = [await page.evaluate(() => document.fonts.status), await frames_drawn(page)];
    await settled(page);
    await settled(page);
    assert.deepEqual([await page.evaluate(() => document.fonts.status), await frames_drawn(page)], [status, before]);
    assert.equal(status, "loaded");
  });
}

/** All text that the page shows, in elements, fields, placeholders and lists. */
const text_on = (page) =>
  page.evaluate(() => {
    const parts = [document.querySelector("#page").textContent];
    for (const el of document.querySelectorAll("input,textarea,select,option")) parts.push(el.value, el.placeholder, el.label);
    return parts.join("");
  });

/** 0 = the same, 1 = black where the other is white; at best, moved by up to a pixel. @param {string} a @param {string} b of glyph_in */
function difference(a, b) {
  const [rows_a, rows_b] = [a, b].map((glyph) => glyph.split("\n").slice(1).map((row) => Array.from(row, Number)));
  let best = 1;
  for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) best = Math.min(best, difference_at(rows_a, rows_b, dx, dy));
  return best;
}

function difference_at(rows_a, rows_b, dx, dy) {
  const height = Math.max(rows_a.length, rows_b.length) + 1, width = Math.max(rows_a[0].length, rows_b[0].length) + 1;
  let sum = 0, ink = 0;
  for (let y = -1; y < height; ++y) {
    for (let x = -1; x < width; ++x) {
      const p = rows_a[y]?.[x] ?? 0, q = rows_b[y + dy]?.[x + dx] ?? 0;
      sum += Math.abs(p - q);
      ink += Math.max(p, q);
    }
  }
  return ink === 0 ? 1 : sum / ink;
}

/** The characters as a plain page draws them from the same slices, each at a whole pixel. @returns {Promise<Map<string, string>>} */
async function plainly_drawn(page, server, slices, text) {
  const faces = [...slices].filter(([, own]) => [...text].some((char) => own.has(char.codePointAt(0))))
    .map(([file, own]) => `@font-face { font-family: plain; font-weight: 100 900; src: url(/assets/fonts/${file}); unicode-range: ${[...own].map((c) => `U+${c.toString(16)}`).join()} }`);
  const spans = [...text].map((char) => `<i>${char}</i>`).join("");
  const style = `${faces.join("")} body { font: 16px/24px plain; color: #16222e } i { font-style: normal; position: relative; float: left; width: 24px }`;
  await page.route("**/plain", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!doctype html><style>${style}</style>${spans}` }));
  await page.goto(`${server.url}/plain`);
  await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())));
  await settled(page);
  const picture = await picture_of(page);
  return new Map((await characters_of(page.locator("body"))).map(({ char, box }) => [char, glyph_in(picture, box)]));
}

story("without a Chinese font every character is drawn, and as a plain page draws it from the same font", async ({ open, api, server }) => {
  const content = paper_content(new_title("字形"));
  const text = [...words, unassigned].join("\u3000"); // apart, so that no glyph reaches into its neighbour's place
  Object.assign(content.values, { note: text, journal: rare });
  const record = await (await api("professional")).post("/declarations", content);
  const page = await open({ account: "professional", place: `#/declarations/${record.id}`, viewport: { width: 1280, height: 1600 }, pixel_ratio: 2 });
  await see(page.getByText(text));
  await fonts_settled(page);
  const picture = await picture_of(page);
  const glyphs_of = async (element) =>
    new Map((await characters_of(element.first())).map(({ char, box }) => [char, glyph_in(picture, { x: box.x - 0.5, y: box.y, width: box.width + 1, height: box.height })]));
  const drawn = await glyphs_of(page.getByText(text));
  const missing = drawn.get(unassigned);
  assert.ok(missing.length > 20, "the box for a missing glyph is drawn, or this test cannot see one");
  const is_missing = (glyph) => frame_of(glyph) === frame_of(missing);
  assert.ok(is_missing((await glyphs_of(page.getByText(rare, { exact: true }))).get(rare)), `${rare} is a box for a missing glyph`);

  const plain = await plainly_drawn(await open({ goto: false, pixel_ratio: 2 }), server, await slices_of(server), words);
  for (const char of words) {
    const ranked = [...plain].map(([other, glyph]) => ({ other, by: difference(drawn.get(char), glyph) })).sort((a, b) => a.by - b.by);
    assert.equal(ranked[0].other, char, `${char} looks like ${ranked[0].other}`);
    assert.ok(ranked[0].by < 0.2 && ranked[1].by > 0.35, `${char}: ${ranked[0].by} from its own picture, ${ranked[1].by} from the next`);
    assert.ok(difference(drawn.get(char), missing) > 0.35 && !is_missing(drawn.get(char)), `${char} is no box for a missing glyph`);
  }
});

story("only slices are fetched that have a character of the page, each once", async ({ open, server }) => {
  const slices = await slices_of(server);
  const page = await open({ goto: false });
  const asked = watch_fonts(page);
  const shown = new Set();
  const note_text = async () => [...(await text_on(page))].forEach((char) => shown.add(char.codePointAt(0)));
  await page.goto(page.portal_url);
  await see(heading(page, "专业技术人员继续教育学时申报"));
  await page.waitForFunction(() => !document.documentElement.classList.contains("early"));
  await fonts_settled(page);
  await note_text();
  assert.equal(asked.shift(), "fallback.json");
  assert.ok(asked.length >= 3 && asked.length <= 10, `${asked.length} slices for the sign-in page: ${asked}`);
  const unneeded = asked.filter((file) => ![...slices.get(file)].some((code_point) => shown.has(code_point)));
  assert.deepEqual(unneeded, []);
  assert.equal(new Set(asked).size, asked.length);
  assert.ok(slices.size > 90, "of many");
});

story("a character that is typed brings its slice, and is drawn by the field and by the canvas", async ({ open, server }) => {
  const slices = await slices_of(server);
  const page = await open({ account: "professional", place: "#/declare/06", pixel_ratio: 2 });
  const title = text_box(page, "题目");
  await see(title);
  await fonts_settled(page);
  const asked = watch_fonts(page);
  await title.click();
  await title.pressSequentially(`龘${unassigned}`);
  await eventually(async () => assert.equal(asked.length, 1));
  assert.ok(slices.get(asked[0]).has("龘".codePointAt(0)));
  await fonts_settled(page);
  const of_the_field = glyph_in(await picture_of(page), await cell(title, 0));
  await text_box(page, "作者排名").click();
  await fonts_settled(page);
  const picture = await picture_of(page);
  const [by_the_canvas, missing] = [glyph_in(picture, await cell(title, 0)), glyph_in(picture, await cell(title, 1))];
  assert.ok(missing.length > 20);
  assert.ok(difference(by_the_canvas, missing) > 0.35 && frame_of(by_the_canvas) !== frame_of(missing), "no box for a missing glyph");
  assert.ok(difference(by_the_canvas, of_the_field) < 0.2, "the field and the canvas draw the same");
  assert.equal(asked.length, 1);
});

async function cell(field, i) {
  const box = await field.boundingBox();
  return { x: box.x + 12 + i * 16, y: box.y + 8, width: 16, height: box.height - 16 };
}

/** Where the ink in a box is, in CSS px of the page; null: none. @returns {number[] | null} left, right, top, bottom */
function ink_of(picture, { x, y, width, height }) {
  const { lines, ...size } = pixels_in(picture, { x, y, width, height });
  const paper = lines[0].subarray(0, 3);
  let left = size.width, right = -1, top = size.height, bottom = -1;
  for (let row = 0; row < size.height; ++row) {
    for (let column = 0; column < size.width; ++column) {
      if ([0, 1, 2].every((c) => Math.abs(lines[row][column * 3 + c] - paper[c]) < 64)) continue;
      left = Math.min(left, column), right = Math.max(right, column), top = Math.min(top, row), bottom = Math.max(bottom, row);
    }
  }
  return right < 0 ? null : [x + left / picture.ratio, x + right / picture.ratio, y + top / picture.ratio, y + bottom / picture.ratio];
}

const room_px = 5;

/** Characters that follow each other in a line, as one piece of text with some room around it: behind a blank up to its middle. */
function lines_of(characters) {
  const lines = [];
  for (const { char, box } of characters) {
    const line = lines.at(-1);
    if (line && line.y === box.y && line.height === box.height && Math.abs(line.x + line.width - box.x) < 1) {
      line.text += char;
      line.width += box.width;
    } else {
      lines.push({ text: char, ...box });
    }
  }
  return lines.map((line, i) => {
    const end = line.x + line.width;
    const gap = (from, other, to) => (other?.y === line.y && to > from ? (to - from) / 2 : room_px);
    const before = Math.min(room_px, gap(lines[i - 1]?.x + lines[i - 1]?.width, lines[i - 1], line.x)), behind = Math.min(room_px, gap(end, lines[i + 1], lines[i + 1]?.x));
    return { ...line, x: line.x - before, width: line.width + before + behind };
  });
}

for (const pixel_ratio of [1, 1.5, 2]) {
  story(`the mirror's own text lies on the drawing within 2 px at ${pixel_ratio}x`, async ({ open }) => {
    const page = await open({ account: "professional", place: "#/declare/06", pixel_ratio });
    await see(heading(page, "申报信息"));
    await see(page.getByRole("radiogroup", { name: "类型" }));
    await fonts_settled(page);
    const lines = lines_of(await characters_of(page.getByRole("main")));
    assert.ok(lines.length > 15, `${lines.length} lines in sight`);
    const by_the_canvas = await picture_of(page);
    await page.evaluate(() => {
      document.querySelector("#canvas").style.visibility = "hidden";
      for (const el of document.querySelectorAll("#page .node")) el.style.color = getComputedStyle(document.documentElement).color;
    });
    const by_the_mirror = await picture_of(page);
    const apart = lines.flatMap((line) => {
      const [drawn, text] = [ink_of(by_the_canvas, line), ink_of(by_the_mirror, line)];
      const far = !drawn || !text || drawn.some((edge, i) => Math.abs(edge - text[i]) > 2);
      return far ? [`${line.text} at ${Math.round(line.x)},${Math.round(line.y)}: ${drawn} and ${text}`] : [];
    });
    assert.deepEqual(apart, []);
  }, at_ratio(pixel_ratio));
}

story("a slice that did not get through is fetched again, and its characters are drawn then", async ({ open, server }) => {
  const [most_used] = [...(await slices_of(server))].find(([, own]) => own.has("学".codePointAt(0)));
  const page = await open({ goto: false });
  let refused = 0;
  await page.route(`**/${most_used}`, (route) => (refused++ === 0 ? route.abort() : route.continue()));
  await page.goto(page.portal_url);
  const title = heading(page, "专业技术人员继续教育学时申报");
  await see(title);
  await eventually(async () => assert.ok(refused > 1, "asked for again"));
  await fonts_settled(page);
  const picture = await picture_of(page);
  const glyphs = (await characters_of(title)).map(({ box }) => glyph_in(picture, box));
  assert.ok(glyphs.every((glyph) => glyph.length > 20));
  assert.equal(new Set(glyphs).size, glyphs.length, "no two alike");
});

with_chinese.story("with a Chinese font nothing of the fallback is fetched", async ({ open }) => {
  const page = await open({ goto: false });
  const asked = watch_fonts(page);
  await page.goto(page.portal_url);
  await page.waitForFunction(() => !document.documentElement.classList.contains("early"));
  await page.getByRole("textbox", { name: "用户名" }).fill("龘𬭎");
  await fonts_settled(page);
  assert.deepEqual(asked, []);
  assert.equal(await page.evaluate(() => document.fonts.size), 0);
});

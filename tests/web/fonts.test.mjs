import assert from "node:assert/strict";
import test from "node:test";
import { shows_every_character } from "../../web/font_probe.js";
import { Fonts, SliceTable } from "../../web/fonts.js";

// ---- does the machine draw Chinese? --------------------------------------------------------------------------------

const size = 48;
/** @param {(x: number, y: number) => boolean} has_ink */
const picture = (has_ink) => Uint8Array.from({ length: size * size }, (_, i) => (has_ink(i % size, Math.floor(i / size)) ? 255 : 0));
const in_box = (x, y) => x >= 8 && x <= 40 && y >= 8 && y <= 40;
const on_frame = (x, y) => in_box(x, y) && (x === 8 || x === 40 || y === 8 || y === 40);
const box = picture(on_frame);
const numbered_box = (n) => picture((x, y) => on_frame(x, y) || (x === 12 + n && y === 20));
const glyph = (n) => picture((x, y) => in_box(x, y) && (x + y) % (n + 3) === 0 && x !== 8);

test("characters that each have a shape of their own are there", () => {
  assert.equal(shows_every_character([glyph(0), glyph(1), glyph(2)], box), true);
});

for (const [what, drawn] of [
  ["all are the box for a missing one", [box, box, box]],
  ["one of them is", [glyph(0), box, glyph(2)]],
  ["boxes have numbers in them, as Firefox draws them", [numbered_box(0), numbered_box(1), numbered_box(2)]],
  ["one of them is blank", [glyph(0), picture(() => false), glyph(2)]],
  ["two look the same, otherwise than the missing one", [glyph(0), glyph(1), glyph(1)]],
]) {
  test(`characters are missing where ${what}`, () => assert.equal(shows_every_character(drawn, box), false));
}

// ---- which slice has a character? -----------------------------------------------------------------------------------

test("a character is found in the slice whose ranges have it, and nowhere else", () => {
  const ranges = ["20-22,41-4d,4e0b", "4e-5a,4e00-4e0a", "1f300"];
  const table = new SliceTable(ranges);
  const around = [0x0, 0x4df0, 0x1f2f0].flatMap((first) => Array.from({ length: 0x80 }, (_, i) => first + i));
  for (const code_point of around) {
    const expected = ranges.findIndex((range) => range.split(",").some((part) => {
      const [first, last = first] = part.split("-").map((hex) => Number.parseInt(hex, 16));
      return first <= code_point && code_point <= last;
    }));
    assert.equal(table.find(code_point), expected, code_point.toString(16));
  }
});

test("an empty table has no character", () => assert.equal(new SliceTable([]).find(0x4e00), -1));

// ---- loading ------------------------------------------------------------------------------------------------------------

/** A browser's fonts, whose files come when the test says so. */
class FakeFace {
  static made = [];
  constructor(_family, source, { unicodeRange }) {
    this.source = source;
    this.range = unicodeRange;
    this.status = "unloaded";
    this.loads = 0;
    this.promise = new Promise((resolve, reject) => (this.settle = (error) => (error ? reject(error) : resolve(this))));
    FakeFace.made.push(this);
  }
  load() {
    this.loads += 1;
    this.status = "loading";
    return this.promise;
  }
  async arrive() {
    this.status = "loaded";
    this.settle(undefined);
    await this.promise;
    await null;
  }
  async fail() {
    this.status = "error";
    this.settle(new Error("no network"));
    await this.promise.catch(() => {});
    await null;
  }
}

/** Fonts whose list has one slice for each of `characters`. */
async function fonts_with(characters) {
  FakeFace.made = [];
  const page = { added: new Set(), redrawn: 0 };
  const documentElement = {};
  Object.assign(globalThis, {
    FontFace: FakeFace,
    document: { documentElement, fonts: page.added },
    getComputedStyle: () => ({ getPropertyValue: () => " sans-serif" }),
    fetch: async () => Response.json({ slices: [...characters].map((c) => ({ file: `${c}.woff2`, weight: "100 900", range: c.codePointAt(0).toString(16) })) }),
  });
  const fonts = new Fonts(() => void (page.redrawn += 1));
  await fonts.fetch_list();
  fonts.shown = true;
  return { fonts, page, faces: FakeFace.made, awaits: (c) => fonts.is_awaited(c.codePointAt(0)) };
}

test("nothing is loaded before a character is drawn; then its slice alone, once", async () => {
  const { faces, awaits } = await fonts_with("国学时");
  assert.deepEqual(faces.map((face) => face.loads), [0, 0, 0]);
  for (let i = 0; i < 3; ++i) assert.equal(awaits("学"), true);
  assert.equal(awaits("𬭎"), false, "in no slice");
  assert.deepEqual(faces.map((face) => face.loads), [0, 1, 0]);
});

test("nothing is loaded for what the client draws before it is shown; then all is drawn anew", async () => {
  const { fonts, faces, awaits, page } = await fonts_with("国");
  fonts.shown = false;
  assert.equal(awaits("国"), true);
  assert.equal(faces[0].loads, 0);
  fonts.page_is_shown();
  assert.equal(page.redrawn, 1);
  assert.equal(awaits("国"), true);
  assert.equal(faces[0].loads, 1);
});

test("a slice that arrives is drawn once, and its characters are awaited no more", async () => {
  const { faces, awaits, page } = await fonts_with("国学");
  awaits("国");
  await faces[0].arrive();
  assert.equal(page.redrawn, 1);
  assert.equal(awaits("国"), false);
  assert.equal(page.redrawn, 1);
});

test("a slice that an element has loaded already is neither loaded nor waited for", async () => {
  const { faces, awaits, page } = await fonts_with("国");
  faces[0].status = "loaded";
  assert.equal(awaits("国"), false);
  assert.deepEqual([faces[0].loads, page.redrawn], [0, 0]);
});

test("slices that come one after another are drawn a few times a second, and at once when the last is there", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const characters = Array.from({ length: 20 }, (_, i) => String.fromCodePoint(0x4e00 + 2 * i)).join("");
  const { faces, awaits, page } = await fonts_with(characters);
  for (const c of characters) awaits(c);
  for (const face of faces) {
    await face.arrive();
    t.mock.timers.tick(50);
  }
  assert.equal(page.redrawn, 4, "1 s of arrivals: three times on the way, once at the end");
  t.mock.timers.tick(10_000);
  assert.equal(page.redrawn, 4);
});

test("a slice that did not come is drawn as missing, and fetched again by a new face, later each time", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { faces, awaits, page } = await fonts_with("国");
  awaits("国");
  await faces[0].fail();
  assert.equal(awaits("国"), false, "a box is better than nothing");
  assert.equal(page.redrawn, 1);
  t.mock.timers.tick(1999);
  assert.equal(faces.length, 1);
  t.mock.timers.tick(1);
  assert.equal(faces.length, 2);
  assert.deepEqual([...page.added], [faces[1]], "one face at a time");
  await faces[1].fail();
  t.mock.timers.tick(3999);
  assert.equal(faces.length, 2);
  t.mock.timers.tick(1);
  await faces[2].arrive();
  assert.equal(awaits("国"), false);
  assert.equal(page.redrawn, 3);
});

test("a list that did not come is fetched again, and all is drawn anew when it is there", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { fonts, page, awaits } = await fonts_with("");
  const answer = globalThis.fetch;
  globalThis.fetch = async () => { throw new TypeError("no network"); };
  await fonts.fetch_list();
  assert.equal(page.redrawn, 0);
  globalThis.fetch = async () => Response.json({ slices: [{ file: "a.woff2", weight: "400", range: "56fd" }] });
  t.mock.timers.tick(2000);
  for (let i = 0; i < 20 && page.redrawn === 0; ++i) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(page.redrawn, 1);
  assert.equal(awaits("国"), true);
  globalThis.fetch = answer;
});

// Contrast of what is drawn, measured on the picture, in every view and theme: the mirror's own text is transparent, so that axe cannot judge it.
//
// Text 4.5:1, large text 3:1 (WCAG 1.4.3); what tells a control from its surroundings, and the ring around what has the focus, 3:1 (1.4.11).
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { contrast, contrasts_of_text, luminance_of } from "./contrast.mjs";
import { launch, patience } from "./fixture.mjs";
import { drawn_boxes } from "./ink.mjs";
import { semantics_of } from "./inspect.mjs";
import { pixels_in, settled } from "./pixels.mjs";
import { quick_picture_of } from "./protocol.mjs";
import { Server } from "./server.mjs";
import { Tour, walks } from "./tour.mjs";
import { by_id, of_each_kind, views } from "./views.mjs";

const pixel_ratio = 2; // strokes are as thin as one pixel at 1x, and softened away
const text_min = 4.5, part_min = 3, measuring_error = 0.1;

const shared = {};
before(async () => {
  [shared.browser, shared.server] = await Promise.all([launch(), new Server().start()]);
});
after(async () => {
  await shared.browser?.close();
  await shared.server?.stop();
});

// ---- text -----------------------------------------------------------------------------------------------------------------

const arrow_px = 40, sign_ems = 1.75, frame_px = 4;

const one_line = new Set(["link", "button", "tab", "cell", "column_header", "combo_box", "radio", "check_box", "file_input", "text_box", "option", "tooltip"]);
const lines_of = ({ role, multiline, font_size = 16 }, { height }) => (one_line.has(role) && !multiline ? 1 : Math.max(1, Math.round(height / Math.round(font_size * 1.5))));

/** The box at the start of a row of a table: what it chooses stands beside it, in the cell. */
const is_bare_box = ({ role, id }) => role === "check_box" && id.endsWith("/check");

/** The part of a node's box in which its text is drawn: without frame, round corners, arrow, dot or box, and the line below a tab. */
function text_box_of({ node, box }, drawn) {
  if (!one_line.has(node.role)) return box;
  const check = node.role === "cell" && drawn.find((other) => other.node.parent === node.id && is_bare_box(other.node));
  const left = check ? check.box.x + check.box.width - box.x : node.role === "radio" || node.role === "check_box" ? sign_ems * (node.font_size || 16) : frame_px;
  const right = node.role === "combo_box" || node.input_mode === "search" ? arrow_px : frame_px;
  return { x: box.x + left, y: box.y + frame_px, width: box.width - left - right, height: box.height - 2 * frame_px };
}

const is_large = ({ font_size = 0, strong }) => font_size >= 24 || (strong && font_size >= 18.66);
const has_no_text = new Set(["image", "progress"]);
/** A bar in the cell of a table says the number beside it once more. */
const holds_bar = ({ node }, drawn) => node.role === "cell" && drawn.some((other) => other.node.parent === node.id && other.node.role === "progress");

/** Icons that stand for themselves are parts, not text: a calendar, the arrow behind the name of a column. */
const is_icon = ({ id }) => id.endsWith("/calendar");
const ends_with_icon = ({ role, id, sortable }) => (role === "button" && id.endsWith("/sort")) || (role === "column_header" && sortable);

function text_problems(picture, drawn) {
  return drawn.filter((one) => !has_no_text.has(one.node.role) && !is_bare_box(one.node) && !holds_bar(one, drawn)).flatMap((one) => {
    const { node } = one;
    const found = contrasts_of_text(picture, text_box_of(one, drawn), lines_of(node, one.box), node.font_size || 16);
    const wanted = is_large(node) || is_icon(node) ? part_min : text_min;
    const bad = found.filter((value, i) => value < (ends_with_icon(node) && i === found.length - 1 ? part_min : wanted) - measuring_error);
    return bad.length ? [`${node.role} ${node.id} “${(node.name ?? "").slice(0, 20)}”: ${bad.map((value) => value.toFixed(2))} : 1`] : [];
  });
}

// ---- what tells a control from its surroundings ---------------------------------------------------------------------------------

const framed = new Set(["text_box", "combo_box", "radio", "file_input", "check_box", "progress"]);
const at = (line, i) => luminance_of([line[i * 3], line[i * 3 + 1], line[i * 3 + 2]]);

/** Across the left edge, row by row: a dashed frame is there in some rows only. */
function contrast_of_frame(picture, { node, box }) {
  const width_px = is_bare_box(node) ? box.width : 8; // which stands somewhere in its place
  const middle = box.y + box.height / 2, half = Math.min(14, box.height / 4);
  const { lines, width } = pixels_in(picture, { x: box.x - 3, y: middle - half, width: width_px, height: 2 * half });
  const rows = lines.map((line) => Math.max(...Array.from({ length: width }, (_, i) => contrast(at(line, i), at(line, 0))))).sort((a, b) => a - b);
  return rows[Math.floor(rows.length * 0.8)];
}

function frame_problems(picture, drawn) {
  return drawn.filter(({ node }) => framed.has(node.role) && !node.disabled).flatMap((one) => {
    const { node } = one, found = contrast_of_frame(picture, one);
    return found < part_min - measuring_error ? [`the frame of ${node.role} ${node.id}: ${found.toFixed(2)} : 1`] : [];
  });
}

// ---- over every view ------------------------------------------------------------------------------------------------------------

/** A view may change by itself while its picture is taken: a connection that is tried again. */
async function of_one_moment(page) {
  for (;;) {
    const tree = await semantics_of(page);
    const picture = await quick_picture_of(page);
    if (isDeepStrictEqual(tree, await semantics_of(page))) return { tree, picture };
  }
}

/** Window by window down the page or the dialog, each node once. */
async function problems_in(page, { width, height }) {
  const found = [], judged = new Set();
  for (let down = 0; ; down += height - 150) {
    await page.evaluate((y) => (document.querySelector("dialog[open]") ?? document.documentElement).scrollTo(0, y), down);
    await settled(page);
    const { tree, picture } = await of_one_moment(page);
    const { page: page_y, dialog: dialog_y, end } = await page.evaluate(() => {
      const dialog = document.querySelector("dialog[open]"), scrolled = dialog ?? document.documentElement;
      return { page: scrollY, dialog: dialog?.scrollTop ?? 0, end: scrolled.scrollTop + scrolled.clientHeight >= scrolled.scrollHeight - 1 };
    });
    const in_sight = drawn_boxes(tree, { page: page_y, dialog: dialog_y }).filter(({ node, box, in_dialog, covered }) =>
      !judged.has(node.id) && !covered && (!tree.dialog || in_dialog) && box.width > 1 && box.y >= 0 && box.y + box.height <= height && box.x >= 0 && box.x + box.width <= width);
    for (const { node } of in_sight) judged.add(node.id);
    assert.equal(picture.width, width * pixel_ratio, "a picture of all pixels");
    found.push(...text_problems(picture, in_sight), ...frame_problems(picture, in_sight));
    if (end) return { found, count: judged.size };
  }
}

/**
 * Colours are of a look, not of a width: the first of a view's viewports is enough. Views that others stand for are seen in the first look:
 * what they are drawn with is the same, and its colours in the other looks are seen there.
 */
function describe_walk(sentence, walk, chosen, judge) {
  describe(`${sentence}, ${walk.name}`, () => {
    let tour;
    before(() => (tour = new Tour(shared.server, shared.browser, { walk, pixel_ratio })));
    after(() => tour.close());
    for (const view of chosen) {
      test(view.name, { timeout: 240_000 * patience }, async () => {
        const found = [];
        const looks = view.stands_for_its_kind ? walk.looks : walk.looks.slice(0, 1);
        await tour.visit({ ...view, viewports: view.viewports?.slice(0, 1) }, (page, viewport) =>
          tour.in_looks(page, looks, async ({ name }) => found.push(...(await judge(page, viewport)).map((text) => `${name}: ${text}`))));
        assert.deepEqual(found, []);
      });
    }
  });
}

async function judge_text_and_controls(page, viewport) {
  await page.evaluate(() => document.activeElement?.getAttribute("role") !== "combobox" && document.activeElement?.blur?.()); // its list would close
  await page.mouse.move(1, viewport.height - 1);
  const { found, count } = await problems_in(page, viewport);
  assert.ok(count > 1, "something was judged");
  return found;
}

const drawn_views = views.filter(({ early, keyboard_below }) => !early && !keyboard_below);
describe_walk("text and controls stand out from their ground", walks.chinese, drawn_views, judge_text_and_controls);
describe_walk("text and controls stand out from their ground", walks.care, of_each_kind, judge_text_and_controls);

// ---- the ring --------------------------------------------------------------------------------------------------------------------

const controls = new Set(["link", "button", "text_box", "combo_box", "radio", "file_input", "tab", "check_box"]);
const ring_reach_px = 6;

/** Pixels around a control that changed by 3:1 or more when it got the focus, in CSS px². */
function changed_area(before_picture, after_picture, box) {
  const around = { x: box.x - ring_reach_px, y: box.y - ring_reach_px, width: box.width + 2 * ring_reach_px, height: box.height + 2 * ring_reach_px };
  const [old_pixels, new_pixels] = [pixels_in(before_picture, around), pixels_in(after_picture, around)];
  let count = 0;
  old_pixels.lines.forEach((line, y) => {
    for (let x = 0; x < old_pixels.width; ++x) if (contrast(at(line, x), at(new_pixels.lines[y], x)) >= part_min) count += 1;
  });
  return count / before_picture.ratio ** 2;
}

/** Between them they hold every kind of control, on every kind of ground. */
const ring_views = ["display settings", "declare: dates, radios, units", "declare: materials with files", "progress", "dialog: reject"];

/** The first control of each role. */
function first_controls({ nodes, dialog }) {
  const found = new Map();
  for (const node of nodes) if (controls.has(node.role) && !node.disabled && (!dialog || node.id.startsWith("dialog/")) && !found.has(node.role)) found.set(node.role, node);
  return [...found.values()];
}

/** @param {import("playwright-core").Page} page */
async function judge_rings(page) {
  const found = [];
  for (const { id, role } of first_controls(await semantics_of(page))) {
    const element = by_id(page, id);
    await page.keyboard.press("Tab"); // the browser shows rings to who uses keys, and scrolls
    await page.evaluate(() => document.activeElement.blur());
    await element.evaluate((el) => el.scrollIntoView({ block: "center" }));
    await settled(page);
    const unfocused = await quick_picture_of(page);
    await element.evaluate((el) => el.focus({ preventScroll: true }));
    await settled(page);
    assert.ok(await element.evaluate((el) => el.matches(":focus-visible")), `${role}: by keyboard`);
    const box = await element.boundingBox();
    const { width, height } = page.viewportSize();
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, `${role} ${id} is in sight`);
    const area = changed_area(unfocused, await quick_picture_of(page), box);
    const wanted = 2 * (box.width + box.height);
    if (area < wanted) found.push(`${role} ${id}: ${Math.round(area)} px² of 3 : 1, ${Math.round(wanted)} wanted`);
  }
  return found;
}

describe_walk("whatever has the focus by keyboard wears a ring that stands out", walks.chinese, views.filter(({ name }) => ring_views.includes(name)), judge_rings);

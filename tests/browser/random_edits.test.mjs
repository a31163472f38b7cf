// Whatever is done to the text of several fields, in whatever order: element, client's state and drawing say the same.
//
// PORTAL_EDIT_SEED chooses the first sequence, PORTAL_EDIT_SEQUENCES how many, PORTAL_EDIT_STEPS how long each is.
import assert from "node:assert/strict";
import { input_method_of, portal } from "./fixture.mjs";
import { semantics_of } from "./inspect.mjs";
import { settled } from "./pixels.mjs";
import { decode_png } from "./png.mjs";
import { do_step, field_names, sequence_of } from "./random_edits.mjs";
import { choose_form, eventually, fill, heading, radio, text_box } from "./steps.mjs";

const first_seed = Number(process.env.PORTAL_EDIT_SEED ?? 20260301);
const sequence_count = Number(process.env.PORTAL_EDIT_SEQUENCES ?? 5);
const step_count = Number(process.env.PORTAL_EDIT_STEPS ?? 40);
const shrink_attempts_max = 40;

const { story } = portal();

/** A form in which all fields are there, in a context of its own. */
async function form({ open, api }) {
  const page = await open({ account: "professional", place: "#/declare" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: page.portal_url });
  await choose_form(page, "06");
  await radio(page, "类型", "论文").check();
  await text_box(page, "期刊名称").waitFor();
  return { page, ime: await input_method_of(page), api: await api("professional") };
}

/** Text of every field, in the element and in the client's state. */
async function texts_of(page) {
  const { nodes } = await semantics_of(page);
  const texts = {};
  for (const name of field_names) {
    const { id, value } = await text_box(page, name).evaluate((el) => ({ id: el.id, value: el.value }));
    texts[name] = { element: value, state: nodes.find((node) => node.id === id)?.value ?? "" };
  }
  return texts;
}

async function element_is_state(page) {
  await eventually(async () => {
    for (const [name, { element, state }] of Object.entries(await texts_of(page))) assert.equal(state, element, `${name}: state and element`);
  }, 5000);
}

/** What is drawn of a field that has not the focus, without its frame. */
async function picture_of_field(page, name) {
  await text_box(page, name).evaluate((el) => el.scrollIntoView({ block: "center", behavior: "instant" }));
  await settled(page);
  const box = await text_box(page, name).boundingBox();
  const clip = { x: Math.round(box.x) + 3, y: Math.round(box.y) + 3, width: Math.round(box.width) - 6, height: Math.round(box.height) - 6 };
  return decode_png(await page.screenshot({ clip, animations: "disabled" }));
}

/** Nothing has the focus and the first line of every field is in sight. */
async function at_rest(page) {
  await page.evaluate(() => document.activeElement?.blur());
  for (const name of field_names) await text_box(page, name).evaluate((el) => el.scrollTo(0, 0));
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light" });
  await page.mouse.move(2, 2);
  await settled(page);
}

/** The same texts, put in at one go on a fresh page: drawn alike, pixel for pixel. */
async function drawn_as_if_fresh(stage, page) {
  const texts = await texts_of(page);
  await at_rest(page);
  const fresh = (await form(stage)).page;
  await fill(fresh, Object.fromEntries(field_names.map((name) => [name, texts[name].element])));
  await at_rest(fresh);
  for (const name of field_names) {
    await eventually(async () => {
      const [edited, filled] = [await picture_of_field(page, name), await picture_of_field(fresh, name)];
      assert.deepEqual([edited.width, edited.height], [filled.width, filled.height], `${name}: as large`);
      assert.ok(Buffer.compare(Buffer.from(edited.rgb), Buffer.from(filled.rgb)) === 0, `${name}: drawn otherwise than ${JSON.stringify(texts[name].element)} put in at one go`);
    }, 5000);
  }
  await fresh.context().close();
}

/** @returns {Promise<{page: any}>} throws with the number of the step that broke the rule */
async function run(stage, steps) {
  const opened = await form(stage);
  for (const [i, step] of steps.entries()) {
    try {
      await do_step(opened, step);
      await element_is_state(opened.page);
    } catch (error) {
      error.step = i;
      error.page = opened.page;
      throw error;
    }
  }
  await drawn_as_if_fresh(stage, opened.page);
  return opened;
}

/** Fewer steps that still fail: from the end inwards, larger pieces first. */
async function shortened(stage, steps, failure) {
  let left = steps.slice(0, (failure.step ?? steps.length - 1) + 1);
  let attempts = shrink_attempts_max;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at + size <= left.length && attempts > 0; ) {
      const fewer = [...left.slice(0, at), ...left.slice(at + size)];
      attempts -= 1;
      const failed = await run(stage, fewer).then(({ page }) => page.context().close().then(() => null), (error) => error);
      if (failed) {
        await failed.page?.context().close();
        left = fewer.slice(0, (failed.step ?? fewer.length - 1) + 1);
      } else {
        at += size;
      }
    }
  }
  return left;
}

for (let i = 0; i < sequence_count; ++i) {
  const seed = first_seed + i;
  story(`${step_count} random edits leave element, state and drawing the same (seed ${seed})`, async (stage) => {
    const steps = sequence_of(seed, step_count);
    const failure = await run(stage, steps).then(() => null, (error) => error);
    if (!failure) return;
    console.error(`seed ${seed}: step ${failure.step ?? "at the end"}: ${failure.message}; looking for fewer steps`);
    const left = await shortened(stage, steps, failure);
    assert.fail(`seed ${seed}: ${failure.message}\n${left.map((step) => JSON.stringify(step)).join("\n")}`);
  }, { engines: ["chromium"], why: "its protocol alone has a clipboard, drags text and changes the colour scheme" });
}

// The mirror is cheap and quiet: what did not change is not touched, what changed is not made anew, and a long list is few elements.
import assert from "node:assert/strict";
import { serve_many_records } from "../bench/many_records.mjs";
import { portal } from "./fixture.mjs";
import { frame_is_asked, frames_drawn } from "./inspect.mjs";
import { choose_form, eventually, has_value, new_title, radio, see, text_box } from "./steps.mjs";

const { story } = portal();
const elements_max = 1500;
const idle_frames = 20;

/** From now on everything that is changed in the document is counted, and every patch. */
async function watch_mirror(page) {
  await page.evaluate(() => {
    const seen = (globalThis.mirror_seen = { patches: [], changes: [] });
    const name = (node) => (node instanceof Element ? node : node.parentElement)?.id || node.nodeName;
    new MutationObserver((records) => {
      for (const record of records) seen.changes.push({ kind: record.type, what: record.attributeName ?? "", where: name(record.target) });
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ page: { mirror } }) => {
      const apply = mirror.apply.bind(mirror);
      mirror.apply = (patch) => (seen.patches.push(patch), apply(patch));
    } }));
  });
}

/** What was seen since the last time. */
const seen_changes = (page) => page.evaluate(() => ({ patches: globalThis.mirror_seen.patches.splice(0), changes: globalThis.mirror_seen.changes.splice(0) }));

/** The client draws this often although nothing happened. */
const draw = (page, count) =>
  page.evaluate(async (count) => {
    for (let i = 0; i < count; ++i) document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ bridge }) => bridge.frame() }));
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }, count);

const apply_patch = (page, patch) =>
  page.evaluate((patch) => void document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ page }) => page.mirror.apply(patch) })), patch);

/** Nothing is on its way any more: no frame is drawn for a while. */
const at_rest = (page) =>
  eventually(async () => {
    const before = await frames_drawn(page);
    await page.waitForTimeout(300);
    assert.equal(await frames_drawn(page), before);
    assert.equal(await frame_is_asked(page), false);
  });

async function paper_form(open) {
  const page = await open({ account: "professional", place: "#/declare" });
  await choose_form(page, "06");
  await radio(page, "类型", "论文").check();
  await see(text_box(page, "题目"));
  return page;
}

story("while nothing changes nothing crosses and nothing is written: not at rest, not when drawn again, not at an event that changes nothing", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/progress" });
  await see(page.getByRole("grid"));
  const before = await eventually(async () => { // the last answers after signing in may still be on their way
    await at_rest(page);
    const drawn = await frames_drawn(page);
    await page.evaluate(async (count) => {
      for (let i = 0; i < count; ++i) await new Promise((resolve) => requestAnimationFrame(resolve));
    }, idle_frames);
    assert.equal(await frames_drawn(page), drawn, "nothing is drawn at rest");
    return drawn;
  });
  await watch_mirror(page);
  await draw(page, idle_frames);
  const drawn = await frames_drawn(page);
  await page.evaluate(() => void document.dispatchEvent(new Event("scroll"))); // to where the page is
  await at_rest(page);
  assert.ok((await frames_drawn(page)) > drawn, "the event was drawn");
  assert.ok(drawn >= before + idle_frames, `${drawn - before} frames of ${idle_frames}`);
  assert.deepEqual(await seen_changes(page), { patches: [], changes: [] });
  await page.getByRole("searchbox").fill(new_title("没有这样的记录"));
  await eventually(async () => assert.notEqual((await seen_changes(page)).patches.length, 0, "what does change is seen"));
});

story("typing makes no element anew and touches nothing but the field", async ({ open }) => {
  const page = await paper_form(open);
  const title = text_box(page, "题目");
  await title.click();
  await page.keyboard.type("第"); // the first letter may make the page say that there is something to save
  await at_rest(page);
  const field = await title.elementHandle();
  await watch_mirror(page);
  await page.keyboard.type("一次学习", { delay: 30 });
  await has_value(title, "第一次学习");
  await at_rest(page);
  const { patches, changes } = await seen_changes(page);
  assert.ok(patches.length > 0, "the client has taken the letters");
  for (const patch of patches) assert.deepEqual(Object.keys(patch), ["upsert"], "no element goes");
  assert.deepEqual(patches.flatMap((patch) => patch.upsert.map((node) => Object.keys(node).sort().join())), patches.map(() => "id,value"));
  assert.deepEqual(changes, [], "an element's value is no change of the document");
  assert.equal(await field.evaluate((el) => el === document.activeElement && el.isConnected), true, "the same element has the focus");
});

story("focus, selection and what is typed survive what is inserted before the field, and the field's own move", async ({ open }) => {
  const page = await paper_form(open);
  const title = text_box(page, "题目");
  await title.fill("县域基层的实践");
  await title.evaluate((el) => el.setSelectionRange(2, 4));
  await at_rest(page);
  const field = await title.elementHandle();
  const { id, parent, behind } = await field.evaluate((el) => ({ id: el.id, parent: el.parentElement.id, behind: el.nextElementSibling?.id }));
  const added = { id: "test/first", parent, role: "text", name: "先来的一句", rect: [0, 0, 100, 24], after: "" };
  await apply_patch(page, { upsert: [added, { ...added, id: "test/second", after: "test/first" }] });
  await apply_patch(page, { upsert: [{ id, after: "test/first", rect: [0, 48, 300, 44] }] });
  const state = await field.evaluate((el) => ({
    kept: el.isConnected && el === document.activeElement,
    selection: [el.selectionStart, el.selectionEnd],
    value: el.value,
    before: el.previousElementSibling?.id,
  }));
  assert.deepEqual(state, { kept: true, selection: [2, 4], value: "县域基层的实践", before: "test/first" });
  assert.notEqual(behind, await field.evaluate((el) => el.nextElementSibling?.id), "its neighbours have moved");
});

story("an element that only moves is given another place and nothing else", async ({ open }) => {
  const page = await paper_form(open);
  await at_rest(page);
  const id = await text_box(page, "题目").evaluate((el) => el.id);
  await watch_mirror(page);
  await apply_patch(page, { upsert: [{ id, rect: [7, 9, 301, 44] }] });
  const { changes } = await seen_changes(page);
  assert.deepEqual(changes, [{ kind: "attributes", what: "style", where: id }]);
  const place = await text_box(page, "题目").evaluate(({ style }) => [style.left, style.top, style.width, style.height]);
  assert.deepEqual(place, ["7px", "9px", "301px", "44px"]);
});

/** Row number → its element, kept in the page; says which of the numbers seen before have another element now. */
const keep_rows = (page) =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll("tr[aria-rowindex]")].map((el) => [el.ariaRowIndex ?? el.getAttribute("aria-rowindex"), el]);
    const before = globalThis.rows_before ?? new Map();
    globalThis.rows_before = new Map(rows);
    const staying = rows.filter(([number]) => before.has(number));
    return { staying: staying.length, anew: staying.filter(([number, el]) => before.get(number) !== el).map(([number]) => number) };
  });

/** What the page holds: how many elements, and rows whose number, title or id disagree. */
const survey = (page) =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll("tr[aria-rowindex]")].filter((el) => el.getAttribute("aria-rowindex") !== "1");
    const wrong = rows.filter((el) => {
      const number = Number(el.getAttribute("aria-rowindex")) - 1;
      return !el.textContent.includes(`第 ${number} 篇`) || !el.id.endsWith(`/row/${number}`);
    });
    const in_sight = rows.filter((el) => el.getBoundingClientRect().bottom > 0 && el.getBoundingClientRect().top < innerHeight);
    return { elements: document.querySelectorAll("*").length, in_sight: in_sight.length, wrong: wrong.map((el) => el.id), order: rows.every((el, i) => i === 0 || Number(rows[i - 1].getAttribute("aria-rowindex")) + 1 === Number(el.getAttribute("aria-rowindex"))) };
  });

story("a long list is few elements at any place, each says its own record, and a row that stays in sight stays the same element", async ({ open, server }) => {
  const many = await serve_many_records(server, 100_000);
  try {
    const page = await open({ account: "professional", url: many.url });
    await page.goto(`${many.url}/#/progress`);
    await see(page.getByRole("grid"));
    assert.equal(await page.getByRole("grid").getAttribute("aria-rowcount"), "100001");
    for (const top of [0, 40, 160, 900, 5_000, 200_000, 200_050, 100_000, 0, Number.MAX_SAFE_INTEGER]) {
      await page.evaluate((top) => scrollTo({ top, behavior: "instant" }), top);
      await eventually(async () => assert.ok((await survey(page)).in_sight > 0, `rows are in sight at ${top}`));
      await at_rest(page);
      const found = await survey(page);
      assert.ok(found.elements < elements_max, `${found.elements} elements at ${top}`);
      assert.deepEqual({ wrong: found.wrong, order: found.order }, { wrong: [], order: true }, `at ${top}`);
      const rows = await keep_rows(page);
      assert.deepEqual(rows.anew, [], `at ${top}`);
      if (top === 160 || top === 200_050) assert.ok(rows.staying > 5, "most rows stayed");
    }
  } finally {
    await many.stop();
  }
});

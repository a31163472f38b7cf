// Every story without a pointer: Tab, arrows, Enter, Escape and letters. At each control: a ring to be seen, and a way on and back.
import assert from "node:assert/strict";
import { portal } from "./fixture.mjs";
import { KeyboardHand } from "./hands.mjs";
import { eventually, has_focus, link, see, text_box } from "./steps.mjs";
import { chapters } from "./whole_story.mjs";

const { story } = portal();

for (const [name, chapter] of Object.entries(chapters)) {
  story(`with the keyboard alone: ${name}`, async (stage) => {
    const hand = new KeyboardHand();
    await chapter(stage, hand, { init: without_pointer });
    assert.ok(hand.rings >= hand.seen.size * 0.6, `rings seen of ${hand.rings} in ${hand.seen.size} controls`);
  }, { timeout_ms: 900_000 });
}

/** A click of the mouse here is a mistake of the story. A key's own click has no pointer. */
function without_pointer() {
  for (const type of ["mousedown", "pointerdown", "touchstart"]) {
    addEventListener(type, () => { throw new Error(`${type} in a story without a pointer`); }, { capture: true });
  }
}

story("the first stop of every page leads past the navigation to what the page is about", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/progress" });
  await see(page.getByRole("heading", { name: "申报进度查询" }));
  await page.evaluate(() => document.activeElement?.blur());
  await page.reload();
  await see(page.getByRole("heading", { name: "申报进度查询" }));
  await page.keyboard.press("Tab");
  await has_focus(link(page, "跳到主要内容"));
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await page.evaluate(() => Boolean(document.activeElement.closest("main"))), true));
});

story("what is typed into the first field of the page needs no Tab more than the controls before it", async ({ open }) => {
  const page = await open();
  const hand = new KeyboardHand();
  await hand.reach(text_box(page, "用户名"));
  await hand.reach(text_box(page, "密码"));
  await page.keyboard.press("Shift+Tab");
  await has_focus(text_box(page, "用户名"));
});

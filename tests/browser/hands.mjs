// Two ways to use the same page: a hand that has only a keyboard, and one that has only a pointer (and types into what it touched).
//
// Both find everything by role and name. What they do:
//   press(locator)                a button, a link, a tab
//   type(locator, text)           in place of what stands there
//   choose(locator, label)        from a combo box
//   pick(page, group, option)     a radio button
//   check(locator)                a check box
//   attach(locator, files)        through the file chooser
//   dismiss(dialog, opener)       without doing what it asks
import assert from "node:assert/strict";
import { step_timeout_ms } from "./fixture.mjs";
import { assert_focus_visible } from "./focus_ring.mjs";
import { eventually, has_focus, has_value, radio, see } from "./steps.mjs";

const tab_presses_max = 120;
const grid_moves_max = 60;

const is_focused = (locator) => locator.first().evaluate((el) => el === document.activeElement);
const tag_of = (locator) => locator.first().evaluate((el) => el.localName);

/** Chromium opens it only within 5 s of the key or the touch, which an overloaded machine may miss: then once more, as people do. */
async function chooser_opened_by(page, action) {
  for (let attempt = 1; ; ++attempt) {
    const opened = page.waitForEvent("filechooser", { timeout: step_timeout_ms / 2 }).catch((error) => error);
    await action();
    const chooser = await opened;
    if (!(chooser instanceof Error)) return chooser;
    if (attempt === 3) throw chooser;
  }
}

// ---- the keyboard -----------------------------------------------------------------------------------------------------

export class KeyboardHand {
  constructor() {
    this.name = "keyboard";
    /** Controls whose ring has been looked at, by role and name. */
    this.seen = new Set();
    this.rings = 0;
  }

  /**
   * The focus moves with each Tab: whatever holds it longer is a trap. Nothing at all has it where the browser's own bars come.
   * @param {import("playwright-core").Page} page @param {import("playwright-core").JSHandle | null} [target]
   * @returns {Promise<string>} "here" where the target has the focus, else the role of the group with one stop that it shares with it
   */
  async tab(page, keys = "Tab", target = null) {
    await page.evaluate(() => (document.tabbed_from = document.activeElement));
    await page.keyboard.press(keys);
    const { stuck, where } = await page.evaluate((el) => {
      const active = document.activeElement;
      const stuck = active !== document.body && active === document.tabbed_from ? active.outerHTML.slice(0, 200) : "";
      const group = active?.closest("[role=grid], [role=tablist], [role=radiogroup]");
      return { stuck, where: el && active === el ? "here" : el && group?.contains(el) ? group.getAttribute("role") : "" };
    }, target);
    assert.equal(stuck, "", `${keys} leaves the control`);
    return where;
  }

  /** By Tab, and by the arrow keys within a group of which only one is a stop (radio buttons, tabs, a grid). */
  async reach(locator) {
    const page = locator.page();
    await see(locator);
    const target = await locator.first().elementHandle();
    if (await is_focused(locator)) return this.look_at(locator);
    for (let i = 0; i < tab_presses_max; ++i) {
      const where = await this.tab(page, "Tab", target);
      if (where === "here" || (where && (await this.walk(page, where, locator)))) return this.look_at(locator);
    }
    assert.fail(`not reached by Tab: ${locator}`);
  }

  async walk(page, role, locator) {
    if (role === "grid") return this.walk_grid(page, locator);
    const step = role === "tablist" ? "ArrowRight" : "ArrowDown";
    for (let i = 0; i < 12; ++i) {
      if (await is_focused(locator)) return true;
      await page.keyboard.press(step);
    }
    return false;
  }

  /** Towards where the target is seen: up or down to its line, then along the line. */
  async walk_grid(page, locator) {
    for (let i = 0; i < grid_moves_max; ++i) {
      const key = await locator.first().evaluate((el) => {
        const cell_of = (inner) => (inner.closest("[role=gridcell], [role=columnheader], td, th") ?? inner).getBoundingClientRect();
        const [here, there] = [cell_of(document.activeElement), cell_of(el)];
        const down = there.y + there.height / 2 - (here.y + here.height / 2), right = there.x + there.width / 2 - (here.x + here.width / 2);
        if (Math.abs(down) > here.height / 2) return down > 0 ? "ArrowDown" : "ArrowUp";
        return Math.abs(right) > here.width / 2 ? (right > 0 ? "ArrowRight" : "ArrowLeft") : "";
      });
      if (key === "") return is_focused(locator);
      await page.evaluate(() => (document.tabbed_from = document.activeElement));
      await page.keyboard.press(key);
      await eventually(() => page.evaluate(() => document.activeElement === document.tabbed_from && Promise.reject(new Error("the focus stays"))));
    }
    return false;
  }

  /** Once for every control: a ring to be seen, Tab leads on, Shift+Tab back. */
  async look_at(locator) {
    const page = locator.page();
    const what = await locator.first().evaluate((el) => `${el.getAttribute("role") ?? el.localName} ${el.getAttribute("aria-label") || el.labels?.[0]?.textContent || el.textContent}`);
    if (this.seen.has(what)) return;
    this.seen.add(what);
    const compared = await assert_focus_visible(page, locator, what, {
      leave: () => this.tab(page),
      come_back: async () => {
        await this.tab(page, "Shift+Tab");
        if (await page.evaluate(() => document.activeElement === document.body)) await this.tab(page, "Shift+Tab"); // past the browser's own bars
      },
    });
    if (compared) this.rings += 1;
  }

  async press(locator) {
    await this.reach(locator);
    await locator.page().keyboard.press("Enter");
  }

  async type(locator, text) {
    await this.reach(locator);
    const { keyboard } = locator.page();
    await keyboard.press("Control+a");
    await keyboard.press("Delete");
    await keyboard.insertText(text);
    await has_value(locator, text);
  }

  async choose(locator, label) {
    await this.reach(locator);
    const { keyboard } = locator.page();
    if ((await tag_of(locator)) === "select") return keyboard.type(label.slice(0, 2)); // jumps to the option that begins so
    await keyboard.press("Control+a");
    await keyboard.insertText(label);
    await see(locator.page().getByRole("option", { name: label, exact: true }));
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
  }

  async pick(page, group, option) {
    const wanted = radio(page, group, option);
    const any = page.getByRole("radiogroup", { name: group, exact: true }).getByRole("radio");
    await see(any);
    for (let i = 0; i < tab_presses_max && !(await any.evaluateAll((list) => list.includes(document.activeElement))); ++i) await this.tab(page);
    for (let i = 0; i < (await any.count()) && !(await is_focused(wanted)); ++i) await page.keyboard.press("ArrowDown");
    await has_focus(wanted);
    if (!(await wanted.isChecked())) await page.keyboard.press("Space");
    await eventually(async () => assert.equal(await wanted.isChecked(), true));
  }

  async check(locator) {
    await this.reach(locator);
    await locator.page().keyboard.press("Space");
    await eventually(async () => assert.equal(await locator.isChecked(), true));
  }

  async attach(locator, files) {
    await this.reach(locator);
    const page = locator.page();
    await (await chooser_opened_by(page, () => page.keyboard.press("Enter"))).setFiles(files);
  }

  /** Escape; the focus goes back to what opened it (or one of them, where `opener` finds several). */
  async dismiss(dialog, opener) {
    await see(dialog);
    await eventually(async () => assert.ok(await dialog.evaluate((el) => el.contains(document.activeElement)), "an open dialog has the focus"));
    await dialog.page().keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await eventually(async () => assert.ok(await opener.evaluateAll((list) => list.includes(document.activeElement)), `Escape gives the focus back to ${opener}`), 10_000);
  }
}

// ---- the pointer ------------------------------------------------------------------------------------------------------

export class PointerHand {
  /** @param {"click" | "tap"} way */
  constructor(way = "click") {
    this.name = way === "tap" ? "touch" : "pointer";
    this.way = way;
  }

  async press(locator) {
    await see(locator);
    await locator.first()[this.way]();
  }

  /** What stands there is taken whole: three clicks (a fourth just before them would count: Firefox), or, by touch, what the field's own menu offers. */
  async type(locator, text) {
    const page = locator.page();
    await see(locator);
    if (this.way === "click") await locator.first().click({ clickCount: 3 });
    else await locator.first().tap();
    await has_focus(locator);
    if (this.way === "tap") await locator.evaluate((el) => el.select());
    await page.keyboard.insertText(text);
    await has_value(locator, text);
  }

  /** The list of a native select belongs to the browser, out of reach of a test's pointer. */
  async choose(locator, label) {
    if ((await tag_of(locator)) === "select") return locator.selectOption({ label });
    await this.press(locator);
    await this.press(locator.page().getByRole("option", { name: label, exact: true }));
  }

  async pick(page, group, option) {
    await this.press(radio(page, group, option));
    await eventually(async () => assert.equal(await radio(page, group, option).isChecked(), true));
  }

  async check(locator) {
    await this.press(locator);
    await eventually(async () => assert.equal(await locator.isChecked(), true));
  }

  async attach(locator, files) {
    await (await chooser_opened_by(locator.page(), () => this.press(locator))).setFiles(files);
  }

  async dismiss(dialog) {
    await this.press(dialog.getByRole("button", { name: "取消", exact: true }));
    await dialog.waitFor({ state: "hidden" });
  }
}

// Walks through the views (views.mjs): in a language, in care mode, and from look to look in place.
import { Stage, demo_password, patience } from "./fixture.mjs";
import { settled } from "./pixels.mjs";
import { by_id, fill_sign_in, make_records, press, there, wide } from "./views.mjs";

/** What the user's system asks for. A theme is the same whether the system or the user asked for it: display.test.mjs. */
const light = { name: "light", theme: "light", media: { colorScheme: "light", contrast: "no-preference", forcedColors: "none" } };
const dark = { name: "dark", theme: "dark", media: { ...light.media, colorScheme: "dark" } };
export const looks = [
  light,
  dark,
  { name: "light, more contrast", theme: "light_contrast", media: { ...light.media, contrast: "more" } },
  { name: "dark, more contrast", theme: "dark_contrast", media: { ...dark.media, contrast: "more" } },
  { name: "forced colours", theme: "forced", media: { colorScheme: "dark", contrast: "more", forcedColors: "active" } },
];

/** What the user chose in the display settings before the walk, by the ids of its controls, and the looks that such a walk is seen in. */
export const walks = {
  chinese: { name: "zh-CN", looks },
  english: { name: "en", chosen: ["dialog/language/en"], language: "en", looks: [light] },
  care: { name: "care mode", chosen: ["dialog/care_mode"], looks: [{ ...light, theme: "light_contrast" }, { ...dark, theme: "dark_contrast" }] },
};

/** @param {import("playwright-core").Page} page */
export async function put_on(page, { media, theme }) {
  await page.emulateMedia(media);
  if (theme) await page.waitForFunction((name) => document.documentElement.dataset.theme === name, theme);
  await settled(page);
}

/** What the server knows of a form that is being filled in comes a little after the form: until it has been asked and has answered. */
async function known(page) {
  await page.waitForFunction(() => {
    let pending = false;
    document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ page: { executors } }) => (pending = executors.timers.running.has("check") || executors.http.running.size > 0) }));
    return !pending;
  }, null, { timeout: 3000 }).catch(() => {}); // where an answer is held back, that is what is looked at
}

const patience_ms = 90_000 * patience; // the way is not what is tested

/** One server's records are enough for all walks. @type {WeakMap<import("./server.mjs").Server, Promise<any>>} */
const records = new WeakMap();
function records_of(server) {
  if (!records.has(server)) records.set(server, make_records(server.url));
  return records.get(server);
}

/** From view to view: a signed-in session and a page for each account, used again and again. */
export class Tour {
  constructor(server, browser, { walk = walks.chinese, pixel_ratio = 1 } = {}) {
    this.stage = new Stage(server, browser);
    this.server = server;
    this.walk = walk;
    this.pixel_ratio = pixel_ratio;
    /** @type {Map<string, import("playwright-core").Page>} */
    this.homes = new Map();
    this.kept = null;
  }

  async new_context(storageState) {
    const context = await this.stage.new_context({ viewport: wide, deviceScaleFactor: this.pixel_ratio, storageState });
    context.setDefaultTimeout(patience_ms);
    return context;
  }

  /** What the browser keeps once the user has chosen: other people's contexts start with it. */
  async choose() {
    const context = await this.new_context();
    const { chosen = [], language = "zh-CN" } = this.walk;
    if (chosen.length) {
      const page = await this.stage.open({ context });
      await press(page, "display_settings", "dialog/box");
      for (const id of chosen) await by_id(page, id).check();
      await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
      await press(page, "dialog/done", "sign_in/submit");
    }
    const kept = await context.storageState();
    await context.close();
    return kept;
  }

  /** @param {import("./views.mjs").View} view */
  async open(view, context) {
    this.kept ??= await this.choose();
    const page = await this.stage.open({ context: context ?? (await this.new_context(this.kept)), goto: false });
    await page.emulateMedia(this.walk.looks[0].media);
    await view.before?.(page);
    await page.goto(page.portal_url, { waitUntil: "commit", timeout: 60_000 });
    return page;
  }

  /** @param {import("./views.mjs").View} view */
  async signed_in(view) {
    const page = await this.open(view);
    if (!view.account) return page;
    await fill_sign_in(page, view.account, demo_password);
    await there(page, "sign_out");
    return page;
  }

  async home_of(view) {
    const key = view.account ?? "";
    if (!this.homes.has(key)) this.homes.set(key, await this.signed_in({ account: view.account }));
    return this.homes.get(key);
  }

  async page_for(view) {
    if (view.alone || (view.fresh && !view.account)) return this.signed_in(view);
    const home = await this.home_of(view);
    if (!view.fresh) return home;
    const page = await this.open(view, home.context());
    await there(page, "sign_out");
    return page;
  }

  /**
   * Goes there, and calls visit(page, viewport) once for each of the view's viewports.
   * @param {import("./views.mjs").View} view @param {(page: import("playwright-core").Page, viewport: {width: number, height: number}) => Promise<void>} visit
   */
  async visit(view, visit) {
    const data = await records_of(this.server);
    const page = await this.page_for(view);
    try {
      await page.setViewportSize(wide);
      await page.emulateMedia(this.walk.looks[0].media);
      await page.mouse.move(1, wide.height - 1); // what the pointer lies on by chance may say more than the view
      await leave_dialog(page);
      await view.go({ page, data });
      for (const viewport of view.viewports ?? [wide]) {
        await page.setViewportSize(viewport);
        await known(page);
        await settled(page);
        await visit(page, viewport);
      }
    } finally {
      await page.bringToFront();
      if (view.alone || (view.fresh && !view.account)) await page.context().close();
      else if (view.fresh) await page.close();
      else await leave_dialog(page);
    }
  }

  /** @param {import("playwright-core").Page} page @param {{name: string}[]} looks of its walk @param {(look: {name: string}) => Promise<void>} see */
  async in_looks(page, looks, see) {
    for (const look of looks) {
      await put_on(page, look);
      await see(look);
    }
  }

  close() {
    return this.stage.close();
  }
}

async function leave_dialog(page) {
  const dialog = page.locator("dialog[open]");
  if (!(await dialog.count())) return;
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
}

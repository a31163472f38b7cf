// What the page knows and does not show: its semantics tree, its frames.

/**
 * The semantics tree that the client has mirrored, nodes in reading order; rects in page coordinates (inside a dialog: of the unscrolled
 * dialog, from the window's corner).
 * @param {import("playwright-core").Page} page
 */
export async function semantics_of(page) {
  const tree = await page.evaluate(async () => {
    let found;
    const ask = () => document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ bridge }) => (found = bridge.tree()) }));
    for (ask(); !found?.upsert; ask()) await new Promise(requestAnimationFrame); // the client is still on its way
    return found;
  });
  const by_id = new Map();
  for (const node of tree.upsert ?? []) {
    const [x, y, width, height] = node.rect ?? [0, 0, 0, 0];
    const parent = node.role === "dialog" ? undefined : by_id.get(node.parent);
    by_id.set(node.id, { ...node, box: { x: (parent?.box.x ?? 0) + x, y: (parent?.box.y ?? 0) + y, width, height } });
  }
  return { ...tree, nodes: [...by_id.values()] };
}

/** What an element of text holds, and what the client's state says of it: looked up in the page, for the whole tree is long on its way. @param {import("playwright-core").Locator} locator */
export const text_of = (locator) =>
  locator.evaluate((el) => {
    let state = "";
    document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ bridge }) => (state = bridge.tree().upsert.find(({ id }) => id === el.id)?.value ?? "") }));
    return { element: el.value, state };
  });

/** As if so much time had passed. @param {import("playwright-core").Page} page @param {string} name of the client's timer */
export const fire_timer = (page, name) =>
  page.evaluate((timer) => void document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ bridge }) => bridge.send({ type: "timer_fired", name: timer }) })), name);

/** @param {import("playwright-core").Page} page */
export const frames_drawn = (page) =>
  page.evaluate(() => {
    let count = 0;
    document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ bridge }) => (count = bridge.frames_drawn) }));
    return count;
  });

/** A frame that was asked for is on its way: WebKitGTK may need a second for it after many in a row. @param {import("playwright-core").Page} page */
export const frame_is_asked = (page) =>
  page.evaluate(() => {
    let asked = false;
    document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ bridge }) => (asked = bridge.asked_frame !== 0) }));
    return asked;
  });

// What Chromium hands to a screen reader, and what is on the picture, compared with the client's own semantics tree of the same state:
// nothing there that is not drawn, nothing drawn that is not there.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { ax_nodes_of } from "./ax_tree.mjs";
import { evidence_file, launch, patience } from "./fixture.mjs";
import { ink_missing_in, stray_ink_in } from "./ink.mjs";
import { semantics_of } from "./inspect.mjs";
import { settled } from "./pixels.mjs";
import { encode_png } from "./png.mjs";
import { at_pixel_ratios, quick_picture_of } from "./protocol.mjs";
import { Server } from "./server.mjs";
import { eventually } from "./steps.mjs";
import { Tour, walks } from "./tour.mjs";
import { of_each_kind, views } from "./views.mjs";

const shared = {};
before(async () => {
  [shared.browser, shared.server] = await Promise.all([launch(), new Server().start()]);
});
after(async () => {
  await shared.browser?.close();
  await shared.server?.stop();
});

// ---- the semantics tree as Chromium should tell it ---------------------------------------------------------------------------

const role_of = {
  page: "generic", banner: "banner", navigation: "navigation", main: "main", form: "form", group: "group", region: "region", alert: "alert", status: "status",
  list: "list", list_item: "listitem", table: "table", row: "row", column_header: "columnheader", cell: "cell", tab_list: "tablist", tab: "tab",
  tab_panel: "tabpanel", radio_group: "radiogroup", dialog: "dialog", heading: "heading", text: "generic", label: "LabelText", hint: "generic", error: "generic",
  image: "image", progress: "progressbar", link: "link", button: "button", text_box: "textbox", combo_box: "combobox", radio: "radio", check_box: "checkbox",
  file_input: "button", list_box: "listbox", option: "option", tooltip: "tooltip",
};
const role_when_assertive = { dialog: "alertdialog" };
const role_in_grid = { table: "grid", cell: "gridcell" };
const unnamed = new Set(["page", "main", "banner", "row", "list_item", "text", "label", "hint", "error", "alert", "status", "cell"]);
const says_its_text = new Set(["text", "label", "hint", "error", "heading", "cell", "link", "button", "tab", "option", "tooltip"]);
const controls = new Set(["link", "button", "text_box", "combo_box", "radio", "check_box", "file_input", "tab"]);
const can_be_wrong = new Set(["text_box", "combo_box", "file_input", "check_box"]);

const describing = new Set(["hint", "error", "tooltip"]);

const squeezed = (text) => text.replace(/\s+/gu, " ").trim();
const is_search = (node) => node.role === "text_box" && node.input_mode === "search";

function value_of(node) {
  if (node.role === "combo_box") return node.value ?? "";
  if (node.role === "text_box") return node.password ? "•".repeat([...(node.value ?? "")].length) : (node.value ?? "");
  if (node.role === "progress") return Math.round(node.fraction * 100);
  return undefined;
}

/** Member → [what the client says, what Chromium says]; only those that the role has. */
function claims_of(node, ax, attributes, described_by) {
  const { properties } = ax;
  const claims = { role: [is_search(node) ? "searchbox" : (node.grid && role_in_grid[node.role]) || (node.assertive && role_when_assertive[node.role]) || role_of[node.role], ax.role] };
  if (!unnamed.has(node.role)) claims.name = [squeezed(node.name ?? ""), squeezed(ax.name)];
  if (says_its_text.has(node.role) && node.name) claims.text = [squeezed(node.name), squeezed(ax.texts.join(" "))];
  const value = value_of(node);
  if (value !== undefined) claims.value = [value, ax.value ?? ""];
  if (controls.has(node.role)) {
    claims.disabled = [node.disabled ?? false, properties.disabled ?? false];
    claims.focusable = [!node.disabled, properties.focusable ?? false];
    claims.described = [squeezed(described_by.map(({ name }) => name).join(" ")), squeezed(ax.description)];
  }
  if (node.role === "button") claims.busy = [node.busy ?? false, Boolean(properties.busy)];
  if (can_be_wrong.has(node.role)) claims.invalid = [String(node.invalid ?? false), properties.invalid ?? "false"];
  if (node.role === "radio_group") Object.assign(claims, { invalid: [node.invalid ? "true" : undefined, attributes["aria-invalid"]], required: [node.required ?? false, properties.required] });
  if (node.role === "text_box") Object.assign(claims, { multiline: [node.multiline ?? false, properties.multiline ?? false], required: [node.required ?? false, properties.required ?? false] });
  if (node.role === "combo_box") Object.assign(claims, { expanded: [node.expanded ?? false, properties.expanded], required: [node.required ?? false, "required" in attributes] });
  if (node.role === "radio" || node.role === "check_box") claims.checked = [String(node.checked ?? false), properties.checked];
  if (node.role === "tab" || node.role === "option") claims.selected = [node.selected ?? false, properties.selected];
  if (node.role === "heading") claims.level = [node.level, properties.level];
  if (node.role === "dialog") claims.modal = [true, properties.modal];
  if (node.popup) claims.popup = [node.popup, properties.hasPopup];
  // What Chromium's protocol leaves out is read where Chromium reads it.
  if (node.role === "link") claims.current = [node.current ? "page" : undefined, attributes["aria-current"]];
  if (node.role === "column_header") claims.sort = [node.sortable && node.sort && node.sort !== "none" ? node.sort : undefined, attributes["aria-sort"]];
  if (node.role === "row") claims.row = [String((node.row ?? 0) + 1), attributes["aria-rowindex"]];
  if (node.role === "table") Object.assign(claims, { rows: [String(node.rows + 1), attributes["aria-rowcount"]], columns: [String(node.columns), attributes["aria-colcount"]] });
  if (node.role === "cell" || node.role === "column_header") claims.column = [String(node.column), attributes["aria-colindex"]];
  return claims;
}

/** Text below an element, and what a control is made of inside. */
const is_a_part = (ax) => ax.is_inner || ["StaticText", "InlineTextBox", "LineBreak"].includes(ax.role);
/** The document itself, and what says messages to people who do not look. */
const is_around = (ax) => ax.role === "RootWebArea" || ["html", "body"].includes(ax.element) || ax.properties.live !== undefined;

const attributes_of = (page) =>
  page.evaluate(() => Object.fromEntries([...document.querySelectorAll("#page, #page *")].map((el) => [el.id, Object.fromEntries([...el.attributes].map(({ name, value }) => [name, value]))])));

/** Chromium leaves out what a modal dialog covers. */
function seen(nodes, dialog) {
  if (!dialog) return nodes;
  const inside = new Set([dialog]);
  return nodes.filter((node) => (inside.has(node.parent) && inside.add(node.id)) || node.id === dialog);
}

async function differences_in_tree(page) {
  const [tree, ax_nodes, attributes] = [await semantics_of(page), await ax_nodes_of(page), await attributes_of(page)];
  const nodes = seen(tree.nodes, tree.dialog);
  const told = new Map(ax_nodes.filter((ax) => ax.is_itself && !ax.ignored).map((ax) => [ax.id, ax]));
  const found = [];
  for (const node of nodes) {
    const ax = told.get(node.id);
    if (!ax) {
      found.push(`${node.role} ${node.id} is not told`);
      continue;
    }
    const described_by = nodes.filter((other) => other.describes === node.id && describing.has(other.role));
    for (const [member, [ours, theirs]] of Object.entries(claims_of(node, ax, attributes[node.id] ?? {}, described_by))) {
      if (ours !== theirs) found.push(`${node.id}: ${member} is ${JSON.stringify(ours)}, told as ${JSON.stringify(theirs)}`);
    }
  }
  const known = new Set(nodes.map(({ id }) => id));
  for (const ax of ax_nodes) {
    if (ax.ignored || is_around(ax) || is_a_part(ax) || (ax.is_itself && known.has(ax.id))) continue;
    found.push(`told and of no node: ${ax.role} “${ax.name}” (${ax.element}#${ax.id})`);
  }
  return found;
}

/** Reading order is the order of the document; one h1 and one main, which axe does not ask of a page it takes for covered by a dialog. */
async function differences_in_order(page) {
  const { nodes, dialog, title, language } = await semantics_of(page);
  const document_says = await page.evaluate(() => ({ ids: [...document.querySelectorAll(".node")].map(({ id }) => id), sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth, lost: ["controls", "activedescendant", "describedby", "labelledby"].flatMap((name) => [...document.querySelectorAll(`[aria-${name}]`)].flatMap((el) => el.getAttribute(`aria-${name}`).split(" "))).filter((id) => !document.getElementById(id)), title: document.title, language: document.documentElement.lang }));
  const found = [];
  if (document_says.sideways > 0) found.push(`scrolls sideways by ${document_says.sideways} px`);
  const wanted = nodes.map(({ id }) => id);
  const first = wanted.findIndex((id, i) => id !== document_says.ids[i]);
  if (first >= 0 || wanted.length !== document_says.ids.length) found.push(`order: ${wanted[first]} is wanted where ${document_says.ids[first]} stands`);
  const count = (test) => nodes.filter(test).length;
  if (count(({ role }) => role === "main") !== 1) found.push("not one main");
  if (count(({ role, level }) => role === "heading" && level === 1) !== 1) found.push("not one heading of level 1");
  const levels = nodes.filter(({ role }) => role === "heading").map(({ level }) => level);
  if (levels.some((level, i) => level > (levels[i - 1] ?? 0) + 1)) found.push(`levels of headings ${levels}`);
  if (document_says.lost.length > 0) found.push(`what is not there is referred to: ${document_says.lost}`);
  if (dialog && count(({ role }) => role === "dialog") !== 1) found.push("not one dialog");
  if (title !== undefined && title !== document_says.title) found.push(`title ${document_says.title}`);
  if (language !== undefined && language !== document_says.language) found.push(`language ${document_says.language}`);
  return found;
}

// ---- places -------------------------------------------------------------------------------------------------------------------

const apart_px_max = 2;

async function differences_in_places(page, where) {
  const { nodes } = await semantics_of(page);
  const boxes = await page.evaluate(() => {
    const dialog = document.querySelector("dialog[open]");
    return Object.fromEntries([...document.querySelectorAll(".node")].map((el) => {
      const { x, y, width, height } = el.getBoundingClientRect();
      const inside = dialog?.contains(el);
      const list = el.parentElement.closest("[role=listbox]"); // scrolls by itself
      const scrolled = (inside ? (el === dialog ? 0 : dialog.scrollTop) : scrollY) + (list?.scrollTop ?? 0);
      return [el.id, [x + (inside ? 0 : scrollX), y + scrolled, width, height]];
    }));
  });
  const found = [];
  for (const { id, role, box } of nodes) {
    const wanted = [box.x, box.y, box.width, box.height];
    const is = boxes[id];
    const apart = is ? Math.max(...wanted.map((v, i) => Math.abs(v - is[i]))) : Infinity;
    if (apart > apart_px_max) found.push(`${where}: ${role} ${id} at ${is}, wanted at ${wanted}`);
  }
  return found;
}

const scroll_to = async (page, part) => {
  await page.evaluate((share) => {
    const dialog = document.querySelector("dialog[open]");
    if (dialog) dialog.scrollTop = (dialog.scrollHeight - dialog.clientHeight) * share;
    else scrollTo(0, (document.documentElement.scrollHeight - innerHeight) * share);
  }, part);
  await settled(page);
};

async function differences_scrolled(page, where) {
  const found = [];
  for (const part of [0.5, 1, 0]) {
    await scroll_to(page, part);
    found.push(...(await differences_in_places(page, `${where}, scrolled ${part}`)));
  }
  return found;
}

async function differences_everywhere(page, viewport) {
  const found = await differences_scrolled(page, "1x");
  await at_pixel_ratios(page, [1.5, 2], viewport, async (ratio) => found.push(...(await differences_scrolled(page, `${ratio}x`))));
  await page.setViewportSize({ width: viewport.width - 70, height: viewport.height + 130 });
  await settled(page);
  found.push(...(await differences_in_places(page, "resized")));
  await page.setViewportSize(viewport);
  await settled(page);
  return found;
}

// ---- the keyboard --------------------------------------------------------------------------------------------------------------

const stops_max = 250;

/** Where Tab stops, from the beginning of the page (of the dialog) until it leaves. */
async function stops_of_tab(page) {
  await page.evaluate(() => {
    const start = document.querySelector("dialog[open]") ?? document.getElementById("page");
    start.tabIndex = -1;
    start.focus();
    start.removeAttribute("tabindex");
  });
  const stops = [];
  while (stops.length < stops_max) {
    await page.keyboard.press("Tab");
    const id = await page.evaluate(() => (document.activeElement === document.body ? "" : document.activeElement?.id ?? ""));
    if (id === "" || stops.includes(id)) break;
    stops.push(id);
  }
  return stops;
}

/** A group of radios, a row of tabs and a grid are one stop each: the one that is chosen, else the first; the client says which of a grid. */
function wanted_stops(nodes) {
  return nodes.filter((node) => {
    if (node.tab_stop === "yes") return true;
    if (!controls.has(node.role) || node.disabled || node.role === "option" || node.tab_stop === "no") return false;
    if (node.role === "tab") return node.selected;
    if (node.role !== "radio") return true;
    const group = nodes.filter(({ role, group }) => role === "radio" && group === node.group);
    return node === (group.find(({ checked }) => checked) ?? group[0]);
  });
}

async function differences_by_keyboard(page) {
  const tree = await semantics_of(page);
  const wanted = wanted_stops(seen(tree.nodes, tree.dialog)).map(({ id }) => id);
  const stops = await stops_of_tab(page);
  const { ids } = await page.evaluate(() => ({ ids: [...document.querySelectorAll(".node")].map(({ id }) => id) }));
  const found = wanted.filter((id) => !stops.includes(id)).map((id) => `Tab does not reach ${id}`);
  if (stops.length >= stops_max) found.push("Tab does not leave");
  const places = stops.map((id) => ids.indexOf(id)).filter((place) => place >= 0); // rows that went out of sight are gone meanwhile
  if (places.some((place, i) => i > 0 && place < places[i - 1])) found.push(`Tab goes back: ${stops.join(" ")}`);
  return found;
}

// ---- the picture --------------------------------------------------------------------------------------------------------------

const keep_picture = (picture, what) => writeFileSync(evidence_file(what, ".png"), encode_png(picture));

async function differences_in_picture(page, viewport) {
  const found = [];
  for (const part of [0, 1]) {
    await page.evaluate(() => document.activeElement?.blur?.());
    await page.mouse.move(1, viewport.height - 1);
    await scroll_to(page, part);
    const tree = await semantics_of(page);
    const scrolled = await page.evaluate(() => ({ page: scrollY, dialog: document.querySelector("dialog[open]")?.scrollTop ?? 0 }));
    const sizes = await page.evaluate(() => `canvas ${canvas.width} × ${canvas.height} of ${innerWidth} × ${innerHeight}`);
    const picture = await quick_picture_of(page);
    const where = `${viewport.width} px, scrolled ${part}, ${sizes}`;
    const here = [...ink_missing_in(picture, tree, scrolled, viewport), ...stray_ink_in(picture, tree, scrolled)];
    if (here.length > 0) keep_picture(picture, `${tree.title} ${where}`);
    found.push(...here.map((text) => `${where}: ${text}`));
  }
  return found;
}

// ---- over every view ----------------------------------------------------------------------------------------------------------

/**
 * Both must be of one moment. A view that changes by itself is asked again; and so is every picture: on a machine that is busy, Chromium may
 * show the canvas of the frame before.
 */
async function none(check, again) {
  if (!again) return assert.deepEqual(await check(), []);
  return eventually(async () => assert.deepEqual(await check(), []), 10_000);
}

const drawn_views = views.filter(({ early, keyboard_below }) => !early && !keyboard_below);

const in_tree = ["Chromium tells the semantics tree and nothing else", async (page) => [...(await differences_in_tree(page)), ...(await differences_in_order(page))]];
const in_places = ["elements lie where the client says, also scrolled", (page) => differences_scrolled(page, "1x")];
const in_places_everywhere = ["elements lie where the client says, at 1x, 1.5x and 2x, scrolled, and after a resize", differences_everywhere];
const by_keyboard = ["Tab stops at every control, in reading order, and leaves", differences_by_keyboard];
const in_picture = ["whatever is drawn has a node, and whatever has a node is drawn", differences_in_picture];

/** @param {{name: string}} walk @param {import("./views.mjs").View[]} chosen @param {(view: import("./views.mjs").View, is_first_viewport: boolean) => any[]} checks_of */
function describe_walk(walk, chosen, checks_of) {
  describe(`the trees and the picture agree, ${walk.name}`, () => {
    let tour;
    before(() => (tour = new Tour(shared.server, shared.browser, { walk })));
    after(() => tour.close());
    for (const view of chosen) {
      test(view.name, { timeout: 600_000 * patience }, (t) =>
        tour.visit(view, async (page, viewport) => {
          for (const [sentence, check] of checks_of(view, viewport === (view.viewports?.[0] ?? viewport))) await t.test(`${sentence}, ${viewport.width} px`, () => none(() => check(page, viewport), view.restless || check === differences_in_picture));
        }));
    }
  });
}

describe_walk(walks.chinese, drawn_views, (view, is_first_viewport) => [in_tree, view.stands_for_its_kind && is_first_viewport ? in_places_everywhere : in_places, by_keyboard, in_picture]);
describe_walk(walks.english, of_each_kind, () => [in_tree, in_places, in_picture]);
describe_walk(walks.care, of_each_kind, () => [in_tree, in_places, in_picture]);

// Ink on a picture against the semantics tree: which node has none, and which ink has no node.
import { contrast_in } from "./pixels.mjs";
import { contrast, luminance_of, luminances_of, mode_of } from "./contrast.mjs";

/** Where a node's drawing may lie: its rect, and the signs that belong to it beside it. */
const sign_of_message_px = 44, sign_of_error_px = 28, sign_of_item_px = 28, sheet_of_file_px = 60, edge_px = 3;

const leaves = new Set(["heading", "text", "label", "hint", "error", "image", "progress", "link", "button", "text_box", "combo_box", "radio", "check_box", "file_input", "tab", "cell", "column_header", "alert", "status", "option", "tooltip"]);
const lies_over = new Set(["list_box", "tooltip"]);
const says_nothing_found = /\/list\/nothing$/, beside_nothing_found_px = 14; // its words are the node, a box with padding is drawn

/** What lies over the page: whole boxes. */
function lying_over({ id, role, box }) {
  if (lies_over.has(role)) return [{ id, box }];
  return says_nothing_found.test(id) ? [{ id, box: { ...box, x: box.x - beside_nothing_found_px, width: box.width + 2 * beside_nothing_found_px } }] : [];
}

const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const holds = (a, b) => a.x <= b.x + 1 && a.y <= b.y + 1 && b.x + b.width <= a.x + a.width + 1 && b.y + b.height <= a.y + a.height + 1;

/**
 * Of what is drawn as a whole: an option of an open list is so where the list, which is not scrolled, shows it.
 * @param {{nodes: any[], dialog?: string}} tree @param {{page: number, dialog: number}} scrolled
 * @returns {{node: any, in_dialog: boolean, covered: boolean, box: any}[]} boxes on the picture, in CSS px; covered: a list or a tooltip lies over it
 */
export function drawn_boxes(tree, scrolled) {
  const inside = new Set();
  const parents = new Set(tree.nodes.map(({ parent }) => parent));
  const over = tree.nodes.flatMap(lying_over);
  return tree.nodes.flatMap((node) => {
    const in_dialog = node.role === "dialog" || inside.has(node.parent);
    if (in_dialog) inside.add(node.id);
    if (!leaves.has(node.role)) return [];
    if ((node.role === "alert" || node.role === "status") && parents.has(node.id)) return [];
    const list = over.find(({ id }) => id === node.parent);
    if (list && !holds(list.box, node.box)) return [];
    const covered = over.some((one) => one !== list && one.id !== node.id && meet(one.box, node.box));
    const up = node.role === "dialog" ? 0 : in_dialog ? scrolled.dialog : scrolled.page;
    return [{ node, in_dialog, covered, box: { ...node.box, y: node.box.y - up } }];
  });
}

const is_ticked_off = /^declare\/materials_list\/\d+\/text$/;
const is_in_badge = /(^detail\/state|\/badge)$/;

/** Its sign is as large as its text, which is half as high as the badge (ui/widgets/tabs.cpp). */
function around_badge({ x, y, width, height }) {
  const left = 10 + height / 2 + 6, right = 10;
  return { x: x - left - edge_px, y: y - edge_px, width: left + width + right + 2 * edge_px, height: height + 2 * edge_px };
}

function room_of({ node, box }) {
  let left = 0;
  if (node.role === "alert" || node.role === "status") left = sign_of_message_px;
  if (node.role === "error") left = sign_of_error_px;
  if (is_ticked_off.test(node.id)) left = sign_of_item_px;
  if (node.role === "text" && /\/file_\d+\/item\/name$/.test(node.id)) return { x: box.x - sheet_of_file_px, y: box.y - edge_px, width: sheet_of_file_px, height: sheet_of_file_px };
  if (node.role === "text" && is_in_badge.test(node.id)) return around_badge(box);
  return { x: box.x - left - edge_px, y: box.y - edge_px - (left ? 12 : 0), width: box.width + left + 2 * edge_px, height: box.height + 2 * edge_px + (left ? 24 : 0) };
}

const shows_nothing = (node) =>
  node.box.width < 2 || node.box.height < 2 || (node.role === "text_box" && !node.value && !node.placeholder) || (["cell", "text"].includes(node.role) && !node.name) || node.role === "image";

/** Every node with a text has ink in its place; of controls the whole drawing counts. */
export function ink_missing_in(picture, tree, scrolled, { width, height }) {
  const found = [];
  for (const { node, box, in_dialog, covered } of drawn_boxes(tree, scrolled)) {
    if (covered || (tree.dialog && !in_dialog)) continue; // or under the shade
    if (shows_nothing(node)) continue;
    if (box.y < 0 || box.y + box.height > height || box.x < 0 || box.x + box.width > width) continue;
    if (node.role === "cell" && tree.nodes.some(({ parent }) => parent === node.id)) continue; // its link says it
    if (contrast_in(picture, box) < 40) found.push(`${node.role} ${node.id} is not drawn at ${JSON.stringify(box)}`);
  }
  return found;
}

const outline_reach_px = 8, corner_thick_max = 4, corner_long_max = 16, straight_px_min = 20;

/** Whether a straight line of one colour, longer than any stroke of a character, begins or passes at a place. */
function is_on_line(picture, page_ground, x, y) {
  const { width, height, ratio } = picture;
  const luminances = luminances_of(picture);
  const here = luminances[y * width + x];
  if (contrast(here, page_ground) < ink_contrast) return false;
  const run = (dx, dy) => {
    let n = 0;
    for (let px = x + dx, py = y + dy; px >= 0 && py >= 0 && px < width && py < height && luminances[py * width + px] === here; px += dx, py += dy) n += 1;
    return n;
  };
  return Math.max(run(1, 0) + run(-1, 0), run(0, 1) + run(0, -1)) + 1 >= straight_px_min * ratio;
}

/** Round corners of an outline (their radius is what they reach): thin pieces beside one of its lines, or beside another such piece. @returns what else there is */
function without_corners(picture, patches) {
  const page_ground = mode_of(luminances_of(picture));
  const reach = outline_reach_px * picture.ratio;
  const around = ({ x, y, width, height }) => ({ x: x - reach, y: y - reach, width: width + 2 * reach, height: height + 2 * reach });
  const is_thin = ({ width, height }) => Math.min(width, height) <= corner_thick_max * picture.ratio && Math.max(width, height) <= corner_long_max * picture.ratio;
  const beside_line = (patch) => {
    const room = around(patch);
    for (let y = Math.max(0, room.y); y < Math.min(picture.height, room.y + room.height); ++y) {
      for (let x = Math.max(0, room.x); x < Math.min(picture.width, room.x + room.width); ++x) if (is_on_line(picture, page_ground, x, y)) return true;
    }
    return false;
  };
  const corners = patches.filter((patch) => is_thin(patch) && beside_line(patch));
  let rest = patches.filter((patch) => !corners.includes(patch));
  for (;;) {
    const more = rest.filter((patch) => is_thin(patch) && corners.some((corner) => meet(around(corner), patch)));
    if (!more.length) return rest;
    corners.push(...more);
    rest = rest.filter((patch) => !more.includes(patch));
  }
}

const tile_px = 32, ink_contrast = 1.9, patch_px_min = 5, line_px_max = 4, line_length_min = 40;

/** The commonest luminance of what no node has taken of each tile: what ink must differ from. */
function grounds_of(picture, taken) {
  const { width, height } = picture;
  const luminances = luminances_of(picture);
  const across = Math.ceil(width / tile_px);
  const grounds = [];
  for (let top = 0; top < height; top += tile_px) {
    for (let left = 0; left < width; left += tile_px) {
      const free = [];
      for (let y = top; y < Math.min(height, top + tile_px); ++y) for (let x = left; x < Math.min(width, left + tile_px); ++x) if (!taken[y * width + x]) free.push(luminances[y * width + x]);
      grounds.push(mode_of(free));
    }
  }
  return (x, y) => grounds[Math.floor(y / tile_px) * across + Math.floor(x / tile_px)];
}

const common_share = 0.004, same_contrast_max = 1.06;

/** Colours of whole surfaces: where two of them meet in one tile, neither is ink. */
function surfaces_of({ width, height, rgb }, taken) {
  const counts = new Map();
  const color_at = (i) => (rgb[i * 3] << 16) | (rgb[i * 3 + 1] << 8) | rgb[i * 3 + 2];
  for (let i = 0; i < width * height; ) {
    const color = color_at(i);
    let count = 0;
    for (; i < width * height && color_at(i) === color; ++i) count += 1 - taken[i];
    if (count) counts.set(color, (counts.get(color) ?? 0) + count);
  }
  return [...counts].filter(([, count]) => count >= common_share * width * height).map(([color]) => luminance_of([color >> 16, (color >> 8) & 255, color & 255]));
}

const rim_px = 4, corner_px = 16, scroll_bar_px = 16;

/** Of a dialog in which something stands below its end. */
function scroll_bar_of({ id, box: { x, y, width, height } }, nodes) {
  const scrolls = nodes.some((node) => node.parent === id && node.box.y + node.box.height > y + height);
  return scrolls ? [{ x: x + width - scroll_bar_px, y, width: scroll_bar_px, height }] : [];
}

/** The rim of an open dialog, with its round corners. */
function rim_of({ x, y, width, height }) {
  const corners = [x, x + width - corner_px].flatMap((left) => [y, y + height - corner_px].map((top) => ({ x: left, y: top, width: corner_px, height: corner_px })));
  const bar = (left, top, w, h) => ({ x: left - rim_px / 2, y: top - rim_px / 2, width: w + rim_px, height: h + rim_px });
  return [...corners, bar(x, y, width, 0), bar(x, y + height, width, 0), bar(x, y, 0, height), bar(x + width, y, 0, height)];
}

function leave_out_around(box, { width, height, ratio }, taken) {
  const [left, top, right, bottom] = [box.x, box.y, box.x + box.width, box.y + box.height].map((at) => Math.round(at * ratio));
  for (let y = 0; y < height; ++y) {
    const inside = y >= top && y < bottom;
    taken.fill(1, y * width, inside ? y * width + Math.max(0, left) : (y + 1) * width);
    if (inside) taken.fill(1, y * width + Math.min(width, right), (y + 1) * width);
  }
}

/** Connected patches of ink that no node has room for; lines and outlines of cards are no ink. */
export function stray_ink_in(picture, tree, scrolled) {
  const { width, height, ratio } = picture;
  const luminances = luminances_of(picture);
  const taken = new Uint8Array(width * height);
  const dialog = tree.nodes.find(({ role }) => role === "dialog");
  for (const boxes of [...drawn_boxes(tree, scrolled).map((drawn) => [drawn.box, room_of(drawn)]), dialog ? [...rim_of(dialog.box), ...scroll_bar_of(dialog, tree.nodes)] : []]) {
    for (const box of boxes) {
      const x1 = Math.min(width, Math.ceil((box.x + box.width + edge_px) * ratio)), y1 = Math.min(height, Math.ceil((box.y + box.height + edge_px) * ratio));
      const x0 = Math.max(0, Math.floor((box.x - edge_px) * ratio));
      for (let y = Math.max(0, Math.floor((box.y - edge_px) * ratio)); y < y1; ++y) taken.fill(1, y * width + x0, y * width + Math.max(x0, x1));
    }
  }
  if (dialog) leave_out_around(dialog.box, picture, taken); // what lies under the shade is seen without the dialog
  const page_right = Math.min(width, Math.floor((tree.nodes[0].box.width || width) * ratio)); // beyond it lies the scrollbar
  const ground_at = grounds_of(picture, taken);
  const surfaces = surfaces_of(picture, taken);
  const is_ink = (x, y) => {
    const luminance = luminances[y * width + x];
    return contrast(luminance, ground_at(x, y)) >= ink_contrast && !surfaces.some((surface) => contrast(surface, luminance) <= same_contrast_max);
  };
  const found = [];
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < page_right; ++x) {
      if (taken[y * width + x] || !is_ink(x, y)) continue;
      const patch = { count: 0, left: x, right: x, top: y, bottom: y };
      const stack = [[x, y]];
      taken[y * width + x] = 1;
      while (stack.length) {
        const [px, py] = stack.pop();
        patch.count += 1;
        patch.left = Math.min(patch.left, px), patch.right = Math.max(patch.right, px), patch.top = Math.min(patch.top, py), patch.bottom = Math.max(patch.bottom, py);
        for (const [nx, ny] of [[px + 1, py], [px - 1, py], [px, py + 1], [px, py - 1]]) {
          if (nx < 0 || ny < 0 || nx >= page_right || ny >= height || taken[ny * width + nx] || !is_ink(nx, ny)) continue;
          taken[ny * width + nx] = 1;
          stack.push([nx, ny]);
        }
      }
      const w = patch.right - patch.left + 1, h = patch.bottom - patch.top + 1;
      const is_cut_off = patch.top === 0 || patch.bottom === height - 1; // an outline that the window's edge cuts
      const is_line = (Math.max(w, h) >= line_length_min * ratio || (is_cut_off && w <= line_px_max * ratio)) && patch.count <= line_px_max * ratio * 2 * (w + h);
      if (patch.count >= patch_px_min && !is_line) found.push({ x: patch.left, y: patch.top, width: w, height: h });
    }
  }
  return without_corners(picture, found).map((patch) => `ink without a node: ${patch.width} × ${patch.height} px at ${patch.x},${patch.y}`);
}

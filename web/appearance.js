// @ts-check
// The colours and the text size in use, for what the browser draws itself: carets, selections, native lists, scrollbars, the form before
// the client is there. <html data-theme> says which theme is in use (early.js until the client has drawn, then the client);
// assets/theme.json says what is in it.

/** Themes by name, and metrics, which are the client's alone. @typedef {Record<string, Record<string, string>>} Themes */

const standard_text_px = 16;

export class Appearance {
  constructor() {
    this.root = document.documentElement;
    this.sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(this.sheet);
  }

  /** theme.json is there. @param {Themes} themes */
  use(themes) {
    this.sheet.replaceSync(css_of(themes));
  }

  /** @param {string} name as theme_name() in ui/theme.h */
  show_theme(name) {
    this.root.dataset.theme = name;
  }

  /** @param {number} scale of the standard text size, the browser's own setting included */
  show_text_scale(scale) {
    this.root.style.setProperty("--text_size", `${standard_text_px * scale}px`);
  }
}

/** Every theme under its name, as staging writes them. @param {Themes} themes */
export function css_of({ metrics, ...themes }) {
  return Object.entries(themes).map(([name, theme]) => {
    const colors = Object.entries(theme).map(([token, color]) => `--${token}:${color}`);
    if (theme.page && theme.shade) colors.push(`--page_in_shade:${color_under(theme.page, theme.shade)}`);
    return `:root[data-theme="${name}"]{${colors.join(";")}}`;
  }).join("\n");
}

/**
 * What a ground looks like with a shade over it: one colour, for the place of a scrollbar, where nothing see-through is painted.
 * @param {string} ground "#rrggbb" @param {string} shade "#rrggbbaa"; other colours are taken to hide the ground
 */
export function color_under(ground, shade) {
  const parts = (/** @type {string} */ color) => (color.match(/[0-9a-f]{2}/gi) ?? []).map((part) => parseInt(part, 16));
  if (!/^#[0-9a-f]{6}$/i.test(ground) || !/^#[0-9a-f]{8}$/i.test(shade)) return shade;
  const [below, [red, green, blue, alpha]] = [parts(ground), parts(shade)];
  const mixed = [red, green, blue].map((part, i) => Math.round(below[i] + ((part - below[i]) * alpha) / 255));
  return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * System colours as the client can draw them. @param {Record<string, string>} tokens token → CSS system colour
 * @returns {Record<string, string>} token → "#rrggbb"
 */
export function resolve_colors(tokens) {
  const probe = document.createElement("div");
  probe.className = "color_probe";
  document.body.append(probe);
  /** @type {Record<string, string>} */
  const resolved = {};
  for (const [token, name] of Object.entries(tokens)) {
    probe.style.color = name;
    const hex = hex_from(getComputedStyle(probe).color);
    if (hex) resolved[token] = hex;
  }
  probe.remove();
  return resolved;
}

/** @param {string} rgb "rgb(1, 2, 3)", "rgba(1, 2, 3, 0.5)" @returns {string} "" when it is something else */
export function hex_from(rgb) {
  const parts = /^rgba?\((\d+), (\d+), (\d+)(?:, [\d.]+)?\)$/.exec(rgb);
  return parts ? `#${parts.slice(1, 4).map((part) => Number(part).toString(16).padStart(2, "0")).join("")}` : "";
}

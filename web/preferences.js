// @ts-check
// What the user prefers (显示设置), kept across visits (KeepPreferences). ui/preferences.h says what it holds; the client judges the
// text anew. Here it is read for what is shown before the client is there. Nothing in it is trusted.

const key = "portal/preferences";

export const languages = ["zh-CN", "en"];
const text_sizes_percent = [100, 125, 150, 200];
const care_text_percent = 150;

/** Storage may be refused by the browser's settings: then the choice lives as long as the page. */
let fallback = "";

export function kept_text() {
  try {
    return localStorage.getItem(key) ?? fallback;
  } catch {
    return fallback;
  }
}

/** @param {string} text */
export function keep(text) {
  fallback = text;
  try {
    localStorage.setItem(key, text);
  } catch {
    // The fallback has it.
  }
}

/** @template T @param {T[]} known @param {unknown} value @param {T} otherwise @returns {T} */
const one_of = (known, value, otherwise) => known.find((one) => one === value) ?? otherwise;

/** @param {string} text */
export function preferences_from(text) {
  /** @type {Record<string, unknown>} */
  let kept = {};
  try {
    const parsed = JSON.parse(text);
    if (parsed && typeof parsed === "object") kept = parsed;
  } catch {
    // Not ours: all is as the system has it.
  }
  return {
    language: one_of(languages, kept.language, ""),
    colors: one_of(["light", "dark"], kept.colors, "system"),
    contrast: one_of(["high"], kept.contrast, "system"),
    text_size_percent: one_of(text_sizes_percent, kept.text_size_percent, 100),
    care_mode: kept.care_mode === true,
  };
}

const forced = "(forced-colors: active)", dark_wanted = "(prefers-color-scheme: dark)", contrast_wanted = "(prefers-contrast: more)";
/** What theme_of() asks the system. */
export const system_queries = [forced, dark_wanted, contrast_wanted];

/** The theme's name, as ui/theme.h has it. @param {ReturnType<typeof preferences_from>} preferences @param {(query: string) => boolean} matches */
export function theme_of({ colors, contrast, care_mode }, matches) {
  if (matches(forced)) return "forced";
  const dark = colors === "system" ? matches(dark_wanted) : colors === "dark";
  const strong = contrast === "high" || care_mode || matches(contrast_wanted);
  return (dark ? "dark" : "light") + (strong ? "_contrast" : "");
}

/** Of the platform's text size. @param {ReturnType<typeof preferences_from>} preferences */
export function text_percent_of({ text_size_percent, care_mode }) {
  return care_mode ? Math.max(text_size_percent, care_text_percent) : text_size_percent;
}

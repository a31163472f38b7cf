// @ts-check
// Runs in the page's head, before anything is painted: what the user prefers must not come as a flash of something else.
// What the client decides later (ui/preferences.h) is the same, from the same text.
import { translate_early_form } from "./early_texts.js";
import { kept_text, preferences_from, system_queries, text_percent_of, theme_of } from "./preferences.js";

const root = document.documentElement;
if (new URLSearchParams(location.search).has("kiosk")) root.classList.add("kiosk"); // its start screen comes first: no form
const preferences = preferences_from(kept_text());
const show_theme = () => (root.dataset.theme = theme_of(preferences, (query) => matchMedia(query).matches));
show_theme();
// The system's colours may change while the page waits for the client, which says the theme from its first frame on.
for (const query of system_queries) matchMedia(query).addEventListener("change", () => root.classList.contains("early") && show_theme());
const percent = text_percent_of(preferences);
if (percent !== 100) root.style.setProperty("--text_size", `${percent / 100}rem`);

root.classList.toggle("care", preferences.care_mode);

const language = preferences.language || root.lang;
if (language !== root.lang) {
  root.lang = language;
  document.addEventListener("readystatechange", () => translate_early_form(language), { once: true });
}

// Of all languages only this one is loaded.
const texts = document.createElement("link");
Object.assign(texts, { rel: "preload", as: "fetch", href: `assets/texts/${language}.json` });
document.head.append(texts);

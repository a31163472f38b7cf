// @ts-check
// The sign-in form before the client is there, in other languages than that of index.html. The same sentences as in assets/texts/.

/** By language: text key → sentence. @type {Record<string, Record<string, string>>} */
export const early_texts = {
  en: {
    "app.title": "Study hours of professionals",
    "sign_in.intro": "Sign in with the account that your organisation gave you.",
    "sign_in.title": "Sign in",
    "sign_in.name": "User name",
    "sign_in.password": "Password",
    "field.required": "required",
    "sign_in.submit": "Sign in",
  },
};

/** Element → text key; its attribute, or its text. @type {[string, string, string?][]} */
const places = [
  ["heading", "app.title"],
  ["sign_in_intro", "sign_in.intro"],
  ["sign_in/form", "sign_in.title", "aria-label"],
  ["sign_in/name/label", "sign_in.name"],
  ["sign_in/name/mark", "field.required"],
  ["sign_in/password/label", "sign_in.password"],
  ["sign_in/password/mark", "field.required"],
  ["sign_in/submit", "sign_in.submit"],
];

/** @param {string} language */
export function translate_early_form(language) {
  const texts = early_texts[language];
  if (!texts) return;
  document.title = texts["app.title"];
  for (const [id, key, attribute] of places) {
    const el = document.getElementById(id);
    if (attribute) el?.setAttribute(attribute, texts[key]);
    else if (el) el.textContent = texts[key];
  }
}

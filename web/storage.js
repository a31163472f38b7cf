// @ts-check
// Small texts that survive a reload of this tab (StoreText), and a hint that outlives it: whether somebody was signed in.

const prefix = "portal/";
const hint_key = "portal/signed_in";

/** Storage may be refused by the browser's settings: then texts live as long as the page. @type {Map<string, string>} */
const fallback = new Map();

/** @template T @param {() => T} body @param {T} otherwise @returns {T} */
function attempt(body, otherwise) {
  try {
    return body();
  } catch {
    return otherwise;
  }
}

/** @returns {Record<string, string>} */
export function stored_texts() {
  /** @type {Record<string, string>} */
  const texts = Object.fromEntries(fallback);
  attempt(() => {
    for (let i = 0; i < sessionStorage.length; ++i) {
      const key = sessionStorage.key(i);
      if (key?.startsWith(prefix)) texts[key.slice(prefix.length)] = sessionStorage.getItem(key) ?? "";
    }
  }, undefined);
  return texts;
}

/** @param {string} key @param {string} value "" removes */
export function store_text(key, value) {
  fallback.delete(key);
  if (value === "") return attempt(() => sessionStorage.removeItem(prefix + key), undefined);
  const kept = attempt(() => (sessionStorage.setItem(prefix + key, value), true), false);
  if (!kept) fallback.set(key, value);
}

export function forget_texts() {
  for (const key of Object.keys(stored_texts())) store_text(key, "");
}

/** Only to choose what is shown while the page loads; the server decides. */
export function was_signed_in() {
  return attempt(() => localStorage.getItem(hint_key) === "1", false);
}

/** @param {boolean} signed_in */
export function remember_signed_in(signed_in) {
  attempt(() => (signed_in ? localStorage.setItem(hint_key, "1") : localStorage.removeItem(hint_key)), undefined);
}

// @ts-check
// Sentences for what the page shows beside the client: the same texts, in the language in use.

/** @type {Map<string, Record<string, string>>} */
const by_language = new Map();

/** @param {{language: string, texts: Record<string, string>}} file of assets/texts/ */
export function learn(file) {
  by_language.set(file.language, file.texts);
}

/** @param {string} key @param {Record<string, string | number>} [params] @returns {string} the key where there is no sentence, as the client does */
export function say(key, params = {}) {
  const sentence = by_language.get(document.documentElement.lang)?.[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole));
}

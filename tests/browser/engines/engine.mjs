// Which browser the stories are told in: PORTAL_ENGINE.
//
// Each engine's module has
//   launch({flags, env})          → a browser with Playwright's newContext() and close()
//   input_method_of(page)         → compose(text), commit(text), key(name) that the input method takes; can_replace: whether
//                                   compose(text, [from, to]) takes up again what stands before the caret
//   find_in_page(page, text)      → whether the browser's own search finds it, and has it selected
//   is_the_browsers_own(text)     for what its console says without any fault of the page
const modules = { chromium: "./chromium.mjs", firefox: "./firefox.mjs", webkit: "./webkit.mjs" };

export const engine_name = process.env.PORTAL_ENGINE || "chromium";
if (!(engine_name in modules)) throw new Error(`PORTAL_ENGINE=${engine_name}: there are ${Object.keys(modules).join(", ")}`);
export const engine = await import(modules[engine_name]);

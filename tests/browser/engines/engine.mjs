// Which browser the stories are told in: PORTAL_ENGINE.
//
// Each engine's module has launch({flags}) → a browser with Playwright's newContext() and close(), input_method_of(page), and
// is_the_browsers_own(text) for what its console says without any fault of the page.
const modules = { chromium: "./chromium.mjs", firefox: "./firefox.mjs", webkit: "./webkit.mjs" };

export const engine_name = process.env.PORTAL_ENGINE || "chromium";
if (!(engine_name in modules)) throw new Error(`PORTAL_ENGINE=${engine_name}: there are ${Object.keys(modules).join(", ")}`);
export const engine = await import(modules[engine_name]);

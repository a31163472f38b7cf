// What the stories ask of Firefox's own window, which --remote-allow-system-access opens to WebDriver BiDi ("moz:scope": "chrome").

/** @param {any} session of the browser, Playwright's */
export async function window_of(session) {
  const { contexts } = await session.send("browsingContext.getTree", { "moz:scope": "chrome", maxDepth: 0 });
  const target = { context: contexts[0].context };
  /** Runs in the window, with texts. @param {Function} body @param {...string} args */
  return async (body, ...args) => {
    const texts = args.map((value) => ({ type: "string", value }));
    const { type, result, exceptionDetails } = await session.send("script.callFunction", { functionDeclaration: String(body), arguments: texts, target, awaitPromise: true });
    if (type !== "success") throw new Error(`in Firefox's window: ${exceptionDetails.text}`);
    return result.value;
  };
}

/**
 * The Tab key leads from the page's end to the browser's bars. WebDriver BiDi sends all keys to the page, so nobody would ever come
 * back from there: the page would move a focus that it has not got, without a word to its elements. Without bars Tab leads back.
 */
export function hide_bars() {
  const hide = (window) => void (window.document.getElementById("navigator-toolbox").style.display = "none");
  for (const window of Services.wm.getEnumerator("navigator:browser")) hide(window);
  Services.obs.addObserver(hide, "browser-delayed-startup-finished");
}

/** @param {string} json name → number; null gives back what it was */
export function set_preferences(json) {
  for (const [name, value] of Object.entries(JSON.parse(json))) value === null ? Services.prefs.clearUserPref(name) : Services.prefs.setIntPref(name, value);
}

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
 * From the page's end the Tab key leads to the browser's bars, but WebDriver BiDi sends every key to the page: nobody would come back,
 * the page would move a focus that it has not got, without a word to its elements. What stands in the bars goes on through them,
 * to where they lead back into the page. @param {string} page BiDi's name of it @param {string} keys "Tab" or "Shift+Tab"
 * @returns {string} where it was: "page" or "bars"
 */
export function tab_through_bars(page, keys) {
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  const { topChromeWindow: window, embedderElement: browser } = NavigableManager.getBrowsingContextById(page);
  const { focus } = Services;
  const stops_max = 200;
  if (focus.focusedElement === browser || !focus.focusedElement) return "page";
  const way = keys === "Tab" ? focus.MOVEFOCUS_FORWARD : focus.MOVEFOCUS_BACKWARD;
  for (let i = 0; i < stops_max && focus.focusedElement !== browser; ++i) focus.moveFocus(window, null, way, focus.FLAG_BYKEY);
  return "bars";
}

/** What the find bar does. @param {string} page BiDi's name of it @param {string} text @returns {Promise<string>} */
export function find_by_bar(page, text) {
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  const { finder } = NavigableManager.getBrowsingContextById(page).embedderElement;
  return new Promise((resolve) => {
    const listener = {
      onFindResult({ result }) {
        finder.removeResultListener(listener);
        resolve(result === Ci.nsITypeAheadFind.FIND_NOTFOUND ? "not found" : "found");
      },
      onMatchesCountResult() {},
    };
    finder.addResultListener(listener);
    finder.fastFind(text, false, false);
  });
}

/** @param {string} json name → number; null gives back what it was */
export function set_preferences(json) {
  for (const [name, value] of Object.entries(JSON.parse(json))) value === null ? Services.prefs.clearUserPref(name) : Services.prefs.setIntPref(name, value);
}

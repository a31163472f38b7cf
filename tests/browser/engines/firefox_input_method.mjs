// An input method in Firefox: the browser's own text input processor, which its window system code is tested with. What it
// composes takes the same way to the page as what fcitx or a Windows IME composes, in the order of events that is Firefox's.
// It lives in the browser's window (firefox_window.mjs).

/** Runs in the browser's window. @param {string} page BiDi's name of the page @param {string} step @param {string} text */
function compose_in_window(page, step, text) {
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  const window = NavigableManager.getBrowsingContextById(page).topChromeWindow;
  const processor = (window.stories_input_method ??= Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor));
  // A field that is left asks for the end.
  const answer = (asked, { type }) => {
    if (type === "request-to-commit") asked.commitComposition();
    if (type === "request-to-cancel") asked.cancelComposition();
    return true;
  };
  if (!processor.hasComposition && !processor.beginInputTransaction(window, answer)) return "another input method is at work";
  const key = new window.KeyboardEvent("", { key: "Process", keyCode: 229 });
  if (step === "commit") {
    if (!processor.hasComposition && text === "") return "";
    return processor.commitCompositionWith(text, key) ? "" : "nothing was committed";
  }
  if (step === "key") return processor.keydown(key) === undefined ? "no key" : (processor.keyup(key), "");
  if (text === "") return processor.hasComposition && processor.cancelComposition(key), "";
  processor.setPendingCompositionString(text);
  processor.appendClauseToPendingComposition(text.length, processor.ATTR_RAW_CLAUSE);
  processor.setCaretInPendingComposition(text.length);
  return processor.flushPendingComposition(key) ? "" : "nothing was composed";
}

/** @param {(body: Function, ...args: string[]) => Promise<any>} run_in_window of firefox_window.mjs @param {string} page */
export function text_input_processor(run_in_window, page) {
  const step = async (...args) => {
    const problem = await run_in_window(compose_in_window, page, ...args);
    if (problem) throw new Error(`input method: ${args.join(" ")}: ${problem}`);
  };
  return {
    can_replace: false,
    compose: (text) => step("compose", text),
    commit: (text) => step("commit", text),
    // Whichever it was, the page hears of "Process", keyCode 229.
    key: () => step("key", ""),
  };
}

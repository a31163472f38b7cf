// An input method by Chromium's protocol: the preedit and the commit go through the browser's own pipeline.

const key_codes = { Enter: 13, Escape: 27, " ": 32, Backspace: 8, Tab: 9 };

/** @param {import("playwright-core").Page} page */
export async function input_method(page) {
  const cdp = await page.context().newCDPSession(page);
  return {
    /** @param {string} text @param {[number, number]} [replaced] from the caret, of what stands there */
    async compose(text, replaced) {
      const at = { text, selectionStart: text.length, selectionEnd: text.length };
      if (!replaced) return cdp.send("Input.imeSetComposition", at);
      const caret = await page.evaluate(() => document.activeElement.selectionEnd);
      return cdp.send("Input.imeSetComposition", { ...at, replacementStart: caret + replaced[0], replacementEnd: caret + replaced[1] });
    },
    commit: (text) => cdp.send("Input.insertText", { text }),
    /** A key that the input method takes: the page hears of it as keyCode 229. */
    async key(name) {
      const key = { key: name.length === 1 ? "Process" : name, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: key_codes[name] ?? name.toUpperCase().charCodeAt(0) };
      await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
      await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...key, windowsVirtualKeyCode: key_codes[name] ?? 229 });
    },
  };
}

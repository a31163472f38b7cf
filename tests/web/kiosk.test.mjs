import assert from "node:assert/strict";
import { test } from "node:test";
import { kiosk_settings } from "../../web/kiosk_settings.js";
import { leads_out } from "../../web/kiosk_ways_out.js";

const press = (keys, more = {}) => {
  const parts = keys.split("+");
  return { key: parts.at(-1), ctrlKey: parts.includes("Ctrl"), metaKey: parts.includes("Meta"), altKey: parts.includes("Alt"), in_text: true, ...more };
};

test("keys that lead out of the page are held back", () => {
  for (const keys of ["Ctrl+p", "Ctrl+s", "Ctrl+o", "Ctrl+n", "Ctrl+t", "Ctrl+w", "Ctrl+f", "Ctrl+u", "Ctrl+P", "Ctrl+0", "Ctrl+-", "Meta+l", "Ctrl+c", "F1", "F3", "F5", "F11", "F12", "Alt+ArrowLeft", "Alt+ArrowRight", "Alt+Home", "Alt+d", "BrowserBack", "LaunchMail", "ContextMenu"]) {
    assert.ok(leads_out(press(keys)), keys);
  }
  assert.ok(leads_out(press("Backspace", { in_text: false })));
});

test("keys that type, move and correct are left alone", () => {
  for (const keys of ["a", "F", "Enter", "Tab", "Escape", "Backspace", "ArrowLeft", "Ctrl+a", "Ctrl+z", "Ctrl+ArrowLeft", "Ctrl+Home", "Alt+ArrowDown", "PageDown", "Process"]) {
    assert.ok(!leads_out(press(keys)), keys);
  }
  assert.ok(!leads_out(press("Ctrl+Alt+@", { alt_graph: true })), "AltGr types");
});

test("kiosk mode is asked for by the configuration or the address, and is off otherwise", () => {
  assert.equal(kiosk_settings(undefined, ""), null);
  assert.equal(kiosk_settings(false, "?renderer=gl"), null);
  assert.deepEqual(kiosk_settings(true, ""), { idle_s: undefined, countdown_s: undefined, file_chooser: false });
  assert.deepEqual(kiosk_settings(undefined, "?kiosk"), { idle_s: undefined, countdown_s: undefined, file_chooser: false });
  assert.deepEqual(kiosk_settings({ idle_s: 30.4, countdown_s: "x", file_chooser: true }, ""), { idle_s: 30, countdown_s: undefined, file_chooser: true });
});

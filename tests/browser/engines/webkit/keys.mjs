// Names of keys, as Playwright writes them ("Enter", "Control+A"), as WebDriver's key actions (W3C WebDriver, 17.4.2).
const codes = {
  Cancel: "\uE001", Help: "\uE002", Backspace: "\uE003", Tab: "\uE004", Clear: "\uE005", Enter: "\uE007", Shift: "\uE008", Control: "\uE009",
  Alt: "\uE00A", Pause: "\uE00B", Escape: "\uE00C", Space: " ", PageUp: "\uE00E", PageDown: "\uE00F", End: "\uE010", Home: "\uE011",
  ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015", Insert: "\uE016", Delete: "\uE017",
  Meta: "\uE03D", ControlOrMeta: "\uE009", ShiftLeft: "\uE008", ShiftRight: "\uE050", ControlLeft: "\uE009", AltLeft: "\uE00A",
  ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`F${i + 1}`, String.fromCharCode(0xe031 + i)])),
};

/** @param {string} name */
export function code_of(name) {
  const code = codes[name] ?? (/^Key[A-Z]$/.test(name) ? name.slice(3).toLowerCase() : /^Digit\d$/.test(name) ? name.slice(5) : name);
  if ([...code].length !== 1) throw new Error(`unknown key: ${name}`);
  return code;
}

/** @param {string} chord "Control+Shift+A" @returns {string[]} codes, in the order in which they go down */
export const chord_of = (chord) => (chord === "+" ? ["+"] : chord.split(/\+(?!$)/).map(code_of));

export const down = (code) => ({ type: "keyDown", value: code });
export const up = (code) => ({ type: "keyUp", value: code });
export const press_of = (codes) => [...codes.map(down), ...codes.toReversed().map(up)];

/** @param {string} text each character by its own key; a line break is Enter */
export const typing_of = (text) => [...text].map((char) => (char === "\n" ? codes.Enter : char)).flatMap((code) => [down(code), up(code)]);

// Every story with the pointer alone, and letters for the field that was touched: no Tab, no Enter, no Escape.
import { portal } from "./fixture.mjs";
import { PointerHand } from "./hands.mjs";
import { chapters } from "./whole_story.mjs";

const { story } = portal();

/** A key that leads somewhere is a mistake of the story. Text comes without keys. */
function without_keys() {
  addEventListener("keydown", (event) => { throw new Error(`${event.key} in a story without keys`); }, { capture: true });
}

for (const [name, chapter] of Object.entries(chapters)) {
  story(`with the mouse alone: ${name}`, (stage) => chapter(stage, new PointerHand("click"), { init: without_keys }), { timeout_ms: 600_000 });
  story(`by touch on a phone: ${name}`, (stage) => chapter(stage, new PointerHand("tap"), { init: without_keys, phone: true, viewport: { width: 390, height: 844 } }), {
    timeout_ms: 600_000,
    engines: ["chromium"],
    why: "it alone emulates a phone",
  });
}

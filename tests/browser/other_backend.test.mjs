// The page with any backend: one that shares no code with ours, and both on an origin of their own, by token in place of cookie.
import { Behind } from "./backends.mjs";
import { portal } from "./fixture.mjs";
import { PointerHand } from "./hands.mjs";
import { chapters } from "./whole_story.mjs";

const where = {
  "a second backend behind the page's own origin, by cookie": new Behind("second", { elsewhere: false }),
  "a second backend on another origin, by token": new Behind("second", { elsewhere: true }),
  "our server on another origin, by token": new Behind("ours", { elsewhere: true }),
};

for (const [name, server] of Object.entries(where)) {
  const { story } = portal({ server });
  for (const [title, chapter] of Object.entries(chapters)) {
    story(`${name}: ${title}`, (stage) => chapter(stage, new PointerHand("click"), {}), { timeout_ms: 300_000 });
  }
}

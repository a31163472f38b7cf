// axe-core over every view, state and dialog, in every look and language: WCAG 2.2 A and AA and its best practices, all rules on.
//
// What axe leaves undecided must be in `judged_elsewhere`; README.md in this folder says how each was judged.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { launch } from "./fixture.mjs";
import { Server } from "./server.mjs";
import { Tour, languages, looks, put_on, views } from "./views.mjs";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

const judged_elsewhere = {
  "color-contrast": "the mirror's text is transparent: contrast.test.mjs measures what is drawn, in the same views and looks",
};

const shared = {};
const undecided = new Map();
before(async () => {
  [shared.browser, shared.server] = await Promise.all([launch(), new Server().start()]);
});
after(async () => {
  await shared.browser?.close();
  await shared.server?.stop();
});

const say = ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ target, failureSummary }) => `    ${target.join(" ")} — ${failureSummary?.split("\n").slice(1).join("; ")}`).join("\n")}`;

async function judge(page, where) {
  const { violations, incomplete, passes } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  for (const { id, nodes } of incomplete) undecided.set(id, `${where}: ${nodes[0].target} — ${nodes[0].any[0]?.message ?? nodes[0].all[0]?.message ?? nodes[0].none[0]?.message}`);
  assert.ok(passes.length > 10, `${where}: axe saw a page`);
  return violations.map((violation) => `${where}: ${say(violation)}`);
}

for (const language of languages) {
  describe(`axe finds nothing, ${language.name}`, () => {
    before(() => (shared[language.name] = new Tour(shared.server, shared.browser, { language })));
    after(() => shared[language.name].close());
    for (const view of views) {
      test(view.name, { timeout: 120_000 }, async () => {
        const found = [];
        await shared[language.name].visit(view, async (page, { width }) => {
          for (const look of looks) {
            await put_on(page, look);
            found.push(...(await judge(page, `${look.name}, ${width} px`)));
          }
        });
        assert.deepEqual(found, []);
      });
    }
  });
}

test("what axe leaves undecided is judged elsewhere", () => {
  const unknown = [...undecided].filter(([id]) => !(id in judged_elsewhere));
  assert.deepEqual(unknown, []);
});

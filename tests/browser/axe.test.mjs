// axe-core over every view, state and dialog, in every theme, in both languages; in care mode over one view of each kind.
//
// What axe leaves undecided must be named in README.md of this folder, which says how it is judged.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { judged_by_axe } from "./axe.mjs";
import { launch, patience } from "./fixture.mjs";
import { Server } from "./server.mjs";
import { Tour, walks } from "./tour.mjs";
import { of_each_kind, views } from "./views.mjs";

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
  const { violations, incomplete, passed_count } = await judged_by_axe(page);
  for (const { id, nodes } of incomplete) undecided.set(id, `${where}: ${nodes[0].target} — ${nodes[0].any[0]?.message ?? nodes[0].all[0]?.message ?? nodes[0].none[0]?.message}`);
  assert.ok(passed_count > 10, `${where}: axe saw a page`);
  return violations.map((violation) => `${where}: ${say(violation)}`);
}

for (const walk of Object.values(walks)) {
  describe(`axe finds nothing, ${walk.name}`, () => {
    let tour;
    before(() => (tour = new Tour(shared.server, shared.browser, { walk })));
    after(() => tour.close());
    for (const view of walk === walks.care ? of_each_kind : views) {
      test(view.name, { timeout: 240_000 * patience }, async () => {
        const found = [];
        let looks = walk.looks; // at the first width; at others the first of them
        await tour.visit(view, async (page, { width }) => {
          await tour.in_looks(page, looks, async ({ name }) => found.push(...(await judge(page, `${name}, ${width} px`))));
          looks = walk.looks.slice(0, 1);
        });
        assert.deepEqual(found, []);
      });
    }
  });
}

test("what axe leaves undecided is judged in another way, and README.md says how", () => {
  const [, table] = readFileSync(new URL("README.md", import.meta.url), "utf8").split("## What axe cannot judge");
  const named = new Set([...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, rule]) => rule));
  assert.ok(named.size > 0, "README.md names rules");
  assert.deepEqual([...undecided].filter(([rule]) => !named.has(rule)), []);
});

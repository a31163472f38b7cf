// The contract as a page to read: every operation is on it, under the page's strict policy, and it asks nothing of anybody else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { portal } from "./fixture.mjs";
import { root } from "./server.mjs";
import { eventually, see } from "./steps.mjs";

const { story } = portal();

story("the contract can be read in the browser, each operation of it", async (stage) => {
  const { server } = stage;
  const page = await (await stage.new_context()).newPage();
  const elsewhere = [];
  page.on("request", (request) => new URL(request.url()).origin === server.url || elsewhere.push(request.url()));
  await page.goto(`${server.url}/contract/`);
  await see(page.getByRole("heading", { name: /Study-hours portal/ }));
  const contract = load(readFileSync(join(root, "assets/api/openapi.yaml"), "utf8"));
  const sent = await page.evaluate(async () => (await fetch("openapi.json")).json());
  assert.deepEqual(Object.keys(sent.paths), Object.keys(contract.paths));
  for (const { name } of contract.tags) await see(page.getByText(name, { exact: true }).first());
  await eventually(async () => assert.match(await page.locator("body").innerText(), /Errors are problem details/));
  assert.deepEqual(elsewhere, []);
}, { engines: ["chromium"], why: "a page for developers" });

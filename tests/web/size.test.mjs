import assert from "node:assert/strict";
import test from "node:test";
import { judge } from "../../.portal/size.mjs";

const budget = { first_view_target: 100, first_view: { "a.wasm": 50, "a.js": 20 }, later: { "b.json": 10 } };

test("a page within its budget has no problem, and the first view is summed", () => {
  const sizes = new Map([["a.wasm", 50], ["a.js", 19], ["b.json", 10]]);
  assert.deepEqual(judge(sizes, budget), { problems: [], first_view: 69, first_view_budget: 70 });
});

test("one byte too many, a file without a budget and a budget without a file are each named", () => {
  const { problems } = judge(new Map([["a.wasm", 51], ["a.js", 20], ["c.js", 1]]), budget);
  assert.deepEqual(problems, ["a.wasm weighs 51, 1 more than its budget of 50", "c.js has no budget", "b.json has a budget and is not there"]);
});

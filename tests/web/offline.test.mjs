import assert from "node:assert/strict";
import test from "node:test";
import { keep_page_for_later } from "../../web/offline.js";

function container() {
  const done = /** @type {string[]} */ ([]);
  const workers = /** @type {any} */ ({
    register: async (/** @type {string} */ path, /** @type {any} */ options) => void done.push(`register ${path} ${options.updateViaCache}`),
    getRegistration: async () => ({ unregister: async () => void done.push("unregister") }),
  });
  return { workers, done };
}

test("the worker is registered after the first view has had its time", () => {
  const { workers, done } = container();
  /** @type {[() => void, number][]} */
  const waiting = [];
  keep_page_for_later({}, workers, (task, delay_ms) => void waiting.push([task, delay_ms]));
  assert.deepEqual(done, []);
  assert.ok(waiting[0][1] > 0);
  waiting[0][0]();
  assert.deepEqual(done, ["register service_worker.js none"]);
});

test("a deployer turns it off, and what was kept goes", async () => {
  const { workers, done } = container();
  const names = ["portal-b1", "another"];
  globalThis.caches = /** @type {any} */ ({ keys: async () => [...names], delete: async (/** @type {string} */ name) => names.splice(names.indexOf(name), 1) });
  keep_page_for_later({ offline: false }, workers, () => assert.fail("registered"));
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.deepEqual(done, ["unregister"]);
  assert.deepEqual(names, ["another"]);
});

test("an address without service workers is no problem", () => keep_page_for_later({}, undefined, () => assert.fail("registered")));

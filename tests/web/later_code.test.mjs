import assert from "node:assert/strict";
import test from "node:test";
import { LaterCode } from "../../web/later_code.js";

const bytes = (/** @type {string} */ hex) => Uint8Array.from(hex.split(/\s+/), (pair) => parseInt(pair, 16));
// (import "later" "0" (func $p (result i32))) (table (export "t") 1 funcref) (elem (i32.const 0) $p) (func (export "go") (result i32) (call_indirect (i32.const 0)))
const first = bytes(`00 61 73 6d 01 00 00 00 01 05 01 60 00 01 7f 02 0b 01 05 6c 61 74 65 72 01 30 00 00 03 02 01 00 04 04 01 70 00 01
  07 0a 02 01 74 01 00 02 67 6f 00 01 09 07 01 00 41 00 0b 01 00 0a 09 01 07 00 41 00 11 00 00 0b`);
// (import "primary" "t" (table 1 funcref)) (func $f (result i32) (i32.const 42)) (elem (i32.const 0) $f)
const rest = bytes(`00 61 73 6d 01 00 00 00 01 05 01 60 00 01 7f 02 0f 01 07 70 72 69 6d 61 72 79 01 74 01 70 00 01 03 02 01 00
  09 07 01 00 41 00 0b 01 00 0a 06 01 04 00 41 2a 0b`);

/** @param {{failures?: number}} [wish] how often the network fails */
function client({ failures = 0 } = {}) {
  const asked = { background: 0, now: 0 };
  /** @type {(() => void)[]} */
  const waiting = [];
  const later = new LaterCode("later.wasm", {
    compile: async () => {
      asked.background += 1;
      if (asked.background <= failures) throw new Error("no connection");
      return new WebAssembly.Module(rest);
    },
    bytes_now: () => {
      asked.now += 1;
      return rest;
    },
    after: (task) => void waiting.push(task),
  });
  const start = () => {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(first), { later: later.placeholders });
    later.follow(exports);
    return /** @type {() => number} */ (exports.go);
  };
  const pass_time = async () => {
    for (const task of waiting.splice(0)) task();
    await new Promise((done) => setTimeout(done, 0));
  };
  return { later, asked, start, pass_time };
}

test("a function that is not there yet is loaded on the spot, once", () => {
  const { asked, start } = client();
  const go = start();
  assert.equal(go(), 42);
  assert.equal(go(), 42);
  assert.deepEqual(asked, { background: 0, now: 1 });
});

test("what was loaded beforehand is not asked for again", async () => {
  const { later, asked, start } = client();
  const loaded = later.load();
  later.load();
  const go = start(); // the other part may come first
  await loaded;
  assert.equal(later.is_there, true);
  assert.equal(go(), 42);
  assert.deepEqual(asked, { background: 1, now: 0 });
});

test("the first key or press loads it, or time; once in all", async () => {
  const { later, asked, start, pass_time } = client();
  start();
  const page = new EventTarget();
  later.load_soon(page);
  assert.equal(asked.background, 0);
  page.dispatchEvent(new Event("keydown"));
  page.dispatchEvent(new Event("pointerdown"));
  await pass_time();
  assert.deepEqual(asked, { background: 1, now: 0 });
  assert.equal(later.is_there, true);
});

test("without a connection it is tried until it is there", async () => {
  const { later, asked, start, pass_time } = client({ failures: 2 });
  start();
  const loaded = later.load();
  for (let turn = 0; turn < 4 && !later.is_there; turn++) await pass_time();
  await loaded;
  assert.equal(later.is_there, true);
  assert.equal(asked.background, 3);
});

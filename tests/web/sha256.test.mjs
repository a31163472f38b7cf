import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { hex_of, sha256_hex, sha256_plain } from "../../web/sha256.js";

test("the plain digest equals another implementation's around every block border", () => {
  for (let length = 0; length < 200; ++length) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 0xff);
    assert.equal(hex_of(sha256_plain(bytes)), createHash("sha256").update(bytes).digest("hex"), `length ${length}`);
  }
});

test("a megabyte with bytes above 127", () => {
  const bytes = new Uint8Array(1 << 20).fill(0xf0);
  assert.equal(hex_of(sha256_plain(bytes)), createHash("sha256").update(bytes).digest("hex"));
});

test("with and without crypto.subtle the digest is the same", async () => {
  const bytes = new TextEncoder().encode("继续教育学时");
  assert.equal(await sha256_hex(bytes), hex_of(sha256_plain(bytes)));
});

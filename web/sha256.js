// @ts-check
// SHA-256 of bytes, as 64 hex digits. The browser's own where there is one.
//
// crypto.subtle is missing on plain http:// addresses other than localhost (a service hall's own network): there the
// digest is computed here, FIPS 180-4.

/** @param {Uint8Array} bytes @returns {Promise<string>} */
export async function sha256_hex(bytes) {
  const digest = globalThis.crypto?.subtle
    ? new Uint8Array(await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (bytes)))
    : sha256_plain(bytes);
  return hex_of(digest);
}

/** @param {Uint8Array} bytes */
export function hex_of(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The first 32 bits of the fractional parts of roots of primes. @param {number} count @param {number} power */
function constants(count, power) {
  const words = new Uint32Array(count);
  for (let candidate = 2, found = 0; found < count; ++candidate) {
    let prime = true;
    for (let factor = 2; factor * factor <= candidate && prime; ++factor) prime = candidate % factor !== 0;
    if (prime) words[found++] = (candidate ** power % 1) * 2 ** 32;
  }
  return words;
}

/** @param {Uint8Array} bytes @returns {Uint8Array} */
export function sha256_plain(bytes) {
  const k = constants(64, 1 / 3);
  const hash = constants(8, 1 / 2);
  const padded = new Uint8Array(((bytes.length + 8) >> 6 << 6) + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const w = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) compress(view, block, w, k, hash);
  const digest = new DataView(new ArrayBuffer(32));
  hash.forEach((word, i) => digest.setUint32(i * 4, word));
  return new Uint8Array(digest.buffer);
}

/** @param {number} x @param {number} n */
const rotate = (x, n) => (x >>> n) | (x << (32 - n));

/** @param {DataView} view @param {number} block @param {Uint32Array} w @param {Uint32Array} k @param {Uint32Array} hash */
function compress(view, block, w, k, hash) {
  for (let i = 0; i < 16; ++i) w[i] = view.getUint32(block + i * 4);
  for (let i = 16; i < 64; ++i) {
    const s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = hash;
  for (let i = 0; i < 64; ++i) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (hash[i] += word));
}

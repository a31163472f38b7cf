import assert from "node:assert/strict";
import test from "node:test";
import { Http, seconds_from_retry_after } from "../../web/http.js";

const config = { api_base: "/api/v1/", auth: "cookie", language: "zh-CN" };
const request = { id: 1, method: "GET", path: "/session", body: "", if_match: "", idempotency_key: "" };

/** @param {(url: string, options: any) => Promise<Response>} answer */
function http_with(answer, settings = config) {
  const sent = [];
  globalThis.fetch = /** @type {any} */ (answer);
  return { http: new Http(settings, (message) => sent.push(message)), sent };
}

test("Retry-After in seconds, as a date, and as nonsense", () => {
  const now = Date.parse("2026-03-04T05:06:07Z");
  assert.equal(seconds_from_retry_after("12"), 12);
  assert.equal(seconds_from_retry_after("Wed, 04 Mar 2026 05:06:37 GMT", now), 30);
  assert.equal(seconds_from_retry_after("Wed, 04 Mar 2026 05:00:00 GMT", now), 0);
  assert.equal(seconds_from_retry_after("soon"), 0);
  assert.equal(seconds_from_retry_after(null), 0);
});

test("one answer with status, ETag and body", async () => {
  const { http, sent } = http_with(async () => new Response('{"a":1}', { status: 200, headers: { ETag: '"3"' } }));
  await http.run(request);
  assert.deepEqual(sent, [{ type: "http_replied", id: 1, status: 200, etag: '"3"', retry_after_s: 0, body: '{"a":1}' }]);
});

test("no network is status 0, once", async () => {
  const { http, sent } = http_with(async () => { throw new TypeError("failed"); });
  await http.run(request);
  assert.deepEqual(sent.map(({ id, status }) => ({ id, status })), [{ id: 1, status: 0 }]);
});

test("a cancelled request is status 0, once", async () => {
  const { http, sent } = http_with((_url, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))));
  const running = http.run(request);
  http.cancel(1);
  await running;
  assert.deepEqual(sent.map(({ id, status }) => ({ id, status })), [{ id: 1, status: 0 }]);
});

test("headers of a change", async () => {
  let seen;
  const { http } = http_with(async (url, options) => { seen = { url, ...options }; return new Response(null, { status: 204 }); });
  await http.run({ id: 2, method: "PUT", path: "/declarations/1", body: "{}", if_match: '"3"', idempotency_key: "k" });
  assert.equal(seen.url, "/api/v1/declarations/1");
  assert.deepEqual(seen.headers, { Accept: "application/json", "Content-Type": "application/json", "If-Match": '"3"', "Idempotency-Key": "k" });
  assert.equal(seen.credentials, "include");
});

test("an answer asked for early is used once", async () => {
  let calls = 0;
  const { http, sent } = http_with(async () => new Response(String(++calls), { status: 200 }));
  http.ask_early("/session");
  await http.run(request);
  await http.run({ ...request, id: 2 });
  assert.deepEqual(sent.map(({ body }) => body), ["1", "2"]);
});

test("a bearer token is asked for, kept, sent and forgotten", async () => {
  const seen = [];
  const { http } = http_with(async (_url, options) => {
    seen.push(options);
    return options.method === "POST" ? new Response('{"token":"T"}', { status: 201 }) : new Response(null, { status: 204 });
  }, { ...config, auth: "bearer" });
  await http.run({ ...request, method: "POST", body: '{"name":"a"}' });
  assert.deepEqual(JSON.parse(seen[0].body), { name: "a", token: true });
  await http.run({ ...request, method: "DELETE" });
  assert.equal(seen[1].headers.Authorization, "Bearer T");
  await http.run(request);
  assert.equal(seen[2].headers.Authorization, undefined);
});

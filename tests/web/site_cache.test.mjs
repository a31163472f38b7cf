import assert from "node:assert/strict";
import test from "node:test";
import { SiteCache } from "../../web/site_cache.js";

const scope = "https://portal.example/hours/";
const files = ["config.json", "index.html", "main.js", "portal.wasm", "service_worker.js"];

/** Caches and a network in memory. */
class World {
  /** @type {Map<string, Map<string, Response>>} */
  kept = new Map();
  /** @type {string[]} */
  asked = [];
  online = true;
  version = 1;
  /** @type {Promise<unknown>[]} */
  tasks = [];

  caches = /** @type {any} */ ({
    open: async (/** @type {string} */ name) => {
      if (!this.kept.has(name)) this.kept.set(name, new Map());
      const entries = /** @type {Map<string, Response>} */ (this.kept.get(name));
      return { match: async (/** @type {string} */ url) => entries.get(url)?.clone(), put: async (/** @type {string} */ url, /** @type {Response} */ answer) => void entries.set(url, answer) };
    },
    keys: async () => [...this.kept.keys()],
    delete: async (/** @type {string} */ name) => this.kept.delete(name),
  });

  fetch = async (/** @type {Request} */ request) => {
    this.asked.push(request.url);
    if (!this.online) throw new TypeError("no network");
    const answer = new Response(`${request.url} ${this.version}`, { status: request.url.includes("gone") ? 404 : 200 });
    return Object.defineProperty(answer, "type", { value: "basic" });
  };

  site(build = "b1", paths = files) {
    return new SiteCache({ build, files: paths, scope, caches: this.caches, fetch: this.fetch });
  }

  /** @param {SiteCache} site @param {Request} request */
  async answer(site, request) {
    const answer = site.answer(request, (task) => this.tasks.push(task));
    return answer && (await answer).text();
  }

  kept_addresses() {
    return [...this.kept.values()].flatMap((entries) => [...entries.keys()]).sort();
  }
}

/** Node's Request knows no mode "navigate". @param {string} url @returns {any} */
const navigation = (url) => ({ url, method: "GET", mode: "navigate", headers: new Headers() });
/** @param {string} path */
const get = (path, options = {}) => new Request(new URL(path, scope), options);

test("after the installation the page starts without the network", async () => {
  const world = new World();
  const site = world.site();
  await site.install();
  world.online = false;
  assert.equal(await world.answer(site, navigation(scope)), `${scope}index.html 1`);
  assert.equal(await world.answer(site, navigation(`${scope}?renderer=software`)), `${scope}index.html 1`);
  for (const path of ["main.js", "portal.wasm", "config.json"]) assert.equal(await world.answer(site, get(path)), `${scope}${path} 1`);
  await Promise.all(world.tasks);
});

test("nothing of the API, of another origin, with a query, or that is sent, goes through it", async () => {
  const world = new World();
  const site = world.site();
  await site.install();
  const kept = world.kept_addresses();
  const requests = [
    get("/api/v1/session"), get("api/v1/declarations"), get("/hours/api/v1/attachments/abc"), get("main.js?v=2"), get("../main.js"),
    get("main.js", { method: "POST" }), get("main.js", { method: "HEAD" }), get("main.js", { headers: { Range: "bytes=0-9" } }),
    new Request("https://elsewhere.example/hours/main.js"), get("unknown.js"), navigation(`${scope}api/v1/attachments/abc`), get("service_worker.js"),
  ];
  for (const request of requests) assert.equal(await world.answer(site, request), null, request.url);
  assert.deepEqual(world.kept_addresses(), kept);
});

test("code is not asked for again; what a deployer may change is new at the visit after next", async () => {
  const world = new World();
  const site = world.site();
  await site.install();
  world.version = 2;
  world.asked = [];
  assert.equal(await world.answer(site, get("main.js")), `${scope}main.js 1`);
  assert.equal(await world.answer(site, get("config.json")), `${scope}config.json 1`);
  await Promise.all(world.tasks);
  assert.deepEqual(world.asked, [`${scope}config.json`]);
  assert.equal(await world.answer(site, get("config.json")), `${scope}config.json 2`);
});

test("a new build takes the old one's files away, and nobody else's", async () => {
  const world = new World();
  await world.site("b1").install();
  await world.caches.open("somebody else's");
  const next = world.site("b2", [...files, "later.js"]);
  world.version = 2;
  await next.install();
  assert.equal(await world.answer(world.site("b1"), get("main.js")), `${scope}main.js 1`, "until it is active the old one answers");
  await next.activate();
  assert.deepEqual([...world.kept.keys()].sort(), ["portal-b2", "somebody else's"]);
  assert.equal(await world.answer(next, get("main.js")), `${scope}main.js 2`);
});

test("an installation with a file missing fails", async () => {
  const world = new World();
  await assert.rejects(world.site("b1", [...files, "gone.js"]).install(), /gone\.js: 404/);
});

test("slices of the fallback font are kept when used, errors are not", async () => {
  const world = new World();
  const site = world.site();
  await site.install();
  assert.equal(await world.answer(site, get("assets/fonts/slice-1.woff2")), `${scope}assets/fonts/slice-1.woff2 1`);
  assert.match(String(await world.answer(site, get("assets/fonts/gone.woff2"))), /gone/);
  await Promise.all(world.tasks);
  world.online = false;
  assert.equal(await world.answer(site, get("assets/fonts/slice-1.woff2")), `${scope}assets/fonts/slice-1.woff2 1`);
  await assert.rejects(/** @type {Promise<Response>} */ (site.answer(get("assets/fonts/gone.woff2"), () => {})));
});

test("what is loaded on demand is kept when used", async () => {
  const world = new World();
  const site = world.site();
  await site.install();
  assert.equal(await world.answer(site, get("spreadsheet.js")), `${scope}spreadsheet.js 1`);
  await Promise.all(world.tasks);
  world.online = false;
  assert.equal(await world.answer(site, get("spreadsheet.js")), `${scope}spreadsheet.js 1`);
});

test("a config.json that cannot be refreshed stays as it was", async () => {
  const world = new World();
  const site = world.site();
  await site.install();
  world.online = false;
  await world.answer(site, get("config.json"));
  await Promise.all(world.tasks);
  assert.equal(await world.answer(site, get("config.json")), `${scope}config.json 1`);
});

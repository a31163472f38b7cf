// @ts-check
// The page's own files, kept by the service worker so that a later visit starts without the network.
//
// Kept are the files of one build, by their names, and nothing else: no answer of the API, no attachment, no address with a query, nothing of
// another origin. So nothing personal is ever in it, in a kiosk neither.
// The build's code comes from the cache alone. What a deployer may change without a new build (config.json, theme, texts) comes from the cache
// at once and is looked at again for the next visit.

const prefix = "portal-";
/** Fetched as characters are drawn (web/fonts.js), when a spreadsheet is chosen, or by browsers without SIMD: kept when used, not beforehand. */
const kept_when_used = /^(assets\/fonts\/|spreadsheet\.js$|\w+_scalar\.wasm$)/;
const may_change = /\.json$/;

/** @typedef {Pick<CacheStorage, "open" | "keys" | "delete">} Caches */

export class SiteCache {
  /**
   * @param {{build: string, files: readonly string[], scope: string, caches: Caches, fetch: (request: Request) => Promise<Response>}} options
   *   files: paths relative to scope, the address of the page's folder
   */
  constructor({ build, files, scope, caches, fetch }) {
    this.name = prefix + build;
    this.files = new Set(files.filter((path) => path !== "service_worker.js"));
    this.scope = new URL(scope);
    this.caches = caches;
    this.fetch = fetch;
  }

  /** Fails as a whole when one file cannot be had: half a build would be worse than none. */
  async install() {
    const cache = await this.caches.open(this.name);
    await Promise.all([...this.files].map((path) => this.refresh(cache, path)));
  }

  /** Takes away what builds before this one kept. */
  async activate() {
    const others = (await this.caches.keys()).filter((name) => name.startsWith(prefix) && name !== this.name);
    await Promise.all(others.map((name) => this.caches.delete(name)));
  }

  /** @param {Request} request @returns {string | null} the file that it asks for; null: none of ours */
  file_of(request) {
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== this.scope.origin || !url.pathname.startsWith(this.scope.pathname)) return null;
    const path = url.pathname.slice(this.scope.pathname.length);
    // The page takes ?renderer= from its address; what it is does not depend on it.
    if (request.mode === "navigate") return path === "" || path === "index.html" ? "index.html" : null;
    if (url.search !== "" || request.headers.has("Range")) return null;
    return this.files.has(path) || kept_when_used.test(path) ? path : null;
  }

  /**
   * @param {Request} request
   * @param {(task: Promise<unknown>) => void} keep_alive takes what goes on after the answer
   * @returns {Promise<Response> | null} null: let the browser ask the network, as if there were no service worker
   */
  answer(request, keep_alive) {
    const path = this.file_of(request);
    return path === null ? null : this.answer_file(path, request, keep_alive);
  }

  /** @param {string} path @param {Request} request @param {(task: Promise<unknown>) => void} keep_alive */
  async answer_file(path, request, keep_alive) {
    const cache = await this.caches.open(this.name);
    const kept = await cache.match(this.address(path));
    if (kept) {
      if (may_change.test(path)) keep_alive(this.refresh(cache, path).catch(() => {}));
      return kept;
    }
    const answer = await this.fetch(request);
    if (answer.ok && answer.type === "basic") keep_alive(cache.put(this.address(path), answer.clone()));
    return answer;
  }

  /** @param {string} path */
  address(path) {
    return new URL(path, this.scope).href;
  }

  /** Asks the server, which answers 304 for what the browser's own cache has. @param {Cache} cache @param {string} path */
  async refresh(cache, path) {
    const answer = await this.fetch(new Request(this.address(path), { cache: "no-cache", credentials: "same-origin" }));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    await cache.put(this.address(path), answer);
  }
}

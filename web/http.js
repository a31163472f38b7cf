// @ts-check
// HttpRequest → fetch → HttpReplied. Always exactly one answer; status 0 when there was none.
import { remember_signed_in } from "./storage.js";

const timeout_ms = 30_000;
const saved_ms = 60_000; // by then the browser has taken the file
const answer_bytes_max = 32 * 1024 * 1024;

/**
 * @typedef {object} Config config.json beside the page
 * @property {string} api_base "/api/v1" or "https://…/api/v1"
 * @property {"cookie" | "bearer"} auth
 * @property {string} language
 * @property {boolean} [offline] false: no service worker keeps the page's files
 * @property {unknown} [kiosk] kiosk_settings.js
 */

/** @typedef {{id: number, method: string, path: string, body: string, if_match: string, idempotency_key: string, to_file: boolean}} HttpRequest */

/** @param {string | null} header seconds or a date @returns {number} seconds */
export function seconds_from_retry_after(header, now_ms = Date.now()) {
  if (!header) return 0;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const at_ms = Date.parse(header);
  return Number.isNaN(at_ms) ? 0 : Math.max(0, Math.ceil((at_ms - now_ms) / 1000));
}

/** @param {Blob} blob @param {string | null} disposition the header that names it: attachment; filename*=UTF-8''NAME */
function save_as_file(blob, disposition) {
  const [, name] = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "") ?? [];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name ? decodeURIComponent(name) : "export";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), saved_ms);
}

export class Http {
  /** @param {Config} config @param {(message: import("./bridge.js").Message) => void} send */
  constructor(config, send) {
    this.config = config;
    this.send = send;
    /** @type {Map<number, AbortController>} */
    this.running = new Map();
    /** @type {Map<string, Promise<Response>>} */
    this.early = new Map();
    this.token = "";
  }

  /** @param {string} path */
  url(path) {
    return this.config.api_base.replace(/\/$/, "") + path;
  }

  /** @returns {Record<string, string>} */
  auth_headers() {
    return this.config.auth === "bearer" && this.token ? { Authorization: `Bearer ${this.token}` } : {};
  }

  /** @returns {RequestCredentials} */
  credentials() {
    return this.config.auth === "bearer" ? "omit" : "include";
  }

  /** Asks before the client is there; its own first GET of the same path gets this answer. @param {string} path */
  ask_early(path) {
    const answer = fetch(this.url(path), { signal: AbortSignal.timeout(timeout_ms), credentials: this.credentials(), headers: { Accept: "application/json", ...this.auth_headers() } });
    answer.catch(() => {}); // whoever takes it sees the error
    this.early.set(path, answer);
  }

  /** @param {HttpRequest} request */
  take_early(request) {
    if (request.method !== "GET") this.early.clear(); // it may not be true any more
    const early = this.early.get(request.path);
    this.early.delete(request.path);
    return early;
  }

  /** @param {HttpRequest} request */
  async run(request) {
    const controller = new AbortController();
    this.running.set(request.id, controller);
    const timer = setTimeout(() => controller.abort(), timeout_ms);
    let reply = { type: "http_replied", id: request.id, status: 0, etag: "", retry_after_s: 0, body: "" };
    try {
      const response = await this.answer(request, controller.signal);
      const is_file = request.to_file && response.ok;
      if (is_file) save_as_file(await response.blob(), response.headers.get("Content-Disposition"));
      const body = is_file || response.status === 204 ? "" : await response.text();
      if (body.length <= answer_bytes_max) {
        const retry_after_s = seconds_from_retry_after(response.headers.get("Retry-After"));
        reply = { ...reply, status: response.status, etag: response.headers.get("ETag") ?? "", retry_after_s, body };
      }
    } catch {
      // No answer: network, abort or time-out. The client decides what to do with it.
    }
    clearTimeout(timer);
    this.running.delete(request.id);
    this.note_session(request, reply.status, reply.body);
    this.send(reply);
  }

  /** A refusal from before signing in is no answer for afterwards. @param {HttpRequest} request @param {AbortSignal} signal */
  async answer(request, signal) {
    const early = this.take_early(request);
    const response = early && (await early.catch(() => undefined));
    return response && (response.ok || request.path === "/session") ? response : this.ask(request, signal);
  }

  /** @param {HttpRequest} request @param {AbortSignal} signal */
  ask(request, signal) {
    /** @type {Record<string, string>} */
    const headers = { Accept: "application/json", ...this.auth_headers() };
    if (request.body) headers["Content-Type"] = "application/json";
    if (request.if_match) headers["If-Match"] = request.if_match;
    if (request.idempotency_key) headers["Idempotency-Key"] = request.idempotency_key;
    return fetch(this.url(request.path), {
      method: request.method,
      headers,
      body: this.body_of(request) || undefined,
      credentials: this.credentials(),
      cache: request.path === "/catalogue" ? "no-cache" : "no-store",
      signal,
    });
  }

  /** A bearer token has to be asked for. @param {HttpRequest} request */
  body_of(request) {
    if (this.config.auth !== "bearer" || request.method !== "POST" || request.path !== "/session") return request.body;
    return JSON.stringify({ ...JSON.parse(request.body), token: true });
  }

  /** @param {HttpRequest} request @param {number} status @param {string} body */
  note_session(request, status, body) {
    if (request.path !== "/session") return;
    if (status === 200 || status === 201) {
      if (!this.config.kiosk) remember_signed_in(request.method !== "DELETE");
      if (this.config.auth === "bearer" && request.method === "POST") this.token = String(JSON.parse(body).token ?? "");
    }
    if (status === 401 || (request.method === "DELETE" && status !== 0)) {
      remember_signed_in(false);
      this.token = "";
    }
  }

  /** @param {number} id */
  cancel(id) {
    this.running.get(id)?.abort();
  }
}

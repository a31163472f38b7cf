// The real server, as a test's own: a free port, a data folder of its own, stopped by its process id.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = process.env.PORTAL_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.PORTAL_SERVER ?? join(root, "build/native/bin/portal_server");
const built_site = process.env.PORTAL_SITE ?? join(root, "build/site");
const start_timeout_ms = 60_000;

export const demo_password = "Portal-Demo-2026";

export class Server {
  /** @param {{assets?: string, site?: string}} [options] folders in place of the project's own */
  constructor({ assets = join(root, "assets"), site = built_site } = {}) {
    this.assets = assets;
    this.site = site;
    this.data = mkdtempSync(join(tmpdir(), "portal-test-"));
    this.port = 0;
    this.process = null;
    this.output = "";
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Again after kill(): on the same port, with the same data. */
  async start() {
    const options = ["--site", this.site, "--assets", this.assets, "--data", this.data, "--port", String(this.port), "--demo", "--log-level", "error"];
    const child = spawn(program, options, { stdio: ["ignore", "pipe", "pipe"] });
    this.process = child;
    process.once("exit", () => child.kill("SIGKILL")); // a test that died leaves no server behind
    this.ended = new Promise((resolve) => child.once("exit", resolve));
    child.stderr.on("data", (text) => (this.output += text));
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the server did not answer in time:\n${this.output}`)), start_timeout_ms);
      const done = (error) => (clearTimeout(timer), error ? reject(error) : resolve());
      child.once("error", done);
      child.once("exit", (code) => done(new Error(`the server ended with ${code}:\n${this.output}`)));
      child.stdout.on("data", (text) => {
        this.output += text;
        const ready = /portal ready http:\/\/\S+:(\d+)/.exec(this.output.slice(-4000));
        if (!ready) return;
        this.port = Number(ready[1]);
        done();
      });
    });
    this.output = "";
    return this;
  }

  /** @param {NodeJS.Signals} signal */
  signal(signal) {
    this.process?.kill(signal);
  }

  async kill() {
    this.signal("SIGKILL");
    await this.ended;
  }

  async stop() {
    this.signal("SIGCONT");
    this.signal("SIGTERM");
    const late = setTimeout(() => this.signal("SIGKILL"), 10_000);
    await this.ended;
    clearTimeout(late);
    rmSync(this.data, { recursive: true, force: true });
  }
}

let keys = 0;

/** The contract by hand, for what a test needs beside the page. */
export class Api {
  /** @param {string} base "http://127.0.0.1:8080" @param {string} [cookie] */
  constructor(base, cookie = "") {
    this.base = base;
    this.cookie = cookie;
  }

  static async signed_in(base, account) {
    const api = new Api(base);
    await api.post("/session", { name: account, password: demo_password });
    return api;
  }

  async ask(method, path, { body, revision } = {}) {
    const headers = { Accept: "application/json", Origin: this.base, Cookie: this.cookie };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (revision !== undefined) headers["If-Match"] = `"${revision}"`;
    if (method === "POST") headers["Idempotency-Key"] = `browser-test-${process.pid}-${Date.now()}-${++keys}`;
    const response = await fetch(`${this.base}/api/v1${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const cookie = response.headers.get("set-cookie");
    if (cookie) this.cookie = cookie.split(";")[0];
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }

  get(path) {
    return this.ask("GET", path);
  }
  post(path, body, revision) {
    return this.ask("POST", path, { body, revision });
  }
  put(path, body, revision) {
    return this.ask("PUT", path, { body, revision });
  }
  delete(path, revision) {
    return this.ask("DELETE", path, { revision });
  }

  /** A file for declarations made by hand; answers the entry for `attachments`. */
  async upload(file, material) {
    const { createHash } = await import("node:crypto");
    const sha256 = createHash("sha256").update(file.buffer).digest("hex");
    const headers = { Origin: this.base, Cookie: this.cookie, "Content-Type": file.mimeType };
    const response = await fetch(`${this.base}/api/v1/attachments/${sha256}`, { method: "PUT", headers, body: file.buffer });
    if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
    return { material, sha256, name: file.name, media_type: file.mimeType, size_bytes: file.buffer.length };
  }
}

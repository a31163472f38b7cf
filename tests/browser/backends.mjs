// The page of this build with another backend behind it: one that is not ours, one on another origin, or both.
import { spawn } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { root } from "./server.mjs";

const site = process.env.PORTAL_SITE ?? join(root, "build/site");
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const start_timeout_ms = 60_000;

/** How a backend is started that lets in pages from `origin`. Each prints "portal ready URL". */
const programs = {
  ours: (data, origin) => [process.env.PORTAL_SERVER ?? join(root, "build/native/bin/portal_server"), ["--site", site, "--assets", join(root, "assets"), "--data", data, "--port", "0", "--demo", "--log-level", "error", "--allow-origin", origin]],
  second: (data, origin) => [process.execPath, [join(root, "tests/contract/second/backend.mjs"), "--assets", join(root, "assets"), "--port", "0", "--allow-origin", origin]],
};

/** What portal() of fixture.mjs takes for a server: `url` is the page's, `api_url` where its backend is. */
export class Behind {
  /** @param {"ours" | "second"} backend @param {{elsewhere: boolean}} where elsewhere: on another origin, with a token; else behind the page's own, with a cookie */
  constructor(backend, { elsewhere }) {
    this.backend = backend;
    this.elsewhere = elsewhere;
    this.process = null;
  }

  async start() {
    this.page = createServer((request, response) => this.answer(request, response));
    await new Promise((resolve) => this.page.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${this.page.address().port}`;
    this.data = mkdtempSync(join(tmpdir(), "portal-test-"));
    const [program, options] = programs[this.backend](this.data, this.url);
    const child = spawn(program, options, { stdio: ["ignore", "pipe", "pipe"] });
    this.process = child;
    process.once("exit", () => child.kill("SIGKILL"));
    this.ended = new Promise((resolve) => child.once("exit", resolve));
    this.api_url = await new Promise((resolve, reject) => {
      let output = "";
      const timer = setTimeout(() => reject(new Error(`the backend did not answer in time:\n${output}`)), start_timeout_ms);
      const heard = (text) => {
        output += text;
        const ready = /portal ready (\S+)/.exec(output);
        if (ready) (clearTimeout(timer), resolve(ready[1].replace(/\/$/, "")));
      };
      child.stdout.on("data", heard);
      child.stderr.on("data", heard);
      child.once("exit", (code) => reject(new Error(`the backend ended with ${code}:\n${output}`)));
    });
    this.backend_url = this.api_url;
    if (!this.elsewhere) this.api_url = this.url;
    return this;
  }

  answer(request, response) {
    const { pathname } = new URL(request.url, "http://here");
    if (pathname === "/config.json") {
      const config = this.elsewhere ? { api_base: `${this.api_url}/api/v1`, auth: "bearer" } : { api_base: "/api/v1", auth: "cookie" };
      return response.writeHead(200, { "Content-Type": types[".json"] }).end(JSON.stringify({ ...config, language: "zh-CN" }));
    }
    if (pathname.startsWith("/api/")) return this.pass_on(request, response);
    const file = join(site, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    if (!existsSync(file)) return response.writeHead(404).end();
    const policy = `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob: data:; connect-src 'self' ${this.elsewhere ? this.api_url : ""}`;
    response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream", "Content-Security-Policy": policy });
    createReadStream(file).pipe(response);
  }

  pass_on(request, response) {
    if (this.elsewhere) return response.writeHead(404).end(); // the page has been told where its backend is
    const { port } = new URL(this.backend_url);
    const onward = ask({ host: "127.0.0.1", port, path: request.url, method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  }

  async stop() {
    this.process.kill("SIGTERM");
    const late = setTimeout(() => this.process.kill("SIGKILL"), 10_000);
    await this.ended;
    clearTimeout(late);
    this.page.closeAllConnections();
    await new Promise((resolve) => this.page.close(resolve));
    rmSync(this.data, { recursive: true, force: true });
  }
}

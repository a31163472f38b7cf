// The HTTP proxy between a WebKit and everything: what Playwright reads and changes on the wire in other browsers is read and
// changed here, where WebKit cannot tell it from a network. One for each context, so pages of one context share its routes.
//
// It also lays the stories' own script (in_page.js) at the head of every HTML page, before the page's own: WebDriver has no
// script that runs first, and the script must hear of errors from the start.
import { EventEmitter } from "node:events";
import { createServer, request as ask } from "node:http";

const own_path = "/__stories__/";
export const script_path = `${own_path}script.js`;
export const report_path = `${own_path}report`;

/** What a story sees of a request: the part of Playwright's Request that it uses. */
class Request {
  constructor(incoming) {
    this.incoming = incoming;
  }
  method = () => this.incoming.method;
  url = () => this.incoming.url;
  headers = () => this.incoming.headers;
  body = () => (this.bytes ??= read(this.incoming));
}

class Response {
  /** @param {Request} request @param {{status: number, headers: object, body: Promise<Buffer> | Buffer}} answer */
  constructor(request, answer) {
    Object.assign(this, { sent: request, answer });
  }
  request = () => this.sent;
  url = () => this.sent.url();
  status = () => this.answer.status;
  ok = () => this.answer.status >= 200 && this.answer.status < 300;
  headers = () => this.answer.headers;
  body = async () => this.answer.body;
  text = async () => (await this.answer.body).toString("utf8");
  json = async () => JSON.parse(await this.text());
}

export class Wire extends EventEmitter {
  /** @param {() => string} script what every HTML page runs first */
  constructor(script) {
    super();
    this.script = script;
    /** @type {{matches: (url: string) => boolean, pattern: unknown, handler: Function, times: number}[]} */
    this.routes = [];
    this.sockets = new Set();
  }

  async start() {
    this.server = createServer((incoming, outgoing) => {
      outgoing.on("error", () => {});
      this.take(incoming, outgoing).catch(() => outgoing.destroy());
    });
    this.server.requestTimeout = 0; // a server that hangs is the story's business
    this.server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
    });
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.port = this.server.address().port;
    return this;
  }

  async stop() {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async take(incoming, outgoing) {
    const { pathname } = new URL(incoming.url);
    if (pathname === script_path) return give(outgoing, { status: 200, headers: { "content-type": "text/javascript", "cache-control": "no-store" }, body: Buffer.from(this.script()) });
    if (pathname === report_path) {
      const report = JSON.parse((await read(incoming)).toString("utf8"));
      this.emit("report", report);
      return give(outgoing, { status: 204, headers: {}, body: Buffer.alloc(0) });
    }
    const request = new Request(incoming);
    this.emit("request", request);
    const route = this.routes.findLast(({ matches, times }) => times > 0 && matches(incoming.url));
    if (!route) return this.pass(request, outgoing);
    route.times -= 1;
    await new Promise((resolve, reject) => {
      const turn = new Route(this, request, outgoing, resolve, reject);
      Promise.resolve(route.handler(turn, request)).catch(reject);
    });
  }

  /** To the server and back as it comes. A connection that breaks there breaks here. */
  async pass(request, outgoing) {
    const { incoming } = request;
    if (is_page(incoming)) return give(outgoing, this.with_script(await fetch_whole(request)));
    const sent = forward(incoming);
    outgoing.on("close", () => sent.destroy());
    if (request.bytes) sent.end(await request.bytes);
    else incoming.pipe(sent);
    const answer = await answer_to(sent);
    const headers = end_to_end(answer.headers);
    this.emit("response", new Response(request, { status: answer.statusCode, headers, body: overheard(answer) }));
    outgoing.writeHead(answer.statusCode, headers);
    answer.on("error", () => outgoing.destroy());
    answer.on("close", () => answer.complete || outgoing.destroy());
    answer.pipe(outgoing);
  }

  /** @param {{status: number, headers: object, body: Buffer}} answer */
  with_script(answer) {
    if (!/^text\/html/.test(answer.headers["content-type"] ?? "")) return answer;
    const tag = `<script src="${script_path}"></script>`;
    const html = answer.body.toString("utf8");
    const { etag, "last-modified": _, ...headers } = answer.headers;
    return { ...answer, headers: { ...headers, "cache-control": "no-store" }, body: Buffer.from(/<head>/i.test(html) ? html.replace(/<head>/i, (head) => head + tag) : tag + html) };
  }
}

/** What a story may do with a request that it caught: the part of Playwright's Route that it uses. */
class Route {
  constructor(wire, request, outgoing, done, failed) {
    Object.assign(this, { wire, sent: request, outgoing, done, failed });
  }

  request() {
    return this.sent;
  }

  async continue() {
    await this.wire.pass(this.sent, this.outgoing).then(this.done, this.failed);
  }

  async fetch() {
    const answer = await fetch_whole(this.sent);
    return new Response(this.sent, answer);
  }

  /** @param {{response?: Response, status?: number, contentType?: string, headers?: Record<string, string>, body?: string | Buffer, json?: unknown}} [answer] */
  async fulfill({ response, status, contentType, headers, body, json } = {}) {
    const bytes = json !== undefined ? Buffer.from(JSON.stringify(json)) : body !== undefined ? Buffer.from(body) : response ? await response.body() : Buffer.alloc(0);
    const all = { ...response?.headers(), ...headers };
    if (contentType) all["content-type"] = contentType;
    else if (json !== undefined) all["content-type"] ??= "application/json";
    const answer = { status: status ?? response?.status() ?? 200, headers: all, body: bytes };
    this.wire.emit("response", new Response(this.sent, answer));
    give(this.outgoing, is_page(this.sent.incoming) ? this.wire.with_script(answer) : answer);
    this.done();
  }

  async abort() {
    this.outgoing.destroy();
    this.done();
  }
}

const is_page = ({ method, headers }) => method === "GET" && (headers["sec-fetch-dest"] === "document" || /^text\/html/.test(headers.accept ?? ""));

/** Headers that are of one connection only. */
const hop_by_hop = new Set(["connection", "keep-alive", "proxy-connection", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade"]);
const end_to_end = (headers) => Object.fromEntries(Object.entries(headers).filter(([name]) => !hop_by_hop.has(name)));

/** A connection for each request: none is used again that the server closed meanwhile. @param {import("node:http").IncomingMessage} incoming @param {object} [changed] */
function forward({ url, method, headers }, changed = {}) {
  const { hostname, port, pathname, search } = new URL(url);
  return ask({ hostname, port, path: pathname + search, method, headers: { ...end_to_end(headers), ...changed }, agent: false });
}

/** @param {import("node:http").ClientRequest} sent @returns {Promise<import("node:http").IncomingMessage>} */
const answer_to = (sent) => new Promise((resolve, reject) => sent.once("response", resolve).once("error", reject).on("error", () => {}));

/** Uncompressed and never "not modified", so that it can be changed. @param {Request} request */
async function fetch_whole(request) {
  const { "if-none-match": _, "if-modified-since": __, ...headers } = request.headers();
  const sent = forward({ url: request.url(), method: request.method(), headers }, { "accept-encoding": "identity" });
  sent.end(await request.body());
  const answer = await answer_to(sent);
  return { status: answer.statusCode, headers: end_to_end(answer.headers), body: await read(answer) };
}

/** What flows by on its way to somebody else. @param {import("node:stream").Readable} stream @returns {Promise<Buffer>} */
function overheard(stream) {
  const parts = [];
  stream.on("data", (part) => parts.push(part));
  return new Promise((resolve) => stream.once("close", () => resolve(Buffer.concat(parts))));
}

/** @param {import("node:stream").Readable} stream @returns {Promise<Buffer>} */
async function read(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

function give(outgoing, { status, headers, body }) {
  const { "content-length": _, "content-encoding": encoding, ...rest } = headers;
  outgoing.writeHead(status, { ...rest, ...(encoding ? { "content-encoding": encoding } : {}), "content-length": body.length });
  outgoing.end(body);
}

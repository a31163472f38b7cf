// A wire between browser and server that can be cut: in the middle of what is sent, or of what is answered.
import { connect, createServer } from "node:net";

export class Proxy {
  /** @param {number} target_port */
  constructor(target_port) {
    this.target_port = target_port;
    /** @type {{match: RegExp, sent_bytes_max: number, answer_bytes_max: number, body_bytes_max: number, times: number}[]} */
    this.cuts = [];
    this.cut_count = 0;
    this.sockets = new Set();
  }

  async start() {
    this.listener = createServer((client) => this.join(client));
    await new Promise((resolve) => this.listener.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${this.listener.address().port}`;
    return this;
  }

  /** @param {RegExp} match the request line, "PUT /api/v1/…" */
  cut(match, { sent_bytes_max = Infinity, answer_bytes_max = Infinity, body_bytes_max = Infinity, times = 1 }) {
    this.cuts.push({ match, sent_bytes_max, answer_bytes_max, body_bytes_max, times });
  }

  join(client) {
    const server = connect(this.target_port, "127.0.0.1");
    let cut = null, sent = 0, answered = 0;
    const end = () => (client.destroy(), server.destroy());
    const snap = () => ((this.cut_count += 1), end());
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on("error", end);
      socket.on("close", () => (this.sockets.delete(socket), end()));
    }
    client.on("data", (data) => {
      const line = /^[A-Z]+ \S+ HTTP\/1/.exec(data.toString("latin1", 0, 300))?.[0];
      if (line) {
        cut = this.cuts.find((rule) => rule.times > 0 && rule.match.test(line)) ?? null;
        if (cut) cut.times -= 1;
        sent = answered = 0;
      }
      sent += data.length;
      if (cut && sent > cut.sent_bytes_max) return snap();
      server.write(data);
    });
    server.on("data", (data) => {
      const room = cut ? Math.min(cut.answer_bytes_max, body_start(data) + cut.body_bytes_max) - answered : Infinity;
      answered += data.length;
      if (data.length <= room) return client.write(data);
      client.write(data.subarray(0, Math.max(0, room)), snap);
    });
  }

  async stop() {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.listener.close(resolve));
  }
}

/** Of an answer that comes in one piece, as those of declarations do. @param {Buffer} answer */
const body_start = (answer) => answer.indexOf("\r\n\r\n") + 4;

export async function through_proxy(stage, body) {
  const proxy = await new Proxy(stage.server.port).start();
  try {
    await body(proxy);
  } finally {
    await proxy.stop();
  }
}

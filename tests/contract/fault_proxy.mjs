// A TCP proxy that treats connections as bad networks do: seeded, so that a run can be told again by its seed.
//
// Each connection gets one fate: pass, delay (pieces wait, in order), cut_request (after some bytes from the client: a half body),
// cut_answer (after some bytes from the server: it was done and nobody was told), repeat (the client's first bytes reach the server
// twice, by a connection of their own whose answer is thrown away).
import net from 'node:net';

export function random_from(seed) {
  let state = seed >>> 0;
  return () => {  // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const fates = ['pass', 'pass', 'pass', 'delay', 'cut_request', 'cut_answer', 'repeat'];

export function start_fault_proxy(seed) {
  const random = random_from(seed);
  const told = Object.fromEntries(fates.map((fate) => [fate, 0]));
  let target = 0;
  const open = new Set();

  function forward(from, to, { limit = Infinity, delay_ms = 0 } = {}) {
    let left = limit;
    let last = Promise.resolve();
    from.on('data', (data) => {
      const part = data.subarray(0, left);
      left -= part.length;
      const pass = () => {
        if (!to.destroyed) to.write(part);
        if (left <= 0) {
          from.destroy();
          to.destroy();
        }
      };
      if (!delay_ms) pass();
      else last = last.then(() => new Promise((wake) => setTimeout(wake, delay_ms))).then(pass);
    });
    from.on('end', () => last.then(() => to.end()));
    from.on('close', () => last.then(() => to.destroy()));
    from.on('error', () => to.destroy());
  }

  const server = net.createServer((client) => {
    const fate = fates[Math.floor(random() * fates.length)];
    ++told[fate];
    const upstream = net.connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
    upstream.on('error', () => client.destroy());
    const delay_ms = fate === 'delay' ? 1 + Math.floor(random() * 20) : 0;
    forward(client, upstream, { limit: fate === 'cut_request' ? Math.floor(random() * 1500) : Infinity, delay_ms });
    forward(upstream, client, { limit: fate === 'cut_answer' ? Math.floor(random() * 1500) : Infinity, delay_ms });
    if (fate === 'repeat') {
      const again = net.connect(target, '127.0.0.1');
      again.on('error', () => {});
      again.resume();
      client.once('data', (data) => again.end(data));
    }
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      resolve({
        port,
        url: `http://127.0.0.1:${port}`,
        told,
        to(port_now) {
          target = port_now;
        },
        stopped: false,
        stop() {
          this.stopped = true;
          for (const socket of open) socket.destroy();
          server.close();
        },
      });
    }),
  );
}

// What one client can cost: connections, memory, the time of others. PORTAL_SLOW_S: seconds of each kind of slowness (10).
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { call, make_folder, new_key, raw_exchange, sign_in, start, status_of } from './server.mjs';

const slow_s = Number(process.env.PORTAL_SLOW_S ?? 10);
const pause = (time_ms) => new Promise((wake) => setTimeout(wake, time_ms));

// A server for the tests of one describe().
function serving(...options) {
  const shared = {};
  before(async () => {
    shared.place = make_folder();
    writeFileSync(path.join(shared.place.site, 'large.js'), randomBytes(4 * 1024 * 1024));
    shared.server = await start(shared.place, ['--demo', '--log-level', 'error', ...options]);
  });
  after(async () => {
    await shared.server.stop();
    shared.place.remove();
  });
  return shared;
}

function open_sockets(server, count, text = '') {
  return Promise.all(Array.from({ length: count }, () => new Promise((resolve, reject) => {
    const socket = net.connect(server.port, '127.0.0.1', () => socket.write(text, () => resolve(socket)));
    socket.on('error', reject);
    socket.resume();
  })));
}

const health = 'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

describe('connections of one address', () => {
  const shared = serving('--connections-per-network-max', '5');

  test('are refused beyond the limit, which says when to come again, and taken again when there is room', async () => {
    const { server } = shared;
    const held = await open_sockets(server, 5);
    const answer = await raw_exchange(server, []);
    assert.equal(status_of(answer), 503);
    assert.match(answer, /Retry-After: \d+\r\n/);
    assert.match(answer, /Connection: close\r\n/);
    assert.match(answer, /"code":"unavailable"/);
    held[0].destroy();
    for (let tries = 0; status_of(await raw_exchange(server, [health])) !== 200; ++tries) {
      assert.ok(tries < 100, 'there is room again');
      await pause(20);
    }
    for (const socket of held) socket.destroy();
  });

  test('are closed without a word when as many again are being told', async () => {
    const { server } = shared;
    await pause(100);
    const held = await open_sockets(server, 5);
    const refused = await open_sockets(server, 5);  // they do not close their side: each is told, and lingers
    assert.equal(await raw_exchange(server, [], { quiet_ms: 1500 }), '');
    for (const socket of [...held, ...refused]) socket.destroy();
  });
});

describe('requests of one address behind a proxy', () => {
  const shared = serving('--behind-tls-proxy', '--connections-per-network-max', '2');

  test('are counted by the address that the proxy names', async () => {
    const { server } = shared;
    const half = (address) => `POST /api/v1/session HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${address}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`;
    const held = await open_sockets(server, 2, half('192.0.2.7'));
    const status = async (address) => (await call(server, 'GET', '/health', { headers: { 'x-forwarded-for': address } })).status;
    for (let tries = 0; (await status('192.0.2.7')) !== 503; ++tries) {
      assert.ok(tries < 100, 'both have arrived');
      await pause(20);
    }
    assert.equal(await status('203.0.113.9, 192.0.2.7'), 503, 'what the client made up stands before it');
    assert.equal(await status('192.0.2.8'), 200);
    for (const socket of held) socket.destroy();
  });
});

const memory_kb = (server) => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))[1]);
const memory_most_kb = (server) => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))[1]);

// Sends `head`, then 120 MB in pieces as fast as they are taken, until the server has had enough.
function flood(server, head) {
  return new Promise((resolve) => {
    const piece = Buffer.alloc(1024 * 1024, 'a');
    let received = '', sent = 0;
    const socket = net.connect(server.port, '127.0.0.1');
    socket.on('data', (data) => (received += data.toString('latin1')));
    socket.on('error', () => {});
    socket.on('close', () => resolve({ received, sent }));
    const more = () => {
      if (socket.destroyed) return;
      if (sent >= 120 * piece.length) return socket.end();
      sent += piece.length;
      socket.write(piece, more);
    };
    socket.write(head, more);
  });
}

describe('120 MB without the end that they should have', () => {
  const shared = serving();

  test('cost no memory: as a head, a body, a chunk, and what stands behind a chunk', async () => {
    const { server } = shared;
    const token = await sign_in(server, 'professional');  // the password's 64 MiB come before the measure
    const post = `POST /api/v1/declarations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: ${new_key()}\r\nContent-Type: application/json\r\n`;
    const cases = [
      ['a request line', '', 431],
      ['a header', 'GET / HTTP/1.1\r\nHost: x\r\nX: ', 431],
      ['a body with its length', `${post}Content-Length: ${120 * 1024 * 1024}\r\n\r\n`, 413],
      ['a chunk', `${post}Transfer-Encoding: chunked\r\n\r\n${(120 * 1024 * 1024).toString(16)}\r\n`, 413],
      ['the length of a chunk', `${post}Transfer-Encoding: chunked\r\n\r\n`, 400],
      ['an extension of a chunk', `${post}Transfer-Encoding: chunked\r\n\r\n2;x=`, 400],
    ];
    writeFileSync(`/proc/${server.child.pid}/clear_refs`, '5');  // the highest mark starts anew
    const before_kb = memory_kb(server);
    for (const [what, head, status] of cases) {
      const { received } = await flood(server, head);
      // The server does not wait for all of it: the answer may be lost in the reset, but is never another one.
      if (received) assert.equal(status_of(received), status, what);
      const grown_kb = memory_most_kb(server) - before_kb;
      assert.ok(grown_kb < 8 * 1024, `${what}: ${grown_kb} kB more`);
    }
    assert.equal((await call(server, 'GET', '/health')).status, 200);
  });
});

describe('500 slow clients', { skip: spawnSync('slowhttptest', ['-h']).error && !process.env.CI ? 'slowhttptest is not installed' : false }, () => {
  const shared = serving('--connections-per-network-max', '2000');

  const kinds = {
    'slow heads': ['-H', '-i', '2', '-x', '20'],
    'slow bodies': ['-B', '-i', '2', '-s', '8192', '-x', '10', '-t', 'POST'],
    'slow readers': ['-X', '-w', '64', '-y', '256', '-n', '1', '-z', '32', '-k', '2'],
  };
  for (const [kind, options] of Object.entries(kinds)) {
    test(`${kind}: everybody else is served meanwhile`, async (t) => {
      const { server } = shared;
      const token = await sign_in(server, 'professional');
      const target = kind === 'slow readers' ? '/large.js' : '/api/v1/session';
      const attack = spawn('slowhttptest', [...options, '-c', '500', '-r', '250', '-l', String(slow_s), '-p', '3', '-u', server.url + target]);
      let said = '';
      attack.stdout.on('data', (data) => (said += data));
      attack.stderr.on('data', (data) => (said += data));
      let over = false;
      const ended = new Promise((resolve) => attack.on('exit', resolve)).then(() => (over = true));
      const times_ms = [];
      let connections_most = 0;
      while (!over) {
        const begun = performance.now();
        const answer = await call(server, 'GET', '/api/v1/declarations?limit=20', { token });
        times_ms.push(performance.now() - begun);
        assert.equal(answer.status, 200);
        const { bytes } = await call(server, 'GET', '/metrics');
        connections_most = Math.max(connections_most, Number(/^portal_connections (\d+)/m.exec(bytes)[1]));
        await pause(10);
      }
      await ended;
      assert.ok(connections_most >= 400, `it was attacked: ${connections_most} connections\n${said.slice(-2000)}`);
      times_ms.sort((a, b) => a - b);
      const at = (share) => times_ms[Math.min(times_ms.length - 1, Math.floor(times_ms.length * share))].toFixed(1);
      t.diagnostic(`${times_ms.length} list pages beside ${connections_most} connections: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`);
    });
  }
});

// Two servers on one PostgreSQL behind nginx as it is shipped; a server, or the database, ends in the middle of it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import { after, test } from 'node:test';
import { assets, call, complete_content, demo_password, make_folder, new_key, png, sha256, sign_in, start, upload } from './server.mjs';
import { no_postgresql, start_postgresql } from './postgresql.mjs';

const deploy = path.join(assets, '../shell/server/deploy');
const skip = no_postgresql() || (!process.env.CI && spawnSync('nginx', ['-v']).error ? 'nginx is not installed (Debian: nginx)' : false);

const free_port = () =>
  new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

// The shipped file with other ports, our certificate, our folders, and rates that a test may go over.
async function start_nginx(folder, ports) {
  const [https_port, http_port] = [await free_port(), await free_port()];
  const at = path.join(folder, 'nginx');
  mkdirSync(at);
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=portal.example', '-keyout', `${at}/key.pem`, '-out', `${at}/cert.pem`]);
  assert.equal(made.status, 0, String(made.stderr));
  const replacements = [
    ['127.0.0.1:8081', `127.0.0.1:${ports[0]}`],
    ['127.0.0.1:8082', `127.0.0.1:${ports[1]}`],
    ['listen 80;', `listen 127.0.0.1:${http_port};`],
    ['listen 443 ssl http2;', `listen 127.0.0.1:${https_port} ssl http2;`],
    ['/etc/ssl/portal/fullchain.pem', `${at}/cert.pem`],
    ['/etc/ssl/portal/privkey.pem', `${at}/key.pem`],
    ['/var/log/nginx/portal.log', `${at}/access.log`],
    ['rate=50r/s', 'rate=10000r/s'],
    ['rate=2r/s', 'rate=1000r/s'],
  ];
  let site = readFileSync(path.join(deploy, 'nginx.conf'), 'utf8');
  for (const [from, to] of replacements) {
    assert.ok(site.includes(from), `the shipped file has no ${from}`);
    site = site.replaceAll(from, to);
  }
  writeFileSync(path.join(at, 'portal.conf'), site);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${at}/${name};`).join(' ');
  writeFileSync(path.join(at, 'nginx.conf'), `daemon off; ${process.getuid() === 0 ? 'user root;' : ''} worker_processes 1; pid ${at}/pid; error_log ${at}/error.log; events { worker_connections 1024; }\nhttp { ${temporary} include ${at}/portal.conf; }\n`);
  const child = spawn('nginx', ['-p', at, '-c', `${at}/nginx.conf`, '-e', `${at}/error.log`], { stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (data) => (err += data));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  for (let tries = 0; ; ++tries) {
    const connected = await new Promise((resolve) => {
      const socket = net.connect(https_port, '127.0.0.1', () => resolve(true) || socket.destroy());
      socket.on('error', () => resolve(false));
    });
    if (connected) break;
    if (tries === 1200 || child.exitCode !== null) {
      child.kill('SIGKILL');
      throw new Error(`nginx does not start: ${err}`);
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { https_port, http_port, stop, log: () => readFileSync(`${at}/access.log`, 'utf8') };
}

const agent = new https.Agent({ rejectUnauthorized: false, keepAlive: true, maxSockets: 32 });
after(() => agent.destroy());

// One call through nginx, with the session's cookie as a browser would have it.
function through(nginx, method, target, { cookie, body, key, if_match, headers = {} } = {}) {
  const all = { host: 'portal.example', 'sec-fetch-site': 'same-origin', ...headers };
  if (cookie) all.cookie = cookie;
  if (if_match) all['if-match'] = if_match;
  if (method === 'POST') all['idempotency-key'] = key ?? new_key();
  if (body !== undefined) all['content-type'] = 'application/json';
  return new Promise((resolve, reject) => {
    const request = https.request({ host: '127.0.0.1', port: nginx.https_port, method, path: target, headers: all, agent }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: response.statusCode, headers: response.headers, text, json: /json/.test(response.headers['content-type'] ?? '') ? JSON.parse(text) : undefined });
      });
    });
    request.on('error', reject);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function cookie_of(nginx, name) {
  const answer = await through(nginx, 'POST', '/api/v1/session', { body: { name, password: demo_password } });
  assert.equal(answer.status, 201, answer.text);
  const [cookie] = answer.headers['set-cookie'];
  assert.match(cookie, /^__Host-portal_session=.*; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
  return cookie.split(';')[0];
}

// A folder for each server, one database.
function two_places(url) {
  const places = [make_folder(), make_folder()];
  for (const place of places) place.database = url;
  return places;
}

test('a server killed under load behind nginx: what was acknowledged is there once, and the page goes on', { skip }, async (t) => {
  const postgresql = start_postgresql();
  t.after(() => postgresql.remove());
  const places = two_places(postgresql.url);
  const options = ['--demo', '--behind-tls-proxy'];
  const servers = [await start(places[0], options)];
  servers.push(await start(places[1], options));
  t.after(() => Promise.all(servers.map((server) => server.kill())));
  const nginx = await start_nginx(places[0].folder, servers.map((server) => server.port));
  t.after(() => nginx.stop());
  const cookie = await cookie_of(nginx, 'professional');
  const content = await complete_content(servers[0], await sign_in(servers[0], 'professional'), 2026);

  const total = async () => (await through(nginx, 'GET', `/api/v1/declarations?q=${encodeURIComponent(content.values.conference_name)}`, { cookie })).json.total;
  const before = await total();

  const acknowledged = new Map();  // key -> id
  const refused = {};  // status -> how often
  let stopping = false;
  // As the client does it: until there is an answer that is not "later", the same call with the same key.
  const writers = Array.from({ length: 6 }, async () => {
    while (!stopping) {
      const key = new_key();
      for (;;) {
        const answer = await through(nginx, 'POST', '/api/v1/declarations', { cookie, body: content, key }).catch(() => null);
        if (answer?.status === 201) {
          acknowledged.set(key, answer.json.id);
          break;
        }
        assert.ok(!answer || [409, 502, 503, 504].includes(answer.status), answer?.text);
        refused[answer?.status ?? 'none'] = (refused[answer?.status ?? 'none'] ?? 0) + 1;
        await new Promise((wake) => setTimeout(wake, 20));
      }
    }
  });
  const reach = async (count) => {
    while (acknowledged.size < count) await new Promise((wake) => setTimeout(wake, 5));
  };
  await reach(40);
  await servers[0].kill();
  await reach(120);
  servers[0] = await start(places[0], [...options, '--port', String(servers[0].port)]);
  await reach(160);
  await servers[1].kill();
  await reach(220);
  stopping = true;
  await Promise.all(writers);

  assert.equal(new Set(acknowledged.values()).size, acknowledged.size, 'each key made one declaration');
  for (const [key, id] of acknowledged) {
    const answer = await through(nginx, 'POST', '/api/v1/declarations', { cookie, body: content, key });
    assert.equal(answer.json.id, id, 'the same answer from the other server too');
    assert.equal(answer.headers['idempotency-replayed'], 'true');
  }
  for (const id of acknowledged.values()) assert.equal((await through(nginx, 'GET', `/api/v1/declarations/${id}`, { cookie })).status, 200);
  // Every call was repeated until it had an answer: what is there beyond these was made twice.
  assert.equal(await total(), before + acknowledged.size);
  console.log(`${acknowledged.size} acknowledged, repeated ${JSON.stringify(refused)}`);
  for (const place of places) place.remove();
});

test('nginx as shipped: TLS and HTTP/2 only, what the servers say of themselves stays inside, addresses cannot be made up', { skip }, async (t) => {
  const postgresql = start_postgresql();
  t.after(() => postgresql.remove());
  const places = two_places(postgresql.url);
  const options = ['--demo', '--behind-tls-proxy'];
  const servers = [await start(places[0], options), await start(places[1], options)];
  t.after(() => Promise.all(servers.map((server) => server.kill())));
  const nginx = await start_nginx(places[0].folder, servers.map((server) => server.port));
  t.after(() => nginx.stop());
  const plain = await fetch(`http://127.0.0.1:${nginx.http_port}/x?y`, { redirect: 'manual', headers: { host: 'portal.example' } });
  assert.equal(plain.status, 308);
  assert.match(plain.headers.get('location'), /^https:\/\/.*\/x\?y$/);
  assert.equal((await fetch(`http://127.0.0.1:${nginx.http_port}/api/v1/session`, { redirect: 'manual' })).status, 403);
  for (const target of ['/metrics', '/ready']) assert.equal((await through(nginx, 'GET', target)).status, 404);
  assert.equal((await call(servers[0], 'GET', '/ready')).status, 200);
  assert.match((await call(servers[0], 'GET', '/metrics')).bytes.toString(), /portal_requests_total\{method="GET",route="\/ready",status="200"\} 1/);
  const page = await through(nginx, 'GET', '/');
  assert.equal(page.headers['strict-transport-security'], 'max-age=31536000; includeSubDomains');

  const { default: http2 } = await import('node:http2');
  const session = http2.connect(`https://127.0.0.1:${nginx.https_port}`, { rejectUnauthorized: false });
  const status = await new Promise((resolve, reject) => {
    session.on('error', reject);
    session.request({ ':path': '/health' }).on('response', (headers) => resolve(headers[':status']));
  });
  assert.equal(status, 200);
  session.destroy();

  // Failed sign-ins from one address are slowed, whatever address the client claims.
  let slowed = false;
  for (let i = 0; i < 60 && !slowed; ++i) {
    const answer = await through(nginx, 'POST', '/api/v1/session', { body: { name: `nobody${i}`, password: 'wrong' }, headers: { 'x-forwarded-for': `203.0.113.${i}` } });
    slowed = answer.status === 429;
  }
  assert.ok(slowed);
  const cookie = 'x=y';
  await through(nginx, 'GET', '/api/v1/declarations?q=' + encodeURIComponent('王某'), { cookie });
  assert.doesNotMatch(nginx.log(), /q=|%E7/, 'no search in the log');
  for (const place of places) place.remove();
});

test('the database crashes and comes back: 503 with Retry-After, nothing acknowledged is lost, no restart', { skip }, async (t) => {
  const postgresql = start_postgresql();
  t.after(() => postgresql.remove());
  const [place, other] = two_places(postgresql.url);
  const server = await start(place);
  t.after(() => server.kill());
  const token = await sign_in(server, 'professional');
  const content = await complete_content(server, token, 2026);
  const acknowledged = new Set();
  for (let crash = 0; crash < 3; ++crash) {
    let stopping = false;
    const writers = Array.from({ length: 4 }, async () => {
      while (!stopping) {
        const answer = await call(server, 'POST', '/api/v1/declarations', { token, body: content });
        if (answer.status === 201) acknowledged.add(answer.json.id);
        else assert.equal(answer.status, 503);
      }
    });
    const before = acknowledged.size;
    while (acknowledged.size < before + 15) await new Promise((wake) => setTimeout(wake, 5));
    postgresql.stop('immediate');
    stopping = true;
    await Promise.all(writers);
    const refused = await call(server, 'GET', '/api/v1/declarations', { token });
    assert.equal(refused.status, 503);
    assert.equal(refused.json.code, 'unavailable');
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    assert.equal((await upload(server, token, png(`crash ${crash}`))).status, 503);
    assert.equal((await call(server, 'GET', '/ready')).status, 503);
    assert.equal((await call(server, 'GET', '/health')).status, 200);
    postgresql.start();
    assert.equal((await call(server, 'GET', '/ready')).status, 200);
    const bytes = png(`crash ${crash}`);
    assert.equal((await upload(server, token, bytes)).status, 201, 'what was refused left nothing');
    assert.ok((await call(server, 'GET', `/api/v1/attachments/${sha256(bytes)}`, { token })).bytes.equals(bytes));
  }
  for (const id of acknowledged) assert.equal((await call(server, 'GET', `/api/v1/declarations/${id}`, { token })).status, 200);
  place.remove();
  other.remove();
});

// What arrives may be malformed, too large, smuggled or slow: it gets a clear answer or none, and others are served.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { call, make_folder, new_key, raw_exchange, sign_in, start, status_of } from './server.mjs';

const place = make_folder();
let server, token;

before(async () => {
  const page = '<!doctype html><title>portal</title>' + 'x'.repeat(1000);
  writeFileSync(path.join(place.site, 'index.html'), page);
  writeFileSync(path.join(place.site, 'index.html.br'), brotliCompressSync(page));
  writeFileSync(path.join(place.site, 'index.html.gz'), gzipSync(page));
  writeFileSync(path.join(place.site, 'portal.wasm'), 'wasm');
  writeFileSync(path.join(place.site, 'app-0123abcd.js'), 'let x;');
  writeFileSync(path.join(place.site, '.hidden'), 'secret');
  mkdirSync(path.join(place.site, 'texts'));
  writeFileSync(path.join(place.site, 'texts', '中文.json'), '{}');
  writeFileSync(path.join(place.folder, 'outside.txt'), 'secret');
  server = await start(place, ['--demo', '--header-ms', '700', '--body-stall-ms', '700', '--body-ms', '2500', '--idle-ms', '1500']);
  token = await sign_in(server, 'professional');
});
after(async () => {
  await server.stop();
  place.remove();
});

const post = (extra, body) => `POST /api/v1/declarations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: ${new_key()}\r\nContent-Type: application/json\r\n${extra}\r\n${body}`;

test('every error is a problem document', async () => {
  for (const [method, target, status, code] of [['GET', '/api/v1/nothing', 404, 'not_found'], ['PATCH', '/api/v1/declarations', 405, 'method_not_allowed'], ['GET', '/api/v1/declarations/none', 404, 'not_found'], ['GET', '/nothing.js', 404, 'not_found'], ['DELETE', '/index.html', 405, 'method_not_allowed']]) {
    const answer = await call(server, method, target, { token });
    assert.equal(answer.status, status, `${method} ${target}`);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    assert.equal(answer.json.code, code);
    assert.equal(answer.json.status, status);
    assert.equal(answer.json.type, `/problems/${code}`);
    assert.ok(answer.headers.get('x-request-id'));
  }
  assert.match((await call(server, 'PATCH', '/api/v1/declarations', { token })).headers.get('allow'), /GET.*POST/);
});

test('a body that is not the JSON asked for is refused', async () => {
  const send = (raw, type = 'application/json') => call(server, 'POST', '/api/v1/declarations', { token, raw, headers: { 'content-type': type } });
  for (const raw of ['{', '{"a":1}}', '{"a":"\xff"}', "{'a':1}", '\u0000'])
    assert.equal((await send(Buffer.from(raw, 'latin1'))).json.code, 'malformed_json', raw);
  assert.equal((await send('['.repeat(40) + ']'.repeat(40))).status, 400);
  for (const raw of ['[]', '1', '"x"', 'null']) assert.equal((await send(raw)).status, 422, raw);
  assert.equal((await send('a=b', 'application/x-www-form-urlencoded')).status, 415);
  const wrong = await send(JSON.stringify({ study_form: 6, catalogue_version: '1', values: [], attachments: {} }));
  assert.equal(wrong.status, 422);
  assert.ok(wrong.json.errors[0].pointer.startsWith('/'));
  const unknown = await send(JSON.stringify({ study_form: '99', catalogue_version: '1', values: {}, attachments: [] }));
  assert.deepEqual([unknown.json.errors[0].pointer, unknown.json.errors[0].code], ['/study_form', 'unknown_study_form']);
});

test('a body over 256 KiB is refused, with a length and without', async () => {
  const body = JSON.stringify({ note: 'x'.repeat(300 * 1024) });
  assert.equal(status_of(await raw_exchange(server, [post(`Content-Length: ${body.length}\r\n`, body)])), 413);
  const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`;
  assert.equal(status_of(await raw_exchange(server, [post('Transfer-Encoding: chunked\r\n', chunk.repeat(12))])), 413);
  assert.equal(status_of(await raw_exchange(server, ['GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello'])), 413);
});

test('heads over 16 KiB and lines without an end are refused', async () => {
  assert.equal(status_of(await raw_exchange(server, [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`])), 431);
  assert.equal(status_of(await raw_exchange(server, ['x'.repeat(200_000)])), 431);
  const many = Array.from({ length: 101 }, (_, i) => `X${i}: 1\r\n`).join('');
  assert.equal(status_of(await raw_exchange(server, [`GET / HTTP/1.1\r\nHost: x\r\n${many}\r\n`])), 400);
});

test('shapes that two servers could read differently are refused', async () => {
  const smuggled = 'GET /api/v1/session HTTP/1.1\r\nHost: x\r\n\r\n';
  const cases = {
    'no Host': 'GET / HTTP/1.1\r\n\r\n',
    'two Hosts': 'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n',
    'a Host with a path': 'GET / HTTP/1.1\r\nHost: x/y\r\n\r\n',
    'two lengths': post('Content-Length: 2\r\nContent-Length: 2\r\n', '{}'),
    'a list of lengths': post('Content-Length: 2, 2\r\n', '{}'),
    'a signed length': post('Content-Length: +2\r\n', '{}'),
    'a negative length': post('Content-Length: -2\r\n', '{}'),
    'a length in hexadecimal': post('Content-Length: 0x2\r\n', '{}'),
    'length and coding': post('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${smuggled}`),
    'an unknown coding': post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${smuggled}`),
    'chunked twice': post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
    'chunked behind another': post('Transfer-Encoding: gzip, chunked\r\n', '0\r\n\r\n'),
    'a coding with a tab': post('Transfer-Encoding:\x0bchunked\r\n', '0\r\n\r\n'),
    'chunked in HTTP/1.0': 'POST /api/v1/session HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'a space before the colon': 'GET / HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\n',
    'a folded line': 'GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n',
    'a bare line feed': 'GET / HTTP/1.1\nHost: x\r\n\r\n',
    'a bare carriage return': 'GET / HTTP/1.1\r\nHost: x\rX: y\r\n\r\n',
    'a NUL': 'GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n',
    'an absolute target': 'GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n',
    'a raw space in the target': 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n',
    'a raw byte in the target': 'GET /\xe4 HTTP/1.1\r\nHost: x\r\n\r\n',
    'another version': 'GET / HTTP/2.0\r\nHost: x\r\n\r\n',
    'no version': 'GET /\r\nHost: x\r\n\r\n',
    'TLS to a plain port': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n',
  };
  for (const [name, text] of Object.entries(cases)) {
    const answer = await raw_exchange(server, [Buffer.from(text, 'latin1')]);
    assert.equal(status_of(answer), 400, name);
    assert.equal(answer.match(/HTTP\/1\.1 \d+/g).length, 1, `${name}: one answer only`);
    assert.match(answer, /Connection: close/, name);
  }
});

test('broken chunks are refused', async () => {
  for (const body of ['zz\r\n{}\r\n0\r\n\r\n', '-2\r\n{}\r\n0\r\n\r\n', '2\r\n{}xx0\r\n\r\n', 'fffffffffffffffff\r\n{}'])
    assert.equal(status_of(await raw_exchange(server, [post('Transfer-Encoding: chunked\r\n', body)])), 400, body);
});

test('a request that breaks off changes nothing', async () => {
  const { json: before_it } = await call(server, 'GET', '/api/v1/declarations', { token });
  const body = JSON.stringify({ study_form: '04', catalogue_version: '2026.1', values: {}, attachments: [] });
  await new Promise((resolve) => {
    const socket = net.connect(server.port, '127.0.0.1', () => socket.end(post(`Content-Length: ${body.length + 10}\r\n`, body)));
    socket.on('close', resolve);
    socket.resume();
  });
  const { json } = await call(server, 'GET', '/api/v1/declarations', { token });
  assert.equal(json.counts.all, before_it.counts.all);
});

test('requests behind each other on one connection are answered in order', async () => {
  const answer = await raw_exchange(server, ['GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /nothing HTTP/1.1\r\nHost: x\r\n\r\nHEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n']);
  assert.deepEqual(answer.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200']);
  assert.ok(answer.endsWith('\r\n\r\n'), 'no body for HEAD');
});

test('HTTP/1.0 is served and closed', async () => {
  const answer = await raw_exchange(server, ['GET /health HTTP/1.0\r\n\r\n']);
  assert.equal(status_of(answer), 200);
  assert.match(answer, /Connection: close/);
});

test('clients that are slow with the head, the body or not at all there are cut, others are served meanwhile', async () => {
  const slow_heads = Array.from({ length: 20 }, () => raw_exchange(server, ['GET / HTTP/1.1\r\n', 300, 'Host: x\r\n', 300, 'X: y\r\n', 300, 'Z: y\r\n'], { quiet_ms: 20_000 }));
  const slow_bodies = Array.from({ length: 20 }, () => raw_exchange(server, [post('Content-Length: 100\r\n', '{"a":')], { quiet_ms: 20_000 }));
  const dripping = raw_exchange(server, [post('Content-Length: 100\r\n', '{'), ...Array(40).fill([300, ' ']).flat()], { quiet_ms: 20_000 });
  const silent = raw_exchange(server, [], { quiet_ms: 20_000 });
  for (let i = 0; i < 10; ++i) assert.equal((await call(server, 'GET', '/health')).status, 200);
  for (const answer of await Promise.all(slow_heads)) assert.equal(status_of(answer), 408);
  for (const answer of await Promise.all(slow_bodies)) assert.equal(status_of(answer), 408);
  assert.equal(status_of(await dripping), 408);
  assert.equal(await silent, '');
});

test('the page comes with its policy, compressed as the client can take it', async () => {
  const plain = await call(server, 'GET', '/', { headers: { 'accept-encoding': 'identity' } });
  assert.equal(plain.headers.get('content-encoding'), null);
  for (const [accepts, encoding] of [['gzip, deflate, br', 'br'], ['gzip', 'gzip'], ['br;q=0, gzip', 'gzip']]) {
    const answer = await call(server, 'GET', '/index.html', { headers: { 'accept-encoding': accepts } });
    assert.equal(answer.headers.get('content-encoding'), encoding);
    assert.ok(answer.bytes.equals(plain.bytes));
    assert.equal(answer.headers.get('vary'), 'Accept-Encoding');
    assert.notEqual(answer.etag, plain.etag);
  }
  const policy = plain.headers.get('content-security-policy');
  for (const part of ["default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) assert.ok(policy.includes(part), part);
  assert.ok(!policy.includes('unsafe-inline'));
  assert.equal(plain.headers.get('cache-control'), 'no-cache');
  const again = await call(server, 'GET', '/', { headers: { 'accept-encoding': 'identity', 'if-none-match': plain.etag } });
  assert.equal(again.status, 304);
});

test('files have their types, and only hashed names are kept for good', async () => {
  assert.equal((await call(server, 'GET', '/portal.wasm')).headers.get('content-type'), 'application/wasm');
  assert.equal((await call(server, 'GET', '/portal.wasm')).headers.get('cache-control'), 'no-cache');
  assert.match((await call(server, 'GET', '/app-0123abcd.js')).headers.get('cache-control'), /immutable/);
  assert.equal((await call(server, 'GET', '/texts/' + encodeURIComponent('中文.json'))).status, 200);
});

test('nothing outside the site is served', async () => {
  for (const target of ['/../outside.txt', '/..%2foutside.txt', '/%2e%2e/outside.txt', '/texts/../../outside.txt', '/.hidden', '/texts', '//etc/passwd', '/texts/%00', '/..\\outside.txt', '/%zz']) {
    const answer = await raw_exchange(server, [`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`]);
    assert.equal(status_of(answer), 404, target);
    assert.ok(!answer.includes('secret'));
  }
});

test('the catalogue is sent whole and then only when it has changed', async () => {
  const answer = await call(server, 'GET', '/api/v1/catalogue');
  assert.equal(answer.status, 200);
  assert.ok(answer.json.study_forms.length >= 3);
  assert.equal((await call(server, 'GET', '/api/v1/catalogue', { headers: { 'if-none-match': answer.etag } })).status, 304);
});

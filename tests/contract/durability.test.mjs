// Starting, stopping, and what an acknowledged write survives.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { assets, call, complete_content, make_folder, new_key, png, sha256, sign_in, start, upload } from './server.mjs';

test('what was acknowledged is there after kill -9, again and again', async () => {
  const place = make_folder();
  let server = await start(place);
  let token = await sign_in(server, 'professional');
  const acknowledged = new Map();
  for (let round = 0; round < 3; ++round) {
    const body = await complete_content(server, token, 2026);
    const writers = Array.from({ length: 4 }, async () => {
      for (;;) {
        const answer = await call(server, 'POST', '/api/v1/declarations', { token, body }).catch(() => null);
        if (!answer) return;
        assert.equal(answer.status, 201);
        acknowledged.set(answer.json.id, answer.json.revision);
      }
    });
    while (acknowledged.size < (round + 1) * 25) await new Promise((wake) => setTimeout(wake, 5));
    await server.kill();
    await Promise.all(writers);
    server = await start(place);
    assert.equal((await call(server, 'GET', '/api/v1/session', { token })).status, 200, 'the session too');
    for (const [id, revision] of acknowledged) {
      const { status, json } = await call(server, 'GET', `/api/v1/declarations/${id}`, { token });
      assert.equal(status, 200, id);
      assert.equal(json.revision, revision);
    }
  }
  await server.stop();
  place.remove();
});

test('a repeat after kill -9 gets the first answer', async () => {
  const place = make_folder();
  let server = await start(place);
  const token = await sign_in(server, 'professional');
  const body = await complete_content(server, token, 2026);
  const key = new_key();
  const first = await call(server, 'POST', '/api/v1/declarations', { token, body, key });
  await server.kill();
  server = await start(place);
  const again = await call(server, 'POST', '/api/v1/declarations', { token, body, key });
  assert.deepEqual(again.json, first.json);
  await server.stop();
  place.remove();
});

test('an upload is there after kill -9', async () => {
  const place = make_folder();
  let server = await start(place);
  const token = await sign_in(server, 'professional');
  const bytes = png('kept');
  await upload(server, token, bytes);
  await server.kill();
  server = await start(place);
  const answer = await call(server, 'GET', `/api/v1/attachments/${sha256(bytes)}`, { token });
  assert.ok(answer.bytes.equals(bytes));
  await server.stop();
  place.remove();
});

test('SIGTERM finishes the request in flight, closes idle connections and ends with 0', async () => {
  const place = make_folder();
  const server = await start(place);
  const body = JSON.stringify({ name: 'professional', password: 'Portal-Demo-2026', token: true });
  const idle = net.connect(server.port, '127.0.0.1');
  const socket = net.connect(server.port, '127.0.0.1');
  let received = '';
  socket.on('data', (data) => (received += data));
  const closed = new Promise((resolve) => socket.on('close', resolve));
  const idle_closed = new Promise((resolve) => idle.on('close', resolve));
  idle.resume();
  await new Promise((resolve) => socket.on('connect', resolve));
  socket.write(`POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`);
  await call(server, 'GET', '/health');  // the server has read what was written before
  const ended = server.stop();
  await idle_closed;
  socket.write(body.slice(10));
  await closed;
  assert.match(received, /^HTTP\/1\.1 201/);
  assert.deepEqual(await ended, { code: 0, signal: null });
  place.remove();
});

test('SIGINT ends it too', async () => {
  const place = make_folder();
  const server = await start(place);
  server.child.kill('SIGINT');
  assert.deepEqual(await server.ended, { code: 0, signal: null });
  place.remove();
});

test('the demo is made once, and not without being asked for', async () => {
  const place = make_folder();
  let server = await start(place, []);
  assert.doesNotMatch(server.out, /professional/);
  assert.equal((await call(server, 'POST', '/api/v1/session', { body: { name: 'professional', password: 'Portal-Demo-2026' } })).status, 401);
  await server.stop();
  server = await start(place);
  const token = await sign_in(server, 'professional');
  const { total } = (await call(server, 'GET', '/api/v1/declarations', { token })).json;
  await server.stop();
  server = await start(place);
  assert.equal((await call(server, 'GET', '/api/v1/declarations', { token })).json.total, total);
  await server.stop();
  place.remove();
});

test('a second server on the same data is refused', async () => {
  const place = make_folder();
  const server = await start(place);
  await assert.rejects(start(place), /database_locked/);
  await server.stop();
  place.remove();
});

test('a wrong catalogue stops the start with file, place and reason', async () => {
  const place = make_folder();
  const changed = path.join(place.folder, 'assets');
  cpSync(assets, changed, { recursive: true });
  const file = path.join(changed, 'catalogue', 'forms', '04.json');
  const form = JSON.parse(readFileSync(file));
  form.fields[0].kind = 'colour';
  writeFileSync(file, JSON.stringify(form));
  const run = () => spawnSync(process.env.PORTAL_SERVER ?? path.join(assets, '../build/native/bin/portal_server'), ['--data', place.data, '--site', place.site, '--assets', changed, '--port', '0'], { encoding: 'utf8' });
  const wrong = run();
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /unknown_kind/);
  assert.match(wrong.stderr, /\/fields\/0/);
  assert.match(wrong.stderr, /04\.json/);
  writeFileSync(file, '{"id": ');
  assert.match(run().stderr, /malformed_json.*04\.json/s);
  place.remove();
});

test('a wrong command line is told and ends with 2', () => {
  for (const options of [['--port', 'x'], ['--nothing'], ['--data'], []]) {
    const run = spawnSync(process.env.PORTAL_SERVER ?? path.join(assets, '../build/native/bin/portal_server'), options, { encoding: 'utf8' });
    assert.equal(run.status, 2);
    assert.match(run.stderr, /the command line is not valid/);
  }
});

// Signing in and out, slowed guessing, forged requests.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, demo_password, make_folder, only_ours, sign_in, start } from './server.mjs';

const place = make_folder();
let server;

before(async () => {
  server = await start(place);
});
after(async () => {
  await server.stop();
  place.remove();
});

const attempt = (body, headers) => call(server, 'POST', '/api/v1/session', { body, headers });

test('signing in gives a cookie that scripts cannot read and other sites do not send', async () => {
  const answer = await attempt({ name: 'professional', password: demo_password });
  assert.equal(answer.status, 201);
  assert.equal(answer.json.token, undefined);
  assert.equal(answer.json.role, 'professional');
  assert.deepEqual(Object.keys(answer.json.person).sort(), ['account', 'id', 'name', 'number']);
  const cookie = answer.headers.get('set-cookie');
  for (const part of [/^portal_session=[\w-]{43};/, /HttpOnly/, /SameSite=Strict/, /Path=\//]) assert.match(cookie, part);
  const pair = cookie.split(';')[0];
  const again = await call(server, 'GET', '/api/v1/session', { headers: { cookie: pair } });
  assert.equal(again.status, 200);
  assert.equal(again.json.person.name, '林晓雯');
});

test('signing out ends the session at once', async () => {
  const token = await sign_in(server, 'employer');
  assert.equal((await call(server, 'DELETE', '/api/v1/session', { token })).status, 204);
  assert.equal((await call(server, 'GET', '/api/v1/session', { token })).status, 401);
  assert.equal((await call(server, 'DELETE', '/api/v1/session', { token })).status, 204);
});

test('signing in again ends the session that was there', async () => {
  const first = (await attempt({ name: 'department', password: demo_password })).headers.get('set-cookie').split(';')[0];
  await attempt({ name: 'department', password: demo_password }, { cookie: first, 'sec-fetch-site': 'same-origin' });
  assert.equal((await call(server, 'GET', '/api/v1/session', { headers: { cookie: first } })).status, 401);
});

test('a wrong password and an unknown name get the same answer', async () => {
  const wrong = await attempt({ name: 'base', password: 'wrong' });
  const unknown = await attempt({ name: 'nobody-has-this-name', password: 'wrong' });
  assert.equal(wrong.status, 401);
  assert.equal(unknown.status, 401);
  assert.deepEqual(wrong.json, unknown.json);
  assert.equal(wrong.json.code, 'wrong_credentials');
});

test('what is missing is named', async () => {
  const answer = await attempt({ name: '' });
  assert.equal(answer.status, 422);
  assert.deepEqual(answer.json.errors.map((error) => error.pointer), ['/name', '/password']);
  assert.equal((await attempt({ name: 'x'.repeat(201), password: 'x' })).json.errors[0].code, 'too_long');
});

test('guessing one account is slowed down, known or not, and the right password waits too', async () => {
  for (const name of ['admin', 'no-such-account']) {
    for (let i = 0; i < 5; ++i) assert.equal((await attempt({ name, password: `guess ${i}` })).status, 401);
    const answer = await attempt({ name, password: demo_password });
    assert.equal(answer.status, 429, name);
    assert.equal(answer.json.code, 'too_many_attempts');
    assert.ok(Number(answer.headers.get('retry-after')) >= 1);
  }
  assert.equal((await attempt({ name: 'authority', password: demo_password })).status, 201);
});

test('the slow-down outlives a restart', { skip: only_ours }, async () => {
  const other = make_folder();
  let own = await start(other);
  const guess = () => call(own, 'POST', '/api/v1/session', { body: { name: 'professional', password: 'guess' } });
  for (let i = 0; i < 5; ++i) assert.equal((await guess()).status, 401);
  await own.kill();
  own = await start(other);
  assert.equal((await guess()).status, 429);
  await own.stop();
  other.remove();
});

test("another site's page cannot use the cookie", async () => {
  const cookie = (await attempt({ name: 'professional', password: demo_password })).headers.get('set-cookie').split(';')[0];
  const create = (headers) => call(server, 'POST', '/api/v1/declarations', {
    body: { study_form: '04', catalogue_version: '2026.1', values: {}, attachments: [] }, headers: { cookie, ...headers },
  });
  const { host } = new URL(server.url);
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'http://evil.example' }, { origin: 'null' }, {}])
    assert.equal((await create(headers)).status, 403, JSON.stringify(headers));
  for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, { origin: `http://${host}` }])
    assert.equal((await create(headers)).status, 201, JSON.stringify(headers));
});

test("another site's page cannot sign a visitor in", async () => {
  const answer = await attempt({ name: 'professional', password: demo_password }, { 'sec-fetch-site': 'cross-site' });
  assert.equal(answer.status, 403);
});

test('the demo prints its accounts before it is ready', { skip: only_ours }, () => {
  const lines = server.out.trim().split('\n');
  assert.match(lines.at(-1), /^portal ready http:\/\/127\.0\.0\.1:\d+$/);
  for (const name of ['professional', 'professional2', 'employer', 'department', 'department-above', 'authority', 'base', 'admin'])
    assert.match(server.out, new RegExp(`^  ${name} `, 'm'));
});

test('the log is one JSON object a line and names nobody', { skip: only_ours }, () => {
  const lines = server.err.trim().split('\n').map((line) => JSON.parse(line));
  assert.ok(lines.some((line) => line.route === '/api/v1/session' && line.status === 201 && line.request_id));
  for (const secret of ['林晓雯', demo_password, '127.0.0.1', 'professional']) assert.ok(!server.err.includes(secret), secret);
});

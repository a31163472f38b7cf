// Evidence: by content, whole or not at all.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { crc32 } from '../browser/png.mjs';
import { assets, call, complete_content, make_folder, only_ours, png, raw_exchange, sha256, sign_in_all, start, status_of, upload } from './server.mjs';

const place = make_folder();
let server, tokens;

before(async () => {
  server = await start(place, ['--demo', '--body-stall-ms', '700']);
  tokens = await sign_in_all(server, ['professional', 'employer']);
});
after(async () => {
  await server.stop();
  place.remove();
});

const stored = (hash) => !only_ours && existsSync(path.join(place.data, 'attachments', hash.slice(0, 2), hash));
const incoming = () => readdirSync(path.join(place.data, 'attachments', 'incoming'));
const put = (bytes, type, hash = sha256(bytes)) =>
  call(server, 'PUT', `/api/v1/attachments/${hash}`, { token: tokens.professional, raw: bytes, headers: { 'content-type': type } });
const head = (hash, extra) =>
  `PUT /api/v1/attachments/${hash} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokens.professional}\r\nContent-Type: image/png\r\n${extra}\r\n`;

async function until(condition) {
  for (let i = 0; i < 200 && !condition(); ++i) await new Promise((wake) => setTimeout(wake, 25));
  assert.ok(condition());
}

test('a file is new once and then already there', async () => {
  const bytes = png('new');
  const first = await put(bytes, 'image/png');
  assert.equal(first.status, 201);
  assert.deepEqual(first.json, { sha256: sha256(bytes), media_type: 'image/png', size_bytes: bytes.length });
  assert.equal((await put(bytes, 'image/png')).status, 200);
});

test('the bytes come back as they were sent, as a download that runs nothing', async () => {
  const bytes = png('back');
  await put(bytes, 'image/png');
  const answer = await call(server, 'GET', `/api/v1/attachments/${sha256(bytes)}`, { token: tokens.professional });
  assert.ok(answer.bytes.equals(bytes));
  assert.equal(answer.headers.get('content-type'), 'image/png');
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.match(answer.headers.get('content-security-policy'), /sandbox/);
  assert.match(answer.headers.get('content-disposition'), /^attachment/);
  const shown = await call(server, 'GET', `/api/v1/attachments/${sha256(bytes)}?inline=1`, { token: tokens.professional });
  assert.match(shown.headers.get('content-disposition'), /^inline/);
});

test('a PDF is never shown inline, and a Chinese name arrives whole', async () => {
  const { json } = await call(server, 'GET', '/api/v1/declarations?state=approved', { token: tokens.professional });
  const declaration = (await call(server, 'GET', `/api/v1/declarations/${json.items.find((item) => item.study_form === '06').id}`, { token: tokens.professional })).json;
  const pdf = declaration.attachments.find((attachment) => attachment.media_type === 'application/pdf');
  const answer = await call(server, 'GET', `/api/v1/attachments/${pdf.sha256}?declaration=${declaration.id}&inline=1`, { token: tokens.professional });
  assert.equal(answer.headers.get('content-disposition'), `attachment; filename*=UTF-8''${encodeURIComponent(pdf.name)}`);
  assert.equal(sha256(answer.bytes), pdf.sha256);
  assert.ok(answer.bytes.equals(readFileSync(path.join(assets, 'demo/files/article.pdf'))));
});

test('what the file is counts, not what it is called', async () => {
  const cases = [[Buffer.from('<html><script>alert(1)</script></html>'), 'image/png'], [png('type'), 'image/jpeg'], [png('type'), 'application/pdf'], [Buffer.from('%PDF'), 'application/pdf'], [Buffer.from('GIF89a0000000000000000'), 'image/png']];
  for (const [bytes, type] of cases) {
    const answer = await put(bytes, type);
    assert.equal(answer.status, 422);
    assert.equal(answer.json.errors[0].code, 'attachment_type');
    assert.ok(!stored(sha256(bytes)));
  }
});

test('a declaration takes type and size from the server, not from the client', async () => {
  const content = await complete_content(server, tokens.professional, 2026);
  content.attachments[0] = { ...content.attachments[0], media_type: 'application/pdf', size_bytes: 1, name: '<b>.html' };
  const { json } = await call(server, 'POST', '/api/v1/declarations', { token: tokens.professional, body: content });
  assert.equal(json.attachments[0].media_type, 'image/png');
  assert.equal(json.attachments[0].size_bytes, png().length);
});

test('other kinds, empty files and wrong hashes are refused by name', async () => {
  assert.equal((await put(Buffer.from('PK\x03\x04'), 'application/zip')).status, 415);
  assert.equal((await put(Buffer.alloc(0), 'image/png')).json.errors[0].code, 'attachment_empty');
  assert.equal((await put(png('a'), 'image/png', sha256('b'))).json.errors[0].code, 'hash_mismatch');
  assert.ok(!stored(sha256('b')));
  assert.equal((await put(png('a'), 'image/png', 'ABC')).status, 404);
  assert.equal((await put(png('a'), 'image/png', '..%2f..%2fetc')).status, 404);
});

test('of a picture only what is to be seen is kept, and the answer names that file', { skip: only_ours }, async () => {
  const note = Buffer.from('tEXtLocation\0 34.75 N 113.62 E', 'latin1');
  const length = Buffer.alloc(4), crc = Buffer.alloc(4);
  length.writeUInt32BE(note.length - 4);
  crc.writeUInt32BE(crc32(note));
  const sent = Buffer.concat([png('taken').subarray(0, 33), length, note, crc, png('taken').subarray(33), Buffer.from('behind the end')]);
  const answer = await put(sent, 'image/png');
  assert.deepEqual(answer.json, { sha256: sha256(png('taken')), media_type: 'image/png', size_bytes: png('taken').length });
  assert.deepEqual((await put(sent, 'image/png')).json, answer.json);
  assert.ok(!stored(sha256(sent)));
});

test('a picture that cannot be opened, or is too large to be, is refused by name', { skip: only_ours }, async () => {
  const bomb = Buffer.from(png());
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
  for (const [bytes, code] of [[png().subarray(0, -5), 'attachment_broken'], [bomb, 'attachment_too_many_pixels']]) {
    const answer = await put(bytes, 'image/png');
    assert.deepEqual([answer.status, answer.json.errors[0].code], [422, code]);
    assert.ok(!stored(sha256(bytes)));
  }
});

test('a file of exactly 10 MB is taken and one byte more is not', { skip: only_ours }, async () => {
  const limit = 10 * 1024 * 1024;
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(limit)]).subarray(0, limit + 1);
  assert.equal((await put(bytes.subarray(0, limit), 'application/pdf')).status, 201);
  const answer = await raw_exchange(server, [head(sha256(bytes), `Content-Length: ${limit + 1}\r\n`)]);
  assert.equal(status_of(answer), 413);
});

test('a body without a length is counted while it arrives', { skip: only_ours }, async () => {
  const piece = Buffer.alloc(64 * 1024, 7);
  const chunk = Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);
  const answer = await raw_exchange(server, [head('0'.repeat(64), 'Transfer-Encoding: chunked\r\n'), ...Array(170).fill(chunk)]);
  assert.equal(status_of(answer), 413);
  await until(() => incoming().length === 0);
});

test('a file sent in chunks arrives', { skip: only_ours }, async () => {
  const bytes = png('chunked');
  const chunks = [...bytes].map((byte) => Buffer.from([0x31, 13, 10, byte, 13, 10]));
  const answer = await raw_exchange(server, [head(sha256(bytes), 'Transfer-Encoding: chunked\r\nConnection: close\r\n'), Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')])]);
  assert.equal(status_of(answer), 201);
});

test('a broken-off upload leaves nothing, and the whole one then succeeds', { skip: only_ours }, async () => {
  const bytes = Buffer.concat([png('broken'), Buffer.alloc(300_000, 1)]);
  const hash = sha256(bytes);
  const socket = net.connect(server.port, '127.0.0.1');
  socket.write(head(hash, `Content-Length: ${bytes.length}\r\n`));
  socket.write(bytes.subarray(0, 150_000));
  await until(() => incoming().length === 1);
  socket.resetAndDestroy();
  await until(() => incoming().length === 0);
  assert.ok(!stored(hash));
  assert.equal((await put(bytes, 'image/png')).status, 201);
});

test('an upload that stalls is cut and leaves nothing', { skip: only_ours }, async () => {
  const bytes = png('stalled');
  const answer = await raw_exchange(server, [head(sha256(bytes), `Content-Length: ${bytes.length}\r\n`), bytes.subarray(0, 20)], { quiet_ms: 20_000 });
  assert.equal(status_of(answer), 408);
  await until(() => incoming().length === 0);
  assert.ok(!stored(sha256(bytes)));
});

test('nobody sends ten megabytes in vain: a refusal comes before the body', { skip: only_ours }, async () => {
  const answer = await raw_exchange(server, [`PUT /api/v1/attachments/${'0'.repeat(64)} HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nContent-Length: 1000000\r\n\r\n`]);
  assert.equal(status_of(answer), 401);
  const waits = await raw_exchange(server, [head('0'.repeat(64), 'Content-Length: 40\r\nExpect: 100-continue\r\n')], { quiet_ms: 400 });
  assert.match(waits, /^HTTP\/1\.1 100 Continue/);
});

// Starts the real server with its demo on a free port, and talks to it.
//
// PORTAL_SERVER names the binary (build/native/bin/portal_server by default). With PORTAL_TEST_POSTGRESQL (tests/postgresql.sh) each
// folder gets a schema of its own there in place of SQLite.
//
// Other backends (README.md): PORTAL_BACKEND=second runs the one in second/; PORTAL_URL=https://… talks to whatever is there, which must have
// the demo of assets/demo. Then tests that look inside our server are left out (`only_ours`).
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { encode_png } from '../browser/png.mjs';
import { judge_exchange } from './contract_check.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const binary = process.env.PORTAL_SERVER ?? path.join(root, 'build/native/bin/portal_server');
export const assets = path.join(root, 'assets');
export const demo_password = 'Portal-Demo-2026';

export const on_postgresql = process.env.PORTAL_TEST_POSTGRESQL;

export function make_folder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-contract-'));
  const site = path.join(folder, 'site');
  mkdirSync(site);
  writeFileSync(path.join(site, 'index.html'), '<!doctype html><title>portal</title>');
  const schema = `contract_${randomBytes(8).toString('hex')}`;
  if (on_postgresql) execFileSync('psql', ['--quiet', '--command', `CREATE SCHEMA ${schema}`, on_postgresql]);
  const database = on_postgresql && `${on_postgresql}&options=-csearch_path%3D${schema}`;
  return { folder, site, data: path.join(folder, 'data'), database, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const other_url = process.env.PORTAL_URL;
const second = process.env.PORTAL_BACKEND === 'second';
export const only_ours = other_url || second ? 'about portal_server alone' : false;

// Resolves when the ready line is there; rejects when the server ends before.
export function start(place, options = ['--demo']) {
  if (other_url) return Promise.resolve({ url: other_url.replace(/\/$/, ''), out: '', err: '', stop: async () => {} });
  const where = place.database ? ['--database', place.database] : [];
  const [program, first] = second ? [process.execPath, [path.join(root, 'tests/contract/second/backend.mjs')]] : [binary, []];
  const child = spawn(program, [...first, '--data', place.data, ...where, '--site', place.site, '--assets', place.assets ?? assets, '--port', '0', ...options]);
  const server = { child, out: '', err: '', url: '', port: 0 };
  server.ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  server.stop = async () => {
    child.kill('SIGTERM');
    return server.ended;
  };
  server.kill = async () => {
    child.kill('SIGKILL');
    return server.ended;
  };
  child.stderr.on('data', (data) => (server.err += data));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`the server ended: ${server.err}`)));
    child.stdout.on('data', (data) => {
      server.out += data;
      const ready = /^portal ready (http:\/\/.*:(\d+))$/m.exec(server.out);
      if (!ready) return;
      [, server.url] = ready;
      server.port = Number(ready[2]);
      resolve(server);
    });
  });
}

export const new_key = () => randomBytes(16).toString('hex');
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

// One call, judged by the contract; `json` of the answer is parsed when it is JSON.
export async function call(server, method, target, { token, body, raw, key, if_match, headers = {}, signal } = {}) {
  const all = { ...headers };
  if (token) all.authorization = `Bearer ${token}`;
  if (if_match) all['if-match'] = if_match;
  if (method === 'POST' && key !== null) all['idempotency-key'] = key ?? new_key();
  if (body !== undefined) all['content-type'] ??= 'application/json';
  const response = await fetch(server.url + target, { method, signal, headers: all, body: raw ?? (body === undefined ? undefined : JSON.stringify(body)) });
  const bytes = Buffer.from(await response.arrayBuffer());
  const is_json = /json/.test(response.headers.get('content-type') ?? '');
  const answer = { status: response.status, headers: response.headers, etag: response.headers.get('etag'), bytes, json: is_json ? JSON.parse(bytes) : undefined };
  judge_exchange({ method, target, headers: all, body: raw ?? body }, answer);
  return answer;
}

export async function sign_in(server, name, password = demo_password) {
  const answer = await call(server, 'POST', '/api/v1/session', { body: { name, password, token: true } });
  if (answer.status !== 201) throw new Error(`${name} cannot sign in: ${answer.status}`);
  return answer.json.token;
}

export async function sign_in_all(server, names) {
  const tokens = {};
  for (const name of names) tokens[name] = await sign_in(server, name);
  return tokens;
}

// A real little picture, another one for each number.
export const png = (number = 0) => encode_png({ width: 10, height: 1, rgb: createHash('sha256').update(String(number)).digest().subarray(0, 30) });

export async function upload(server, token, bytes = png(), type = 'image/png') {
  return call(server, 'PUT', `/api/v1/attachments/${sha256(bytes)}`, { token, raw: bytes, headers: { 'content-type': type } });
}

// A conference: form 04, with what it needs.
export async function complete_content(server, token, year, changes = {}) {
  const { json } = await upload(server, token);
  const file = (material) => ({ material, sha256: json.sha256, name: '证明.png', media_type: 'image/png', size_bytes: json.size_bytes });
  return {
    study_form: '04',
    catalogue_version: '2026.1',
    values: {
      conference_name: '嵩州护理学术年会', organiser: '嵩州市护理学会', level: 'provincial', start_date: `${year}-01-05`, end_date: `${year}-01-06`,
      was_read: false, unit: 'hours', claimed_amount: 8, credited_year: year, ...changes,
    },
    attachments: [file('conference_notice'), file('employer_certificate')],
  };
}

// Sends raw text, returns all that comes back until the server closes, or after quiet_ms without anything.
export function raw_exchange(server, pieces, { quiet_ms = 3000 } = {}) {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = net.connect(server.port, '127.0.0.1');
    const done = () => {
      socket.destroy();
      resolve(received);
    };
    socket.setTimeout(quiet_ms, done);
    socket.on('data', (data) => (received += data.toString('latin1')));
    socket.on('end', done);
    socket.on('close', () => resolve(received));
    socket.on('error', (error) => (received || error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(received) : reject(error)));
    socket.on('connect', async () => {
      for (const piece of [pieces].flat()) {
        if (typeof piece === 'number') await new Promise((wake) => setTimeout(wake, piece));
        else if (!socket.destroyed) socket.write(piece);
      }
    });
  });
}

export const status_of = (text) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0);

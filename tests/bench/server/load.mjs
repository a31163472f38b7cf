// Requests at a server, many at once: by wrk where each is the same (reads), from here where each is another one (writes).
import { spawn } from 'node:child_process';
import http from 'node:http';
import { writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';

export const connections = 64;

const summary_script = `done = function(summary, latency, requests)
  io.write(string.format("bench %d %d %.3f %.3f %.3f %d\\n", summary.requests, summary.duration, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency:percentile(99) / 1000, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end\n`;

// {per_s, p50_ms, p95_ms, p99_ms}
export async function read_load(url, token, { seconds = 5, folder }) {
  const script = `${folder}/wrk.lua`;
  writeFileSync(script, `wrk.headers["Authorization"] = "Bearer ${token}"\n${summary_script}`);
  // Not blocking: nothing of what is measured may wait for this process, but its own servers may run in it.
  const child = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, url]);
  let out = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (out += data));
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const found = /^bench (.*)$/m.exec(out);
  if (!found) throw new Error(`wrk: ${out}`);
  const [requests, duration_us, p50_ms, p95_ms, p99_ms, failed] = found[1].split(' ').map(Number);
  if (failed > 0) throw new Error(`${failed} requests of ${url} failed`);
  return { per_s: requests / (duration_us / 1e6), p50_ms, p95_ms, p99_ms };
}

const agent = new http.Agent({ keepAlive: true, maxSockets: connections });

export function ask(url, { method = 'POST', token, body, if_match }) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'idempotency-key': randomBytes(16).toString('hex') };
  if (token) headers.authorization = `Bearer ${token}`;
  if (if_match) headers['if-match'] = if_match;
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => resolve({ status: answer.statusCode, etag: answer.headers.etag, text: Buffer.concat(pieces).toString() }));
    });
    request.on('error', reject);
    request.end(text);
  });
}

// count: how many; one(index) -> an answer, which must be a success. All answers, in order, in `answers`.
export async function write_load(count, one) {
  const times_ms = [], answers = [];
  let next = 0;
  const begun = performance.now();
  await Promise.all(Array.from({ length: Math.min(connections, count) }, async () => {
    while (next < count) {
      const index = next++, from = performance.now();
      const answer = await one(index);
      times_ms.push(performance.now() - from);
      if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
      answers[index] = answer;
    }
  }));
  const per_s = count / ((performance.now() - begun) / 1000);
  times_ms.sort((a, b) => a - b);
  const at = (share) => times_ms[Math.min(times_ms.length - 1, Math.floor(times_ms.length * share))];
  return { per_s, p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99), answers };
}

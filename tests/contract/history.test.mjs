// Clients at once over a bad network, a server that is killed again and again: what each client was told is what is there, once.
//
// Each client keeps its own account of every declaration: what it did and was told. In the end the server's records, histories, counts and hash
// chains are compared with these. PORTAL_KILLS: how often the server is killed (200); PORTAL_SEED: the run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { binary, call, complete_content, make_folder, new_key, sign_in_all, start } from './server.mjs';
import { random_from, start_fault_proxy } from './fault_proxy.mjs';

const kills = Number(process.env.PORTAL_KILLS ?? 200);
const seed = Number(process.env.PORTAL_SEED ?? 20261130);
const auditors = ['employer', 'department', 'department-above', 'authority'];

// Once more with the same key and precondition until there is an answer that says what became of it.
async function until_told(proxy, method, target, options) {
  const key = new_key();
  for (let tries = 0; ; ++tries) {
    assert.ok(tries < 5000 && !proxy.stopped, `${method} ${target} is never answered`);
    const answer = await call(proxy, method, target, { ...options, key, headers: { connection: 'close' }, signal: AbortSignal.timeout(3000) }).catch(() => null);
    const not_now = !answer || answer.status >= 500 || answer.status === 408 || answer.status === 400 || answer.json?.code === 'in_progress';
    if (!not_now) return answer;
    await new Promise((wake) => setTimeout(wake, 15));
  }
}

class Client {
  constructor(proxy, tokens, who, content, seed_of_client) {
    Object.assign(this, { proxy, tokens, who, content, random: random_from(seed_of_client), accounts: new Map(), count: 0 });
  }

  async create() {
    const content = { ...this.content, values: { ...this.content.values, conference_name: `${this.who} ${++this.count}`, claimed_amount: 1 + Math.floor(this.random() * 8) } };
    const answer = await until_told(this.proxy, 'POST', '/api/v1/declarations', { token: this.tokens[this.who], body: content });
    assert.equal(answer.status, 201, JSON.stringify(answer.json));
    const account = { id: answer.json.id, content, revision: 1, state: 'draft', actions: ['save'] };
    assert.ok(!this.accounts.has(account.id), 'a new record');
    this.accounts.set(account.id, account);
    return account;
  }

  async act(account, action, who = this.who, body = {}) {
    const answer = await until_told(this.proxy, 'POST', `/api/v1/declarations/${account.id}/${action}`, { token: this.tokens[who], body, if_match: `"${account.revision}"` });
    assert.equal(answer.status, 200, `${who} ${action}: ${JSON.stringify(answer.json)}`);
    assert.equal(answer.json.revision, account.revision + 1, 'each step makes one revision');
    account.revision = answer.json.revision;
    account.state = answer.json.state;
    account.actions.push(action);
  }

  // PUT has no key: what came twice is told as stale, with the record as one wanted it.
  async save(account) {
    const content = { ...account.content, values: { ...account.content.values, claimed_amount: 1 + Math.floor(this.random() * 8) } };
    const answer = await until_told(this.proxy, 'PUT', `/api/v1/declarations/${account.id}`, { token: this.tokens[this.who], body: content, if_match: `"${account.revision}"` });
    const now = answer.status === 412 ? answer.json.current : answer.json;
    assert.ok([200, 412].includes(answer.status), JSON.stringify(answer.json));
    assert.equal(now.revision, account.revision + 1);
    assert.deepEqual(now.values, content.values);
    Object.assign(account, { content, revision: now.revision });
  }

  async remove(account) {
    const answer = await until_told(this.proxy, 'DELETE', `/api/v1/declarations/${account.id}`, { token: this.tokens[this.who], if_match: `"${account.revision}"` });
    assert.ok([204, 404].includes(answer.status));  // 404: the network had sent it twice, or it is a repeat
    account.state = 'gone';
  }

  async one_life() {
    const account = await this.create();
    if (this.random() < 0.5) await this.save(account);
    if (this.random() < 0.15) return this.remove(account);
    if (this.random() < 0.2) return undefined;
    await this.act(account, 'submit');
    if (this.random() < 0.2) return this.act(account, 'withdraw');
    for (const auditor of auditors) {
      if (this.random() < 0.1) return this.act(account, 'reject', auditor, { reason: '不清楚' });
      await this.act(account, 'approve', auditor);
    }
    return undefined;
  }
}

async function all_items(server, token, query) {
  const items = [];
  for (let cursor = ''; cursor !== null; ) {
    const { json } = await call(server, 'GET', `/api/v1/declarations?limit=200&q=${encodeURIComponent(query)}&cursor=${cursor}`, { token });
    items.push(...json.items);
    cursor = json.next_cursor;
  }
  return items;
}

test(`what clients were told is there once, after ${kills} kills on a bad network (seed ${seed})`, { timeout: 3_600_000 }, async (t) => {
  const place = make_folder();
  const random = random_from(seed);
  const proxy = await start_fault_proxy(seed + 1);
  const options = ['--demo', '--log-level', 'error'];
  let server = await start(place, options);
  proxy.to(server.port);
  t.after(async () => {
    proxy.stop();  // clients that are still asking end with it
    await server.kill();
    place.remove();
  });
  const tokens = await sign_in_all(server, ['professional', 'professional2', ...auditors]);
  const clients = [];
  for (const [index, who] of ['professional', 'professional', 'professional2', 'professional2'].entries()) {
    const content = await complete_content(server, tokens[who], 2026);
    content.values.organiser = `client ${index}`;
    clients.push(new Client(proxy, tokens, who, content, seed + 10 + index));
  }
  clients.forEach((client, index) => (client.count = index * 1_000_000));  // names of their own

  let stopping = false;
  const lives = clients.map(async (client) => {
    while (!stopping) await client.one_life();
  });
  const failed = Promise.all(lives);
  failed.catch(() => {});  // told by the race, or below
  for (let killed = 0; killed < kills; ++killed) {
    await Promise.race([failed, new Promise((wake) => setTimeout(wake, 20 + random() * 250))]);
    await server.kill();
    server = await start(place, options);
    proxy.to(server.port);
  }
  stopping = true;
  await failed;

  let told = 0;
  for (const who of ['professional', 'professional2']) {
    const accounts = clients.filter((client) => client.who === who).flatMap((client) => [...client.accounts.values()]);
    for (const account of accounts) {
      const { status, json } = await call(server, 'GET', `/api/v1/declarations/${account.id}`, { token: tokens[who] });
      assert.equal(status, account.state === 'gone' ? 404 : 200, account.id);
      told += account.actions.length;
      if (account.state === 'gone') continue;
      assert.equal(json.state, account.state);
      assert.equal(json.revision, account.revision);
      assert.deepEqual(json.values, account.content.values);
      assert.deepEqual(json.history.map((entry) => entry.action), account.actions, 'each step once, none that nobody took');
    }
    const there = accounts.filter((account) => account.state !== 'gone');
    const items = await all_items(server, tokens[who], `${who} `);
    assert.equal(items.length, there.length, 'no record that nobody was told of');
    const sum = (list) => list.filter((entry) => entry.state === 'approved').reduce((total, entry) => total + (entry.claimed_amount ?? entry.content.values.claimed_amount), 0);
    assert.equal(sum(items), sum(there), 'approved hours');
  }
  await server.stop();
  const where = place.database ? ['--database', place.database] : [];
  const verified = spawnSync(binary, ['verify', '--data', place.data, ...where], { encoding: 'utf8' });
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
  console.log(`${kills} kills, ${told} steps told and found, network ${JSON.stringify(proxy.told)}; ${verified.stdout.trim()}`);
  assert.ok(told > kills, 'they got something done between the kills');
});

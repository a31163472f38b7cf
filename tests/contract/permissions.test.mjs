// Who may do what with whose record, in every state: each cell of the table is tried over HTTP.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, complete_content, make_folder, png, sha256, sign_in_all, start, upload } from './server.mjs';

const place = make_folder();
const everyone = ['professional', 'professional2', 'employer', 'department', 'department-above', 'authority', 'base', 'admin'];
let server, tokens, year;
const records = {};

const act = (who, id, etag, action, body) => call(server, 'POST', `/api/v1/declarations/${id}/${action}`, { token: tokens[who], body, if_match: etag });

before(async () => {
  server = await start(place);
  tokens = await sign_in_all(server, everyone);
  year = (await call(server, 'GET', '/api/v1/session', { token: tokens.professional })).json.current_year;
  const make = async (steps) => {
    let record = await call(server, 'POST', '/api/v1/declarations', { token: tokens.professional, body: await complete_content(server, tokens.professional, year) });
    for (const [who, action, body = {}] of steps) {
      record = await act(who, record.json.id, record.etag, action, body);
      assert.equal(record.status, 200);
    }
    return { id: record.json.id, etag: record.etag };
  };
  const submit = ['professional', 'submit'];
  const approvals = ['employer', 'department', 'department-above', 'authority'].map((who) => [who, 'approve']);
  records.draft = await make([]);
  for (let level = 0; level < 4; ++level) records[`pending${level}`] = await make([submit, ...approvals.slice(0, level)]);
  records.approved = await make([submit, ...approvals]);
  records.rejected = await make([submit, ['employer', 'reject', { reason: '不清楚' }]]);
});
after(async () => {
  await server.stop();
  place.remove();
});

// Expected status of each action by who and state. Reading: what is not readable does not exist.
const chain = ['employer', 'department', 'department-above', 'authority'];
const submitted = ['pending0', 'pending1', 'pending2', 'pending3', 'approved', 'rejected'];
const states = ['draft', ...submitted];

function may_read(who, state) {
  if (who === 'professional') return true;
  return chain.includes(who) && state !== 'draft';
}
function expected(who, action, state) {
  if (!may_read(who, state)) return 404;
  if (['save', 'delete', 'submit'].includes(action)) return who !== 'professional' ? 403 : state === 'draft' ? 200 : 409;
  if (action === 'withdraw') return who !== 'professional' ? 403 : state.startsWith('pending') ? 200 : 409;
  if (action === 'copy') return who !== 'professional' ? 403 : state === 'rejected' ? 200 : 409;
  if (action === 'revoke') return who !== 'authority' ? 403 : state === 'approved' ? 200 : 409;
  if (!chain.includes(who)) return 403;
  if (!state.startsWith('pending')) return 409;
  return chain.indexOf(who) === Number(state.at(-1)) ? 200 : 403;
}

test('reading: only those involved, and a draft its declarer alone', async () => {
  for (const state of states)
    for (const who of everyone) {
      const { status } = await call(server, 'GET', `/api/v1/declarations/${records[state].id}`, { token: tokens[who] });
      assert.equal(status, may_read(who, state) ? 200 : 404, `${who} reads ${state}`);
    }
});

test('acting: every action of everyone in every state that must be refused is refused', async () => {
  let tried = 0;
  for (const state of states)
    for (const who of everyone)
      for (const action of ['save', 'delete', 'submit', 'withdraw', 'approve', 'reject', 'revoke', 'copy']) {
        const wanted = expected(who, action, state);
        if (wanted === 200) continue;  // these are in the workflow's tests: they would change the record
        const { id, etag } = records[state];
        const body = action === 'save' ? { study_form: '04', catalogue_version: '2026.1', values: {}, attachments: [] } : { reason: '试一试' };
        const answer = action === 'save' ? await call(server, 'PUT', `/api/v1/declarations/${id}`, { token: tokens[who], body, if_match: etag })
          : action === 'delete' ? await call(server, 'DELETE', `/api/v1/declarations/${id}`, { token: tokens[who], if_match: etag })
          : await act(who, id, etag, action, body);
        assert.equal(answer.status, wanted, `${who} ${action} ${state}: ${JSON.stringify(answer.json)}`);
        ++tried;
      }
  assert.ok(tried > 300, `${tried} cells`);
  for (const state of states) {
    const { etag } = await call(server, 'GET', `/api/v1/declarations/${records[state].id}`, { token: tokens.professional });
    assert.equal(etag, records[state].etag, `${state} is as it was`);
  }
});

test('the actions offered are the ones that are allowed', async () => {
  for (const state of states)
    for (const who of everyone.filter((name) => may_read(name, state))) {
      const { json } = await call(server, 'GET', `/api/v1/declarations/${records[state].id}`, { token: tokens[who] });
      const allowed = ['save', 'delete', 'submit', 'withdraw', 'approve', 'reject', 'copy', 'revoke'].filter((action) => expected(who, action, state) === 200);
      assert.deepEqual([...json.allowed_actions].sort(), allowed.sort(), `${who} ${state}`);
    }
});

test('nothing is answered to somebody who is not signed in', async () => {
  const { id, etag } = records.pending0;
  const calls = [['GET', '/session'], ['GET', '/declarations'], ['POST', '/declarations'], ['GET', `/declarations/${id}`], ['PUT', `/declarations/${id}`], ['DELETE', `/declarations/${id}`],
    ...['submit', 'withdraw', 'approve', 'reject', 'revoke', 'copy'].map((action) => ['POST', `/declarations/${id}/${action}`]),
    ['PUT', `/attachments/${'0'.repeat(64)}`], ['GET', `/attachments/${'0'.repeat(64)}`], ['GET', '/summary'], ['GET', '/summary/years'], ['GET', '/summary/people'], ['GET', '/todo'], ['GET', '/people'], ['GET', '/organisations']];
  for (const token of [undefined, 'not-a-token'])
    for (const [method, target] of calls) {
      const answer = await call(server, method, `/api/v1${target}`, { token, if_match: etag, body: method === 'GET' ? undefined : {} });
      assert.equal(answer.status, 401, `${method} ${target}`);
      assert.equal(answer.json.code, 'not_signed_in');
    }
});

test('lists show only what their reader may open', async () => {
  for (const who of everyone)
    for (const view of ['own', 'audit', 'records']) {
      const answer = await call(server, 'GET', `/api/v1/declarations?view=${view}&limit=200`, { token: tokens[who] });
      const professional = who.startsWith('professional');
      const allowed = view === 'own' ? professional : view === 'audit' ? chain.includes(who) : chain.includes(who) || who === 'base';
      assert.equal(answer.status, allowed ? 200 : 403, `${who} ${view}`);
      for (const item of answer.json.items ?? []) {
        const one = await call(server, 'GET', `/api/v1/declarations/${item.id}`, { token: tokens[who] });
        assert.equal(one.status, 200, `${who} opens ${item.state} from ${view}`);
      }
    }
});

test("years are their owner's, those of people for whom audits them; everyone sees what waits for them", async () => {
  for (const who of everyone) {
    const status = async (target) => (await call(server, 'GET', `/api/v1${target}`, { token: tokens[who] })).status;
    const professional = who.startsWith('professional');
    assert.equal(await status('/summary'), professional ? 200 : 403, who);
    assert.equal(await status('/summary/years'), professional ? 200 : 403, who);
    assert.equal(await status('/summary/people'), chain.includes(who) ? 200 : 403, who);
    assert.equal(await status('/todo'), 200, who);
  }
});

test('nobody sees the year of people who are not below them', async () => {
  const organisations = async (who) => (await call(server, 'GET', '/api/v1/summary/people?limit=200', { token: tokens[who] })).json.organisations.map(({ organisation }) => organisation.id);
  assert.deepEqual(await organisations('employer'), ['hospital']);
  assert.deepEqual(await organisations('department'), ['hospital', 'tcm-hospital']);
  assert.deepEqual(await organisations('authority'), ['cdc', 'hospital', 'tcm-hospital']);
});

test('an attachment is read by its uploader and by readers of a declaration that has it', async () => {
  const { json } = await call(server, 'GET', `/api/v1/declarations/${records.pending1.id}`, { token: tokens.professional });
  const [{ sha256: hash }] = json.attachments;
  const read = async (who, declaration) => (await call(server, 'GET', `/api/v1/attachments/${hash}?declaration=${declaration}`, { token: tokens[who] })).status;
  assert.equal(await read('professional', records.pending1.id), 200);
  for (const who of chain) assert.equal(await read(who, records.pending1.id), 200, who);
  for (const who of ['professional2', 'base', 'admin']) assert.equal(await read(who, records.pending1.id), 404, who);
  for (const who of chain) assert.equal(await read(who, records.draft.id), 404, `${who} by the draft`);
});

test("somebody else's attachment cannot be claimed by its hash", async () => {
  const bytes = png('secret');
  assert.equal((await upload(server, tokens.professional, bytes)).status, 201);
  const content = await complete_content(server, tokens.professional2, year);
  content.attachments[0].sha256 = sha256(bytes);
  const answer = await call(server, 'POST', '/api/v1/declarations', { token: tokens.professional2, body: content });
  assert.equal(answer.status, 422);
  assert.deepEqual(answer.json.errors.map((error) => [error.pointer, error.code]), [['/attachments/0', 'unknown_attachment']]);
});

test('auditors and the administrator declare nothing and upload nothing', async () => {
  for (const who of ['authority', 'admin']) {
    assert.equal((await call(server, 'POST', '/api/v1/declarations', { token: tokens[who], body: {} })).status, 403);
    assert.equal((await upload(server, tokens[who], png(who))).status, 403);
  }
});

// The main job over HTTP: declared, audited level by level, counted; withdrawn, rejected, copied, revoked, deleted.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { call, complete_content, make_folder, new_key, sign_in_all, start } from './server.mjs';

const place = make_folder();
let server, tokens, year;

before(async () => {
  server = await start(place);
  tokens = await sign_in_all(server, ['professional', 'professional2', 'employer', 'department', 'department-above', 'authority', 'base', 'admin']);
  year = (await call(server, 'GET', '/api/v1/session', { token: tokens.professional })).json.current_year;
});
after(async () => {
  await server.stop();
  place.remove();
});

const auditors = ['employer', 'department', 'department-above', 'authority'];

async function create(changes, who = 'professional') {
  const body = await complete_content(server, tokens[who], year, changes);
  const answer = await call(server, 'POST', '/api/v1/declarations', { token: tokens[who], body });
  assert.equal(answer.status, 201, JSON.stringify(answer.json));
  return answer;
}
const act = (who, declaration, action, body = {}, options = {}) =>
  call(server, 'POST', `/api/v1/declarations/${declaration.json.id}/${action}`, { token: tokens[who], body, if_match: declaration.etag, ...options });
async function acted(who, declaration, action, body) {
  const answer = await act(who, declaration, action, body);
  assert.equal(answer.status, 200, `${who} ${action}: ${JSON.stringify(answer.json)}`);
  return answer;
}
async function pending_at(level, changes) {
  let declaration = await acted('professional', await create(changes), 'submit');
  for (const auditor of auditors.slice(0, level)) declaration = await acted(auditor, declaration, 'approve');
  return declaration;
}
const summary = async () => (await call(server, 'GET', `/api/v1/summary?year=${year}`, { token: tokens.professional })).json;

describe('the workflow', () => {
  test('a declaration goes through every level and adds its hours to the year', async () => {
    const hours_before = (await summary()).total.approved_hours;
    let declaration = await create({ claimed_amount: 12 });
    assert.equal(declaration.json.state, 'draft');
    assert.deepEqual(declaration.json.allowed_actions, ['save', 'delete', 'submit']);
    assert.equal(declaration.json.next_auditor, null);
    declaration = await acted('professional', declaration, 'submit');
    assert.equal(declaration.json.state, 'pending');
    for (const [level, auditor] of auditors.entries()) {
      assert.equal(declaration.json.level, level);
      const waiting = await call(server, 'GET', '/api/v1/declarations?view=audit', { token: tokens[auditor] });
      const row = waiting.json.items.find((item) => item.id === declaration.json.id);
      assert.equal(row?.next_auditor.id, declaration.json.next_auditor.id, `${auditor} has it on the desk`);
      assert.equal((await summary()).total.approved_hours, hours_before);
      declaration = await acted(auditor, declaration, 'approve');
    }
    assert.equal(declaration.json.state, 'approved');
    assert.equal(declaration.json.next_auditor, null);
    assert.deepEqual(declaration.json.history.map((entry) => entry.action), ['save', 'submit', 'approve', 'approve', 'approve', 'approve']);
    assert.equal((await summary()).total.approved_hours, hours_before + 12);
  });

  test('the authority takes hours off again with a reason', async () => {
    const declaration = await acted('authority', await pending_at(3, { claimed_amount: 5 }), 'approve');
    const hours_before = (await summary()).total.approved_hours;
    const revoked = await acted('authority', declaration, 'revoke', { reason: '材料不实' });
    assert.equal(revoked.json.state, 'rejected');
    assert.equal((await summary()).total.approved_hours, hours_before - 5);
  });

  test('a withdrawn declaration is a draft again and can be changed and deleted', async () => {
    let declaration = await acted('professional', await acted('professional', await create(), 'submit'), 'withdraw');
    assert.equal(declaration.json.state, 'draft');
    const content = { ...declaration.json, values: { ...declaration.json.values, claimed_amount: 6 } };
    declaration = await call(server, 'PUT', `/api/v1/declarations/${declaration.json.id}`, { token: tokens.professional, body: content, if_match: declaration.etag });
    assert.equal(declaration.status, 200);
    assert.equal(declaration.json.values.claimed_amount, 6);
    const gone = await call(server, 'DELETE', `/api/v1/declarations/${declaration.json.id}`, { token: tokens.professional, if_match: declaration.etag });
    assert.equal(gone.status, 204);
    const after_it = await call(server, 'GET', `/api/v1/declarations/${declaration.json.id}`, { token: tokens.professional });
    assert.equal(after_it.status, 404);
  });

  test('every level can reject, the declarer reads the reason and copies it to a new draft', async () => {
    for (const [level, auditor] of auditors.entries()) {
      const rejected = await acted(auditor, await pending_at(level), 'reject', { reason: `第 ${level + 1} 级不通过` });
      const seen = await call(server, 'GET', `/api/v1/declarations/${rejected.json.id}`, { token: tokens.professional });
      assert.equal(seen.json.history.at(-1).reason, `第 ${level + 1} 级不通过`);
      const copy = await act('professional', seen, 'copy');
      assert.equal(copy.status, 201);
      assert.equal(copy.json.state, 'draft');
      assert.equal(copy.json.copied_from, rejected.json.id);
      assert.deepEqual(copy.json.attachments, rejected.json.attachments);
    }
  });

  test('a reject or revoke without a reason is refused with its pointer', async () => {
    const waiting = await pending_at(0);
    for (const body of [{}, { reason: '  ' }, { reason: 'x'.repeat(501) }]) {
      const answer = await act('employer', waiting, 'reject', body);
      assert.equal(answer.status, 422);
      assert.equal(answer.json.errors[0].pointer, '/reason');
    }
  });

  test('an unfinished draft is kept but cannot be submitted, and every fault is named', async () => {
    const draft = await call(server, 'POST', '/api/v1/declarations', {
      token: tokens.professional, body: { study_form: '06', catalogue_version: '2026.1', values: { publication_type: 'paper', issn: '1000-0000', unknown_field: 'kept' }, attachments: [] },
    });
    assert.equal(draft.status, 201);
    assert.equal(draft.json.values.unknown_field, 'kept');
    const answer = await act('professional', draft, 'submit');
    assert.equal(answer.status, 422);
    const faults = answer.json.errors.map((error) => `${error.pointer} ${error.code}`);
    for (const expected of ['/values/publication_title required', '/values/issn wrong_check_digit', '/values/claimed_amount required', '/materials/article required_material'])
      assert.ok(faults.includes(expected), `${expected} among ${faults}`);
  });

  test('actions in the wrong state are conflicts', async () => {
    const draft = await create();
    assert.equal((await act('professional', draft, 'withdraw')).json.code, 'wrong_state');
    assert.equal((await act('professional', draft, 'copy')).json.code, 'wrong_state');
    const waiting = await acted('professional', draft, 'submit');
    assert.equal((await act('professional', waiting, 'submit')).status, 409);
    const put = await call(server, 'PUT', `/api/v1/declarations/${waiting.json.id}`, { token: tokens.professional, body: waiting.json, if_match: waiting.etag });
    assert.equal(put.status, 409);
  });

  test('an employer declares for its own staff and the department is the first auditor', async () => {
    const people = await call(server, 'GET', '/api/v1/people?q=' + encodeURIComponent('𬭎'), { token: tokens.employer });
    const [person] = people.json.items;
    assert.equal(person.name, '刘𬭎');
    const body = await complete_content(server, tokens.employer, year);
    const draft = await call(server, 'POST', '/api/v1/declarations', { token: tokens.employer, body: { ...body, person: { id: person.id } } });
    assert.equal(draft.status, 201, JSON.stringify(draft.json));
    const waiting = await acted('employer', draft, 'submit');
    assert.equal(waiting.json.next_auditor.role, 'department');
    const records = await call(server, 'GET', '/api/v1/declarations?view=records&state=pending&limit=200', { token: tokens.employer });
    assert.ok(records.json.items.some((item) => item.id === waiting.json.id));
    const stranger = await call(server, 'POST', '/api/v1/declarations', { token: tokens.employer, body: { ...body, person: { id: 'p09' } } });
    assert.equal(stranger.json.errors[0].code, 'unknown_person');
  });
});

describe('repeats and conflicts', () => {
  test('the same key and request get the first answer and nothing is done twice', async () => {
    const body = await complete_content(server, tokens.professional, year);
    const key = new_key();
    const first = await call(server, 'POST', '/api/v1/declarations', { token: tokens.professional, body, key });
    const again = await call(server, 'POST', '/api/v1/declarations', { token: tokens.professional, body, key });
    assert.equal(again.status, 201);
    assert.deepEqual(again.json, first.json);
    assert.equal(again.etag, first.etag);
    const submit_key = new_key();
    const submitted = await act('professional', first, 'submit', {}, { key: submit_key });
    const repeated = await act('professional', first, 'submit', {}, { key: submit_key });
    assert.equal(repeated.status, 200);
    assert.deepEqual(repeated.json, submitted.json);
    const now = await call(server, 'GET', `/api/v1/declarations/${first.json.id}`, { token: tokens.professional });
    assert.equal(now.json.revision, submitted.json.revision);
  });

  test('the same key with another body is refused', async () => {
    const body = await complete_content(server, tokens.professional, year);
    const key = new_key();
    await call(server, 'POST', '/api/v1/declarations', { token: tokens.professional, body, key });
    const other = await call(server, 'POST', '/api/v1/declarations', { token: tokens.professional, body: { ...body, values: {} }, key });
    assert.equal(other.status, 422);
    assert.equal(other.json.code, 'idempotency_mismatch');
  });

  test('the same key of another person is another call', async () => {
    const key = new_key();
    const mine = await call(server, 'POST', '/api/v1/declarations', { token: tokens.professional, key, body: await complete_content(server, tokens.professional, year) });
    const theirs = await call(server, 'POST', '/api/v1/declarations', { token: tokens.professional2, key, body: await complete_content(server, tokens.professional2, year) });
    assert.equal(theirs.status, 201);
    assert.notEqual(theirs.json.id, mine.json.id);
  });

  test('many repeats at once make one record', async () => {
    const body = await complete_content(server, tokens.professional, year, { conference_name: `一次 ${new_key()}` });
    const key = new_key();
    const answers = await Promise.all(Array.from({ length: 12 }, () => call(server, 'POST', '/api/v1/declarations', { token: tokens.professional, body, key })));
    for (const answer of answers) assert.ok(answer.status === 201 || answer.json.code === 'in_progress', `${answer.status}`);
    const ids = new Set(answers.filter((answer) => answer.status === 201).map((answer) => answer.json.id));
    assert.equal(ids.size, 1);
    const found = await call(server, 'GET', '/api/v1/declarations?q=' + encodeURIComponent(body.values.conference_name), { token: tokens.professional });
    assert.equal(found.json.total, 1);
  });

  test('a POST without a proper key is refused', async () => {
    for (const key of [null, 'short', 'x'.repeat(65), 'has space in the key'])
      assert.equal((await call(server, 'POST', '/api/v1/declarations', { token: tokens.professional, body: {}, key })).json.code, 'missing_idempotency_key');
  });

  test('of two tabs the later one is told and given the record as it is now', async () => {
    const draft = await create();
    const save = (amount) => call(server, 'PUT', `/api/v1/declarations/${draft.json.id}`, {
      token: tokens.professional, if_match: draft.etag, body: { ...draft.json, values: { ...draft.json.values, claimed_amount: amount } },
    });
    const first = await save(3);
    const second = await save(4);
    assert.equal(first.status, 200);
    assert.equal(second.status, 412);
    assert.equal(second.json.code, 'stale');
    assert.equal(second.json.current.values.claimed_amount, 3);
    assert.equal(second.etag, first.etag);
  });

  test('a change without If-Match is refused', async () => {
    const draft = await create();
    for (const if_match of [undefined, '*']) {
      assert.equal((await call(server, 'PUT', `/api/v1/declarations/${draft.json.id}`, { token: tokens.professional, body: draft.json, if_match })).status, 428);
      assert.equal((await call(server, 'DELETE', `/api/v1/declarations/${draft.json.id}`, { token: tokens.professional, if_match })).status, 428);
      assert.equal((await call(server, 'POST', `/api/v1/declarations/${draft.json.id}/submit`, { token: tokens.professional, body: {}, if_match })).status, 428);
    }
  });

  test('a record that has not changed is not sent again', async () => {
    const draft = await create();
    const again = await call(server, 'GET', `/api/v1/declarations/${draft.json.id}`, { token: tokens.professional, headers: { 'if-none-match': draft.etag } });
    assert.equal(again.status, 304);
    assert.equal(again.bytes.length, 0);
  });

  test('two auditors at once: one approves, the other is told', async () => {
    const waiting = await pending_at(0);
    const answers = await Promise.all([act('employer', waiting, 'approve'), act('employer', waiting, 'reject', { reason: '重复' })]);
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 412]);
  });
});

describe('lists', () => {
  test('pages by cursor hold every record once, in order, for every sort', async () => {
    for (const sort of ['updated', 'submitted', 'year', 'form', 'title', 'person', 'amount', 'state']) {
      for (const order of ['asc', 'desc']) {
        const whole = await call(server, 'GET', `/api/v1/declarations?view=records&limit=200&sort=${sort}&order=${order}`, { token: tokens.authority });
        const ids = [];
        let cursor = '';
        do {
          const page = await call(server, 'GET', `/api/v1/declarations?view=records&limit=7&sort=${sort}&order=${order}&cursor=${cursor}`, { token: tokens.authority });
          assert.equal(page.status, 200, JSON.stringify(page.json));
          ids.push(...page.json.items.map((item) => item.id));
          cursor = page.json.next_cursor;
        } while (cursor);
        assert.deepEqual(ids, whole.json.items.map((item) => item.id), `${sort} ${order}`);
        assert.equal(ids.length, whole.json.total);
      }
    }
  });

  test('counts ignore the state filter and honour the search', async () => {
    const all = await call(server, 'GET', '/api/v1/declarations?state=draft', { token: tokens.professional2 });
    assert.equal(all.json.total, all.json.counts.draft);
    assert.ok(all.json.items.every((item) => item.state === 'draft'));
    assert.ok(all.json.counts.all > all.json.counts.draft);
    const found = await call(server, 'GET', '/api/v1/declarations?q=' + encodeURIComponent('㼆式缝合'), { token: tokens.professional2 });
    assert.equal(found.json.counts.all, 1);
    const wild = await call(server, 'GET', '/api/v1/declarations?q=%25', { token: tokens.professional2 });
    assert.equal(wild.json.counts.all, 0);
  });

  test('what a query may not be is refused by name', async () => {
    for (const [query, pointer] of [['view=all', '/view'], ['state=gone', '/state'], ['sort=colour', '/sort'], ['order=up', '/order'], ['limit=0', '/limit'], ['limit=201', '/limit'], ['limit=ten', '/limit'], ['cursor=abc', '/cursor'], ['q=' + 'x'.repeat(101), '/q']]) {
      const answer = await call(server, 'GET', `/api/v1/declarations?${query}`, { token: tokens.professional });
      assert.equal(answer.status, 422, query);
      assert.equal(answer.json.errors[0].pointer, pointer);
    }
  });

  test('people come with masked numbers and only from the own organisation and below', async () => {
    const { json } = await call(server, 'GET', '/api/v1/people?limit=200', { token: tokens.employer });
    assert.ok(json.items.length >= 8);
    for (const person of json.items) {
      assert.equal(person.organisation.id, 'hospital');
      assert.match(person.resident_id, /^\d{3}\*{11}.{4}$/);
      assert.match(person.mobile, /^\d{3}\*{4}\d{4}$/);
    }
    assert.equal((await call(server, 'GET', '/api/v1/people', { token: tokens.professional })).status, 403);
  });

  test('organisations are the own chain and what is below', async () => {
    const ids = async (who) => (await call(server, 'GET', '/api/v1/organisations', { token: tokens[who] })).json.items.map((item) => item.id).sort();
    assert.deepEqual(await ids('professional'), ['authority', 'department', 'department-above', 'hospital']);
    assert.deepEqual(await ids('base'), ['authority', 'base']);
    assert.equal((await ids('authority')).length, 7);
  });
});

// A deployer adds a study form: one file beside the sixteen, and nothing else. It is asked for, judged, exported as a
// schema, declared and audited; and when the catalogue moves on, what was declared with it stays whole.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { assets, call, make_folder, sign_in_all, start, upload } from './server.mjs';

const place = make_folder();
const own_assets = (place.assets = path.join(place.folder, 'assets'));
const form_file = path.join(own_assets, 'catalogue/forms/17.json');
const names = ['professional', 'employer', 'department', 'department-above', 'authority', 'base'];
let server, tokens, year, file;

async function open() {
  server = await start(place);
  tokens = await sign_in_all(server, names);
  year = (await call(server, 'GET', '/api/v1/session', { token: tokens.professional })).json.current_year;
}
const change = (name, edit) => {
  const target = path.join(own_assets, 'catalogue', name);
  const json = JSON.parse(readFileSync(target, 'utf8'));
  edit(json);
  writeFileSync(target, JSON.stringify(json));
};
async function reopen_with(edit) {
  await server.stop();
  edit();
  await open();
}

before(async () => {
  cpSync(assets, own_assets, { recursive: true });
  cpSync(new URL('./forms/17.json', import.meta.url), form_file);
  await open();
  file = (await upload(server, tokens.professional)).json;
});
after(async () => {
  await server.stop();
  place.remove();
});

const evidence = (material) => ({ material, sha256: file.sha256, name: '证明.png', media_type: 'image/png', size_bytes: file.size_bytes });
const content = (changes = {}, materials = ['agreement', 'assessment_sheet']) => ({
  study_form: '17',
  catalogue_version: '2026.1',
  values: {
    subject: '急诊带教', first_day: `${year}-01-04`, last_day: `${year}-02-04`, length: 'year', grade: 92.5, mentor_id: '11010519491231002X',
    unit: 'hours', claimed_amount: 12, credited_year: year, ...changes,
  },
  attachments: materials.map(evidence),
});
const draft = (body, who = 'professional') => call(server, 'POST', '/api/v1/declarations', { token: tokens[who], body });
const read = (id, who = 'professional') => call(server, 'GET', `/api/v1/declarations/${id}`, { token: tokens[who] });
async function act(who, record, action, body = {}) {
  return call(server, 'POST', `/api/v1/declarations/${record.json.id}/${action}`, { token: tokens[who], body, if_match: record.etag });
}
async function acted(who, record, action, body) {
  const answer = await act(who, record, action, body);
  assert.equal(answer.status, 200, `${who} ${action}: ${JSON.stringify(answer.json)}`);
  return answer;
}
const faults_of = (answer) => (answer.json.errors ?? []).map((error) => `${error.pointer} ${error.code}`);

test('the catalogue has it, after the sixteen', async () => {
  const { json } = await call(server, 'GET', '/api/v1/catalogue');
  assert.equal(json.study_forms.length, 17);
  assert.deepEqual(json.study_forms.at(-1), JSON.parse(readFileSync(form_file, 'utf8')));
});

test('its exported schema and the server reach the same verdict', async () => {
  const answer = await call(server, 'GET', '/api/v1/study-forms/17/schema');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'application/schema+json');
  const valid = new Ajv({ strict: true, strictTypes: false, strictRequired: false, formats: { date: true } }).compile(answer.json);
  const cases = [
    [content(), []],
    [content({ length: 'short', grade: undefined }, ['agreement']), []],
    [content({ subject: ' ' }), ['/values/subject required']],
    [content({ subject: '教'.repeat(41) }), null], // not even kept as a draft
    [content({ first_day: `${year}-02-30` }), ['/values/first_day date_does_not_exist']],
    [content({ length: 'decade', grade: undefined }, ['agreement']), ['/values/length unknown_choice']],
    [content({ grade: 101 }), ['/values/grade too_large']],
    [content({ grade: undefined }), ['/values/grade required']],
    [content({}, ['agreement']), ['/materials/assessment_sheet required_material']],
  ];
  for (const [body, faults] of cases) {
    assert.equal(valid({ ...body, declared_as: 'professional' }), faults?.length === 0, JSON.stringify(valid.errors));
    const made = await draft(body);
    if (faults === null) {
      assert.deepEqual(faults_of(made), ['/values/subject too_long']);
      continue;
    }
    assert.equal(made.status, 201, JSON.stringify(made.json));
    const submitted = await act('professional', made, 'submit');
    assert.equal(submitted.status, faults.length === 0 ? 200 : 422);
    assert.deepEqual(faults_of(submitted), faults);
  }
});

test('what its schema cannot say, the server says', async () => {
  for (const [changes, fault] of [
    [{ last_day: `${year}-01-03` }, '/values/last_day before_start'],
    [{ mentor_id: '110105194912310021' }, '/values/mentor_id wrong_check_digit'],
    [{ grade: 92.55 }, '/values/grade too_many_decimals'],
  ])
    assert.deepEqual(faults_of(await act('professional', await draft(content(changes)), 'submit')), [fault]);
});

test('a role that its file does not name may not declare it', async () => {
  const answer = await call(server, 'POST', '/api/v1/declarations/batch', { token: tokens.base, body: { submit: true, content: content({}, []), people: ['nobody'] } });
  assert.ok(faults_of(answer).includes('/study_form not_allowed_for_role'), JSON.stringify(answer.json));
});

test('it is audited level by level and counts', async () => {
  const hours = async () => (await call(server, 'GET', `/api/v1/summary?year=${year}`, { token: tokens.professional })).json.total.approved_hours;
  const hours_before = await hours();
  let record = await acted('professional', await draft(content()), 'submit');
  assert.equal((await call(server, 'GET', '/api/v1/declarations?view=audit', { token: tokens.employer })).json.items.find((item) => item.id === record.json.id).title, '急诊带教');
  for (const auditor of ['employer', 'department', 'department-above', 'authority']) record = await acted(auditor, record, 'approve');
  assert.equal(record.json.state, 'approved');
  assert.equal(await hours(), hours_before + 12);
});

test('an unknown form has no schema', async () => {
  assert.equal((await call(server, 'GET', '/api/v1/study-forms/18/schema')).status, 404);
});

test('a declaration keeps its version and its fields when the catalogue moves on, and even when its form is gone', async () => {
  const of_later = await draft({ ...content({ from_a_later_catalogue: '照样保留' }), catalogue_version: '2031.7' });
  assert.equal(of_later.json.catalogue_version, '2031.7');
  assert.equal(of_later.json.values.from_a_later_catalogue, '照样保留');
  const waiting = await acted('professional', await draft(content()), 'submit');
  const early = await draft(content({ grade: undefined }));

  await reopen_with(() => {
    change('catalogue.json', (json) => (json.version = '2026.2'));
    change('forms/17.json', (json) => (json.fields = json.fields.filter((field) => field.id !== 'grade'))); // a field in use is dropped
  });
  assert.equal((await call(server, 'GET', '/api/v1/catalogue')).json.version, '2026.2');
  assert.deepEqual((await read(waiting.json.id)).json, waiting.json);
  assert.deepEqual((await read(of_later.json.id)).json.values, of_later.json.values);
  const submitted = await acted('professional', await read(early.json.id), 'submit'); // what is asked for is today's
  assert.equal(submitted.json.catalogue_version, '2026.1');

  await reopen_with(() => rmSync(form_file)); // the whole form is gone
  const shown = await read(waiting.json.id);
  assert.deepEqual(shown.json, waiting.json);
  const row = (await call(server, 'GET', '/api/v1/declarations?view=own&limit=200', { token: tokens.professional })).json.items.find((item) => item.id === waiting.json.id);
  assert.equal(row.study_form, '17');
  assert.equal(row.title, '急诊带教');
  const approved = await acted('employer', await read(waiting.json.id, 'employer'), 'approve');
  assert.equal(approved.json.state, 'pending');
  const refused = await act('professional', await read(of_later.json.id), 'submit');
  assert.deepEqual(faults_of(refused), ['/study_form unknown_study_form']);
  assert.deepEqual((await read(of_later.json.id)).json.values, of_later.json.values, 'what was refused is still there');
  assert.equal((await draft(content())).status, 422);
});

test('a wrong catalogue stops the start and says file, place and reason', async () => {
  await server.stop();
  const right = readFileSync(path.join(own_assets, 'catalogue/forms/04.json'), 'utf8');
  change('forms/04.json', (json) => (json.fields[7].when[0].field = 'was_raed'));
  await assert.rejects(open(), (error) => {
    for (const part of ['forms/04.json', '/fields/7/when/0/field = "was_raed"', '没有这个信息项', 'there is no such field']) assert.ok(error.message.includes(part), error.message);
    return true;
  });
  writeFileSync(path.join(own_assets, 'catalogue/forms/04.json'), right);
  await open();
});

// Every operation of the contract × everyone × every record in every state has one expected answer, and is tried.
//
// Operations come from the contract, everyone from a demo of two counties, the expected answers from the few sentences below, which know
// nothing of the server's code. An operation without a sentence fails the test: a new call needs one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { assets, call, complete_content, demo_password, make_folder, png, sign_in, sign_in_all, start, upload } from './server.mjs';

const place = make_folder();

// What the second backend leaves out: it is about declarations and their workflow.
const only_second = process.env.PORTAL_BACKEND === 'second' ? 'the second backend has no staff of its own' : false;
const not_in_second = new Set(['checkContent', 'checkDeclaration', 'changeOwnPassword', 'addPerson', 'addOrganisation', 'changeOrganisation', 'listSummaryYears', 'listSummaryPeople', 'getToDo', 'getStudyFormSchema', 'getStudyFormTemplate', 'importDeclarations', 'importPeople', 'getPeopleTemplate', 'getCatalogueSettings', 'putCatalogueSettings', 'exportDeclarations', 'exportPeople', 'exportSummaryPeople']);

// ---- everyone ----------------------------------------------------------------------------------------------------------------------

const role_of = {
  professional: 'professional', professional2: 'professional', 'professional-tcm': 'professional', employer: 'employer', 'employer-tcm': 'employer', 'employer-cdc': 'employer',
  department: 'department', 'department-above': 'department', authority: 'authority', base: 'base', admin: 'admin',
  'other-professional': 'professional', 'other-employer': 'employer', 'other-authority': 'authority', nobody: null,
};
const everyone = Object.keys(role_of);

// The demo, with accounts for those who have none there, and a second county.
function two_counties() {
  place.assets = path.join(place.folder, 'assets');
  cpSync(assets, place.assets, { recursive: true });
  const change = (name, how) => {
    const file = path.join(place.assets, 'demo', name);
    const json = JSON.parse(readFileSync(file, 'utf8'));
    how(json);
    writeFileSync(file, JSON.stringify(json));
  };
  change('organisations.json', (list) => list.push(
    { id: 'other-authority', name: '邻市人社局', role: 'authority', parent: '', credit_code: '' },
    { id: 'other-hospital', name: '邻市医院', role: 'employer', parent: 'other-authority', credit_code: '' }));
  const someone = (id, organisation) => ({ id, name: `人${id}`, number: id, resident_id: '', mobile: '', organisation });
  change('people.json', (list) => list.push(someone('o1', 'other-hospital'), someone('o2', 'other-hospital'), someone('o3', 'other-authority')));
  change('accounts.json', ({ accounts }) => {
    const add = (name, person, organisation) => accounts.push({ name, person, role: role_of[name], organisation });
    add('professional-tcm', 'p09', 'tcm-hospital');
    add('employer-tcm', 's02', 'tcm-hospital');
    add('employer-cdc', 's03', 'cdc');
    add('other-professional', 'o1', 'other-hospital');
    add('other-employer', 'o2', 'other-hospital');
    add('other-authority', 'o3', 'other-authority');
  });
}

// ---- records -----------------------------------------------------------------------------------------------------------------------

// Declared by whom, for whom, and who audits.
const kinds = {
  own: { declarer: 'professional', subject: 'professional', chain: ['employer', 'department', 'department-above', 'authority'] },
  by_employer: { declarer: 'employer', subject: 'professional2', person: 'p02', chain: ['department', 'department-above', 'authority'] },
  by_department: { declarer: 'department', subject: 'professional2', person: 'p02', chain: ['department-above', 'authority'] },
  by_base: { declarer: 'base', subject: 'professional2', person: 'p02', chain: ['authority'] },
};
const states_of = (kind) => ['draft', 'withdrawn', ...kinds[kind].chain.map((_, level) => `pending${level}`), 'approved', 'rejected', 'revoked'];

// A base declares its own training alone; the file is not needed, but there.
async function training(token) {
  const { json } = await upload(server, token, png('training'));
  const values = {
    training_name: '省级重症护理培训', organiser: '省护理学会', level: 'provincial', start_date: '2026-01-05', end_date: '2026-01-06', attended_hours: 8, base_name: '继续教育基地',
    assessment: 'passed', unit: 'hours', claimed_amount: 8, credited_year: 2026,
  };
  return { study_form: '01', catalogue_version: '2026.1', values, attachments: [{ material: 'training_notice', sha256: json.sha256, name: '通知.png' }] };
}

async function make(kind, state) {
  const { declarer, person, chain } = kinds[kind];
  const body = { ...contents[declarer], ...(person ? { person: { id: person } } : {}) };
  let record = await call(server, 'POST', '/api/v1/declarations', { token: tokens[declarer], body });
  assert.equal(record.status, 201, JSON.stringify(record.json));
  const act = async (who, action, reason) => {
    record = await call(server, 'POST', `/api/v1/declarations/${record.json.id}/${action}`, { token: tokens[who], body: { reason }, if_match: record.etag });
    assert.equal(record.status, 200, `${who} ${action}: ${JSON.stringify(record.json)}`);
  };
  if (state !== 'draft') await act(declarer, 'submit');
  if (state === 'withdrawn') await act(declarer, 'withdraw');
  const approvals = state.startsWith('pending') ? Number(state.at(-1)) : ['approved', 'revoked'].includes(state) ? chain.length : 0;
  for (const who of chain.slice(0, approvals)) await act(who, 'approve');
  if (state === 'rejected') await act(chain[0], 'reject', '不清楚');
  if (state === 'revoked') await act('authority', 'revoke', '不实');
  return { kind, state, id: record.json.id, etag: record.etag, revision: record.json.revision, sha256: record.json.attachments[0].sha256 };
}

// ---- what is expected --------------------------------------------------------------------------------------------------------------

const is_draft = ({ state }) => state === 'draft' || state === 'withdrawn';
const is_pending = ({ state }) => state.startsWith('pending');
const is_rejected = ({ state }) => state === 'rejected' || state === 'revoked';

// A draft is its declarer's alone; anything else is also for the person and for those who audit it.
function may_read(who, record) {
  const { declarer, subject, chain } = kinds[record.kind];
  return who === declarer || (!is_draft(record) && (who === subject || chain.includes(who)));
}
const declarers_act = (in_state, done) => (who, record) => (!may_read(who, record) ? 404 : who !== kinds[record.kind].declarer ? 403 : in_state(record) ? done : 409);
function audits(who, record) {
  const { chain } = kinds[record.kind];
  if (!may_read(who, record)) return 404;
  if (!chain.includes(who)) return 403;
  if (!is_pending(record)) return 409;
  return chain.indexOf(who) === Number(record.state.at(-1)) ? 200 : 403;
}
const declares = (role) => ['professional', 'employer', 'department', 'base'].includes(role);

const on_a_record = {
  getDeclaration: (who, record) => (may_read(who, record) ? 200 : 404),
  checkDeclaration: (who, record) => (may_read(who, record) ? 200 : 404),
  saveDeclaration: declarers_act(is_draft, 200),
  deleteDeclaration: declarers_act(is_draft, 204),
  submitDeclaration: declarers_act(is_draft, 200),
  withdrawDeclaration: declarers_act(is_pending, 200),
  copyDeclaration: declarers_act(is_rejected, 201),
  approveDeclaration: audits,
  rejectDeclaration: audits,
  revokeDeclaration: (who, record) => (!may_read(who, record) ? 404 : who !== 'authority' ? 403 : record.state === 'approved' ? 200 : 409),
  getAttachment: (who, record) => (may_read(who, record) || who === kinds[record.kind].declarer ? 200 : 404),  // its uploader always
};
const without_a_record = {
  signIn: () => 201,
  signOut: () => 204,
  getCatalogue: () => 200,
  getContract: () => 200,
  getSession: (who) => (who === 'nobody' ? 401 : 200),
  listOrganisations: (who) => (who === 'nobody' ? 401 : 200),
  listPeople: (who) => (who === 'nobody' ? 401 : role_of[who] === 'professional' ? 403 : 200),
  getSummary: (who) => (who === 'nobody' ? 401 : role_of[who] === 'professional' ? 200 : 403),
  listSummaryYears: (who) => (who === 'nobody' ? 401 : role_of[who] === 'professional' ? 200 : 403),
  listSummaryPeople: (who) => (who === 'nobody' ? 401 : ['employer', 'department', 'authority'].includes(role_of[who]) ? 200 : 403),
  exportSummaryPeople: (who) => without_a_record.listSummaryPeople(who),
  exportPeople: (who) => without_a_record.listPeople(who),
  getToDo: (who) => (who === 'nobody' ? 401 : 200),
  createDeclaration: (who) => (who === 'nobody' ? 401 : declares(role_of[who]) ? 201 : 403),
  checkContent: (who) => (who === 'nobody' ? 401 : declares(role_of[who]) ? 200 : 403),
  declareForMany: (who) => (who === 'nobody' ? 401 : declares(role_of[who]) && role_of[who] !== 'professional' ? 200 : 403),
  changeOwnPassword: (who) => (who === 'nobody' ? 401 : 422),  // here with a wrong one
  addPerson: (who) => (who === 'nobody' ? 401 : manages_people(who) ? 201 : 403),
  addOrganisation: (who) => (who === 'nobody' ? 401 : role_of[who] === 'admin' ? 201 : 403),
  changeOrganisation: (who) => (who === 'nobody' ? 401 : role_of[who] === 'admin' ? 200 : 403),
  auditMany: (who) => (who === 'nobody' ? 401 : 200),  // says so item by item: below
  putAttachment: (who) => (who === 'nobody' ? 401 : declares(role_of[who]) ? 201 : 403),
  getStudyFormSchema: () => 200,
  getStudyFormTemplate: () => 200,
  importDeclarations: (who) => (who === 'nobody' ? 401 : declares(role_of[who]) && role_of[who] !== 'professional' ? 200 : 403),
  getCatalogueSettings: (who) => (who === 'nobody' ? 401 : role_of[who] === 'admin' ? 200 : 403),
  putCatalogueSettings: (who) => (who === 'nobody' ? 401 : role_of[who] === 'admin' ? 428 : 403),  // here without the version that was seen
  importPeople: (who) => (who === 'nobody' ? 401 : manages_people(who) ? 200 : 403),  // says so row by row
  getPeopleTemplate: (who) => (who === 'nobody' ? 401 : manages_people(who) ? 200 : 403),
  exportDeclarations: (who) => (who === 'nobody' ? 401 : role_of[who] === 'admin' ? 403 : 200),
  listDeclarations: (who) => (who === 'nobody' ? 401 : role_of[who] === 'admin' ? 403 : 200),  // view by view: permissions.test.mjs
};

// An employer manages the professionals of its own organisation, an administrator everybody, nobody themselves.
const staff = {
  p05: { organisation: 'hospital' }, p02: { organisation: 'hospital', account: 'professional2' }, p09: { organisation: 'tcm-hospital', account: 'professional-tcm' },
  s01: { organisation: 'hospital', account: 'employer' }, s04: { organisation: 'department', account: 'department' }, s08: { organisation: 'authority', account: 'admin' },
  o1: { organisation: 'other-hospital', account: 'other-professional' },
};
const own_organisation = { employer: 'hospital', 'employer-tcm': 'tcm-hospital', 'employer-cdc': 'cdc', 'other-employer': 'other-hospital' };
const manages_people = (who) => role_of[who] === 'admin' || role_of[who] === 'employer';
const manages = (who, id) => role_of[who] === 'admin' || own_organisation[who] === staff[id].organisation;
const is_self = (who, id) => staff[id].account === who;
const is_professional = (id) => !staff[id].account || role_of[staff[id].account] === 'professional';
const seen = (who, id) => (!manages_people(who) ? 403 : !manages(who, id) ? 404 : 200);
const managed = (done) => (who, id) => (seen(who, id) !== 200 ? seen(who, id) : is_self(who, id) || (role_of[who] !== 'admin' && !is_professional(id)) ? 403 : done);
const on_a_person = {
  getPerson: seen,
  changePerson: seen,
  showNumbers: seen,
  movePerson: (who, id) => (role_of[who] !== 'admin' || is_self(who, id) ? 403 : 200),
  leaveOrganisation: managed(200),
  addAccount: (who, id) => (seen(who, id) !== 200 ? seen(who, id) : is_self(who, id) ? 403 : 201),
  changeAccount: managed(200),
  givePassword: managed(200),
};

// ---- trying ------------------------------------------------------------------------------------------------------------------------

// Someone of their own reach: professionals need none.
const person_for = { employer: 'p02', 'employer-tcm': 'p09', 'employer-cdc': 'p15', department: 'p02', 'department-above': 'p15', base: 'p15', 'other-employer': 'o1' };

let server, tokens, contents, operations;
const records = [];

before(async () => {
  two_counties();
  server = await start(place);
  tokens = { ...(await sign_in_all(server, everyone.filter((who) => role_of[who]))), nobody: undefined };
  contents = {};
  for (const who of everyone.filter((name) => declares(role_of[name]))) contents[who] = await complete_content(server, tokens[who], 2026);
  contents.base = await training(tokens.base);
  // Each with a file of its own: an uploader may always read what was uploaded.
  for (const [who, content] of Object.entries(contents)) {
    const { json } = await upload(server, tokens[who], png(`file of ${who}`));
    for (const attachment of content.attachments) attachment.sha256 = json.sha256;
  }
  for (const kind of Object.keys(kinds)) for (const state of states_of(kind)) records.push(await make(kind, state));
  const file = path.join(place.folder, 'openapi.json');
  const bundled = spawnSync(path.join(assets, '../node_modules/.bin/redocly'), ['bundle', path.join(assets, 'api/openapi.yaml'), '--output', file], {
    encoding: 'utf8', env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  assert.equal(bundled.status, 0, bundled.stderr);
  const methods = ['get', 'put', 'post', 'delete', 'patch'];
  operations = Object.entries(JSON.parse(readFileSync(file, 'utf8')).paths).flatMap(([route, item]) =>
    methods.filter((method) => item[method]).map((method) => ({ route, method: method.toUpperCase(), id: item[method].operationId })));
});
after(async () => {
  await server.stop();
  place.remove();
});

function try_on(record, operation, who) {
  const target = operation.route.replace('{id}', record.id).replace('{sha256}', record.sha256);
  const query = operation.id === 'getAttachment' ? `?declaration=${record.id}` : '';
  const body = operation.method === 'PUT' ? contents[kinds[record.kind].declarer] : operation.method === 'POST' ? { reason: '试一试' } : undefined;
  return call(server, operation.method, `/api/v1${target}${query}`, { token: tokens[who], body, if_match: operation.method === 'GET' ? undefined : record.etag });
}

// GB 11643 with its check digit, another one each time.
let people_made = 0;
function new_resident_id() {
  const digits = `41990019900101${String(++people_made).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11), 0);
  return digits + '10X98765432'[sum % 11];
}

// Somebody like this one, just come to the same organisation: {id, account}.
async function somebody_like(id) {
  const { organisation, account } = staff[id];
  const role = account ? role_of[account] : 'professional';
  const name = `account-${people_made}`;
  const made = await call(server, 'POST', '/api/v1/people', { token: tokens.admin, body: { name: '新人', resident_id: new_resident_id(), organisation, ...(role === 'professional' && { account: name }) } });
  assert.equal(made.status, 201, JSON.stringify(made.json));
  if (role !== 'professional') {
    const given = await call(server, 'POST', '/api/v1/accounts', { token: tokens.admin, body: { account: name, person: made.json.id, role } });
    assert.equal(given.status, 201, JSON.stringify(given.json));
  }
  return { id: made.json.id, account: name };
}

function try_on_person({ id, account }, operation, who) {
  const at = { token: tokens[who], if_match: operation.method === 'GET' ? undefined : '"1"' };
  switch (operation.id) {
    case 'addAccount': return call(server, 'POST', '/api/v1/accounts', { ...at, body: { account: `further-${++people_made}`, person: id, role: 'professional' } });
    case 'changeAccount': return call(server, 'PUT', `/api/v1/accounts/${account}`, { ...at, body: { closed: false } });
    case 'givePassword': return call(server, 'POST', `/api/v1/accounts/${account}/password`, { ...at, body: {} });
    case 'movePerson': return call(server, 'POST', `/api/v1/people/${id}/move`, { ...at, body: { organisation: 'tcm-hospital', number: '' } });
    case 'showNumbers': return call(server, 'POST', `/api/v1/people/${id}/numbers`, { ...at, body: { reason: '核对证书' } });
    default: return call(server, operation.method, `/api/v1${operation.route.replace('{id}', id)}`, { ...at, body: operation.method === 'GET' ? undefined : {} });
  }
}

function try_without(operation, who) {
  const token = tokens[who];
  const person = person_for[who];
  const content = contents[who] ?? contents.professional;
  switch (operation.id) {
    case 'signIn': return call(server, 'POST', '/api/v1/session', { body: { name: who === 'nobody' ? 'professional' : who, password: demo_password, token: true } });
    case 'checkContent': return call(server, 'POST', '/api/v1/declarations/check', { token, body: { ...content, ...(person ? { person: { id: person } } : {}) } });
    case 'createDeclaration': return call(server, 'POST', '/api/v1/declarations', { token, body: { ...content, ...(person ? { person: { id: person } } : {}) } });
    case 'declareForMany': return call(server, 'POST', '/api/v1/declarations/batch', { token, body: { people: [person ?? 'p02'], content, submit: false } });
    case 'auditMany': return call(server, 'POST', '/api/v1/declarations/audit', { token, body: { action: 'approve', items: [{ id: 'none', revision: 1 }] } });
    case 'importDeclarations': return call(server, 'POST', '/api/v1/declarations/import', { token, body: { study_form: '01', catalogue_version: '2026.1', submit: false, rows: [{ person: { number: 'none', name: 'none' }, values: {} }] } });
    case 'importPeople': return call(server, 'POST', '/api/v1/people/import', { token, body: { rows: [{ name: '新人', resident_id: new_resident_id(), organisation: own_organisation[who] ?? 'hospital' }] } });
    case 'putCatalogueSettings': return call(server, 'PUT', '/api/v1/catalogue/settings', { token, body: { settings: {}, reason: '试' } });
    case 'putAttachment': return upload(server, token, png(`of ${who}`));
    case 'changeOwnPassword': return call(server, 'PUT', '/api/v1/session/password', { token, body: { current: 'not mine', password: 'a-new-password-1' } });
    case 'addPerson': return call(server, 'POST', '/api/v1/people', { token, body: { name: '新人', resident_id: new_resident_id(), organisation: own_organisation[who] ?? 'hospital' } });
    case 'addOrganisation': return call(server, 'POST', '/api/v1/organisations', { token, body: { name: '新单位', role: 'employer', parent: 'department', credit_code: '' } });
    case 'changeOrganisation': return call(server, 'PUT', '/api/v1/organisations/cdc', { token, body: { name: '疾控中心' }, if_match: '"1"' });
    case 'listPeople':
    case 'exportPeople': return call(server, 'GET', `/api/v1${operation.route}?q=SZ`, { token });
    default: return call(server, operation.method, `/api/v1${operation.route.replace('{id}', '02')}`, { token });
  }
}

test('each operation has its sentence', () => {
  const known = [...Object.keys(on_a_record), ...Object.keys(on_a_person), ...Object.keys(without_a_record)].sort();
  assert.deepEqual(operations.map(({ id }) => id).sort(), known, 'say here who may do it, in which state');
});

test('what must be refused is refused, and changes nothing', async () => {
  let tried = 0;
  for (const operation of operations.filter(({ id }) => on_a_record[id] && !(only_second && not_in_second.has(id))))
    for (const record of records)
      for (const who of everyone) {
        const wanted = who === 'nobody' ? 401 : on_a_record[operation.id](who, record);
        if (wanted < 300 && operation.method !== 'GET') continue;  // below, on a record of its own
        const answer = await try_on(record, operation, who);
        assert.equal(answer.status, wanted, `${who} ${operation.id} ${record.kind} ${record.state}: ${JSON.stringify(answer.json)}`);
        ++tried;
      }
  for (const record of records) {
    const now = await call(server, 'GET', `/api/v1/declarations/${record.id}`, { token: tokens[kinds[record.kind].declarer] });
    assert.equal(now.etag, record.etag, `${record.kind} ${record.state} is as it was`);
  }
  console.log(`${tried} cells refused or read`);
  assert.ok(tried > 3000);
});

test('what is allowed is done', async () => {
  let tried = 0;
  for (const operation of operations.filter(({ id, method }) => on_a_record[id] && method !== 'GET'))
    for (const kind of Object.keys(kinds))
      for (const state of states_of(kind))
        for (const who of everyone) {
          const wanted = on_a_record[operation.id](who, { kind, state });
          if (who === 'nobody' || wanted >= 300) continue;
          const answer = await try_on(await make(kind, state), operation, who);
          assert.equal(answer.status, wanted, `${who} ${operation.id} ${kind} ${state}: ${JSON.stringify(answer.json)}`);
          ++tried;
        }
  console.log(`${tried} cells allowed`);
  assert.ok(tried > 50);
});

test('people and accounts are managed by their employer and by administrators, by nobody else and never their own', { skip: only_second }, async () => {
  let tried = 0;
  for (const operation of operations.filter(({ id }) => on_a_person[id]))
    for (const [id, { account }] of Object.entries(staff))
      for (const who of everyone) {
        if (!account && /Account|Password/.test(operation.id) && operation.id !== 'addAccount') continue;
        if (operation.id === 'movePerson' && staff[id].organisation === 'tcm-hospital') continue;
        const wanted = who === 'nobody' ? 401 : on_a_person[operation.id](who, id);
        const whom = wanted < 300 && operation.method !== 'GET' ? await somebody_like(id) : { id, account };
        const answer = await try_on_person(whom, operation, who);
        assert.equal(answer.status, wanted, `${who} ${operation.id} ${id}: ${JSON.stringify(answer.json)}`);
        ++tried;
      }
  console.log(`${tried} cells about people`);
  assert.ok(tried > 500);
});

test('calls about no record are for those whose business they are', async () => {
  for (const operation of operations.filter(({ id }) => without_a_record[id] && id !== 'signOut' && !(only_second && not_in_second.has(id))))
    for (const who of everyone) {
      const answer = await try_without(operation, who);
      assert.equal(answer.status, without_a_record[operation.id](who), `${who} ${operation.id}: ${JSON.stringify(answer.json)}`);
    }
  for (const who of everyone) {
    const token = role_of[who] ? await sign_in(server, who) : undefined;
    assert.equal((await call(server, 'DELETE', '/api/v1/session', { token })).status, 204, who);
  }
});

test('a verdict on many is refused item by item as it is on one', async () => {
  for (const who of everyone.filter((name) => role_of[name])) {
    const refused = records.filter((record) => on_a_record.approveDeclaration(who, record) !== 200);
    const answer = await call(server, 'POST', '/api/v1/declarations/audit', { token: tokens[who], body: { action: 'approve', items: refused.map(({ id, revision }) => ({ id, revision })) } });
    assert.equal(answer.status, 200);
    const codes = { 403: 'not_allowed', 404: 'not_found', 409: 'wrong_state' };
    assert.deepEqual(answer.json.results.map(({ done, errors }) => [done, errors[0].code]), refused.map((record) => [false, codes[on_a_record.approveDeclaration(who, record)]]), who);
  }
});

test('people and organisations of the other county are seen and declared for by nobody of this one', async () => {
  const seen = async (who, target) => (await call(server, 'GET', `/api/v1/${target}`, { token: tokens[who] })).json.items?.map(({ id }) => id) ?? [];
  for (const who of everyone.filter((name) => role_of[name] && !name.startsWith('other') && name !== 'admin')) {
    assert.deepEqual((await seen(who, 'organisations')).filter((id) => id.startsWith('other')), [], who);
    assert.deepEqual((await seen(who, 'people?q=o')).filter((id) => id.startsWith('o')), [], who);
    if (!declares(role_of[who]) || role_of[who] === 'professional') continue;
    const answer = await call(server, 'POST', '/api/v1/declarations', { token: tokens[who], body: { ...contents[who], person: { id: 'o1' } } });
    assert.equal(answer.json.errors[0].code, 'unknown_person', who);
  }
  assert.deepEqual((await seen('other-authority', 'organisations')).sort(), ['other-authority', 'other-hospital']);
});

// A second backend for the contract: another language, another framework (openapi-backend, Ajv), nothing of ours but the assets. In memory, for tests.
//
//   node tests/contract/second/backend.mjs --assets DIR --port N      prints "portal ready http://127.0.0.1:PORT" as portal_server does
import http from 'node:http';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { load } from 'js-yaml';
import { OpenAPIBackend } from 'openapi-backend';
import { Store, media_type_of, new_id, rfc3339, sha256, year_of } from './store.mjs';
import { Refusal, declares } from './workflow.mjs';
import { Years } from './years.mjs';

const { values: options } = parseArgs({ strict: false, options: { assets: { type: 'string' }, port: { type: 'string', default: '0' }, 'allow-origin': { type: 'string', default: '' } } });
const contract_text = readFileSync(path.join(options.assets, 'api/openapi.yaml'));
const store = new Store(options.assets);
const names = store.fill(options.assets);
const { workflow, judge } = store;
const years = new Years(store);

const status_of = {
  malformed_json: 400, missing_idempotency_key: 400, not_signed_in: 401, wrong_credentials: 401, not_allowed: 403, not_found: 404, method_not_allowed: 405, wrong_state: 409, stale: 412,
  too_large: 413, unsupported_media_type: 415, invalid: 422, idempotency_mismatch: 422, precondition_required: 428, too_many_attempts: 429,
};
const idle_ms = 30 * 60_000, whole_ms = 12 * 3600_000, kib = 1024;

const json = (status, body, headers = {}) => ({ status, body: Buffer.from(JSON.stringify(body)), headers: { 'content-type': 'application/json', ...headers } });
function problem(code, { errors = [], ...more } = {}, headers = {}) {
  const body = { type: `/problems/${code}`, title: code, status: status_of[code], code, ...(errors.length > 0 && { errors }), ...more };
  return { status: status_of[code], body: Buffer.from(JSON.stringify(body)), headers: { 'content-type': 'application/problem+json', ...headers } };
}
const invalid = (...errors) => new Refusal('invalid', errors.map(([pointer, code]) => ({ pointer, code, params: {} })));
const etag_of = ({ revision }) => `"${revision}"`;

// ---- who calls ---------------------------------------------------------------------------------------------------------------------

function credential_of(request) {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { token: bearer, from_cookie: false };
  const cookie = /(?:^|; )portal_session=([^;]*)/.exec(request.headers.cookie ?? '')?.[1];
  return { token: cookie, from_cookie: Boolean(cookie) };
}
function session_of(token, now) {
  const session = store.sessions.get(token);
  if (!session || now >= session.used_ms + idle_ms || now >= session.created_ms + whole_ms) return null;
  session.used_ms = now;
  return session;
}
function is_forged(request, cookie_decides) {
  const { 'sec-fetch-site': site, origin, host } = request.headers;
  if (origin && origin === options['allow-origin'] && !cookie_decides) return false;
  if (site) return site !== 'same-origin' && site !== 'none';
  if (!origin) return cookie_decides;
  return origin.split('://')[1] !== host;
}

// ---- calls -------------------------------------------------------------------------------------------------------------------------

// call: {request, query, params, now, session, actor, body()}
const session_json = ({ actor, account, created_ms, used_ms }, now) => ({
  person: { ...actor.person, account }, role: actor.role, organisation: actor.organisation,
  expires_at: rfc3339(Math.min(used_ms + idle_ms, created_ms + whole_ms)), server_time: rfc3339(now), current_year: year_of(now),
});

function whole(call, record) {
  const { submitted_at, ...fields } = record;
  return { ...fields, allowed_actions: workflow.allowed(call.actor, record), next_auditor: workflow.next_auditor(record), credited_hours: store.hours_of(record) };
}
const told = (call, record, status = 200) => json(status, whole(call, record), { etag: etag_of(record), ...(status === 201 && { location: `/api/v1/declarations/${record.id}` }) });

function visible(call, id = call.params.id) {
  const record = store.declarations.get(id);
  if (!record || !workflow.may_read(call.actor, record)) throw new Refusal('not_found');
  return record;
}
function as_read(call, record) {
  const if_match = call.request.headers['if-match'];
  if (!if_match || if_match === '*') throw new Refusal('precondition_required');
  if (if_match !== etag_of(record)) throw Object.assign(new Refusal('stale'), { more: { current: whole(call, record) }, headers: { etag: etag_of(record) } });
}

// Attachments: what the server knows of them, and only of the caller's own or those that were in the record already.
function content_of(call, body, role, before, strict) {
  if (typeof body?.study_form !== 'string') throw invalid(['/study_form', 'wrong_type']);
  if (typeof body.values !== 'object' || body.values === null || Array.isArray(body.values)) throw invalid(['/values', 'wrong_type']);
  if (!Array.isArray(body.attachments)) throw invalid(['/attachments', 'wrong_type']);
  const attachments = body.attachments.map(({ material, sha256: key, name }, index) => {
    const stored = store.attachments.get(key);
    const allowed = stored && (stored.uploaders.has(call.actor.person.id) || before?.attachments.some((attachment) => attachment.sha256 === key));
    if (!allowed) throw invalid([`/attachments/${index}`, 'unknown_attachment']);
    return { material, sha256: key, name, media_type: stored.media_type, size_bytes: stored.bytes.length };
  });
  const content = { study_form: body.study_form, catalogue_version: body.catalogue_version ?? '', values: body.values, attachments };
  const faults = judge.judge(content, role, year_of(call.now), strict);
  if (faults.length > 0) throw new Refusal('invalid', faults);
  return content;
}

const reach_of = (actor) => (actor.organisation.role === 'base' ? store.organisations.get(actor.organisation.id).parent : actor.organisation.id);
function person_of(call, named, pointer) {
  if (call.actor.role === 'professional') {
    if (named && named !== call.actor.person.id) throw invalid([pointer, 'not_allowed']);
    return call.actor.person;
  }
  if (!named) throw invalid([pointer, 'required']);
  const person = store.people.get(named);
  if (!person || !workflow.is_within(person.organisation, reach_of(call.actor))) throw invalid([pointer, 'unknown_person']);
  return person;
}

function step(call, record, action, reason = '') {
  workflow.check(call.actor, action, record);
  if (['reject', 'revoke'].includes(action)) {
    if (typeof reason !== 'string' || reason.trim() === '') throw invalid(['/reason', 'required']);
    if ([...reason].length > 500) throw invalid(['/reason', 'too_long']);
  }
  if (action === 'submit') {
    const faults = judge.judge(record, record.declared_as, year_of(call.now), true);
    if (faults.length > 0) throw new Refusal('invalid', faults);
  }
  const next = workflow.after(record, call.actor, action, rfc3339(call.now), reason);
  store.declarations.set(next.id, next);
  return next;
}
const acting = (action) => (call) => {
  const record = visible(call);
  as_read(call, record);
  workflow.check(call.actor, action, record);
  return told(call, step(call, record, action, call.body().reason));
};

// What became of each of many: done, or the reasons why not.
function one_by_one(items, id_of, act) {
  if (!Array.isArray(items) || items.length < 1 || items.length > 500) throw invalid(['/items', 'too_many']);
  return json(200, {
    results: items.map((item) => {
      try {
        return { id: id_of(item), done: true, declaration: store.summary_of(act(item)) };
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        const errors = refusal.errors.length > 0 ? refusal.errors : [{ pointer: '', code: refusal.code, params: {} }];
        return { id: id_of(item), done: false, errors };
      }
    }),
  });
}

const sort_keys = {
  updated: (row) => row.updated_at, submitted: (row) => row.submitted_at, year: (row) => row.credited_year, form: (row) => row.study_form, title: (row) => row.title,
  person: (row) => row.person.name, amount: (row) => row.claimed_amount, state: (row) => ['draft', 'pending', 'approved', 'rejected'].indexOf(row.state),
};
const compare = (a, b) => (typeof a === 'number' ? a - b : Buffer.compare(Buffer.from(a), Buffer.from(b)));

function listed(actor, view) {
  const reached = (record) => record.state !== 'draft' && record.chain.some(({ id }, level) => id === actor.organisation.id && (level <= record.level || level === record.chain.length - 1));
  const declared_by_it = (record) => record.declared_as !== 'professional' && record.declaring_organisation.id === actor.organisation.id;
  return [...store.declarations.values()].filter((record) => ({
    own: () => record.person.id === actor.person.id && (record.state !== 'draft' || record.declared_as === 'professional'),
    audit: () => workflow.next_auditor(record)?.id === actor.organisation.id,
    records: () => reached(record) || declared_by_it(record),
    declared: () => declared_by_it(record),
  })[view]());
}

function list(call) {
  const { role } = call.actor;
  const { view = role === 'professional' ? 'own' : 'records', state, q = '', sort = 'updated', order = 'desc', limit = '50', cursor = '' } = call.query;
  const auditor = ['employer', 'department', 'authority'].includes(role);
  const may = { own: role === 'professional', audit: auditor, records: auditor || role === 'base', declared: declares(role) && role !== 'professional' };
  if (!may[view]) throw new Refusal('not_allowed');
  const search = q.trim().toLowerCase();
  const found = listed(call.actor, view).map((record) => store.summary_of(record)).filter((row) => `${row.title}\n${row.person.name}\n${row.person.number}`.toLowerCase().includes(search));
  const counts = { all: found.length, draft: 0, pending: 0, approved: 0, rejected: 0 };
  for (const row of found) counts[row.state] += 1;
  const direction = order === 'desc' ? -1 : 1;
  const key = sort_keys[sort];
  const in_order = (a, b) => direction * (compare(key(a), key(b)) || compare(a.id, b.id));
  const rows = found.filter((row) => !state || row.state === state).sort(in_order);
  let begin = 0;
  if (cursor) {
    let after;
    try {
      after = JSON.parse(Buffer.from(cursor, 'base64url'));
    } catch {
      throw invalid(['/cursor', 'invalid_cursor']);
    }
    if (after.sort !== sort || after.order !== order) throw invalid(['/cursor', 'invalid_cursor']);
    const behind = (row) => direction * (compare(key(row), after.key) || compare(row.id, after.id)) > 0;
    begin = rows.findIndex(behind);
    if (begin < 0) begin = rows.length;
  }
  const items = rows.slice(begin, begin + Number(limit));
  const more = begin + items.length < rows.length;
  const next_cursor = more ? Buffer.from(JSON.stringify({ sort, order, key: key(items.at(-1)), id: items.at(-1).id })).toString('base64url') : null;
  return json(200, { items, counts, total: rows.length, next_cursor });
}

const masked = (text, front, back) => (text.length <= front + back ? '*'.repeat(text.length) : text.slice(0, front) + '*'.repeat(text.length - front - back) + text.slice(-back));

const handlers = {
  signIn(call) {
    const { name, password, token: wants_token } = call.body();
    const faults = Object.entries({ name, password }).flatMap(([field, value]) => (typeof value !== 'string' || value === '' ? [[`/${field}`, 'required']] : []));
    if (faults.length > 0) throw invalid(...faults);
    if (name.length > 200) throw invalid(['/name', 'too_long']);
    const failures = store.failures.get(name) ?? { count: 0, blocked_until_ms: 0 };
    if (failures.blocked_until_ms > call.now) throw Object.assign(new Refusal('too_many_attempts'), { headers: { 'retry-after': String(Math.ceil((failures.blocked_until_ms - call.now) / 1000)) } });
    const account = store.accounts.get(name);
    if (account?.password !== password) {
      failures.count += 1;
      if (failures.count >= 5) failures.blocked_until_ms = call.now + 30_000 * 2 ** (failures.count - 5);
      store.failures.set(name, failures);
      throw new Refusal('wrong_credentials');
    }
    store.failures.delete(name);
    store.sessions.delete(credential_of(call.request).token);
    const token = randomBytes(32).toString('base64url');
    const session = { actor: store.actor_of(account), account: name, created_ms: call.now, used_ms: call.now, since: store.visits.get(name) ?? '' };
    store.visits.set(name, rfc3339(call.now));
    store.sessions.set(token, session);
    return json(201, { ...session_json(session, call.now), ...(wants_token && { token }) }, wants_token ? {} : { 'set-cookie': `portal_session=${token}; Path=/; HttpOnly; SameSite=Strict` });
  },
  getSession: (call) => json(200, session_json(call.session, call.now)),
  signOut(call) {
    store.sessions.delete(credential_of(call.request).token);
    return { status: 204, headers: { 'set-cookie': 'portal_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0' } };
  },
  getContract: () => ({ status: 200, body: contract_text, headers: { 'content-type': 'application/yaml' } }),
  getCatalogue(call) {
    const body = Buffer.from(JSON.stringify(store.catalogue));
    const etag = `"${sha256(body).slice(0, 32)}"`;
    return call.request.headers['if-none-match'] === etag ? { status: 304, headers: { etag } } : { status: 200, body, headers: { 'content-type': 'application/json', etag } };
  },
  listDeclarations: list,
  createDeclaration(call) {
    if (!declares(call.actor.role)) throw new Refusal('not_allowed');
    const body = call.body();
    const content = content_of(call, body, call.actor.role, null, false);
    const record = workflow.new_draft(new_id(call.now), call.actor, person_of(call, body.person?.id, '/person/id'), content, rfc3339(call.now));
    store.declarations.set(record.id, record);
    return told(call, record, 201);
  },
  declareForMany(call) {
    if (!declares(call.actor.role) || call.actor.role === 'professional') throw new Refusal('not_allowed');
    const { people, content: typed, submit } = call.body();
    const content = content_of(call, typed, call.actor.role, null, submit === true);
    return one_by_one(people, (id) => id, (id) => {
      const record = workflow.new_draft(new_id(call.now), call.actor, person_of(call, id, '/id'), structuredClone(content), rfc3339(call.now));
      store.declarations.set(record.id, record);
      return submit ? step(call, record, 'submit') : record;
    });
  },
  auditMany(call) {
    const { action, items, reason } = call.body();
    if (!['approve', 'reject'].includes(action)) throw invalid(['/action', 'unknown_name']);
    if (action === 'reject' && !reason?.trim()) throw invalid(['/reason', 'required']);
    return one_by_one(items, ({ id }) => id, ({ id, revision }) => {
      const record = visible(call, id);
      if (record.revision !== revision) throw new Refusal('stale');
      return step(call, record, action, reason);
    });
  },
  getDeclaration(call) {
    const record = visible(call);
    return call.request.headers['if-none-match'] === etag_of(record) ? { status: 304, headers: { etag: etag_of(record) } } : told(call, record);
  },
  saveDeclaration(call) {
    const record = visible(call);
    as_read(call, record);
    workflow.check(call.actor, 'save', record);
    const next = { ...record, ...content_of(call, call.body(), record.declared_as, record, false), revision: record.revision + 1, updated_at: rfc3339(call.now) };
    store.declarations.set(record.id, next);
    return told(call, next);
  },
  deleteDeclaration(call) {
    const record = visible(call);
    as_read(call, record);
    workflow.check(call.actor, 'delete', record);
    store.declarations.delete(record.id);
    return { status: 204 };
  },
  submitDeclaration: acting('submit'),
  withdrawDeclaration: acting('withdraw'),
  approveDeclaration: acting('approve'),
  rejectDeclaration: acting('reject'),
  revokeDeclaration: acting('revoke'),
  copyDeclaration(call) {
    const record = visible(call);
    as_read(call, record);
    workflow.check(call.actor, 'copy', record);
    const draft = store.copy(record, call.actor, new_id(call.now), rfc3339(call.now));
    store.declarations.set(draft.id, draft);
    return told(call, draft, 201);
  },
  putAttachment(call) {
    const { bytes, request, params } = call;
    if (!declares(call.actor.role)) throw new Refusal('not_allowed');
    if (!/^[0-9a-f]{64}$/.test(params.sha256)) throw new Refusal('not_found');
    const type = (request.headers['content-type'] ?? '').split(';')[0];
    if (!['image/jpeg', 'image/png', 'application/pdf'].includes(type)) throw new Refusal('unsupported_media_type');
    if (bytes.length === 0) throw invalid(['', 'attachment_empty']);
    if (sha256(bytes) !== params.sha256) throw invalid(['', 'hash_mismatch']);
    if (media_type_of(bytes) !== type) throw invalid(['', 'attachment_type']);
    const { was_there, ...stored } = store.keep(bytes, call.actor.person.id);
    return json(was_there ? 200 : 201, stored);
  },
  getAttachment(call) {
    const stored = store.attachments.get(call.params.sha256);
    const record = store.declarations.get(call.query.declaration);
    const within = record && workflow.may_read(call.actor, record) && record.attachments.find((attachment) => attachment.sha256 === call.params.sha256);
    if (!stored || (!within && !stored.uploaders.has(call.actor.person.id))) throw new Refusal('not_found');
    const shown = call.query.inline === '1' && stored.media_type.startsWith('image/') ? 'inline' : 'attachment';
    return {
      status: 200, body: stored.bytes,
      headers: { 'content-type': stored.media_type, etag: `"${call.params.sha256}"`, 'content-security-policy': "sandbox; default-src 'none'", 'content-disposition': `${shown}; filename*=UTF-8''${encodeURIComponent(within?.name ?? call.params.sha256.slice(0, 12))}` },
    };
  },
  getSummary(call) {
    if (call.actor.role !== 'professional') throw new Refusal('not_allowed');
    return json(200, years.of(call.actor.person.id, Number(call.query.year ?? year_of(call.now))));
  },
  listSummaryYears(call) {
    if (call.actor.role !== 'professional') throw new Refusal('not_allowed');
    const last = Number(call.query.year ?? year_of(call.now));
    return json(200, { items: Array.from({ length: Number(call.query.years ?? 5) }, (_, back) => years.of(call.actor.person.id, last - back)) });
  },
  listSummaryPeople(call) {
    if (!['employer', 'department', 'authority'].includes(call.actor.role)) throw new Refusal('not_allowed');
    const { q = '', reached, limit = '50', cursor } = call.query;
    return json(200, years.of_people(call.actor.organisation.id, Number(call.query.year ?? year_of(call.now)), { q: q.trim().toLowerCase(), reached, limit: Number(limit), after: Number(cursor ?? 0) }));
  },
  getToDo(call) {
    const { actor, session } = call;
    const rows = (view) => listed(actor, view).map((record) => store.summary_of(record));
    const declared = !declares(actor.role) ? [] : rows(actor.role === 'professional' ? 'own' : 'declared');
    const news = declared.filter(({ state, updated_at }) => ['approved', 'rejected'].includes(state) && updated_at > session.since).sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1));
    const waiting = ['employer', 'department', 'authority'].includes(actor.role) ? rows('audit') : [];
    return json(200, {
      since: session.since, drafts: declared.filter(({ state }) => state === 'draft').length, waiting: waiting.length, waiting_since: waiting.map(({ updated_at }) => updated_at).sort()[0] ?? '',
      news: news.slice(0, 20).map((record) => ({ record, reason: record.state === 'rejected' ? store.declarations.get(record.id).history.at(-1).reason : '' })), more_news: news.length > 20,
    });
  },
  listPeople(call) {
    if (call.actor.role === 'professional') throw new Refusal('not_allowed');
    const { q = '', limit = '50' } = call.query;
    if (call.actor.role === 'base' && q.trim() === '') throw invalid(['/q', 'required']);
    const items = [...store.people.values()]
      .filter((person) => workflow.is_within(person.organisation, reach_of(call.actor)) && `${person.name}\n${person.number}`.toLowerCase().includes(q.trim().toLowerCase()))
      .slice(0, Number(limit))
      .map(({ id, name, number, resident_id, mobile, organisation }) => {
        const { id: organisation_id, name: organisation_name, role } = store.organisations.get(organisation);
        return { id, revision: 1, name, number, left_at: '', resident_id: masked(resident_id, 3, 4), mobile: masked(mobile, 3, 4), organisation: { id: organisation_id, name: organisation_name, role } };
      });
    return json(200, { items, next_cursor: null });
  },
  listOrganisations(call) {
    const own = call.actor.organisation.id;
    const items = [...store.organisations.values()].filter(({ id }) => call.actor.role === 'admin' || workflow.is_within(own, id) || workflow.is_within(id, own));
    return json(200, { items: items.map((organisation) => ({ revision: 1, ...organisation })) });
  },
};

// ---- HTTP --------------------------------------------------------------------------------------------------------------------------

const api = new OpenAPIBackend({ definition: load(String(contract_text)), apiRoot: '/api/v1', quick: true, validate: true, ajvOpts: { strict: false, formats: { 'date-time': true, password: true, binary: true } } });
await api.init();
const open_calls = new Set(['signIn', 'signOut', 'getCatalogue', 'getContract']);

function answer(request, bytes) {
  const now = Date.now();
  const url = new URL(request.url, 'http://x');
  const found = api.matchOperation({ method: request.method, path: url.pathname, headers: request.headers, query: url.search.slice(1) });
  if (!found || !handlers[found.operationId]) {
    const other = ['GET', 'PUT', 'POST', 'DELETE'].some((method) => api.matchOperation({ method, path: url.pathname, headers: {} }));
    throw new Refusal(other ? 'method_not_allowed' : 'not_found');
  }
  const { operationId } = found;
  const credential = credential_of(request);
  const is_safe = request.method === 'GET';
  if (!is_safe && (credential.from_cookie || operationId === 'signIn') && is_forged(request, credential.from_cookie)) throw new Refusal('not_allowed');
  const session = session_of(credential.token, now);
  if (!session && !open_calls.has(operationId)) throw new Refusal('not_signed_in');
  const key = request.headers['idempotency-key'];
  const repeats = request.method === 'POST' && operationId !== 'signIn';
  if (repeats && !/^[A-Za-z0-9_-]{16,64}$/.test(key ?? '')) throw new Refusal('missing_idempotency_key');

  const slot = repeats && `${session.actor.person.id} ${key}`;
  const fingerprint = repeats && sha256(Buffer.concat([Buffer.from(`${request.method} ${request.url} ${request.headers['if-match']}\n`), bytes]));
  const kept = repeats && store.answers.get(slot);
  if (kept) {
    if (kept.fingerprint !== fingerprint) throw new Refusal('idempotency_mismatch');
    return { ...kept.told, headers: { ...kept.told.headers, 'idempotency-replayed': 'true' } };
  }
  const body = () => {
    if (bytes.length === 0) return {};
    if ((request.headers['content-type'] ?? '').split(';')[0] !== 'application/json') throw new Refusal('unsupported_media_type');
    let parsed;
    try {
      parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      throw new Refusal('malformed_json');
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw invalid(['', 'wrong_type']);
    return parsed;
  };
  const query = Object.fromEntries(url.searchParams);
  // Query parameters by the contract's own schemas.
  const { errors } = api.validateRequest({ method: request.method, path: url.pathname, headers: request.headers, query: url.search.slice(1) }, found);
  const wrong = (errors ?? []).filter(({ instancePath }) => instancePath.startsWith('/query/')).map(({ instancePath }) => [instancePath.slice('/query'.length), 'unknown_name']);
  if (wrong.length > 0) throw invalid(...wrong);
  const params = api.router.parseRequest({ method: request.method, path: url.pathname, headers: request.headers }, found).params;
  const done = handlers[operationId]({ request, bytes, query, params, now, session, actor: session?.actor, body });
  if (repeats && done.status < 300) store.answers.set(slot, { fingerprint, told: done });
  return done;
}

// A page of another origin asks before it calls; it comes with a token, never with a cookie.
const asks_first = ({ method, headers }) => method === 'OPTIONS' && headers.origin === options['allow-origin'] && headers['access-control-request-method'] !== undefined;
const may_ask = { 'access-control-allow-methods': 'GET, POST, PUT, DELETE', 'access-control-allow-headers': 'Accept, Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key', 'access-control-max-age': '600' };

const server = http.createServer((request, response) => {
  const parts = [];
  let size = 0;
  const limit = request.method === 'PUT' && request.url.includes('/attachments/') ? 10 * kib * kib : 256 * kib;
  request.on('data', (part) => (size += part.length) <= limit && parts.push(part));
  request.on('end', () => {
    let told_;
    try {
      if (size > limit) throw new Refusal('too_large');
      if (asks_first(request)) return void response.writeHead(204, { ...may_ask, 'access-control-allow-origin': request.headers.origin, vary: 'Origin' }).end();
      told_ = answer(request, Buffer.concat(parts));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      told_ = problem(refusal.code, { errors: refusal.errors, ...refusal.more }, refusal.headers);
    }
    const { status, body = Buffer.alloc(0), headers = {} } = told_;
    const may_read = request.headers.origin === options['allow-origin'] && {
      'access-control-allow-origin': request.headers.origin,
      'access-control-expose-headers': 'ETag, Idempotency-Replayed, Location, Retry-After, X-Request-Id',
    };
    const defaults = { ...may_read, vary: 'Origin', 'x-request-id': randomBytes(8).toString('hex'), 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
    response.writeHead(status, { ...defaults, ...headers, ...(status !== 204 && status !== 304 && { 'content-length': body.length }) });
    response.end(status === 304 || request.method === 'HEAD' ? undefined : body);
  });
});
server.keepAliveTimeout = 120_000;  // longer than any client keeps a connection: none is closed under a request
server.listen(Number(options.port), '127.0.0.1', () => {
  console.log(`demo accounts:\n${names.map((name) => `  ${name} `).join('\n')}`);
  console.log(`portal ready http://127.0.0.1:${server.address().port}`);
});
process.on('SIGTERM', () => server.close(() => process.exit(0)) && server.closeIdleConnections());

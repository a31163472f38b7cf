// The written contract itself: valid OpenAPI 3.1, an example for every body, answer and error, and each example true to its schema.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { AgainstContract, judge_exchange } from './contract_check.mjs';
import { assets, make_folder } from './server.mjs';

const root = path.dirname(assets);
const lint = (file) => spawnSync(path.join(root, 'node_modules/.bin/redocly'), ['lint', '--config', path.join(root, '.redocly.yaml'), '--format=json', file], {
  encoding: 'utf8',
  env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
});

test('the contract is linted without a warning', () => {
  const run = lint(path.join(assets, 'api/openapi.yaml'));
  assert.equal(run.status, 0, run.stdout + run.stderr);
  const { totals } = JSON.parse(run.stdout);
  assert.deepEqual(totals, { errors: 0, warnings: 0, ignored: 0 });
});

test('an example that is not true to its schema, and one that is missing, are told', () => {
  const place = make_folder();
  const document = readFileSync(path.join(assets, 'api/openapi.yaml'), 'utf8');
  const file = path.join(place.folder, 'openapi.yaml');
  for (const [from, to, rule] of [
    ['current_year: 2026\n', 'current_year: soon\n', 'no-invalid-media-type-examples'],
    [/          examples:\n            large: .*\n/, '', 'rule/json-has-an-example'],
  ]) {
    const changed = document.replace(from, to);
    assert.notEqual(changed, document);
    writeFileSync(file, changed);
    const run = lint(file);
    assert.notEqual(run.status, 0);
    assert.ok(JSON.parse(run.stdout).problems.some((problem) => problem.ruleId === rule), run.stdout);
  }
  place.remove();
});

test('what is asked or answered against the contract is told', () => {
  const answer = (status, json, type = 'application/json') => ({ status, json, bytes: Buffer.from(JSON.stringify(json)), headers: new Headers({ 'content-type': type }) });
  const asked = { method: 'PUT', target: `/api/v1/attachments/${'a'.repeat(64)}`, headers: { 'content-type': 'image/png' }, body: Buffer.from('x') };
  const stored = { sha256: 'a'.repeat(64), media_type: 'image/png', size_bytes: 1 };
  judge_exchange(asked, answer(201, stored));
  judge_exchange({ ...asked, target: '/elsewhere' }, answer(299, 1));
  for (const wrong of [answer(299, stored), answer(201, { ...stored, size_bytes: 'one' }), answer(201, { sha256: stored.sha256 }), answer(201, stored, 'text/html'), answer(422, { code: 'invalid' }, 'application/problem+json')])
    assert.throws(() => judge_exchange(asked, wrong), AgainstContract);
  const signed_in = (body) => judge_exchange({ method: 'PUT', target: '/api/v1/session/password', headers: { 'content-type': 'application/json' }, body }, { status: 204, bytes: Buffer.alloc(0), headers: new Headers() });
  signed_in({ current: 'a', password: 'long-enough-1' });
  assert.throws(() => signed_in({ current: 'a' }), AgainstContract, 'carried out, though it lacks what is required');
});

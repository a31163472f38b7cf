// The written contract itself: valid OpenAPI 3.1, an example for every body, answer and error, and each example true to its schema.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
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

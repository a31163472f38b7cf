// shell/server/SECURITY.md names tests: each of them exists.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { assets } from './server.mjs';

const root = path.dirname(assets);
const all = (folder, ending) => readdirSync(path.join(root, folder)).filter((name) => name.endsWith(ending)).map((name) => readFileSync(path.join(root, folder, name), 'utf8')).join('\n');

test('every test that the table of requirements names is there', () => {
  const table = readFileSync(path.join(root, 'shell/server/SECURITY.md'), 'utf8').split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|')[3]).join('\n');
  const cpp = all('tests/server', '.cpp'), js = all('tests/contract', '.test.mjs');
  const names = [...table.matchAll(/`([A-Z]\w+)\.(\w+)`/g)], sentences = [...table.matchAll(/"([^"]+)"/g)];
  assert.ok(names.length > 30 && sentences.length > 30, `${names.length} names, ${sentences.length} sentences`);
  for (const [, suite, name] of names) assert.match(cpp, new RegExp(`TEST\\(${suite}, ${name}\\)`));
  for (const [, sentence] of sentences) assert.ok(['"', "'", '`'].some((quote) => js.includes(`test(${quote}${sentence}${quote}`)), sentence);
});

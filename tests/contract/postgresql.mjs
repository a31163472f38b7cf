// A private PostgreSQL for tests that stop it, crash it, or share it between servers (tests/postgresql.sh). It syncs as in earnest.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assets } from './server.mjs';

const script = path.join(assets, '../tests/postgresql.sh');

function run(...words) {
  // The daemon keeps what it inherits open: nothing of it may be a pipe that somebody waits for.
  const result = spawnSync(script, words, { encoding: 'utf8', timeout: 180_000 });
  return { status: result.status, out: result.stdout.trim(), err: result.stderr };
}

// A reason to leave such tests out: on a developer's machine without PostgreSQL. Never in CI.
export const no_postgresql = () => (run('programs').status === 77 && !process.env.CI ? 'PostgreSQL is not installed (Debian: postgresql)' : false);

export function start_postgresql() {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-pg-'));
  const start = () => {
    const { status, out, err } = run('start', folder);
    if (status !== 0) throw new Error(`PostgreSQL does not start: ${err}`);
    return out;
  };
  const url = start();
  return {
    folder,
    url,
    start,
    stop: (mode = 'fast') => run('stop', folder, mode),
    remove() {
      run('stop', folder, 'immediate');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

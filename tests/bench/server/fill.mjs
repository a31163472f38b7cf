// A database with as many declarations as wanted: copies of one approved record, over people and employers, each reaching its employer and the
// authority. Written straight into the tables, as fast as the engine takes it; the server reads them as its own.
import { spawnSync } from 'node:child_process';

const people = 1000;
const employers = ['hospital', 'tcm-hospital', 'cdc'];

// Numbers `from` to `to` - 1.
const numbers = { sqlite: (from, to) => `WITH RECURSIVE n (i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${to})`, postgresql: (from, to) => `WITH n (i) AS (SELECT generate_series(${from}, ${to} - 1))` };
const padded = { sqlite: (what) => `printf('%08d', ${what})`, postgresql: (what) => `lpad((${what})::text, 8, '0')` };
const of_list = (list, what) => `(CASE (${what}) % ${list.length} ${list.map((value, index) => `WHEN ${index} THEN '${value}'`).join(' ')} END)`;

export function run_sql(engine, where, sql) {
  const command = engine === 'sqlite' ? ['sqlite3', ['-bail', where]] : ['psql', ['--quiet', '--tuples-only', '--no-align', '--set', 'ON_ERROR_STOP=1', where]];
  const ran = spawnSync(...command, { input: sql, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout;
}

// Numbers `from` to `to` - 1 of the copies; the first call also makes the people.
export function fill(engine, where, from, to) {
  const n = numbers[engine], id = `'bench-' || ${padded[engine]('i')}`;
  const at = `'20' || CAST(10 + i % 16 AS TEXT) || '-0' || CAST(1 + i % 9 AS TEXT) || '-1' || CAST(i % 10 AS TEXT) || 'T08:' || CAST(10 + i % 50 AS TEXT) || ':00.' || CAST(100 + i % 900 AS TEXT) || 'Z'`;
  const form = of_list(Array.from({ length: 16 }, (_, index) => String(index + 1).padStart(2, '0')), 'i');
  const state = of_list(['approved', 'approved', 'approved', 'pending', 'rejected'], 'i / 16');
  const make_people = `INSERT INTO people (id, name, number, resident_id, mobile, organisation, search_text) ${n(0, people)}
    SELECT 'bench-' || i, 'bench ' || i, 'B' || i, '', '', ${of_list(employers, 'i')}, 'bench ' || i FROM n;`;
  return run_sql(engine, where, `${engine === 'sqlite' ? 'PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL; PRAGMA cache_size = -1000000;' : ''}
BEGIN;
${from === 0 ? make_people : ''}
INSERT INTO declarations (id, revision, state, state_order, study_form, title, claimed_amount, credited_year, person, person_name, declarer, declared_as,
  organisation, next_auditor, submitted_at, updated_at, search_text, document, summary) ${n(from, to)}
  SELECT ${id}, 1, ${state}, 2, ${form}, 'bench ' || i, claimed_amount, 2010 + i % 16, 'bench-' || (i % ${people}), 'bench', declarer, declared_as,
    ${of_list(employers, `i % ${people}`)}, '', ${at}, ${at}, 'bench ' || i, replace(document, t.id, ${id}), replace(replace(summary, t.id, ${id}), t.updated_at, ${at})
  FROM n CROSS JOIN (SELECT * FROM declarations WHERE state = 'approved' AND id NOT LIKE 'bench%' ORDER BY id LIMIT 1) t;
INSERT INTO declaration_reach (organisation, declaration, state, study_form, credited_year, updated_at)
  SELECT organisation, id, state, study_form, credited_year, updated_at FROM declarations WHERE id >= 'bench-' || ${padded[engine](from)} AND id < 'bench-' || ${padded[engine](to)};
INSERT INTO declaration_reach (organisation, declaration, state, study_form, credited_year, updated_at)
  SELECT 'authority', id, state, study_form, credited_year, updated_at FROM declarations WHERE id >= 'bench-' || ${padded[engine](from)} AND id < 'bench-' || ${padded[engine](to)};
DELETE FROM reach_counts;
INSERT INTO reach_counts (organisation, study_form, credited_year, state, declarations)
  SELECT organisation, study_form, credited_year, state, COUNT(*) FROM declaration_reach GROUP BY organisation, study_form, credited_year, state;
COMMIT;
${engine === 'sqlite' ? 'PRAGMA wal_checkpoint(TRUNCATE);' : 'VACUUM ANALYZE;'}`);
}

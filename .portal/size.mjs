// ./portal size: what each file of the page weighs, raw and as brotli sends it, beside its budget (size_budget.json).
//
// Prints a table; the last line is "ok", or the program ends with 1 and says what is too heavy. A file without a budget is too heavy: whoever
// adds one says what it may weigh. Not judged: the fallback font's slices, of which a machine without a Chinese font fetches what it draws, and the contract's page.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const not_judged = /^(assets\/fonts\/(?!fallback\.json)|contract\/)/;

/**
 * @param {Map<string, number>} sizes path → bytes as sent
 * @param {{first_view_target: number, first_view: Record<string, number>, later: Record<string, number>}} budget
 * @returns {{problems: string[], first_view: number, first_view_budget: number}}
 */
export function judge(sizes, budget) {
  const allowed = new Map([...Object.entries(budget.first_view), ...Object.entries(budget.later)]);
  const problems = [];
  for (const [path, bytes] of sizes) {
    const limit = allowed.get(path);
    if (limit === undefined) problems.push(`${path} has no budget`);
    else if (bytes > limit) problems.push(`${path} weighs ${bytes}, ${bytes - limit} more than its budget of ${limit}`);
  }
  for (const path of allowed.keys()) if (!sizes.has(path)) problems.push(`${path} has a budget and is not there`);
  const sum = (/** @type {number[]} */ list) => list.reduce((total, bytes) => total + bytes, 0);
  return {
    problems,
    first_view: sum(Object.keys(budget.first_view).map((path) => sizes.get(path) ?? 0)),
    first_view_budget: sum(Object.values(budget.first_view)),
  };
}

/** @param {string} folder @returns {string[]} */
const files_in = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files_in(join(folder, entry.name)) : [join(folder, entry.name)]));

function main() {
  const here = dirname(fileURLToPath(import.meta.url));
  const site = join(here, "../build/site");
  const budget = JSON.parse(readFileSync(join(here, "size_budget.json"), "utf8"));
  const size = (/** @type {string} */ file) => (existsSync(file) ? statSync(file).size : 0);
  const paths = files_in(site).filter((file) => !/\.(br|gz)$/.test(file)).map((file) => relative(site, file));
  const sent = (/** @type {string} */ path) => size(join(site, `${path}.br`)) || size(join(site, path));
  const judged = paths.filter((path) => !not_judged.test(path));
  const sizes = new Map(judged.sort((a, b) => sent(b) - sent(a)).map((path) => [path, sent(path)]));

  const line = (...columns) => console.log(columns.slice(0, 3).map((value) => String(value).padStart(9)).join(" ") + "  " + columns[3]);
  line("raw", "brotli", "budget", "");
  for (const [path, bytes] of sizes) line(size(join(site, path)), bytes, budget.first_view[path] ?? budget.later[path] ?? "none", path + (path in budget.first_view ? "" : " (later)"));
  const { problems, first_view, first_view_budget } = judge(sizes, budget);
  line("", first_view, first_view_budget, `first view; target ${budget.first_view_target}`);
  const slices = paths.filter((path) => not_judged.test(path) && !path.startsWith("contract/"));
  line(slices.reduce((total, path) => total + size(join(site, path)), 0), "", "", "assets/fonts/: fetched by machines without a Chinese font, what they draw");
  if (problems.length === 0) return console.log("ok");
  for (const problem of problems) console.error(`✗ ${problem}`);
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();

// ./portal bench [--rounds N]: what the page weighs and how quick it is, beside a plain HTML form in the same run.
//
// Rounds alternate the two pages, each with a fresh browser and an empty profile; medians are printed. Then what the mirror costs, with
// 100,000 records too. Bytes and counts are asserted, times are not. The browser draws on the CPU here (headless, SwiftShader), so that every drawn frame costs more than on a machine with a GPU.
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { Api, Server, demo_password } from "../browser/server.mjs";
import { import_cost, print_import_cost } from "./import_rows.mjs";
import { serve_many_records } from "./many_records.mjs";
import { bytes_of, fresh_browser, idle, keys, load, median } from "./measure.mjs";
import { print_mirror_bytes } from "./mirror_bytes.mjs";
import { mirror_cost, print_mirror_cost, wrong_counts } from "./mirror_cost.mjs";
import { painter_cost, print_painter_cost } from "./painters.mjs";
import { serve_plain } from "./plain.mjs";

const cold_bytes_max = 400 * 1024;
const { values: options } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const rounds = Math.max(1, Number(options.rounds) || 3);

async function signed_in_cookie(server, name = "professional") {
  const api = new Api(server.url);
  await api.post("/session", { name, password: demo_password });
  const [cookie, value] = api.cookie.split("=");
  return { name: cookie, value, url: server.url };
}

/** @param {{url: string, prepare: (context: any) => Promise<void>, choose: (page: any) => Promise<void>}} subject */
async function round(subject) {
  const browser = await fresh_browser();
  try {
    await subject.prepare(browser.context);
    const result = {};
    result.bytes = await bytes_of(browser, async () => (result.cold_ms = await load(browser, subject.url)));
    for (let i = 0; i < 2; ++i) {
      await browser.page.goto("about:blank");
      result.warm_ms = await load(browser, subject.url); // the second: HTTP cache and code cache are filled
    }
    await subject.choose(browser.page);
    result.idle = await idle(browser);
    result.keys = await keys(browser);
    return result;
  } finally {
    await browser.close();
  }
}

function print(subjects) {
  const names = Object.keys(subjects);
  const kinds = [...new Set(names.flatMap((name) => Object.keys(subjects[name][0].bytes.by_kind)))];
  const of = (name, pick) => median(subjects[name].map(pick));
  const kib = (bytes) => (Number.isFinite(bytes) && bytes > 0 ? (bytes / 1024).toFixed(1) : "–");
  const rows = [
    ["cold load, KiB over the wire", (name) => kib(of(name, (r) => r.bytes.total))],
    ...kinds.map((kind) => [`  ${kind}`, (name) => kib(of(name, (r) => r.bytes.by_kind[kind] ?? 0))]),
    ["  requests", (name) => String(of(name, (r) => r.bytes.requests))],
    ["cold load → form usable, ms", (name) => of(name, (r) => r.cold_ms).toFixed(0)],
    ["warm load → form usable, ms", (name) => of(name, (r) => r.warm_ms).toFixed(0)],
    ["10 idle seconds: CPU, s", (name) => of(name, (r) => r.idle.cpu_s).toFixed(2)],
    ["10 idle seconds: frames", (name) => String(of(name, (r) => r.idle.frames))],
    ["key → painted, ms (median of 30)", (name) => of(name, (r) => median(r.keys.painted_ms)).toFixed(1)],
    ["key → presented, ms (median of 30)", (name) => of(name, (r) => median(r.keys.presented_ms)).toFixed(1)],
  ];
  const line = (cells) => cells.map((cell, i) => (i ? cell.padStart(12) : cell.padEnd(36))).join("");
  console.log(line(["", ...names]));
  for (const [label, value] of rows) console.log(line([label, ...names.map(value)]));
}

const busy = loadavg()[0] > availableParallelism();
const server = await new Server().start();
const plain = await serve_plain();
const many = await serve_many_records(server, 100_000);
const results = { portal: [], plain: [] };
let version = "";
let mirror, painters, imported;
try {
  const cookie = await signed_in_cookie(server);
  const subjects = {
    portal: {
      url: `${server.url}/#/declare/06`,
      prepare: async (context) => {
        await context.addCookies([cookie]);
        version = context.browser().version();
      },
      choose: (page) => page.getByRole("radio", { name: "论文", exact: true }).check(),
    },
    plain: { url: plain.url, prepare: async () => {}, choose: async () => {} },
  };
  for (let i = 0; i < rounds; ++i) {
    for (const name of i % 2 ? ["plain", "portal"] : ["portal", "plain"]) {
      console.error(`  … ${name}, round ${i + 1} of ${rounds}`);
      results[name].push(await round(subjects[name]));
    }
  }
  console.error("  … the mirror, frame by frame");
  mirror = await mirror_cost({ portal: many.url, plain: plain.url, cookie });
  console.error("  … the painters");
  painters = await painter_cost({ url: many.url, cookie });
  console.error("  … a spreadsheet");
  imported = await import_cost({ url: server.url, cookie: await signed_in_cookie(server, "base") });
} finally {
  await many.stop();
  await plain.stop();
  await server.stop();
}
console.log(`Chromium ${version}, 1280×800, software rendering, medians of ${rounds} rounds; plain = the same form as hand-written HTML\n`);
print(results);
console.log();
print_mirror_cost(mirror);
print_painter_cost(painters);
print_import_cost(imported);
await print_mirror_bytes();
if (busy) console.log("\n! other work ran on this machine: the times say little");

const uncompressed = results.portal[0].bytes.uncompressed;
if (uncompressed.length > 0) console.log(`\nnot sent as brotli: ${uncompressed.join(", ")}`);
const heaviest = Math.max(...results.portal.map((r) => r.bytes.total));
const fits = heaviest <= cold_bytes_max;
console.log(`\n${fits ? "✓" : "✗"} cold load ${(heaviest / 1024).toFixed(1)} KiB, at most ${cold_bytes_max / 1024} KiB`);
const wrong = wrong_counts(mirror);
console.log(wrong.length === 0 ? "✓ elements and patches of the mirror" : wrong.map((sentence) => `✗ ${sentence}`).join("\n"));
process.exitCode = fits && wrong.length === 0 ? 0 : 1;

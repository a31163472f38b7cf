// A spreadsheet of 10,000 rows chosen for import: until every row is checked, with the server too, and shown; and the part of it in which the client reads the rows as
// JSON and judges them (model/sheet.h). The same rows natively: build/native/bin/portal_sheet_bench.
import { csv, headings, trainee, xlsx } from "../browser/sheets.mjs";
import { bench_browser, median } from "./measure.mjs";

const count = 10_000;
const times = 3;
const rows = [headings, ...Array.from({ length: count }, (_, i) => trainee("SZ10021", `第 ${i} 期培训班`, i % 10 ? {} : { end: "2026-03-01" }))];
const counts_text = `共 ${count} 行：${count * 0.9} 行没有问题，${count * 0.1} 行有问题`;

/** The bridge works through a message before send() returns. */
function time_the_client() {
  document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ bridge }) => {
    const send = bridge.send.bind(bridge);
    bridge.send = (message) => {
      const start = performance.now();
      send(message);
      if (message.type === "sheet_read") window.judged_ms = performance.now() - start;
    };
  } }));
}

/** @param {{url: string, cookie: {name: string, value: string, url: string}}} options of who declares for people */
export async function import_cost({ url, cookie }) {
  const results = {};
  for (const file of [xlsx("rows.xlsx", rows), csv("rows.csv", rows)]) {
    const taken = { shown_ms: [], judged_ms: [] };
    for (let i = 0; i < times; ++i) {
      const browser = await bench_browser();
      try {
        await browser.context.addCookies([cookie]);
        await browser.page.goto(`${url}/#/import/01`);
        const chooser = browser.page.locator('[id="import/file"]');
        await chooser.waitFor();
        await browser.page.evaluate(time_the_client);
        const start = performance.now();
        await chooser.setInputFiles(file);
        await browser.page.locator('[id="import/counts"]', { hasText: counts_text }).waitFor();
        taken.shown_ms.push(performance.now() - start);
        taken.judged_ms.push(await browser.page.evaluate(() => window.judged_ms));
      } finally {
        await browser.close();
      }
    }
    results[file.name] = taken;
  }
  return results;
}

export function print_import_cost(results) {
  console.log(`\nA spreadsheet of ${count} rows and ${headings.length} columns, medians of ${times}; the target for judging: under 1 s`);
  for (const [name, { shown_ms, judged_ms }] of Object.entries(results))
    console.log(`  ${name}: chosen → checked with the server and shown ${median(shown_ms).toFixed(0)} ms, of which the client reads and judges ${median(judged_ms).toFixed(0)} ms`);
}

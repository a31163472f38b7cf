// ./portal first-view: finds out which functions of the client the first views call, and writes the others to shell/browser/later.txt.
//
// The whole client (build/web/bin/whole.wasm) counts its functions while Chromium goes through what most visits begin with: signing in, the
// list, a form filled in, in both painters, on a phone, and what those see first who audit (tests/browser/first_views.mjs).
// A function that is new or has another name than in the list stays in the first part. Run this when ./portal size says that it has become
// too heavy, and when tests/browser/loading.test.mjs says that a first view waits for later.wasm.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entry_of, wasm_features } from "../../.portal/wasm_names.mjs";
import { Server, root } from "../browser/server.mjs";
import { chromium_flags, launch } from "../browser/fixture.mjs";
import { first_visits } from "../browser/first_views.mjs";

const rounds = 3; // what is called depends a little on what comes first
const bin = join(root, "build/web/bin");
const whole = join(bin, "whole.wasm");
const folder = mkdtempSync(join(tmpdir(), "portal-first-view-"));
const wasm_split = (...options) => execFileSync(join(process.env.PORTAL_EMSCRIPTEN ?? "", "../../bin/wasm-split"), [...wasm_features, ...options], { maxBuffer: 1e9 }).toString();

/** In the page: keeps the instance of the client, whose exports the page's modules keep to themselves. */
function keep_instance() {
  const real = WebAssembly.instantiate;
  WebAssembly.instantiate = async (module, imports) => {
    const instance = await real(module, imports);
    window.counted = instance.exports;
    return instance;
  };
}

/** In the page, when all is done: what counts does not survive it. */
function read_counts() {
  const memory = Object.values(window.counted).find((part) => part instanceof WebAssembly.Memory);
  const size = window.counted.__write_profile(0, 0);
  const address = memory.grow(Math.ceil(size / 65536) + 1) * 65536;
  window.counted.__write_profile(address, size);
  return [...new Uint8Array(memory.buffer, address, size)];
}

const site = join(folder, "site");
cpSync(join(root, "build/site"), site, { recursive: true, filter: (file) => !/\.(br|gz)$/.test(file) });
wasm_split("--instrument", whole, "-o", join(site, "portal.wasm"));
const server = new Server({ site });
const profiles = [];
const browser = await launch(chromium_flags);
try {
  await server.start();
  for (const [name, { options, query = "", steps }] of Array.from({ length: rounds }, () => Object.entries(first_visits)).flat()) {
    const context = await browser.newContext({ locale: "zh-CN", serviceWorkers: "block", ...options });
    const page = await context.newPage();
    await page.addInitScript(keep_instance);
    await page.goto(`${server.url}/${query}`);
    await steps(page);
    const profile = join(folder, `${profiles.length}.profile`);
    writeFileSync(profile, Buffer.from(await page.evaluate(read_counts)));
    profiles.push(profile);
    console.log(`✔ ${name}`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}

const merged = join(folder, "all.profile");
wasm_split("--merge-profiles", ...profiles, "-o", merged);
const profile = wasm_split(`--print-profile=${merged}`, whole).split("\n").filter((line) => /^[+-] /.test(line));
/** @param {string} mark "+ ": called */
const entries = (mark) => profile.filter((line) => line.startsWith(mark)).map((line) => line.slice(2)).filter((name) => !/^\d+$/.test(name)).map(entry_of); // a number: the linker's own, without a name
const called = new Set(entries("+ "));
/** What becomes of an event, an effect or a value when it is moved or put away: small, and which of them are there together is a matter of time. */
const of_a_variant = /__variant_detail::__(visitation|ctor|dtor|assignment|move|copy)/;
const later = new Set(entries("- ").filter((entry) => !called.has(entry) && !of_a_variant.test(entry))); // functions of two files may have one name
const about = "00000000 Functions that no first view calls, by a hash of their names (.portal/wasm_names.mjs). Made by ./portal first-view.\n";
writeFileSync(join(root, "shell/browser/later.txt"), about + [...later].sort((a, b) => (a.slice(9) < b.slice(9) ? -1 : 1)).join("\n") + "\n");
rmSync(folder, { recursive: true });
console.log(`${profile.length} functions, ${later.size} of them later`);

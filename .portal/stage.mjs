// Stages the page into build/site: bundles web/, adds the wasm, the assets and the fallback font, and lays a .br and a .gz beside every file
// that compresses.
//
// main.js takes in the script that Emscripten made (import "./portal.js"), so the page loads one script and one wasm.
// main.js and service_worker.js may use two constants: PORTAL_BUILD_ID (changes with any input) and PORTAL_SITE_FILES (paths of all files
// but the fallback font's, what is loaded on demand, which most visits never need, and the contract's page).
// Does nothing when no input has changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { fallback_fonts } from "./fonts.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const site = join(root, "build/site");
const stamp = join(root, "build/site.stamp");
const wasm_folder = ["build/web/bin", "build/web"].map((folder) => join(root, folder)).find((folder) => existsSync(join(folder, "portal.wasm")));
const wasm_files = ["portal.wasm", "later.wasm", "portal_scalar.wasm", "later_scalar.wasm"];
const bundles = ["main.js", "service_worker.js", "early.js", "spreadsheet.js", "kiosk.js", "receipt.js"];
const loaded_when_needed = /^\.\/(spreadsheet|kiosk|receipt)\.js$/; // by main.js, at run time: not taken into it
const not_kept = /^(contract\/|spreadsheet\.js$|kiosk\.(js|css)$|\w+_scalar\.wasm$)/;
const classic_scripts = new Set(["early.js"]); // run before the page is painted, which no module does
const compressed_already = new Set([".png", ".jpg", ".webp", ".woff2"]);

/** @returns {string[]} files below `folder`, sorted; none when it is not there */
function files_in(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? files_in(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

/** Which file becomes which path of the site, unless it goes into a bundle. Catalogue, contract and demo data come from the backend; screenshots are for the README. */
function plan() {
  const web = files_in(join(root, "web"))
    .filter((file) => !/\.(js|mjs|ts|md)$/.test(file))
    .map((file) => [relative(join(root, "web"), file), file]);
  const assets = files_in(join(root, "assets"))
    .map((file) => [relative(root, file), file])
    .filter(([path]) => !/^assets\/(api|catalogue|demo|screenshots)\/|\.md$/.test(path));
  return new Map([...web, ...assets, ...wasm_files.map((name) => [name, join(wasm_folder, name)])]);
}

/** A page of its own beside the portal's (web/contract/): the contract, and Redoc that shows it. Path → bytes. */
async function contract_page() {
  const { load } = await import("js-yaml");
  const redoc = readFileSync(join(root, "node_modules/@redocly/cli/lib/chunks/redoc.standalone.js"), "utf8");
  return new Map([
    ["contract/openapi.json", Buffer.from(JSON.stringify(load(readFileSync(join(root, "assets/api/openapi.yaml"), "utf8"))))],
    ["contract/contract.js", readFileSync(join(root, "web/contract/contract.js"))],
    ["contract/redoc.js", Buffer.from(redoc.replaceAll(/https:\/\/cdn\.redoc\.ly\/[\w./-]+\.svg/g, "data:,"))], // its mark would be asked for elsewhere
  ]);
}

/**
 * Write only what differs, so that an unchanged file is not compressed again; rename, so that nobody reads half a file. The compressed ones
 * come last: the server takes one that is older than its file for a leftover. The .gz closes: without it the file is staged again.
 */
function put(path, bytes) {
  const target = join(site, path);
  const compresses = !compressed_already.has(extname(path));
  if (existsSync(target) && readFileSync(target).equals(bytes) && (!compresses || existsSync(target + ".gz"))) return;
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target + ".gz", { force: true });
  const variants = [["", bytes]];
  if (compresses) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    variants.push([".br", brotliCompressSync(bytes, { params })], [".gz", gzipSync(bytes, { level: 9 })]);
  }
  for (const [suffix, data] of variants) {
    writeFileSync(target + suffix + ".new", data);
    renameSync(target + suffix + ".new", target + suffix);
  }
}

/** The colours of assets/theme.json, for the time before the page's scripts have read it. */
function theme_css() {
  const { metrics, ...themes } = JSON.parse(readFileSync(join(root, "assets/theme.json"), "utf8"));
  const colors = (name) => Object.entries(themes[name]).map(([token, color]) => `--${token}:${color}`).join(";");
  const scheme = (name) => (name === "forced" ? "light dark" : name.startsWith("dark") ? "dark" : "light");
  const named = Object.keys(themes).map((name) => `:root[data-theme=${name}]{color-scheme:${scheme(name)};${colors(name)}}`);
  return [`:root{${colors("light")}}`, ...named, ""].join("\n");
}

async function stage() {
  const inputs = [...files_in(join(root, "web")), ...plan().values(), join(wasm_folder, "portal.js"), join(wasm_folder, "portal_scalar.js"), join(root, "assets/api/openapi.yaml"), ...files_in(join(root, ".portal")).filter((file) => file.endsWith(".mjs")), join(root, "package-lock.json")];
  const seen = inputs.map((file) => `${file} ${statSync(file).size} ${statSync(file).mtimeMs}`).join("\n");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === seen) return;

  const script_of = (suffix) => readFileSync(join(wasm_folder, `portal${suffix}.js`), "utf8").replaceAll(`portal${suffix}.wasm`, "portal.wasm");
  if (script_of("") !== script_of("_scalar")) throw new Error("the clients with and without SIMD do not have the same script: one of them would not start");

  const esbuild = await import("esbuild");
  const hash = createHash("sha256");
  for (const file of inputs) hash.update(relative(root, file)).update(readFileSync(file));
  const entries = bundles.filter((name) => existsSync(join(root, "web", name)));
  const paths = [...plan().keys(), ...entries].sort();
  const bundle = (name) =>
    esbuild.build({
      entryPoints: [join(root, "web", name)],
      bundle: true,
      minify: true,
      format: classic_scripts.has(name) ? "iife" : "esm",
      target: "es2022",
      legalComments: "none",
      write: false,
      define: { PORTAL_BUILD_ID: JSON.stringify(hash.copy().digest("hex").slice(0, 16)), PORTAL_SITE_FILES: JSON.stringify(paths.filter((path) => !not_kept.test(path))) },
      plugins: [{ name: "portal.js", setup: (build) => {
        build.onResolve({ filter: /(^|\/)portal\.js$/ }, () => ({ path: join(wasm_folder, "portal.js") }));
        build.onResolve({ filter: loaded_when_needed }, ({ path, kind }) => (kind === "dynamic-import" ? { path, external: true } : undefined));
      } }],
    });

  for (const name of entries) put(name, Buffer.from((await bundle(name)).outputFiles[0].contents));
  for (const [path, file] of plan()) {
    let bytes = readFileSync(file);
    if (path.endsWith(".json")) bytes = Buffer.from(JSON.stringify(JSON.parse(bytes.toString("utf8"))));
    if (path === "style.css") bytes = Buffer.concat([Buffer.from(theme_css()), bytes]);
    if (path.endsWith(".css")) bytes = Buffer.from((await esbuild.transform(bytes.toString("utf8"), { loader: "css", minify: true })).code);
    put(path, bytes);
  }
  const others = new Map([...fallback_fonts(root), ...(await contract_page())]);
  for (const [path, bytes] of others) put(path, bytes);
  const wanted = new Set([...paths, ...others.keys()].flatMap((path) => ["", ".br", ".gz"].map((suffix) => join(site, path + suffix))));
  for (const file of files_in(site)) if (!wanted.has(file)) rmSync(file);
  writeFileSync(stamp, seen);
}

if (!wasm_folder) throw new Error("build/web/bin/portal.wasm is not there: build the preset `web` first");
await stage();

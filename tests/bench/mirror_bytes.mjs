// What the mirror adds to the download: its modules, minified and compressed as the page is, and the diff in the wasm.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { without_names } from "../../.portal/wasm_names.mjs";
import { root } from "../browser/server.mjs";

const modules = ["mirror", "elements", "events", "composition", "announcer"];
const brotli_bytes = (data) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length } }).length;

/** @returns {Promise<{raw: number, brotli: number}>} bytes */
async function script_bytes() {
  const { build } = await import("esbuild");
  const contents = modules.map((name) => `export * from "./${name}.js";`).join("\n");
  const built = await build({ stdin: { contents, resolveDir: join(root, "web") }, bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", write: false });
  const script = built.outputFiles[0].contents;
  return { raw: script.length, brotli: brotli_bytes(script) };
}

/** The client against the same without a diff (target portal_web_without_mirror). What views do to say their nodes is in both. */
function wasm_bytes() {
  const folder = join(root, "build/web/bin");
  const [whole, without] = ["whole", "portal_web_without_mirror"].map((name) => join(folder, `${name}.wasm`));
  if (!existsSync(without)) return undefined;
  const [more, less] = [whole, without].map((file) => without_names(readFileSync(file)));
  return { raw: more.length - less.length, brotli: brotli_bytes(more) - brotli_bytes(less) };
}

export async function print_mirror_bytes() {
  const line = (label, bytes) => console.log(`${label.padEnd(48)}${bytes ? `${(bytes.raw / 1024).toFixed(1)} KiB, brotli ${(bytes.brotli / 1024).toFixed(1)} KiB` : "–"}`);
  console.log("bytes that the mirror adds to the download");
  line("  script", await script_bytes());
  line("  wasm: diff of the semantics tree", wasm_bytes());
}

// WebAssembly modules that were linked with --profiling-funcs: the names of their functions (section "name", subsection 1).
import { createHash } from "node:crypto";

/** For Binaryen's programs: what Emscripten and -msimd128 use, and no more. With reference types a split module would get a second table. */
export const wasm_features = ["simd", "mutable-globals", "sign-ext", "bulk-memory", "nontrapping-float-to-int"].map((name) => `--enable-${name}`);

const escape = (name) => name.replaceAll(/[^\w!#$%&'*+\-./:<=>?@^`|~]/g, (character) => `\\${character.charCodeAt(0).toString(16).padStart(2, "0")}`);

/** Reads on from where it is. @param {Buffer} bytes */
function reader(bytes, at = 0) {
  const number = () => {
    for (let value = 0, shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  const part = () => {
    const size = number();
    at += size;
    return bytes.subarray(at - size, at);
  };
  return { number, part, kind: () => bytes[at++], place: () => at, ended: () => at >= bytes.length };
}

/** @param {Buffer} module */
function* sections(module) {
  for (const read = reader(module, 8); !read.ended(); ) {
    const from = read.place(), kind = read.kind(), content = read.part();
    const named = kind === 0 ? reader(content).part().toString() : "";
    yield { bytes: module.subarray(from, read.place()), content, named };
  }
}

/** @param {Buffer} module @returns {string[]} escaped as Binaryen's programs write and read them: "f\28int\29" */
export function function_names(module) {
  for (const { content, named } of sections(module)) {
    if (named !== "name") continue;
    const read = reader(content);
    read.part();
    while (!read.ended()) {
      const kind = read.kind(), names = reader(read.part());
      if (kind === 1) return Array.from({ length: names.number() }, () => (names.number(), escape(names.part().toString())));
    }
  }
  return [];
}

/** @param {Buffer} module @returns {Buffer} as it is sent */
export const without_names = (module) => Buffer.concat([module.subarray(0, 8), ...[...sections(module)].filter(({ named }) => named !== "name").map(({ bytes }) => bytes)]);

/** Without the numbers that the linker gives, and without what a long variant may hold: the same in builds that differ elsewhere. @param {string} name */
const lasting = (name) =>
  name.replaceAll(/\\([0-9a-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16))).replaceAll(/ \(\.\d+\)/g, "").replaceAll(/(, [\w:]+){8,}/g, ", …");

/**
 * How shell/browser/later.txt names a function: by a hash of its whole name, and for readers by its name without what stands between <>.
 * @param {string} name @returns {string} "0f3a9c1e portal::ui::year_view(portal::ui::Frame&)"
 */
export function entry_of(name) {
  const whole = lasting(name);
  let depth = 0, shown = "";
  for (const character of whole.replaceAll(/operator(<=>|<<|>>|->|<=|>=|<|>)/g, "operator").replaceAll("->", "")) {
    if (character === "<") depth += 1;
    else if (character === ">") depth -= 1;
    else if (depth === 0) shown += character;
  }
  return `${createHash("sha256").update(whole).digest("hex").slice(0, 8)} ${shown.replaceAll(/\[abi:\w+\]/g, "").slice(0, 80)}`;
}

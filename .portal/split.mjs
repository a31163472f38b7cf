// split.mjs FOLDER WASM_SPLIT SUFFIX: takes out of FOLDER/portal.wasm what the first view never calls. SUFFIX: of the names of all these files.
//
// Leaves portal.wasm (the first part, with placeholders for what it lacks), later.wasm (the functions named in shell/browser/later.txt) and
// whole.wasm (with names: ./portal first-view finds out from it which functions are called).
import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { entry_of, function_names, wasm_features } from "./wasm_names.mjs";

const [folder, wasm_split, suffix = ""] = process.argv.slice(2);
const in_folder = (name) => join(folder, name.replace(".", `${suffix}.`));
const list = join(dirname(fileURLToPath(import.meta.url)), "../shell/browser/later.txt");

renameSync(in_folder("portal.wasm"), in_folder("whole.wasm"));
const hash = (entry) => entry.slice(0, 8);
const named = new Set(readFileSync(list, "utf8").split("\n").map(hash));
const later = function_names(readFileSync(in_folder("whole.wasm"))).filter((name) => named.has(hash(entry_of(name))));
writeFileSync(in_folder("later.names"), later.map((name) => `${name}\n`).join(""));
execFileSync(wasm_split, [...wasm_features, "--split", in_folder("whole.wasm"), `--split-funcs=@${in_folder("later.names")}`,
  "--export-prefix=%", "--placeholder-namespace=later", "-o1", in_folder("portal.wasm"), "-o2", in_folder("later.wasm")], { stdio: "inherit" });

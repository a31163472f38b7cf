// For the peers' harness: --adapter this file.
import { readFileSync } from "node:fs";

export const adapters = { portal: { inPage: readFileSync(new URL("page.js", import.meta.url), "utf8") } };

// ./portal bench --peers DIR: the portal beside other front ends that do the same work, by the harness in DIR, in one run.
//
// DIR holds the harness with its pages built (npm install, npm run build in it). What is said here beyond --peers goes on to it:
// --rounds 5 --apps portal,antd --only load,idle,key,table --json FILE.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Api, Server, demo_password } from "../browser/server.mjs";
import { serve_as_peer } from "./peers/server.mjs";

const [peers, ...options] = process.argv.slice(2);
if (!peers) throw new Error("./portal bench --peers DIR");
const server = await new Server().start();
const api = new Api(server.url);
await api.post("/session", { name: "professional", password: demo_password });
const page = await serve_as_peer(server, api.cookie, peers);
try {
  const adapter = fileURLToPath(new URL("peers/adapter.mjs", import.meta.url));
  const measure = ["measure.mjs", "--add", `portal=${page.url}`, "--adapter", adapter, ...options];
  const child = spawn(process.execPath, measure, { cwd: peers, stdio: "inherit", env: { ...process.env } });
  process.exitCode = await new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
} finally {
  await page.stop();
  await server.stop();
}

// Programs that an engine needs beside it, each ended with all that it started; and a screen.
//
// Whatever happens: after a test as it should be (Group.end), when node ends or is asked to (the exit below), and when node is killed
// and can do nothing more: the kernel then ends each program that was started, and what those started loses its screen and its driver.
import { spawn } from "node:child_process";

const start_timeout_ms = 30_000;
const end_timeout_ms = 5_000;

/** Process groups that have to end with this one, whatever happens. @type {Set<number>} */
const groups = new Set();
process.once("exit", () => {
  for (const pid of groups) end_group(pid, "SIGKILL");
});

function end_group(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // ended already
  }
}

for (const [signal, number] of [["SIGHUP", 1], ["SIGINT", 2], ["SIGTERM", 15]]) process.once(signal, () => process.exit(128 + number));

/** A program and all that it starts, as one process group. */
export class Group {
  constructor(program, args, { env, stdio }) {
    this.child = spawn("setpriv", ["--pdeathsig", "KILL", program, ...args], { env, stdio, detached: true });
    this.output = "";
    this.ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.failed = new Promise((_, reject) => this.child.once("error", reject));
    this.failed.catch(() => {});
    this.child.stderr?.on("data", (text) => (this.output = (this.output + text).slice(-4000)));
    if (this.child.pid) groups.add(this.child.pid);
  }

  async end() {
    const { pid } = this.child;
    if (!pid) return;
    end_group(pid, "SIGTERM");
    const late = setTimeout(() => end_group(pid, "SIGKILL"), end_timeout_ms);
    await this.ended;
    clearTimeout(late);
    end_group(pid, "SIGKILL"); // what it started and did not take along
    groups.delete(pid);
  }
}

/** An X server that shows nothing to anybody. @param {{width: number, height: number}} size_px */
export async function start_screen({ width, height }) {
  const size = `${width}x${height}x24`;
  const group = new Group("Xvfb", ["-displayfd", "3", "-screen", "0", size, "-nolisten", "tcp", "-ac"], { env: process.env, stdio: ["ignore", "ignore", "pipe", "pipe"] });
  const display = new Promise((resolve, reject) => {
    let text = "";
    group.child.stdio[3].on("data", (data) => {
      text += data;
      if (text.endsWith("\n")) resolve(`:${text.trim()}`);
    });
    group.ended.then((code) => reject(new Error(`Xvfb ended with ${code}: ${group.output}`)));
  });
  return { group, display: await within(start_timeout_ms, Promise.race([display, group.failed]), "Xvfb did not start") };
}

/** @template T @param {number} timeout_ms @param {Promise<T>} promise @param {string} problem @returns {Promise<T>} */
export function within(timeout_ms, promise, problem) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(problem)), timeout_ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

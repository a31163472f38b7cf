// An input method in WebKitGTK: a real one, of IBus (input_method.py), on a bus of the context's own.
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";
import { Group, within } from "../processes.mjs";

const start_timeout_ms = 20_000;
// Debian's own Python has the bindings; another one that comes first on PATH may not.
const program = fileURLToPath(new URL("input_method.py", import.meta.url));

export class InputMethod {
  /** @param {import("./session.mjs").Session} session */
  constructor(session) {
    this.session = session;
  }

  async start() {
    const { env } = this.session;
    const bus = new Group("ibus-daemon", ["--panel=disable", "--emoji-extension=disable", "--config=disable", "--timeout=5000"], { env, stdio: ["ignore", "ignore", "pipe"] });
    this.engine = new Group("/usr/bin/python3", [program], { env, stdio: ["pipe", "pipe", "pipe"] });
    this.session.groups.push(bus, this.engine);
    this.answers = createInterface({ input: this.engine.child.stdout })[Symbol.asyncIterator]();
    await this.expect("ready");
    return this;
  }

  async expect(word) {
    const { value } = await within(start_timeout_ms, this.answers.next(), `no answer from the input method: ${this.engine.output}`);
    if (value !== word) throw new Error(`input method: ${value} ${this.engine.output}`);
  }

  /** What it says comes to the page in its own time, by another way than keys: the page has to have heard it before the next key. */
  async step_heard(page, what) {
    await page.run(listen);
    await this.step(what);
    await page.run(until_quiet);
  }

  async step(what) {
    this.engine.child.stdin.write(`${JSON.stringify(what)}\n`);
    await this.expect("ok");
  }
}

/** Runs in the page. */
function listen() {
  if (!__stories.composed) {
    __stories.composed = { count: 0 };
    for (const type of ["compositionstart", "compositionupdate", "compositionend", "input"]) addEventListener(type, () => (__stories.composed.count += 1), true);
  }
  __stories.composed.count = 0;
}

/** Runs in the page: until something was heard and nothing more comes. Giving up what is not there brings nothing. */
async function until_quiet() {
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  for (let i = 0; i < 40 && __stories.composed.count === 0; ++i) await pause(25);
  for (let seen = -1; seen !== __stories.composed.count; await pause(60)) seen = __stories.composed.count;
}

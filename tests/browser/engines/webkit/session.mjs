// One MiniBrowser with a screen of its own, driven by WebKitWebDriver: plain W3C WebDriver calls over HTTP.
//
// A screen of its own, since without a window manager X gives the keyboard to the window under the pointer. The pointer of
// a new Xvfb stands in the middle of the screen; the window is placed so that this is on MiniBrowser's tool bar: the page has
// the focus and nothing in it is hovered over.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Group, start_screen, within } from "../processes.mjs";

const patience = Number(process.env.PORTAL_PATIENCE || 1);
const start_timeout_ms = 30_000 * patience;
const command_timeout_ms = 60_000 * patience;
// Wide enough for the largest window with the middle above it; what stands below the screen is drawn all the same.
const screen_px = { width: 5200, height: 400 };

const minibrowser = () =>
  process.env.MINIBROWSER || execFileSync("sh", ["-c", "ls /usr/lib/*/webkit2gtk-4.1/MiniBrowser /usr/libexec/webkit2gtk-4.1/MiniBrowser 2> /dev/null | head -n 1"]).toString().trim();

// A message bus on which nobody is started: IBus in the browser looks there for its daemon (input_method.mjs).
const bus_config = (socket) => `<busconfig><type>session</type><listen>unix:path=${socket}</listen>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>\n`;

// The tool bar would not let the window be as narrow as a phone.
const narrow_tool_bar = "* { min-width: 0; min-height: 0; margin: 0; padding: 0; border-width: 0; font-size: 1px; -gtk-icon-transform: scale(0); }\n";

const free_port = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

export class Session {
  /** @param {{ratio?: number, dark?: boolean, env?: Record<string, string>, proxy_port: number}} wish */
  constructor({ ratio = 1, dark = false, env = {}, proxy_port }) {
    if (!Number.isInteger(ratio)) throw new Error(`GTK 3 scales its windows by whole numbers, not by ${ratio}`);
    this.ratio = ratio;
    this.dark = dark;
    this.wished_env = env;
    this.proxy_port = proxy_port;
    this.folder = mkdtempSync(join(tmpdir(), "portal-webkit-"));
    this.groups = [];
  }

  async start() {
    try {
      const { group, display } = await start_screen(screen_px);
      this.groups.push(group);
      this.port = await free_port();
      this.env = this.environment(display);
      this.groups.push(await this.start_bus());
      const driver = new Group("WebKitWebDriver", [`--port=${this.port}`], { env: this.env, stdio: ["ignore", "ignore", "pipe"] });
      this.groups.push(driver);
      await within(start_timeout_ms, Promise.race([this.listening(), driver.failed]), `WebKitWebDriver did not start: ${driver.output}`);
      const { sessionId } = await this.call("POST", "/session", { capabilities: { alwaysMatch: this.capabilities() } });
      this.path = `/session/${sessionId}`;
      return this;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async start_bus() {
    const config = join(this.folder, "bus.conf");
    writeFileSync(config, bus_config(join(this.folder, "bus")));
    const bus = new Group("dbus-daemon", [`--config-file=${config}`, "--nofork", "--print-address"], { env: this.env, stdio: ["ignore", "pipe", "pipe"] });
    const up = new Promise((resolve) => bus.child.stdout.once("data", resolve));
    await within(start_timeout_ms, Promise.race([up, bus.failed]), `dbus-daemon did not start: ${bus.output}`);
    return bus;
  }

  environment(display) {
    const config = join(this.folder, "config");
    mkdirSync(join(config, "gtk-3.0"), { recursive: true });
    writeFileSync(join(config, "gtk-3.0/gtk.css"), narrow_tool_bar);
    return {
      ...process.env,
      DISPLAY: display,
      GDK_BACKEND: "x11",
      GDK_SCALE: String(this.ratio),
      GTK_THEME: this.dark ? "Adwaita:dark" : "Adwaita",
      GTK_IM_MODULE: "ibus", // input_method.mjs; without a bus it lets every key through
      IBUS_ENABLE_SYNC_MODE: "1",
      TZ: "Asia/Shanghai",
      LANG: "C.UTF-8",
      LIBGL_ALWAYS_SOFTWARE: "1",
      LP_NUM_THREADS: "1", // as quick for one page, and leaves the other cores alone
      WEBKIT_SKIA_ENABLE_CPU_RENDERING: "1", // what is not WebGL need not go through the software driver
      NO_AT_BRIDGE: "1",
      GSETTINGS_BACKEND: "memory",
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(this.folder, "bus")}`,
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", // bubblewrap does not run as root in a container
      XDG_CONFIG_HOME: config,
      XDG_CACHE_HOME: join(this.folder, "cache"),
      XDG_DATA_HOME: join(this.folder, "data"),
      XDG_RUNTIME_DIR: this.folder,
      ...this.wished_env,
    };
  }

  capabilities() {
    return {
      browserName: "MiniBrowser",
      pageLoadStrategy: "none", // Page waits itself: a story may hold back a file that the load waits for
      proxy: { proxyType: "manual", httpProxy: `127.0.0.1:${this.proxy_port}` },
      timeouts: { script: command_timeout_ms, pageLoad: command_timeout_ms },
      "webkitgtk:browserOptions": { binary: minibrowser(), args: ["--automation"] },
    };
  }

  async listening() {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${this.port}/status`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async call(method, path, body) {
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(command_timeout_ms),
    });
    const { value } = await answer.json();
    if (answer.ok) return value;
    throw Object.assign(new Error(`${value.error}: ${value.message}`), { code: value.error });
  }

  /** @param {"GET" | "POST" | "DELETE"} method @param {string} path behind the session's own @param {object} [body] */
  command(method, path, body = method === "POST" ? {} : undefined) {
    return this.call(method, this.path + path, body);
  }

  /** The outer size, in CSS px, with the tool bar under the pointer. */
  place(width, height) {
    const middle = { x: screen_px.width / 2 / this.ratio, y: screen_px.height / 2 / this.ratio };
    return this.command("POST", "/window/rect", { x: Math.round(middle.x - width / 2), y: Math.round(middle.y - 4), width, height });
  }

  async stop() {
    if (this.path) await this.command("DELETE", "").catch(() => {});
    for (const group of this.groups.reverse()) await group.end();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

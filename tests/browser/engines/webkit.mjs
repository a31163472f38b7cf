// Debian's WebKitGTK, through an adapter that gives it Playwright's way of speaking (webkit/). README.md says what it cannot do.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Context } from "./webkit/context.mjs";
import { InputMethod } from "./webkit/input_method.mjs";

export class WebKit {
  async start({ env = {} } = {}) {
    this.env = env;
    const entry = fileURLToPath(new URL("webkit/in_page.js", import.meta.url));
    const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: "iife", target: "es2022", legalComments: "none" });
    this.script = outputFiles[0].text;
    /** @type {Context[]} */
    this.contexts = [];
    return this;
  }

  async newContext(options) {
    const context = await new Context(this.script, { ...options, env: this.env }).start();
    this.contexts.push(context);
    return context;
  }

  async close() {
    for (const context of this.contexts) await context.close();
  }
}

export const launch = ({ env } = {}) => new WebKit().start({ env });

export const is_the_browsers_own = () => false;

/** @param {import("./webkit/page.mjs").Page} page */
export async function input_method_of(page) {
  const { session } = page.context();
  session.input_method ??= new InputMethod(session).start();
  const method = await session.input_method;
  return {
    can_replace: false,
    compose: (text) => method.step_heard(page, { compose: text }),
    commit: (text) => method.step_heard(page, { commit: text }),
    async key(name) {
      await method.step({ take: name });
      await page.keyboard.press(name === "Dead" ? "'" : name);
    },
  };
}

/** As the browser's own search does. @param {import("playwright-core").Page} page @param {string} text */
export const find_in_page = (page, text) => page.evaluate((wanted) => window.find(wanted), text);

// @ts-check
// The page: loads everything at once, starts the client, and ties the modules together.
//
// The sign-in form stands in index.html and can be used before any of this is there. What was typed is read when the
// mirror adopts the form; a submit that came too early is kept and done then.
import create_client from "./portal.js";
import { Announcer } from "./announcer.js";
import { Appearance } from "./appearance.js";
import { show_boot_problem } from "./boot_problem.js";
import { Bridge } from "./bridge.js";
import { run_effects } from "./effects.js";
import { PageEnvironment } from "./environment.js";
import { UserEvents } from "./events.js";
import { Files } from "./files.js";
import { Fonts } from "./fonts.js";
import { Glyphs } from "./glyphs.js";
import { Http } from "./http.js";
import { Images } from "./images.js";
import { listen, remove_all_listeners } from "./listeners.js";
import { Place } from "./location.js";
import { Mirror } from "./mirror.js";
import { keep_page_for_later } from "./offline.js";
import { initials } from "./initials.js";
import { LaterCode } from "./later_code.js";
import { kept_text, languages, preferences_from } from "./preferences.js";
import { Screen } from "./screen.js";
import { kiosk_settings } from "./kiosk_settings.js";
import { keep_field_in_sight } from "./soft_keyboard.js";
import { Speech } from "./speech.js";
import { stored_texts, was_signed_in } from "./storage.js";
import { Timers } from "./timers.js";
import { Uploads } from "./upload.js";
import { learn, say } from "./words.js";

const no_webgl = 2; // StartResult in shell/browser/main.cpp

/**
 * For the files that index.html preloads, from where the page comes. WebKit (Safari, WebKitGTK 2.50) uses a preload of `as="fetch"` for
 * no request in CORS mode and loads the file twice (https://github.com/trunk-rs/trunk/issues/229); asked for like this it uses it, as
 * Chromium and Firefox do.
 * @type {RequestInit}
 */
const as_preloaded = { mode: "no-cors", credentials: "include" };

/** @param {string} path @returns {Promise<any>} */
async function fetch_json(path) {
  const response = await fetch(path, as_preloaded);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** In the kept language, else the page's own. @param {string} language @param {string} page_language */
async function fetch_texts(language, page_language) {
  try {
    return await fetch_json(`assets/texts/${language}.json`);
  } catch (error) {
    if (language === page_language) throw error;
    return fetch_json(`assets/texts/${page_language}.json`);
  }
}

/** Places whose code is in the first part of the client (shell/browser/later.txt). */
const first_place = /^(#\/?|#\/(declare|progress)\b.*)?$/;

/** Whether the browser knows SIMD: (func (result v128) (i8x16.splat (i32.const 0))). The client is built with it and without (shell/browser/CMakeLists.txt). */
const has_simd = () => WebAssembly.validate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11));

/** @param {string} path */
async function compile(path) {
  const response = await fetch(path, as_preloaded);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return WebAssembly.compileStreaming(response);
}

/** @param {string} id @returns {any} */
const by_id = (id) => document.getElementById(id);

function random_seed() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The form before the client is there. @returns {() => boolean} stops keeping; says whether a submit came */
function keep_early_submit() {
  let submitted = false;
  const stop = listen(document, "submit", (event) => {
    event.preventDefault();
    submitted = true;
  });
  return () => {
    stop();
    return submitted;
  };
}

/** @param {Bridge} bridge @param {import("./http.js").Config} config @param {Appearance} appearance @param {() => void} environment_changed */
function build_page(bridge, config, appearance, environment_changed) {
  const root = by_id("page");
  /** @param {import("./bridge.js").Message} message */
  const send = (message) => bridge.send(message);
  /** @param {() => void} task */
  const after_frame = (task) => void bridge.after_frame.push(task);
  /** @param {string} language */
  const load_texts = (language) => {
    const answer = (/** @type {any} */ texts) => {
      if (texts) learn(texts);
      send({ type: "texts_loaded", language, texts });
    };
    if (!languages.includes(language)) return answer(null);
    fetch_json(`assets/texts/${language}.json`).then(answer, () => answer(null));
  };
  const files = new Files(send);
  const http = new Http(config, send);
  const images = new Images(files, http);
  /** @type {{el: HTMLElement, node: import("./elements.js").MirrorNode}[]} */
  const adopted = [];
  const mirror = new Mirror(root, {
    is_composing: (el) => events.composition.is_in(el),
    adopted: (el, node) => void adopted.push({ el, node }),
    show_image: (source, img) => images.show(source, img),
    theme_changed: (theme) => appearance.show_theme(theme),
    text_scale_changed: (scale) => appearance.show_text_scale(scale),
    dialog_changed: () => after_frame(() => environment_changed()),
  });
  const events = new UserEvents(root, mirror, files, send);
  if (!config.kiosk) files.accept_drops(root);
  keep_field_in_sight(root);
  const place = new Place(send, after_frame);
  const uploads = new Uploads(http, files, send);
  /** @type {import("./effects.js").Executors} */
  const executors = { kiosk: null, http, uploads, files, images, place, timers: new Timers(send), announcer: new Announcer(), speech: new Speech(send), load_texts, mirror, after_frame };
  return { send, http, mirror, events, place, files, executors, adopted };
}

/** Values of the adopted form: typed or filled in by the browser before the client was there. @param {ReturnType<typeof build_page>} page @param {boolean} submitted */
function take_over_form(page, submitted) {
  for (const { el } of page.adopted) page.events.edit(el);
  if (document.activeElement instanceof HTMLElement) page.events.focus(document.activeElement);
  if (submitted && page.mirror.get("sign_in/submit")) page.events.act("press", "sign_in/submit");
  page.adopted.length = 0;
}

async function boot() {
  if (was_signed_in()) document.documentElement.classList.add("expects_session");
  const early_submit = keep_early_submit();
  const bridge = new Bridge((error) => show_boot_problem("broken", error));
  const variant = has_simd() ? "" : "_scalar";
  const module_ready = compile(`portal${variant}.wasm`);
  const later_code = new LaterCode(`later${variant}.wasm`);
  const appearance = new Appearance();
  const theme_ready = fetch_json("assets/theme.json").catch(() => ({}));
  theme_ready.then((theme) => appearance.use(theme));
  module_ready.catch(() => {});
  const fonts = new Fonts(() => bridge.fonts_changed());
  const fonts_ready = fonts.prepare();
  const configured = { api_base: "/api/v1", auth: "cookie", language: "zh-CN", ...(await fetch_json("config.json")) };

  const kiosk = kiosk_settings(configured.kiosk, location.search);
  const config = { ...configured, kiosk };
  const kiosk_ready = kiosk ? load_kiosk() : null;
  const kept = kiosk ? "" : kept_text();
  const texts_ready = fetch_texts(preferences_from(kept).language || config.language, config.language);
  texts_ready.catch(() => {});

  const page = build_page(bridge, config, appearance, () => environment.changed());
  if (!kiosk) page.http.ask_early("/session");
  page.http.ask_early("/catalogue");

  const screen = new Screen(by_id("canvas"), new URLSearchParams(location.search).get("renderer"));
  const environment = new PageEnvironment(screen.canvas, page.send, () => bridge.frame());
  screen.on_new_canvas = (canvas) => environment.use_canvas(canvas);
  const glyphs = new Glyphs(fonts);
  let drawn_before = false;

  /** @param {import("./mirror.js").Patch} patch */
  const apply_patch = (patch) => {
    const height = page.mirror.page_height;
    if (!drawn_before) {
      drawn_before = true;
      document.documentElement.classList.remove("early", "expects_session");
      bridge.after_frame.push(() => fonts.page_is_shown());
    }
    const first = page.mirror.first;
    page.mirror.apply(patch);
    if (first) {
      const submitted = early_submit();
      bridge.after_frame.push(() => take_over_form(page, submitted));
    }
    if (page.mirror.page_height !== height) bridge.after_frame.push(() => page.place.restore_scroll()); // not before the heading has the focus
  };

  const needs_all = kiosk || !first_place.test(location.hash);
  if (needs_all) later_code.load();
  const [module, theme, texts] = await Promise.all([module_ready, theme_ready, texts_ready, fonts_ready]);
  learn(texts);
  const client = await create_client({
    canvas: screen.canvas,
    portal: {
      apply_patch: (address, size_bytes) => apply_patch(bridge.read_json(address, size_bytes)),
      run_effects: (address, size_bytes) => run_effects(page.executors, bridge.read_json(address, size_bytes)),
      want_frame: () => bridge.want_frame(),
      present: (pixels, width_px, height_px, parts) => screen.present(pixels, width_px, height_px, parts),
      baseline: (size, strong) => glyphs.baseline(size, strong),
      glyph_shape: (code_point, size_px, strong) => glyphs.shape(code_point, size_px, strong),
      glyph_pixels: () => glyphs.pixels,
      initials,
    },
    instantiateWasm: (imports, receive) => {
      WebAssembly.instantiate(module, { ...imports, later: later_code.placeholders }).then((instance) => {
        later_code.follow(instance.exports);
        receive(instance, module);
      }, (error) => show_boot_problem("load", error));
      return {};
    },
    onAbort: (reason) => show_boot_problem("broken", reason),
  });

  if (needs_all) await later_code.load();
  else later_code.load_soon(document);

  const assets = JSON.stringify({ theme, texts });
  let started = bridge.start(client, assets, screen.software);
  if (started === no_webgl) {
    screen.use_software();
    started = bridge.start(client, assets, true);
  }
  if (started !== 0) {
    remove_all_listeners();
    return show_boot_problem("load");
  }
  bridge.after_each_frame = () => {
    page.events.after_frame();
    bridge.after_frame.push(() => page.place.after_each_frame());
  };
  screen.watch_context(() => bridge.go_on_in_software());
  environment.language = config.language;
  environment.forced_tokens = theme.forced ?? {};
  if (kiosk_ready) await start_kiosk(await kiosk_ready, page, environment, config.kiosk?.file_chooser === true);
  environment.start();
  environment.changed();
  page.place.start();
  page.send({ type: "started", seed: random_seed(), fragment: location.hash, stored: kiosk ? {} : stored_texts(), preferences: kept, texts_language: texts.language, kiosk });
  answer_inspectors(bridge, page, screen);
  keep_page_for_later(config, navigator.serviceWorker);
}

/** Its script and its style sheet, which nobody else loads. */
async function load_kiosk() {
  document.documentElement.classList.add("kiosk");
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "kiosk.css" });
  const styled = new Promise((done) => (sheet.onload = sheet.onerror = done));
  document.head.append(sheet);
  const [script] = await Promise.all([import("./kiosk.js"), styled]);
  return script;
}

/**
 * @param {Awaited<ReturnType<typeof load_kiosk>>} script @param {ReturnType<typeof build_page>} page @param {PageEnvironment} environment
 * @param {boolean} file_chooser
 */
async function start_kiosk({ Kiosk, Camera }, page, environment, file_chooser) {
  page.executors.kiosk = new Kiosk({
    listen, say, send: page.send,
    choose_files: (node, files) => void page.files.choose(node, files),
    layout_changed: () => environment.changed(),
  });
  environment.kiosk = true;
  environment.file_chooser = file_chooser;
  environment.camera = await Camera.is_there();
}

/**
 * Tests and tools get at the parts of the page by an event that carries a function; nothing hangs on window.
 * @param {Bridge} bridge @param {ReturnType<typeof build_page>} page @param {Screen} screen
 */
function answer_inspectors(bridge, page, screen) {
  listen(document, "portal_inspect", (/** @type {any} */ event) => event.detail({ bridge, page, screen }));
}

boot().catch((error) => show_boot_problem("load", error));

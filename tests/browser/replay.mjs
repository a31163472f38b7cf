// Replays a recorded order of events on a real element, as the browser would have done it: the element's text and caret are
// changed before the event that tells of it. The events are made by hand, so that any engine runs them and none acts on them.
import assert from "node:assert/strict";
import { text_of } from "./inspect.mjs";
import { eventually } from "./steps.mjs";

/** Where the sequence happens: what stands before and behind it. @typedef {{before: string, after: string}} Place */

export const places = { "an empty field": { before: "", after: "" }, "the middle of text": { before: "水利工程：", after: "（修订稿）" } };

/**
 * Puts the caret where the sequence begins, and starts to watch who writes to the element.
 * @param {import("playwright-core").Locator} locator @param {any} sequence @param {Place} place
 */
export async function begin(locator, sequence, { before, after }) {
  const there = sequence.there ?? "";
  await locator.fill(before + there + after);
  await locator.evaluate((el, { at, marked }) => {
    el.focus();
    el.setSelectionRange(at + marked[0], at + marked[1]);
    const prototype = Object.getPrototypeOf(el);
    const { get, set } = Object.getOwnPropertyDescriptor(prototype, "value");
    const seen = { composing: false, written: [], moved: 0, set: (text) => set.call(el, text) };
    const note = (what) => seen.written.push({ what, composing: seen.composing });
    Object.defineProperty(el, "value", { configurable: true, get, set(text) { note(`value = ${JSON.stringify(text)}`); set.call(this, text); } });
    el.setRangeText = (...rest) => { note("setRangeText"); prototype.setRangeText.apply(el, rest); };
    el.setSelectionRange = (...rest) => { note("setSelectionRange"); prototype.setSelectionRange.apply(el, rest); };
    seen.caret = (position) => prototype.setSelectionRange.call(el, position, position);
    seen.moves = new MutationObserver((list) => {
      for (const { removedNodes } of list) for (const node of removedNodes) if (node === el || node.contains(el)) seen.moved += 1;
    });
    seen.moves.observe(document.body, { childList: true, subtree: true });
    el.replayed = seen;
  }, { at: before.length, marked: sequence.marked ?? [there.length, there.length] });
}

/**
 * @param {import("playwright-core").Locator} locator @param {any[]} steps @param {Place} place
 * @param {{frames?: boolean}} [pace] frames: between the groups of one key a frame is drawn; else all happens before the next
 */
export function play(locator, steps, { before, after }, { frames = true } = {}) {
  return locator.evaluate(async (el, { steps, before, after, frames }) => {
    const kinds = { keydown: KeyboardEvent, keyup: KeyboardEvent, beforeinput: InputEvent, input: InputEvent };
    const seen = el.replayed;
    const next_frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    for (const { event, shows, caret, ...init } of steps) {
      if (event === "keydown" && frames) await next_frame();
      if (event === "compositionstart") seen.composing = true;
      if (shows !== undefined) {
        seen.set(before + shows + after);
        seen.caret(before.length + (caret ?? shows.length));
      }
      const made = new (kinds[event] ?? CompositionEvent)(event, { bubbles: true, composed: true, cancelable: event !== "input", ...init });
      if ("keyCode" in init && made.keyCode !== init.keyCode) Object.defineProperty(made, "keyCode", { value: init.keyCode });
      if (event === "compositionend") seen.composing = false;
      el.dispatchEvent(made);
      if (made.defaultPrevented) seen.written.push({ what: `${event} prevented`, composing: true });
    }
    if (frames) await next_frame();
  }, { steps, before, after, frames });
}

/** What the page did to the element while it was replayed on. @param {import("playwright-core").Locator} locator */
export function finish(locator) {
  return locator.evaluate((el) => {
    const { written, moved, moves } = el.replayed;
    moves.disconnect();
    for (const name of ["value", "setRangeText", "setSelectionRange", "replayed"]) delete el[name];
    return { written, moved };
  });
}

/** Text that is the same in the element, in the client's state and in what was meant. */
export const holds_text = (locator, text) => eventually(async () => assert.deepEqual(await text_of(locator), { element: text, state: text }));

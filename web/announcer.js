// @ts-check
// Announce → live regions, for people who do not see the page.
//
// The regions move into the open dialog: what lies outside a modal dialog is inert and is not read out.

import { set_text } from "./elements.js";

const settle_ms = 80; // a region that was just emptied or moved has to be noticed before it is filled

export class Announcer {
  constructor() {
    this.regions = { polite: this.make("polite"), assertive: this.make("assertive") };
    /** @type {string[]} */
    this.waiting = [];
    this.timer = 0;
  }

  /** @param {"polite" | "assertive"} kind */
  make(kind) {
    const region = document.createElement("div");
    region.className = "visually_hidden";
    region.setAttribute("aria-live", kind);
    region.setAttribute("aria-atomic", "true");
    document.body.append(region);
    return region;
  }

  /** @param {string} text @param {boolean} assertive */
  say(text, assertive) {
    const region = assertive ? this.regions.assertive : this.regions.polite;
    const home = document.querySelector("dialog[open]") ?? document.body;
    if (region.parentElement !== home) home.append(region);
    if (!assertive) this.waiting.push(text);
    set_text(region, "");
    setTimeout(() => {
      const spoken = assertive ? text : this.waiting.splice(0).join("\n");
      if (spoken) set_text(region, spoken);
    }, settle_ms);
  }
}

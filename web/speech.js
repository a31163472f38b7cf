// @ts-check
// SpeakText → the browser's voice, a piece at a time.
//
// Chromium's own voices fall silent after some 15 s of one utterance and say nothing of it
// (https://issues.chromium.org/issues/40747712): no piece is that long. It also forgets an utterance that nobody holds, and its end
// with it: the piece being read is held here.
import { listen } from "./listeners.js";

const piece_cost_max = 150;
const wide_cost = 3; // a Chinese character takes as long to say as three letters
const voices_wait_ms = 2000; // the list of voices may be filled late

/** @typedef {"finished" | "no_voice" | "unavailable" | "failed"} Outcome */

/** @param {string} text */
const cost_of = (text) => [...text].reduce((cost, c) => cost + ((c.codePointAt(0) ?? 0) >= 0x2e80 ? wide_cost : 1), 0);

/** @param {string} text @param {RegExp} part @returns {string[]} */
const parts_of = (text, part) => (text.match(part) ?? []).map((one) => one.trim()).filter((one) => one !== "");

/** Sentences; where one is too long, its clauses; where one of those is, wherever it is full. @param {string} text @returns {string[]} */
export function pieces_of(text) {
  const lines = text.replace(/([.;])\s/gu, "$1\n");
  return parts_of(lines, /[^\n。！？；!?]+[。！？；!?]*/gu).flatMap((sentence) =>
    cost_of(sentence) <= piece_cost_max ? [sentence] : parts_of(sentence, /[^，、：,:]+[，、：,:]*/gu).flatMap(cut),
  );
}

/** @param {string} clause @returns {string[]} */
function cut(clause) {
  const pieces = [""];
  for (const part of clause.match(/[\u2e80-\u{3ffff}]|[^\s\u2e80-\u{3ffff}]+\s*|\s+/gu) ?? []) {
    const last = pieces[pieces.length - 1];
    if (last !== "" && cost_of(last + part) > piece_cost_max) pieces.push(part);
    else pieces[pieces.length - 1] = last + part;
  }
  return pieces.map((piece) => piece.trim());
}

/** Of this device rather than of a server, of this country rather than of another. @param {SpeechSynthesisVoice[]} voices @param {string} language */
export function voice_for(voices, language) {
  const wanted = language.toLowerCase();
  const family = wanted.split("-")[0];
  const tag = (/** @type {SpeechSynthesisVoice} */ voice) => voice.lang.toLowerCase().replace("_", "-");
  const fit = (/** @type {SpeechSynthesisVoice} */ voice) => (tag(voice) === wanted ? 2 : 0) + (voice.localService ? 1 : 0);
  return voices.filter((voice) => tag(voice).split("-")[0] === family).sort((a, b) => fit(b) - fit(a))[0];
}

export class Speech {
  /** @param {(message: import("./bridge.js").Message) => void} send */
  constructor(send) {
    this.send = send;
    /** @type {SpeechSynthesisUtterance | null} */
    this.speaking = null;
    this.turn = 0; // of what is read: what an earlier one still says counts no more
    listen(window, "pagehide", () => this.stop()); // a voice does not end with its page
  }

  /** @param {string} text @param {string} language */
  async speak(text, language) {
    this.stop();
    const turn = this.turn;
    if (!("speechSynthesis" in window)) return this.end(turn, "unavailable");
    const voice = voice_for(await voices(), language);
    if (turn !== this.turn) return;
    if (!voice) return this.end(turn, "no_voice");
    this.read(pieces_of(text), voice, turn);
  }

  /** @param {string[]} pieces @param {SpeechSynthesisVoice} voice @param {number} turn */
  read(pieces, voice, turn) {
    if (turn !== this.turn) return;
    const [piece, ...rest] = pieces;
    if (piece === undefined) return this.end(turn, "finished");
    const utterance = new SpeechSynthesisUtterance(piece);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => this.read(rest, voice, turn);
    utterance.onerror = (event) => this.end(turn, outcome_of(event.error));
    this.speaking = utterance;
    speechSynthesis.speak(utterance);
  }

  /** @param {number} turn @param {Outcome} outcome */
  end(turn, outcome) {
    if (turn !== this.turn) return;
    this.turn += 1;
    this.speaking = null;
    this.send({ type: "speech_ended", outcome });
  }

  stop() {
    this.turn += 1;
    this.speaking = null;
    if ("speechSynthesis" in window) speechSynthesis.cancel();
  }
}

/** @param {string} error @returns {Outcome} */
function outcome_of(error) {
  if (error === "canceled" || error === "interrupted") return "finished"; // by another tab, or the system
  return error === "voice-unavailable" || error === "language-unavailable" ? "no_voice" : "failed";
}

/** @returns {Promise<SpeechSynthesisVoice[]>} */
function voices() {
  const now = speechSynthesis.getVoices();
  if (now.length > 0) return Promise.resolve(now);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      speechSynthesis.removeEventListener("voiceschanged", done);
      resolve(speechSynthesis.getVoices());
    };
    const timer = setTimeout(done, voices_wait_ms);
    speechSynthesis.addEventListener("voiceschanged", done);
  });
}

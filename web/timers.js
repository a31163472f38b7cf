// @ts-check
// StartTimer → setTimeout → TimerFired. Starting a timer again moves it.

export class Timers {
  /** @param {(message: import("./bridge.js").Message) => void} send */
  constructor(send) {
    this.send = send;
    /** @type {Map<string, ReturnType<typeof setTimeout>>} */
    this.running = new Map();
  }

  /** @param {string} name @param {number} delay_ms */
  start(name, delay_ms) {
    clearTimeout(this.running.get(name));
    this.running.set(name, setTimeout(() => {
      this.running.delete(name);
      this.send({ type: "timer_fired", name });
    }, delay_ms));
  }
}

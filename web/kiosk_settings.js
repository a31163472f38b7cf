// @ts-check
// Whether this is a machine for everyone (config.json "kiosk", or ?kiosk in the address), and how it behaves.

/**
 * @typedef {object} KioskSettings
 * @property {number} [idle_s] without a touch or a key, until the countdown (ui/event.h has what is usual)
 * @property {number} [countdown_s]
 * @property {boolean} file_chooser may visitors see the machine's files? Off: only the camera gives attachments
 */

/** @param {unknown} configured @param {string} search of the address @returns {KioskSettings | null} null on anybody's own machine */
export function kiosk_settings(configured, search) {
  const asked = new URLSearchParams(search).has("kiosk");
  if (!configured && !asked) return null;
  const own = /** @type {Record<string, unknown>} */ (typeof configured === "object" && configured ? configured : {});
  const number = (/** @type {unknown} */ value) => (typeof value === "number" && Number.isFinite(value) ? Math.round(value) : undefined);
  return { idle_s: number(own.idle_s), countdown_s: number(own.countdown_s), file_chooser: own.file_chooser === true };
}

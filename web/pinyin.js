// @ts-check
// Typed pinyin → characters to choose from. The table (reading → characters, the usual ones first) comes with simple-keyboard-layouts.

/** @typedef {Record<string, string>} Table "ni" → "你 尼 呢 …" */
/** @typedef {{character: string, used: string}} Candidate used: what of the typed letters it stands for */

const reading_letters_max = 6; // zhuang
const candidates_max = 200;
const separator = "'";

/** Whether the letters can be cut into readings, the last of which may be unfinished. @param {Table} table @param {string} letters @returns {boolean} */
function can_be_read(table, letters) {
  if (letters === "") return true;
  if (letters.startsWith(separator)) return can_be_read(table, letters.slice(1));
  for (let n = Math.min(reading_letters_max, letters.length); n > 0; --n) {
    if (has_reading(table, letters.slice(0, n)) && can_be_read(table, letters.slice(n))) return true;
  }
  return Object.keys(table).some((reading) => reading.startsWith(letters));
}

/** @param {Table} table @param {string} letters */
const has_reading = (table, letters) => Object.hasOwn(table, letters);

/**
 * The readings that the letters can begin with, the likeliest first: what is left can be read, too, and does not begin with a vowel
 * (henan is he-nan, not hen-an; an apostrophe says otherwise), then the longest.
 * @param {Table} table @param {string} letters
 */
function first_readings(table, letters) {
  const readings = [];
  for (let n = Math.min(reading_letters_max, letters.length); n > 0; --n) {
    const reading = letters.slice(0, n), rest = letters.slice(n);
    if (!has_reading(table, reading)) continue;
    readings.push({ reading, rank: (can_be_read(table, rest) ? 0 : 2) + (/^[aeo]/.test(rest) ? 1 : 0) });
  }
  return readings.sort((one, other) => one.rank - other.rank).map(({ reading }) => reading);
}

/** @param {Table} table @param {string} typed lower case, with apostrophes between readings where they are not clear @returns {Candidate[]} */
export function candidates_of(table, typed) {
  const letters = typed.replace(/^'+/, "");
  const lead = typed.slice(0, typed.length - letters.length);
  const whole = first_readings(table, letters).flatMap((reading) => table[reading].split(" ").map((character) => ({ character, used: lead + reading })));
  if (whole.length > 0 || letters === "") return whole.slice(0, candidates_max);
  const begun = Object.keys(table).filter((reading) => reading.startsWith(letters)); // "zh": the first of each reading
  return begun.map((reading) => ({ character: table[reading].split(" ")[0], used: typed })).slice(0, candidates_max);
}

// @ts-check
// A spreadsheet that the user chose → rows of text, as model/sheet.h takes them. Comes with two libraries, and is therefore
// loaded when a file is chosen for import, and only then (a file of its own: .portal/stage.mjs).
//
// .xlsx: the first sheet; a formula gives the value that was stored with it; of merged cells the first has the text. .csv: any separator
// that Papa Parse finds; UTF-8, UTF-16 with a byte order mark, else GB 18030, which Chinese spreadsheets write.
import { unzipSync, zipSync } from "fflate";
import Papa from "papaparse";
import { readSheet } from "read-excel-file/universal";

export const bytes_max = 20 * 1024 * 1024;
const unpacked_bytes_max = 300 * 1024 * 1024;
export const rows_max = 50_000; // of which the model takes fewer, and says so

/**
 * @param {Blob & {name?: string}} file
 * @returns {Promise<{rows: string[][]} | {error: string}>} error: sheet_too_large, sheet_unreadable, sheet_of_old_format
 */
export async function rows_of(file) {
  if (file.size > bytes_max) return { error: "sheet_too_large" };
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    if (starts_with(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { error: "sheet_of_old_format" }; // .xls of 1997
    const rows = starts_with(bytes, [0x50, 0x4b]) ? await rows_of_xlsx(bytes) : rows_of_csv(text_of(bytes));
    return rows.length > rows_max ? { error: "sheet_too_large" } : { rows };
  } catch (error) {
    console.warn("not a spreadsheet", error);
    return { error: "sheet_unreadable" };
  }
}

/** @param {Uint8Array} bytes @param {number[]} start */
const starts_with = (bytes, start) => start.every((byte, i) => bytes[i] === byte);

/**
 * The library unpacks large parts in workers that are made of blobs, which the page's Content-Security-Policy forbids: it gets them
 * unpacked, and nothing but them.
 * @param {Uint8Array} bytes
 */
function unpacked(bytes) {
  let size_bytes = 0;
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!/\.(xml|rels)$/.test(name)) return false;
      size_bytes += originalSize;
      if (size_bytes > unpacked_bytes_max) throw new Error("too large when unpacked");
      return true;
    },
  });
  return zipSync(parts, { level: 0 });
}

/** @param {Uint8Array} bytes */
async function rows_of_xlsx(bytes) {
  const rows = await readSheet(unpacked(bytes).slice().buffer);
  return rows.map((row) => row.map(text_of_cell));
}

/** @param {string} text */
function rows_of_csv(text) {
  if (text.includes("\0")) throw new Error("binary");
  return Papa.parse(text, { preview: rows_max + 1 }).data.map((row) => row.map(String));
}

/** A date has no time zone in a spreadsheet; the library gives it as if it were UTC. @param {unknown} cell */
function text_of_cell(cell) {
  if (cell === null || cell === undefined) return "";
  if (!(cell instanceof Date)) return String(cell);
  if (Number.isNaN(cell.getTime())) return "";
  const [day, time] = cell.toISOString().split("T");
  return time.startsWith("00:00:00") ? day : `${day} ${time.slice(0, 5)}`;
}

/** @param {Uint8Array} bytes */
export function text_of(bytes) {
  if (starts_with(bytes, [0xff, 0xfe])) return new TextDecoder("utf-16le").decode(bytes);
  if (starts_with(bytes, [0xfe, 0xff])) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

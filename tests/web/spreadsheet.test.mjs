// What a chosen spreadsheet becomes. files/declarations.xlsx: a title over merged cells, numbers, a date, a formula, a truth value, a blank row,
// a second sheet.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bytes_max, rows_of } from "../../web/spreadsheet.js";

const file_of = (/** @type {any} */ ...parts) => new Blob(parts);
const rows_from = async (/** @type {any} */ ...parts) => {
  const read = await rows_of(file_of(...parts));
  assert.ok("rows" in read, JSON.stringify(read));
  return read.rows;
};
// "工号,姓名\r\n1001,张三" in GB 18030, and the rare 𬭎 in its four bytes.
const gb18030 = new Uint8Array([0xb9, 0xa4, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0d, 0x0a, 0x31, 0x30, 0x30, 0x31, 0x2c, 0xd5, 0xc5, 0xc8, 0xfd]);

test("an .xlsx gives the text of its cells", async () => {
  assert.deepEqual(await rows_from(readFileSync(new URL("files/declarations.xlsx", import.meta.url))), [
    ["某市人民医院 2026 年培训", "", "", "", "", "", ""],
    ["工号*", "姓名*", "培训名称*", "开始日期*", "学时*", "是否合格", "申报数量*"],
    ["1001", "张三", "𬭎的研修班", "2026-03-02", "20.5", "true", "20.5"],
    ["", "", "", "", "", "", ""],
    ["0042", "李四", "", "46083", "", "", ""],
    ["0043", "", "", "", "", "", ""],
  ]);
});

test("a .csv is read in each of its encodings", async () => {
  const rows = [["工号", "姓名"], ["1001", "张三"]];
  const text = "工号,姓名\r\n1001,张三";
  assert.deepEqual(await rows_from(text), rows);
  assert.deepEqual(await rows_from("\ufeff" + text), rows, "with a byte order mark");
  assert.deepEqual(await rows_from(gb18030), rows);
  assert.deepEqual(await rows_from(Buffer.from("\ufeff" + text, "utf16le")), rows);
});

test("a .csv may have other separators, quotes and line breaks in cells", async () => {
  assert.deepEqual(await rows_from("a;b;c\n1;2;3\n"), [["a", "b", "c"], ["1", "2", "3"], [""]]);
  assert.deepEqual(await rows_from("a\tb\n1\t2"), [["a", "b"], ["1", "2"]]);
  assert.deepEqual(await rows_from('a,b\r\n"x, ""y""","two\nlines"'), [["a", "b"], ['x, "y"', "two\nlines"]]);
});

test("what is no spreadsheet is told", async () => {
  assert.deepEqual(await rows_of(file_of(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))), { error: "sheet_of_old_format" });
  assert.deepEqual(await rows_of(file_of("PK\x03\x04 but no archive")), { error: "sheet_unreadable" });
  assert.deepEqual(await rows_of(file_of(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))), { error: "sheet_unreadable" });
  assert.deepEqual(await rows_of(file_of("1\n".repeat(60_000))), { error: "sheet_too_large" });
  assert.deepEqual(await rows_of(file_of(new Uint8Array(bytes_max + 1))), { error: "sheet_too_large" });
});

// Spreadsheets to choose: what a person fills in, and what a spreadsheet program makes of it.
import { execFileSync } from "node:child_process";
import { strToU8, zipSync } from "fflate";

// Of study form 01.
export const headings = ["工号*", "姓名*", "继续教育基地*", "培训名称*", "主办单位*", "开始日期*", "结束日期*", "学时*", "申报数量*"];
// Of people, as an employer has them.
export const people_headings = ["姓名*", "身份证号*", "工号", "手机号", "账户名"];
/** As the demo knows them. */
const people = { SZ10021: "林晓雯", SZ10058: "陈㼆", SZ10095: "刘𬭎" };
export const trainee = (number, title, changes = {}) =>
  Object.values({ number, name: people[number] ?? "无此人", base: "嵩州基地", title, organiser: "嵩州基地", start: "2026-03-02", end: "2026-03-04", hours: "24", amount: "24", ...changes });

/** @param {string[][]} rows */
const csv_text = (rows) => rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",") + "\r\n").join("");

/** @param {string} name @param {string[][]} rows @param {"UTF-8" | "GB18030" | "UTF-16LE"} encoding without a byte order mark */
export function csv(name, rows, encoding = "UTF-8") {
  const text = Buffer.from(csv_text(rows));
  return { name, mimeType: "text/csv", buffer: encoding === "UTF-8" ? text : execFileSync("iconv", ["-f", "UTF-8", "-t", encoding], { input: text }) };
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const letter = (column) => String.fromCharCode(65 + column); // as far as Z
function cell_xml(cell, place) {
  if (typeof cell === "object") return `<c r="${place}" t="str"><f>${escaped(cell.formula)}</f><v>${escaped(cell.value)}</v></c>`;
  return cell === "" ? "" : `<c r="${place}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
}

/** One sheet. @param {string} name @param {(string | {formula: string, value: string})[][]} rows @param {string} merged "A1:G1" */
export function xlsx(name, rows, merged = "") {
  const lines = rows.map((row, i) => `<row r="${i + 1}">${row.map((cell, column) => cell_xml(cell, letter(column) + (i + 1))).join("")}</row>`);
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packed = "http://schemas.openxmlformats.org/package/2006";
  const parts = {
    "[Content_Types].xml": `<Types xmlns="${packed}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="申报" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${lines.join("")}</sheetData>${merged && `<mergeCells count="1"><mergeCell ref="${merged}"/></mergeCells>`}</worksheet>`,
  };
  const files = Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml)]));
  return { name, mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", buffer: Buffer.from(zipSync(files)) };
}

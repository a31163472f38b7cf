// The practical lower limit to compare with, from a tiny server: the same declaration form (06, a paper) as a plain page written by hand,
// and the same table of records, in which only the rows in sight are elements.
import { createServer } from "node:http";
import { brotliCompressSync } from "node:zlib";
import { isolation, record } from "./many_records.mjs";

const fields = [
  ["title", "题目", "text", true], ["published_on", "发表或出版日期", "text", true], ["rank", "作者排名", "number", false], ["journal", "期刊名称", "text", true],
  ["issn", "ISSN", "text", true], ["cn", "CN 刊号", "text", false], ["volume", "卷", "text", false], ["issue", "期", "text", false], ["pages", "页码", "text", false],
  ["index", "收录号", "text", false], ["characters", "字数", "number", false], ["amount", "申报数量", "number", true], ["year", "计入年度", "number", true],
];

const field = ([id, label, type, required]) =>
  `<p><label for="${id}">${label}</label>${required ? "<small>必填</small>" : ""}<input id="${id}" name="${id}" type="${type}"${required ? " required" : ""}><span class="error" id="${id}_error"></span></p>`;

const page = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>学时学分申报</title><meta name="viewport" content="width=device-width,initial-scale=1">
<style>
body{margin:0;font:16px/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;background:#f2f5f8;color:#16222e}
main{max-width:960px;margin:0 auto;padding:24px}form{background:#fff;border:1px solid #d8e0e8;border-radius:8px;padding:24px}
.fields{display:grid;grid-template-columns:1fr 1fr;gap:0 24px}label{font-weight:600}small{margin-left:8px;color:#4f5f70}
input,select,textarea{display:block;box-sizing:border-box;width:100%;min-height:44px;padding:0 12px;border:1px solid #75869a;border-radius:8px;font:inherit}
.error{color:#ae231d}button{min-height:44px;padding:0 24px;border:0;border-radius:8px;background:#0b6274;color:#fff;font:inherit}
</style></head><body><main><h1>学时学分申报</h1><form novalidate>
<p><label for="study_form">学习形式</label><select id="study_form"><option>06 出版著作（译作）或发表论文</option></select></p>
<fieldset><legend>类型</legend>${["论文", "著作", "译作"].map((name, i) => `<label><input type="radio" name="type" style="display:inline;width:auto;min-height:0"${i ? "" : " checked"}>${name}</label> `).join("")}</fieldset>
<div class="fields">${fields.map(field).join("")}</div>
<p><label for="note">备注</label><textarea id="note" name="note" rows="4"></textarea></p>
${["杂志封面", "目录", "文章"].map((name, i) => `<p><label for="file${i}">${name}</label><input id="file${i}" type="file" multiple accept=".jpg,.png,.pdf"></p>`).join("")}
<button>提交</button> <button type="button">保存暂不提交</button></form></main>
<script>
const form=document.forms[0],judge=i=>{const e=document.getElementById(i.id+"_error");if(e)e.textContent=i.validity.valid?"":"请填写这一项";i.setAttribute("aria-invalid",!i.validity.valid)};
globalThis.judge_typed=e=>e.target.matches("input")&&judge(e.target);
form.addEventListener("input",e=>globalThis.judge_typed(e));
form.addEventListener("focusout",e=>e.target.matches("input")&&judge(e.target));
form.addEventListener("submit",e=>{e.preventDefault();const all=[...form.querySelectorAll("input[required]")];all.forEach(judge);all.find(i=>!i.validity.valid)?.focus()});
</script></body></html>`;

const columns = ["标题", "学习形式", "年度", "申报数量", "状态", "更新时间", "操作"];
const row_height_px = 56;
const rows_around = 3;

/** @param {number} count */
const table_page = (count) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>我的进度</title>
<style>
body{margin:0;font:16px/56px "Noto Sans CJK SC","Microsoft YaHei",sans-serif}
.table{position:relative;width:1184px;margin:200px auto 0}
.row{position:absolute;left:0;width:100%;height:${row_height_px}px;display:grid;grid-template-columns:3fr 2fr 100px 110px 120px 160px 80px;border-bottom:1px solid #d8e0e8;box-sizing:border-box}
.row>*{padding:0 12px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
</style></head><body><div class="table" role="table" aria-label="我的进度" aria-rowcount="${count + 1}" style="height:${(count + 1) * row_height_px}px">
<div class="row" role="row" aria-rowindex="1">${columns.map((name) => `<div role="columnheader">${name}</div>`).join("")}</div></div>
<script>
const states=${JSON.stringify(["draft", "pending", "approved", "rejected"])},forms=["02","04","06"];
const record=${record.toString()};
const table=document.querySelector(".table"),rows=new Map();
const text=r=>[r.title,r.study_form,r.credited_year,r.claimed_amount,r.state,r.updated_at.slice(0,16).replace("T"," ")];
const make=i=>{const r=record(i),el=document.createElement("div");el.className="row";el.role="row";el.ariaRowIndex=i+2;el.style.top=(i+1)*${row_height_px}+"px";
for(const t of text(r)){const cell=document.createElement("div");cell.role="cell";cell.textContent=t;el.append(cell)}
const cell=document.createElement("div"),a=document.createElement("a");cell.role="cell";a.href="#/declarations/"+r.id;a.textContent="详细";a.ariaLabel="详细："+r.title;cell.append(a);el.append(cell);return el};
globalThis.update_rows=()=>{
const top=scrollY-table.offsetTop-${row_height_px},first=Math.max(0,Math.floor(top/${row_height_px})-${rows_around}),end=Math.min(${count},Math.ceil((top+innerHeight)/${row_height_px})+${rows_around});
for(const [i,el] of rows)if(i<first||i>=end){el.remove();rows.delete(i)}
for(let i=first;i<end;++i)if(!rows.has(i)){const el=make(i);rows.set(i,el);table.append(el)}};
let asked=false;
addEventListener("scroll",()=>{if(asked)return;asked=true;requestAnimationFrame(()=>{asked=false;globalThis.update_rows()})});
globalThis.update_rows();
</script></body></html>`;

/** "/" is the form, "/table" a table of `rows` records. */
export async function serve_plain({ rows = 100_000 } = {}) {
  const bodies = new Map([["/", page], ["/table", table_page(rows)]].map(([path, html]) => [path, brotliCompressSync(html)]));
  const server = createServer((request, response) => {
    const body = bodies.get(request.url);
    if (!body) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Encoding": "br", "Content-Length": body.length, "Cache-Control": "no-cache", ...isolation }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => new Promise((resolve) => server.close(resolve)) };
}

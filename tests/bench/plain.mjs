// The practical lower limit to compare with: the same declaration form (06, a paper) as a plain page written by hand, from a tiny server.
import { createServer } from "node:http";
import { brotliCompressSync } from "node:zlib";

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
form.addEventListener("focusout",e=>e.target.matches("input")&&judge(e.target));
form.addEventListener("submit",e=>{e.preventDefault();const all=[...form.querySelectorAll("input[required]")];all.forEach(judge);all.find(i=>!i.validity.valid)?.focus()});
</script></body></html>`;

export async function serve_plain() {
  const body = brotliCompressSync(page);
  const server = createServer((request, response) => {
    if (request.url !== "/") return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Encoding": "br", "Content-Length": body.length, "Cache-Control": "no-cache" }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => new Promise((resolve) => server.close(resolve)) };
}

// 附件: what is taken, what is refused, and what happens when the wire breaks.
import assert from "node:assert/strict";
import { empty_file, jpeg, pdf, png, text_called_png } from "./files.mjs";
import { portal } from "./fixture.mjs";
import { through_proxy } from "./proxy.mjs";
import { attach, attach_paper_materials, button, eventually, file_input, file_item, files_of, fill, fill_paper, gone, has_focus, new_title, open_record, radio, save, see, see_notice, see_uploaded, text_box } from "./steps.mjs";

const { story } = portal();

async function paper_form(open, wish = {}) {
  const page = await open({ account: "professional", place: "#/declare/06", ...wish });
  await see(page.getByRole("radiogroup", { name: "类型" }));
  await radio(page, "类型", "论文").check();
  await see(file_input(page, "杂志封面"));
  return page;
}

story("several files of one material are sent, shown with a preview, and are there after a reload", async ({ open }) => {
  const page = await paper_form(open);
  await fill(page, { 题目: new_title("多个附件") });
  await attach(page, "文章", [png("第一页.png"), jpeg("第二页.jpg"), pdf("全文.pdf")]);
  for (const name of ["第一页.png", "第二页.jpg", "全文.pdf"]) await see_uploaded(page, "文章", name);
  for (const name of ["第一页.png", "第二页.jpg"]) {
    const picture = page.getByRole("img", { name: `${name} 的预览` });
    await eventually(async () => assert.ok(await picture.evaluate((img) => img.complete && img.naturalWidth > 0), `${name} is shown`));
  }
  await save(page);
  await page.reload();
  await see(file_item(page, "文章", "全文.pdf"));
  assert.equal(await files_of(page, "文章").getByRole("listitem").count(), 3);
  await eventually(async () => assert.ok(await page.getByRole("img", { name: "第一页.png 的预览" }).evaluate((img) => img.naturalWidth > 0), "preview from the server"));
});

story("a file that is removed does not come back", async ({ open }) => {
  const page = await paper_form(open);
  const title = new_title("移除附件");
  await fill(page, { 题目: title });
  await attach(page, "文章", [pdf("留下.pdf"), pdf("移除.pdf")]);
  await see_uploaded(page, "文章", "移除.pdf");
  await see_uploaded(page, "文章", "留下.pdf");
  await button(page, "移除 移除.pdf").click();
  await gone(file_item(page, "文章", "移除.pdf"));
  await has_focus(file_input(page, "文章"));
  await save(page);
  await page.goto(`${page.portal_url}/#/progress`);
  await open_record(page, title);
  await see(page.getByText("留下.pdf", { exact: true }));
  assert.equal(await page.getByText("移除.pdf", { exact: true }).count(), 0);
});

story("text that is called a picture is refused by its content, and the form keeps everything", async ({ open }) => {
  const page = await paper_form(open);
  await fill(page, { 期刊名称: "水利学报" });
  await attach(page, "杂志封面", text_called_png("封面.png"));
  await see(file_item(page, "杂志封面", "封面.png").getByText("只能上传 JPG、PNG 图片或 PDF 文件"));
  assert.equal(await text_box(page, "期刊名称").inputValue(), "水利学报");
  await attach(page, "杂志封面", png("真封面.png"));
  await see_uploaded(page, "杂志封面", "真封面.png");
  await gone(file_item(page, "杂志封面", "只能上传"));
});

story("an empty file and one of 11 MB are refused before anything is sent", async ({ open }) => {
  const page = await paper_form(open);
  const sent = [];
  page.on("request", (request) => request.method() === "PUT" && sent.push(request.url()));
  await attach(page, "目录", empty_file("空.pdf"));
  await see(file_item(page, "目录", "空.pdf").getByText("这个文件是空的"));
  await attach(page, "目录", pdf("太大.pdf", { size_bytes: 11 * 1024 * 1024 }));
  await see(file_item(page, "目录", "太大.pdf").getByText("文件太大，每个文件最多 10 MB"));
  await attach(page, "目录", pdf("正好.pdf", { size_bytes: 1024 * 1024 }));
  await see_uploaded(page, "目录", "正好.pdf");
  assert.equal(sent.length, 1, "only the good one was sent");
});

story("an upload that breaks half-way is taken up again by itself, and the form keeps everything", async (stage) => {
  await through_proxy(stage, async (proxy) => {
    const page = await paper_form(stage.open, { url: proxy.url });
    await fill(page, { 题目: "断线也不丢" });
    proxy.cut(/^PUT \/api\/v1\/attachments\//, { sent_bytes_max: 300_000 });
    await attach(page, "文章", pdf("全文.pdf", { size_bytes: 3_000_000 }));
    await see_uploaded(page, "文章", "全文.pdf");
    assert.equal(proxy.cut_count, 1, "it did break");
    assert.equal(await text_box(page, "题目").inputValue(), "断线也不丢");
  });
});

story("an upload that does not get through says so, and 重新上传 sends it again at once", async (stage) => {
  await through_proxy(stage, async (proxy) => {
    const page = await paper_form(stage.open, { url: proxy.url });
    proxy.cut(/^PUT \/api\/v1\/attachments\//, { sent_bytes_max: 100_000, times: 1000 });
    await attach(page, "文章", pdf("全文.pdf", { size_bytes: 2_000_000 }));
    const retry = button(page, "重新上传 全文.pdf");
    await see(file_item(page, "文章", "全文.pdf").getByText("没有传完"));
    await eventually(async () => assert.ok(proxy.cut_count >= 4, "it did break")); // from now on it waits long enough before it tries by itself
    await retry.click({ trial: true });
    proxy.cuts.length = 0;
    await retry.click();
    await see_uploaded(page, "文章", "全文.pdf");
  });
});

story("files are taken by drop on their material's area, and a drop elsewhere leaves the page alone", async ({ open }) => {
  const page = await paper_form(open);
  const { buffer } = png("拖放.png");
  const transfer = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "拖放.png", { type: "image/png" }));
    return data;
  }, [...buffer]);
  const drop_on = async (locator) => {
    await locator.dispatchEvent("dragover", { dataTransfer: transfer });
    await locator.dispatchEvent("drop", { dataTransfer: transfer });
  };
  await drop_on(page.getByRole("group", { name: "杂志封面" }));
  await see_uploaded(page, "杂志封面", "拖放.png");
  await drop_on(text_box(page, "题目"));
  await see(text_box(page, "题目"));
  assert.equal(await page.getByRole("listitem").filter({ hasText: "拖放.png" }).count(), 1);
});

story("submitting waits for uploads that are under way", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/declare" });
  await fill_paper(page, new_title("等附件传完"));
  await attach_paper_materials(page);
  let let_go = () => {};
  const held = new Promise((resolve) => (let_go = resolve));
  await page.route("**/api/v1/attachments/*", async (route) => {
    await held;
    await route.continue();
  });
  await attach(page, "文章", pdf("补充.pdf"));
  await see(file_item(page, "文章", "补充.pdf"));
  await button(page, "提交").click();
  assert.match(page.url(), /#\/declare\/06$/);
  let_go();
  await see_notice(page, "已提交，等待");
  await see(page.getByText("补充.pdf", { exact: true }));
});

story("the same picture for one material is kept once", async ({ open }) => {
  const page = await paper_form(open);
  const picture = png("同一张.png");
  await attach(page, "目录", picture);
  await see_uploaded(page, "目录", "同一张.png");
  await attach(page, "目录", { ...picture, name: "同一张又一次.png" });
  await see_uploaded(page, "目录", "同一张又一次.png");
  await eventually(async () => assert.equal(await files_of(page, "目录").getByRole("listitem").count(), 1));
});

story("the type of publication decides which materials are asked for", async ({ open }) => {
  const page = await paper_form(open);
  await radio(page, "类型", "著作").check();
  await see(file_input(page, "扉页"));
  assert.equal(await file_input(page, "杂志封面").count(), 0);
});

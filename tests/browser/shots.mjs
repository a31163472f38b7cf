// ./portal shots: the README's pictures, from the real page: assets/screenshots/*.png, with a palette, so that they stay small.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Stage, launch } from "./fixture.mjs";
import { settled } from "./pixels.mjs";
import { decode_png, encode_palette_png } from "./png.mjs";
import { Api, Server, root } from "./server.mjs";
import { attach, button, fill, fill_paper, heading, make_pending, see, see_uploaded } from "./steps.mjs";

const folder = join(root, "assets/screenshots");
const title = "社区高血压患者自我管理路径的随机对照研究";
const looks = [
  { name: "light", viewport: { width: 1280, height: 800 } },
  { name: "dark", viewport: { width: 1280, height: 800 }, dark: true },
  { name: "phone", viewport: { width: 390, height: 844 }, pixel_ratio: 2, phone: true },
];

const media_types = { jpg: "image/jpeg", png: "image/png", pdf: "application/pdf" };
const demo_file = (file, name) => ({ name, mimeType: media_types[name.split(".").pop()], buffer: readFileSync(join(root, "assets/demo/files", file)) });

async function shoot(page, view, look) {
  await page.mouse.move(2, page.viewportSize().height - 2);
  await page.evaluate(() => document.activeElement?.blur?.());
  await settled(page);
  const file = encode_palette_png(decode_png(await page.screenshot({ animations: "disabled" })));
  writeFileSync(join(folder, `${view}-${look.name}.png`), file);
  console.log(`${view}-${look.name}.png ${(file.length / 1024).toFixed(0)} KB`);
}

async function filled_declaration(page) {
  await page.goto(`${page.portal_url}/#/declare`);
  await fill_paper(page, title, { 期刊名称: "中华护理杂志", ISSN: "0254-1769", 卷: "61", 期: "3", 页码: "12-18", 字数: "6200" });
  await attach(page, "杂志封面", demo_file("journal-cover.jpg", "杂志封面.jpg"));
  await attach(page, "目录", demo_file("contents.png", "目录.png"));
  await attach(page, "文章", demo_file("article.pdf", "文章.pdf"));
  await see_uploaded(page, "杂志封面", "杂志封面.jpg");
  await see_uploaded(page, "目录", "目录.png");
  await see_uploaded(page, "文章", "文章.pdf");
}

const server = await new Server().start();
const browser = await launch();
mkdirSync(folder, { recursive: true });
try {
  const pending = await make_pending(await Api.signed_in(server.url, "professional"), title, { journal: "中华护理杂志", issn: "0254-1769", volume: "61", issue: "3", pages: "12-18", characters: 6200 });
  for (const look of looks) {
    const stage = new Stage(server, browser);
    const { viewport, pixel_ratio, dark, phone } = look;
    const page = await stage.open({ viewport, pixel_ratio, dark, phone });
    await see(button(page, "登录"));
    await settled(page);
    await shoot(page, "sign-in", look);

    const professional = await stage.open({ account: "professional", viewport, pixel_ratio, dark, phone });
    await see(professional.getByRole("grid"));
    await shoot(professional, "progress", look);
    await filled_declaration(professional);
    await professional.evaluate(() => scrollTo(0, 0));
    await shoot(professional, "declare", look);
    await heading(professional, "附件").evaluate((el) => el.scrollIntoView({ block: "start" }));
    await shoot(professional, "attachments", look);
    await fill(professional, { ISSN: "0254-1768", 申报数量: "" });
    await button(professional, "提交").click();
    await see(heading(professional, "还有 2 处需要修改"));
    await professional.evaluate(() => scrollTo(0, 0));
    await shoot(professional, "problems", look);
    await professional.goto(`${server.url}/#/declarations/${pending.id}`);
    await see(heading(professional, title));
    await shoot(professional, "detail", look);

    const auditor = await stage.open({ account: "employer", viewport, pixel_ratio, dark, phone });
    await see(auditor.getByRole("grid"));
    await shoot(auditor, "audit", look);
    await stage.close();
  }
} finally {
  await browser.close();
  await server.stop();
}

// Every view of the page, every state of it and every dialog, with the account that sees it and the way there.
//
// Ways are taken by node ids (ui/semantics.h), so that they lead to the same place in every language and in care mode. tour.mjs walks them.
import { jpeg, pdf, png, text_called_png } from "./files.mjs";
import { fire_timer } from "./inspect.mjs";
import { Api, demo_password } from "./server.mjs";
import { csv, headings, people_headings, trainee } from "./sheets.mjs";
import { eventually, make_pending, new_title, paper_content } from "./steps.mjs";

export const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const narrowest = { width: 320, height: 640 }; // WCAG 1.4.10: what 1280 px are at 400 %

// ---- ways ------------------------------------------------------------------------------------------------------------

export const by_id = (page, id) => page.locator(`[id="${id}"]`);
export const there = (page, ...ids) => Promise.all(ids.map((id) => by_id(page, id).waitFor()));

async function at(page, place, ...ids) {
  await page.evaluate((hash) => (location.hash = hash), place);
  await there(page, ...ids);
}

export async function press(page, id, ...ids) {
  await by_id(page, id).click();
  await there(page, ...ids);
}

async function choose_two({ page }) {
  await at(page, "#/audit", "audit/table");
  for (const nth of [0, 1]) await page.getByRole("main").getByRole("checkbox").nth(nth).check();
}

const field = (id) => `declare/field/${id}`;
const hold = (page, url) => page.route(url, () => {}); // neither answered nor refused, until the page is closed
const refuse = (page, url) => page.route(url, (route) => route.abort());

async function attach(page, material, files) {
  await by_id(page, `declare/material/${material}`).setInputFiles(files);
  await page.locator(`[id^="declare/material/${material}/file_"][id$="/item"]`).first().waitFor();
}

const paper = (page) => at(page, "#/declare/06", field("publication_type")).then(() => press(page, field("publication_type") + "/paper", "declare/material/journal_cover"));
const detail = (id) => `#/declarations/${id}`;
const dialog_of = (action, ...more) => async ({ page, data }, record) => {
  await at(page, detail(data[record]), `detail/action/${action}`);
  await press(page, `detail/action/${action}`, "dialog/box", ...more);
};

export async function fill_sign_in(page, account, password) {
  await there(page, "sign_in/submit");
  await by_id(page, "sign_in/name").fill(account);
  await by_id(page, "sign_in/password").fill(password);
  await by_id(page, "sign_in/submit").click();
}

async function end_session_elsewhere(page) {
  const cookies = await page.context().cookies();
  await new Api(page.portal_url, cookies.map(({ name, value }) => `${name}=${value}`).join("; ")).delete("/session");
}

// ---- what the records are that views show ------------------------------------------------------------------------------

/** One record of the same declarer in each state. */
export async function make_records(url) {
  const people = ["professional", "employer", "department", "department-above", "authority"];
  const [professional, ...auditors] = await Promise.all(people.map((name) => Api.signed_in(url, name)));
  const title = (words) => new_title(`面向流域治理的遥感数据同化方法研究（${words}）`);
  const draft = await professional.post("/declarations", paper_content(title("草稿"), [await professional.upload(png("封面.png"), "journal_cover")]));
  const withdrawn = await professional.post("/declarations", { ...paper_content(title("别处也改过")) });
  const pending = await make_pending(professional, title("待审核"), { note: "第一行备注\n第二行备注" });
  const to_reject = await make_pending(professional, title("不通过"));
  await auditors[0].post(`/declarations/${to_reject.id}/reject`, { reason: "杂志封面不清楚，请重新扫描后再报。" }, to_reject.revision);
  let approved = await make_pending(professional, title("通过"));
  for (const auditor of auditors) approved = await auditor.post(`/declarations/${approved.id}/approve`, {}, approved.revision);
  await auditors[0].post("/declarations/batch", { people: ["p02", "p03"], submit: false, content: paper_content(title("多人")) });
  return { draft: draft.id, conflict: withdrawn.id, pending: pending.id, rejected: to_reject.id, approved: approved.id, professional };
}

// ---- the views ---------------------------------------------------------------------------------------------------------

/**
 * @typedef {object} View
 * @property {string} name
 * @property {string} [account] who is signed in; nobody without
 * @property {boolean} [fresh] on a page of its own, since it leaves something behind (typed text, held requests)
 * @property {boolean} [alone] in a session of its own as well
 * @property {boolean} [early] the page as it stands before the client has drawn: no semantics tree, its own text is seen
 * @property {boolean} [stands_for_its_kind] its layout is that of others too: judged in what is the same for all of them
 * @property {boolean} [keyboard_below] the machine's own keyboard covers a part of the window, and is of no node
 * @property {boolean} [restless] changes by itself from second to second
 * @property {{width: number, height: number}[]} [viewports]
 * @property {(at: {page: import("playwright-core").Page, data: any}) => Promise<void>} go
 */

// ---- a machine for everyone --------------------------------------------------------------------------------------------

const kiosk_config = { api_base: "/api/v1", auth: "cookie", language: "zh-CN", offline: false, kiosk: { idle_s: 3600, countdown_s: 3600 } };
const machine = { fresh: true, before: (page) => page.route("**/config.json", (route) => route.fulfill({ json: kiosk_config })) };
async function begin_visit(page) {
  await press(page, "kiosk/zh-CN/start", "sign_in/submit");
  await fill_sign_in(page, "professional", demo_password);
  await there(page, "sign_out");
}
const put_keyboard_away = async (page) => {
  await page.evaluate(() => document.activeElement?.blur());
  await page.locator(".kiosk_keyboard").waitFor({ state: "hidden" });
};

const record_views = ["draft", "pending", "approved", "rejected"];

/** @type {View[]} */
export const views = [
  // without a session
  { name: "sign-in before the client is there", fresh: true, early: true, before: (page) => hold(page, "**/portal.wasm"), viewports: [wide, phone], go: ({ page }) => there(page, "sign_in/submit") },
  { name: "a client that does not load", fresh: true, early: true, before: (page) => refuse(page, "**/portal.wasm"), go: ({ page }) => page.getByRole("alert").waitFor() },
  { name: "sign-in", stands_for_its_kind: true, viewports: [wide, narrowest], go: ({ page }) => there(page, "sign_in/submit") },
  { name: "display settings", stands_for_its_kind: true, viewports: [wide, narrowest], go: async ({ page }) => {
    await there(page, "display_settings");
    await press(page, "display_settings", "dialog/box");
  } },
  { name: "sign-in refused", fresh: true, go: async ({ page }) => {
    await fill_sign_in(page, "professional", "not-the-password");
    await there(page, "sign_in/problem");
  } },
  { name: "starting with the connection lost", fresh: true, restless: true, before: (page) => refuse(page, "**/api/v1/session"), go: ({ page }) => there(page, "loading", "retry") },
  { name: "session expired", account: "professional2", fresh: true, alone: true, go: async ({ page }) => {
    await at(page, "#/declare", "declare/study_form");
    await end_session_elsewhere(page);
    await at(page, "#/progress", "sign_in/expired");
  } },

  // declaring
  { name: "declare: no study form yet", stands_for_its_kind: true, account: "professional", viewports: [wide, phone], go: ({ page }) => at(page, "#/declare", "declare/study_form") },
  { name: "declare: dates, radios, units", stands_for_its_kind: true, account: "professional", go: ({ page }) => at(page, "#/declare/02", field("start_date")) },
  { name: "declare: long text", account: "professional", go: ({ page }) => at(page, "#/declare/16", field("description")) },
  { name: "declare: a list of choices", account: "professional", go: ({ page }) => at(page, "#/declare/11", field("service_kind")) },
  { name: "declare: an open list", account: "professional", fresh: true, stands_for_its_kind: true, viewports: [wide, phone], go: async ({ page }) => {
    await at(page, "#/declare/11", field("service_kind"));
    await by_id(page, field("service_kind")).click();
    await page.getByRole("option").first().waitFor();
  } },
  { name: "declare: nothing in the list", account: "professional", fresh: true, go: async ({ page }) => {
    await at(page, "#/declare/11", field("service_kind"));
    await by_id(page, field("service_kind")).fill("zzzz");
    await there(page, field("service_kind") + "/list/nothing");
  } },
  { name: "declare: filled in and not saved", account: "professional", fresh: true, go: async ({ page }) => {
    await at(page, "#/declare/08", field("award_category"));
    await by_id(page, field("award_category")).click();
    await page.getByRole("option").nth(2).click();
    await by_id(page, field("award_name")).fill("省级科学技术进步奖");
    await by_id(page, field("note")).fill("第一行\n第二行");
    await there(page, "declare/discard");
  } },
  { name: "declare: wrong input at its fields", stands_for_its_kind: true, account: "professional", fresh: true, go: async ({ page }) => {
    await at(page, "#/declare/02", field("start_date"));
    await by_id(page, field("start_date")).fill("2026-02-30");
    await by_id(page, field("claimed_amount")).fill("1001");
    await by_id(page, field("training_name")).focus();
    await there(page, field("start_date") + "/error", field("claimed_amount") + "/error");
  } },
  { name: "declare: the list of problems", stands_for_its_kind: true, account: "professional", fresh: true, viewports: [wide, narrowest], go: async ({ page }) => {
    await paper(page);
    await press(page, "declare/submit", "declare/problems", "declare/problem_0");
  } },
  { name: "declare: conflict", stands_for_its_kind: true, account: "professional", fresh: true, viewports: [wide, phone], go: async ({ page, data }) => {
    await at(page, `${detail(data.conflict)}/edit`, field("publication_title"));
    const now = await data.professional.get(`/declarations/${data.conflict}`);
    await data.professional.put(`/declarations/${data.conflict}`, { study_form: now.study_form, catalogue_version: now.catalogue_version, values: { ...now.values, journal: `水利学报 ${now.revision}` }, attachments: [] }, now.revision);
    await by_id(page, field("journal")).fill("河海大学学报");
    await press(page, "declare/save", "declare/conflict/title");
  } },
  { name: "declare: materials with files", stands_for_its_kind: true, account: "professional", fresh: true, viewports: [wide, narrowest], go: async ({ page }) => {
    await paper(page);
    await attach(page, "journal_cover", png("封面.png"));
    await attach(page, "contents", jpeg("目录.jpg"));
    await attach(page, "article", pdf("文章.pdf"));
    await eventually(async () => { if (await page.getByRole("progressbar").count()) throw new Error("still uploading"); });
  } },
  { name: "declare: a file that is refused", account: "professional", fresh: true, go: async ({ page }) => {
    await paper(page);
    await attach(page, "journal_cover", text_called_png("封面.png"));
    await page.locator('[id^="declare/material/journal_cover/"][id$="/error"]').waitFor();
  } },
  { name: "declare: while uploading", account: "professional", fresh: true, go: async ({ page }) => {
    await hold(page, "**/api/v1/attachments/*");
    await paper(page);
    await attach(page, "article", pdf("文章.pdf"));
    await page.getByRole("progressbar").waitFor();
  } },
  { name: "declare: an upload that did not get through", account: "professional", fresh: true, restless: true, go: async ({ page }) => {
    await refuse(page, "**/api/v1/attachments/*");
    await paper(page);
    await attach(page, "article", pdf("文章.pdf"));
    await page.locator('[id^="declare/material/article/"][id$="/retry"]').waitFor();
  } },
  { name: "declare: while saving", account: "professional", fresh: true, go: async ({ page }) => {
    await hold(page, "**/api/v1/declarations");
    await at(page, "#/declare/07", field("patent_name"));
    await by_id(page, field("patent_name")).fill("一种水位计");
    await press(page, "declare/save");
    await page.locator('[id="declare/save"][aria-busy=true]').waitFor();
  } },
  { name: "declare: while submitting", account: "professional", fresh: true, go: async ({ page, data }) => {
    const pending = await make_pending(data.professional, new_title("正在提交"));
    await data.professional.post(`/declarations/${pending.id}/withdraw`, {}, pending.revision);
    await at(page, `${detail(pending.id)}/edit`, field("publication_title"), "declare/submit");
    await hold(page, "**/submit");
    await press(page, "declare/submit");
    await page.locator('[id="declare/submit"][aria-busy=true]').waitFor();
  } },
  { name: "declare: saved", account: "professional", fresh: true, go: async ({ page }) => {
    await at(page, "#/declare/09", field("examination_name"));
    await by_id(page, field("examination_name")).fill("全国水利专业技术资格考试");
    await press(page, "declare/save", "notice");
  } },
  { name: "declare: connection lost", stands_for_its_kind: true, account: "professional", fresh: true, restless: true, go: async ({ page }) => {
    await at(page, "#/declare/10", field("report_title"));
    await refuse(page, "**/api/v1/**");
    await by_id(page, field("report_title")).fill("报告");
    await press(page, "declare/save", "connection/lost", "connection/retry");
  } },
  { name: "declare: what a later catalogue asked for", account: "professional", fresh: true, go: async ({ page, data }) => {
    const content = paper_content(new_title("新目录填写"));
    const record = await data.professional.post("/declarations", { ...content, values: { ...content.values, impact_factor: "3.14" } });
    await at(page, `${detail(record.id)}/edit`, "declare/unknown_title");
  } },

  { name: "declare: for many people", stands_for_its_kind: true, account: "employer", fresh: true, viewports: [wide, phone, narrowest], go: async ({ page }) => {
    await at(page, "#/declare/06", "declare/people/person/p02");
    await press(page, "declare/people/choose_all", "declare/people/chosen");
  } },
  { name: "declare: for nobody yet", account: "base", fresh: true, go: ({ page }) => at(page, "#/declare/01", "declare/people/search") },

  // lists
  { name: "progress", stands_for_its_kind: true, account: "professional", viewports: [wide, phone, narrowest], go: ({ page }) => at(page, "#/progress", "progress/table", "progress/summary/bar") },
  { name: "progress: sorted and filtered", account: "professional", go: ({ page }) => at(page, "#/progress?state=draft&sort=title&order=asc", "progress/table") },
  { name: "progress: rejected", account: "professional", go: ({ page }) => at(page, "#/progress?state=rejected", "progress/table") },
  { name: "progress: nothing found", stands_for_its_kind: true, account: "professional", viewports: [wide, phone], go: ({ page }) => at(page, "#/progress?q=zzzz", "progress/empty") },
  { name: "progress: not answered yet", account: "professional", fresh: true, go: async ({ page }) => {
    await at(page, "#/declare", "declare/study_form");
    await page.reload();
    await there(page, "declare/study_form");
    await hold(page, "**/api/v1/declarations?*");
    await at(page, "#/progress", "progress/loading");
  } },
  { name: "progress: an answer that is not understood", account: "professional", fresh: true, go: async ({ page }) => {
    await at(page, "#/declare", "declare/study_form");
    await page.route("**/api/v1/declarations?*", (route) => route.fulfill({ status: 200, contentType: "application/json", body: "<html>" }));
    await at(page, "#/progress?q=a", "progress/failure");
  } },
  { name: "year", stands_for_its_kind: true, account: "professional", viewports: [wide, phone, narrowest], go: ({ page }) => at(page, "#/year", "year/subjects", "year/years") },
  { name: "year: nothing was set", account: "professional", go: ({ page }) => at(page, "#/year?year=2010", "year/unknown") },
  { name: "year: people", stands_for_its_kind: true, account: "authority", viewports: [wide, phone], go: ({ page }) => at(page, "#/year", "year/organisations", "year/people") },
  { name: "year: people who have not reached it", account: "employer", go: ({ page }) => at(page, "#/year?reached=false", "year/people") },
  { name: "year: nobody found", account: "employer", go: ({ page }) => at(page, "#/year?q=zzzz", "year/empty") },
  { name: "audit", stands_for_its_kind: true, account: "employer", viewports: [wide, phone], go: ({ page }) => at(page, "#/audit", "audit/table") },
  { name: "audit: the whole of a text that is cut", account: "employer", go: async ({ page }) => {
    await at(page, "#/audit", "audit/table/row/1/table.form");
    await by_id(page, "audit/table/row/1/table.form").hover();
    await there(page, "audit/table/row/1/table.form/tooltip");
  } },
  { name: "audit: nothing found", account: "employer", go: ({ page }) => at(page, "#/audit?q=zzzz", "audit/empty") },
  { name: "audit: chosen rows", stands_for_its_kind: true, account: "employer", viewports: [wide, phone], go: choose_two },
  { name: "records of an organisation", stands_for_its_kind: true, account: "employer", viewports: [wide, phone], go: ({ page }) => at(page, "#/records", "records/table") },
  { name: "records of a region", account: "authority", go: ({ page }) => at(page, "#/records", "records/table") },

  // a spreadsheet
  { name: "import", account: "base", viewports: [wide, narrowest], go: ({ page }) => at(page, "#/import/01", "import/file") },
  { name: "import: a row with a problem", stands_for_its_kind: true, account: "base", viewports: [wide, phone], go: async ({ page }) => {
    await at(page, "#/import/01", "import/file");
    await by_id(page, "import/file").setInputFiles(csv("学员.csv", [headings, trainee("SZ10021", "适宜技术培训班"), trainee("SZ10058", "适宜技术培训班", { end: "2026-03-01", hours: "很多" })]));
    await there(page, "import/submit");
    await there(page, "import/table");
  } },
  { name: "import: another file", account: "base", go: async ({ page }) => {
    await at(page, "#/import/01", "import/file");
    await by_id(page, "import/file").setInputFiles(csv("别的.csv", [["姓名"], ["张三"]]));
    await there(page, "import/failure");
  } },

  { name: "import of people", stands_for_its_kind: true, account: "employer", viewports: [wide, phone], go: async ({ page }) => {
    await at(page, "#/import-people", "import_people/file");
    await by_id(page, "import_people/file").setInputFiles(csv("花名册.csv", [people_headings, ["刘新", "419900199001011217", "SZ20001", "", ""], ["王新", "419900199001011218", "SZ20002", "", ""]]));
    await there(page, "import_people/send", "import_people/table");
  } },

  // people and organisations
  { name: "settings of the catalogue", stands_for_its_kind: true, account: "admin", viewports: [wide, phone, narrowest], go: ({ page }) => at(page, "#/catalogue", "settings/reason", "settings/targets/0/total_hours") },
  { name: "people of an employer", stands_for_its_kind: true, account: "employer", viewports: [wide, phone], go: ({ page }) => at(page, "#/people", "staff/table") },
  { name: "people of all", account: "admin", go: ({ page }) => at(page, "#/people", "staff/table") },
  { name: "people: add one", stands_for_its_kind: true, account: "employer", viewports: [wide, phone], go: async ({ page }) => {
    await at(page, "#/people", "staff/table");
    await press(page, "staff/add", "form/submit");
  } },
  { name: "a person", stands_for_its_kind: true, account: "admin", viewports: [wide, narrowest], go: ({ page }) => at(page, "#/people/p01", "person/leave") },
  { name: "organisations", account: "admin", viewports: [wide, phone], go: ({ page }) => at(page, "#/organisations", "organisations/table") },
  { name: "an organisation", account: "admin", go: ({ page }) => at(page, "#/organisations/hospital", "organisations/edit") },
  { name: "own password", account: "professional", go: async ({ page }) => {
    await at(page, "#/progress", "progress/table");
    await press(page, "own_password", "form/submit");
  } },

  // records
  ...record_views.map((state) => ({ name: `detail: ${state}, declarer`, account: "professional", viewports: state === "rejected" ? [wide, phone] : [wide], go: ({ page, data }) => at(page, detail(data[state]), "detail/state", "detail/values") })),
  { name: "detail: pending, auditor", stands_for_its_kind: true, account: "employer", viewports: [wide, narrowest], go: ({ page, data }) => at(page, detail(data.pending), "detail/state", "detail/action/approve") },
  { name: "detail: approved, auditor", account: "authority", go: ({ page, data }) => at(page, detail(data.approved), "detail/state", "detail/action/revoke") },
  { name: "detail: rejected, auditor", account: "employer", go: ({ page, data }) => at(page, detail(data.rejected), "detail/state") },
  { name: "detail: not answered yet", account: "professional", fresh: true, go: async ({ page, data }) => {
    await at(page, "#/declare", "declare/study_form");
    await hold(page, "**/api/v1/declarations/*");
    await at(page, detail(data.approved), "detail/loading");
  } },
  { name: "not found", stands_for_its_kind: true, account: "professional", fresh: true, go: ({ page }) => at(page, "#/declarations/no-such-id", "detail/failure") },
  { name: "unknown place", account: "professional", viewports: [wide, phone], go: ({ page }) => at(page, "#/no/such/place", "unknown_home") },

  // dialogs
  { name: "dialog: delete", stands_for_its_kind: true, account: "professional", viewports: [wide, narrowest], go: (tour) => dialog_of("delete")(tour, "draft") },
  { name: "dialog: withdraw", account: "professional", go: (tour) => dialog_of("withdraw")(tour, "pending") },
  { name: "dialog: approve", account: "employer", go: (tour) => dialog_of("approve")(tour, "pending") },
  { name: "dialog: reject", stands_for_its_kind: true, account: "employer", viewports: [wide, phone], go: (tour) => dialog_of("reject", "dialog/reason")(tour, "pending") },
  { name: "dialog: reject without a reason", account: "employer", go: async (tour) => {
    await dialog_of("reject", "dialog/reason")(tour, "pending");
    await press(tour.page, "dialog/confirm", "dialog/reason/error");
  } },
  { name: "dialog: approve many", account: "employer", go: async (tour) => {
    await choose_two(tour);
    await press(tour.page, "audit/approve_many", "dialog/box");
  } },
  { name: "dialog: reject many", account: "employer", viewports: [wide, phone], go: async (tour) => {
    await choose_two(tour);
    await press(tour.page, "audit/reject_many", "dialog/box", "dialog/reason");
  } },
  { name: "dialog: revoke", account: "authority", go: (tour) => dialog_of("revoke", "dialog/reason")(tour, "approved") },
  { name: "dialog: at work", account: "professional", fresh: true, go: async ({ page, data }) => {
    const { id } = await make_pending(data.professional, new_title("正在撤回")); // a held request may reach the server when its page is closed
    await dialog_of("withdraw")({ page, data: { id } }, "id");
    await hold(page, "**/withdraw");
    await press(page, "dialog/confirm");
    await page.locator('[id="dialog/confirm"][aria-busy=true]').waitFor();
  } },
  { name: "dialog: calendar", stands_for_its_kind: true, account: "professional", fresh: true, viewports: [wide, { width: 390, height: 400 }], go: async ({ page }) => {
    await at(page, "#/declare/02", field("start_date"));
    await by_id(page, field("start_date")).fill("2026-03-04");
    await press(page, field("start_date") + "/calendar", "dialog/box");
  } },

  // a machine for everyone
  { name: "kiosk: start", ...machine, viewports: [wide, phone], go: ({ page }) => there(page, "kiosk/zh-CN/start", "kiosk/en/start") },
  { name: "kiosk: sign-in", ...machine, viewports: [wide, phone], go: async ({ page }) => {
    await press(page, "kiosk/zh-CN/start", "sign_in/submit");
    await put_keyboard_away(page);
  } },
  { name: "kiosk: keyboard", ...machine, keyboard_below: true, viewports: [wide, phone], go: async ({ page }) => {
    await begin_visit(page);
    await at(page, "#/declare/06", field("publication_title"));
    await by_id(page, field("publication_title")).focus();
    for (const letter of "nihao") await page.locator(".kiosk_keyboard").getByRole("button", { name: letter, exact: true }).click();
  } },
  { name: "kiosk: declare", ...machine, viewports: [wide, phone], go: async ({ page }) => {
    await begin_visit(page);
    await at(page, "#/declare/06", field("publication_type"));
    await press(page, field("publication_type") + "/paper", "declare/material/journal_cover/group");
  } },
  { name: "kiosk: a declaration, to be printed", ...machine, viewports: [wide, phone], go: async ({ page, data }) => {
    await begin_visit(page);
    await at(page, detail(data.pending), "detail/state", "detail/print");
  } },
  { name: "kiosk: countdown", ...machine, restless: true, viewports: [wide, phone], go: async ({ page }) => {
    await begin_visit(page);
    await page.waitForTimeout(600); // the press on 登录 says once more that somebody is there: click_follows_ms in kiosk.js
    await fire_timer(page, "kiosk/idle");
    await there(page, "kiosk/countdown/box");
  } },
  { name: "kiosk: leaving", ...machine, go: async ({ page }) => {
    await begin_visit(page);
    await hold(page, "**/api/v1/session");
    await press(page, "sign_out", "kiosk_leaving");
  } },
];

export const of_each_kind = views.filter(({ stands_for_its_kind }) => stands_for_its_kind);

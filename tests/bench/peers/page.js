// Runs in the portal's page before its own scripts: what a harness that compares front ends asks of each of them (window.__bench, see
// README.md beside this). All of it is read from the page as a visitor has it, and nothing in the page knows of it.
(() => {
  if (!location.hash) history.replaceState(null, "", "#/declare");
  const by_id = (id) => document.getElementById(id);
  const after_frame = () => new Promise((resolve) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(0);
  }));
  const until = async (condition) => {
    while (!condition()) await after_frame();
  };
  const row_height_px = () => {
    const [first, second] = document.querySelectorAll("#progress\\/table tbody tr, #progress\\/table [role=row]:not(:first-child)");
    return second.getBoundingClientRect().top - first.getBoundingClientRect().top;
  };
  const table = () => by_id("progress/table");
  const with_text = (selector, text) => [...document.querySelectorAll(selector)].find((el) => (el.ariaLabel ?? el.textContent).replaceAll(/\s/g, "").replace(/^\d+/, "").startsWith(text));
  const field_ids = ["name", "org", "hours", "start", "end", "level", "content", "file"];
  const field = (key) => by_id(key === "file" ? "declare/material/file" : `declare/field/${key}`);
  const is_shown = (el) => Boolean(el?.getBoundingClientRect().width);
  const element = (key) => {
    const [kind, argument] = key.split(":");
    switch (kind) {
      case "nav": return document.querySelector(`nav a[href="${argument === "form" ? "#/declare" : "#/progress"}"]`);
      case "form-select": return by_id("declare/study_form");
      case "form-option": return with_text("[role=option]", argument);
      case "field": return field(argument);
      case "filter": return with_text("[role=tab]", argument);
      case "sort": return with_text("#progress\\/table thead button, #progress\\/table [role=columnheader] button", "学时/学分");
      case "save": return by_id("declare/save");
      case "submit": return by_id("declare/submit");
      default: return null;
    }
  };
  const rows = () => [...table().querySelectorAll("[aria-rowindex]")].filter((row) => Number(row.ariaRowIndex ?? row.getAttribute("aria-rowindex")) > 1);

  // The records are in the page, as they are in the others: the list of declarations is answered from there.
  const page_rows = 2000; // of every page but the first, whatever is asked for
  const states = { 待提交: "draft", 待审核: "pending", 审核通过: "approved", 审核不通过: "rejected" };
  let records = [], forms = [];
  const to_summary = (record, i) => ({
    id: `m${String(i).padStart(25, "0")}`, revision: 1, state: states[record.status], study_form: String(forms.indexOf(record.form) + 1).padStart(2, "0"),
    title: record.name, person: { id: "p1", name: "张三", number: "0001" }, declared_as: "professional",
    declaring_organisation: { id: "o1", name: "第一人民医院", role: "employer" }, unit: "hours", claimed_amount: record.hours, credited_year: record.year,
    subject: "professional", hours: record.hours, conversion: "", submitted_at: "", updated_at: new Date(Date.UTC(2026, 8, 1) - i * 60_000).toISOString(), next_auditor: null,
  });
  const list = (parameters) => {
    const cursor = Number(parameters.get("cursor") ?? 0);
    const end = Math.min(records.length, cursor + (cursor === 0 ? Number(parameters.get("limit")) : page_rows));
    const counts = { all: records.length, draft: 0, pending: 0, approved: 0, rejected: 0 };
    for (const { status } of records) counts[states[status]] += 1;
    const items = records.slice(cursor, end).map((record, i) => to_summary(record, cursor + i));
    return { items, total: records.length, counts, next_cursor: end < records.length ? String(end) : "" };
  };
  const real_fetch = window.fetch;
  window.fetch = (resource, options) => {
    const url = new URL(String(resource), location.href);
    if (!url.pathname.endsWith("/api/v1/declarations")) return real_fetch(resource, options);
    return Promise.resolve(new Response(JSON.stringify(list(url.searchParams)), { headers: { "Content-Type": "application/json" } }));
  };

  window.__bench = {
    async prepare(count) {
      const [{ makeRecords }, schema] = [await import("/bench/data.js"), await import("/bench/schema.js")];
      records = makeRecords(count);
      forms = schema.forms;
      location.hash = "#/progress";
      await until(() => table() && rows().length > 0);
      do {
        scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
        await after_frame();
      } while (by_id("progress/more"));
      scrollTo({ top: 0, behavior: "instant" });
      await after_frame();
      location.hash = "#/declare";
      await until(() => by_id("declare/study_form"));
    },
    target(key) {
      const found = element(key);
      if (!is_shown(found)) return null;
      let place = found.getBoundingClientRect();
      if (place.top < 0 || place.bottom > innerHeight) found.scrollIntoView({ block: "center", behavior: "instant" });
      place = found.getBoundingClientRect();
      return { x: place.x, y: place.y, w: place.width, h: place.height };
    },
    value: (key) => field(key)?.value ?? "",
    fieldsShown: () => field_ids.filter((key) => is_shown(field(key))).length,
    topRow() {
      if (!table()) return null;
      const under = Math.max(0, ...[...table().querySelectorAll("[role=columnheader], th")].map((el) => el.getBoundingClientRect().bottom));
      let top = null;
      for (const row of rows()) {
        const cell = row.firstElementChild.getBoundingClientRect();
        if (cell.bottom > under + 2 && (!top || cell.top < top.place.top)) top = { row, place: cell };
      }
      return top && top.place.top <= under + 2 ? top.row.firstElementChild.textContent.trim() : null;
    },
    rowCount: () => (table() ? Number(table().getAttribute("aria-rowcount")) - 1 : 0),
    scrollTo(row) {
      const first = rows().reduce((a, b) => (Number(a.getAttribute("aria-rowindex")) < Number(b.getAttribute("aria-rowindex")) ? a : b));
      const height = row_height_px();
      const top_of_first_row = scrollY + first.firstElementChild.getBoundingClientRect().top - (Number(first.getAttribute("aria-rowindex")) - 2) * height;
      scrollTo({ top: top_of_first_row + row * height, behavior: "instant" });
    },
  };

  const look = new MutationObserver(async () => {
    if (!by_id("declare/study_form")) return;
    look.disconnect();
    await after_frame();
    performance.mark("app-ready");
  });
  look.observe(document, { childList: true, subtree: true });
})();

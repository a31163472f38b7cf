// Input methods of every kind: what they meant is in the field and in the client's state, and nobody wrote to the field meanwhile.
//
// Two ways: recorded orders of events, replayed on the real element (compositions.mjs), for what no protocol can drive; and the
// browser's own input pipeline, by the input method that each engine has for a test (engines/README.md).
import assert from "node:assert/strict";
import { interrupted, sequences } from "./compositions.mjs";
import { can_change_media, input_method_of, portal } from "./fixture.mjs";
import { begin, finish, holds_text, places, play } from "./replay.mjs";
import { button, choose_form, dialog, fill, gone, has_value, heading, make_draft, make_pending, new_title, see, see_notice, text_box } from "./steps.mjs";

const { story } = portal();

async function form_06(open) {
  const page = await open({ account: "professional", place: "#/declare", viewport: { width: 800, height: 600 } });
  await choose_form(page, "06");
  return page;
}

/** Both kinds of fields: found by role and name once, then by id, since much is asked of them. */
const fields_of = (page) => Promise.all([text_box(page, "题目"), text_box(page, "备注")].map(async (field) => page.locator(`[id="${await field.getAttribute("id")}"]`)));

/** What changes something on the server: the rule check of what stands in the form asks only. */
const sent_by = (page) => {
  const list = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() !== "GET" && !pathname.endsWith("/declarations/check")) list.push(`${request.method()} ${pathname}`);
  });
  return list;
};

function nobody_wrote({ written, moved }, where) {
  assert.deepEqual(written, [], `${where}: nobody writes to the element`);
  assert.equal(moved, 0, `${where}: the element stays where it is in the document`);
}

// ---- recorded orders, in any engine --------------------------------------------------------------------------------

for (const method of new Set(sequences.map((sequence) => sequence.method))) {
  story(`recorded orders of events: ${method}`, async ({ open }) => {
    const page = await form_06(open);
    const sent = sent_by(page);
    for (const sequence of sequences.filter((one) => one.method === method)) {
      for (const [i, field] of (await fields_of(page)).entries()) {
        for (const [j, [name, place]] of Object.entries(places).entries()) {
          const frames = i === j; // a key a frame in one of the two places, all before the next frame in the other
          const where = `${sequence.name}, in ${name}, ${frames ? "a key a frame" : "all in one frame"}`;
          await begin(field, sequence, place);
          await play(field, sequence.steps, place, { frames });
          await holds_text(field, place.before + sequence.meant + place.after).catch((error) => assert.fail(`${where}: ${error.message}`));
          nobody_wrote(await finish(field), where);
        }
      }
    }
    assert.deepEqual(sent, [], "nothing was sent to the server");
    assert.equal(await page.getByRole("alert").filter({ hasText: "需要修改" }).count(), 0, "nobody tried to submit");
  }, { timeout_ms: 600_000 });
}

/** The recorded sequence up to the middle of the composition, `meanwhile`, and the rest. */
async function replay_interrupted(page, field, sequence, meanwhile) {
  const place = places["the middle of text"];
  const middle = sequence.steps.findLastIndex((step) => step.event === "input" && step.isComposing && step.inputType === "insertCompositionText" && step.data !== sequence.meant) + 1;
  await begin(field, sequence, place);
  await play(field, sequence.steps.slice(0, middle), place);
  const { shows } = sequence.steps[middle - 1];
  await meanwhile();
  await has_value(field, place.before + shows + place.after);
  await play(field, sequence.steps.slice(middle), place);
  await holds_text(field, place.before + sequence.meant + place.after).catch((error) => assert.fail(`${sequence.name}: ${error.message}`));
  return finish(field);
}

const chosen = sequences.filter((sequence) => interrupted.includes(sequence.name));

story("a scroll and a resize in the middle of a composition lose nothing", async ({ open }) => {
  const page = await form_06(open);
  const happenings = {
    scroll: () => page.evaluate(() => window.scrollBy(0, 120)),
    resize: () => page.setViewportSize({ width: 600, height: 700 }),
    "back to the size before": () => page.setViewportSize({ width: 800, height: 600 }),
  };
  for (const sequence of chosen) {
    for (const [name, happening] of Object.entries(happenings)) {
      for (const field of await fields_of(page)) nobody_wrote(await replay_interrupted(page, field, sequence, happening), `${sequence.name}, ${name}`);
    }
  }
});

story("the answer to a save that comes in the middle of a composition loses nothing", async ({ open, server }) => {
  const page = await form_06(open);
  for (const [i, sequence] of chosen.entries()) {
    const fields = await fields_of(page);
    const field = fields[i % fields.length];
    await fill(page, { 题目: new_title("保存时还在输入"), 字数: `${1000 + i}` });
    server.signal("SIGSTOP");
    let report;
    try {
      await button(page, "保存暂不提交").click();
      report = await replay_interrupted(page, field, sequence, async () => {
        await see(page.getByText("正在保存"));
        server.signal("SIGCONT");
        await gone(page.getByText("正在保存"));
        await see_notice(page, "已保存，状态为待提交");
      });
    } finally {
      server.signal("SIGCONT");
    }
    nobody_wrote(report, sequence.name);
  }
});

story("a refusal by the server in the middle of a composition loses nothing", async ({ open, api, server }) => {
  const professional = await api("professional");
  const record = await make_draft(professional, new_title("别处也在改"));
  const page = await open({ account: "professional", place: `#/declarations/${record.id}/edit` });
  const title = text_box(page, "题目");
  await has_value(title, record.values.publication_title);
  await fill(page, { 期刊名称: "水利学报" });
  await professional.put(`/declarations/${record.id}`, { study_form: "06", catalogue_version: record.catalogue_version, values: { ...record.values, journal: "河海大学学报" }, attachments: [] }, record.revision);
  server.signal("SIGSTOP");
  try {
    await button(page, "保存暂不提交").click();
    await replay_interrupted(page, title, chosen[0], async () => {
      server.signal("SIGCONT");
      await see(heading(page, "这条申报在别处也改过"));
    });
  } finally {
    server.signal("SIGCONT");
  }
});

story("a composition that ends by leaving the field is in the state, whether the browser says its end or not", async ({ open }) => {
  const page = await form_06(open);
  const place = places["the middle of text"];
  for (const sequence of chosen) {
    const letters = sequence.steps.findLastIndex((step) => step.inputType === "insertCompositionText" && step.event === "input" && step.data !== sequence.meant) + 1;
    const { shows, data } = sequence.steps[letters - 1];
    for (const field of await fields_of(page)) {
      for (const said of [true, false]) {
        await begin(field, sequence, place);
        await play(field, sequence.steps.slice(0, letters), place);
        if (said) await play(field, [{ event: "compositionend", data }], place);
        await text_box(page, "作者排名").focus();
        await holds_text(field, place.before + shows + place.after);
        nobody_wrote(await finish(field), `${sequence.name}, end ${said ? "said" : "not said"}`);
      }
    }
  }
});

story("a tab that is put away in the middle of a composition has told the client what stands there", async ({ open }) => {
  const page = await form_06(open);
  const [title] = await fields_of(page);
  const place = places["an empty field"];
  const [sequence] = chosen;
  await begin(title, sequence, place);
  await play(title, sequence.steps.slice(0, 12), place);
  const so_far = await title.inputValue();
  assert.notEqual(so_far, "");
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
    delete document.visibilityState;
  });
  await holds_text(title, so_far);
  nobody_wrote(await finish(title), "put away");
});

story("Escape that gives a preedit up leaves the dialog open, and Enter sends nothing", async ({ open, api }) => {
  const record = await make_pending(await api("professional"), new_title("原因写到一半"));
  const page = await open({ account: "employer", place: `#/declarations/${record.id}` });
  await button(page, "不通过").click();
  const asked = dialog(page, "审核不通过？");
  const why = asked.getByRole("textbox", { name: "原因" });
  const sent = sent_by(page);
  for (const name of ["Microsoft Pinyin in Chromium, given up by Escape", "macOS Pinyin in Safari, Enter after the end"]) {
    const sequence = sequences.find((one) => one.name === name);
    await begin(why, sequence, places["the middle of text"]);
    await play(why, sequence.steps, places["the middle of text"]);
    await holds_text(why, `水利工程：${sequence.meant}（修订稿）`);
    nobody_wrote(await finish(why), name);
    assert.equal(await asked.isVisible(), true);
  }
  assert.deepEqual(sent, []);
});

// ---- through the browser's own pipeline ---------------------------------------------------------------------------------

/** Steps of input_method_of(page); `meant` replaces `there`. See compositions.mjs for the reports behind each. */
const driven = [
  { name: "Microsoft Pinyin, Space takes the first candidate", meant: "水利", steps: [["key", "s"], ["compose", "s"], ["key", "h"], ["compose", "shuili"], ["key", " "], ["commit", "水利"]] },
  { name: "Enter commits the letters", meant: "gis", steps: [["compose", "g"], ["compose", "gis"], ["key", "Enter"], ["commit", "gis"]] },
  { name: "Escape gives the preedit up", meant: "", steps: [["compose", "c"], ["compose", "cuo"], ["key", "Escape"], ["compose", ""]] },
  { name: "a phrase in two parts", meant: "水利工程", steps: [["compose", "shuili"], ["commit", "水利"], ["compose", "gong"], ["commit", "工程"]] },
  { name: "full-width punctuation without a composition", meant: "，。", steps: [["key", ","], ["commit", "，"], ["key", "."], ["commit", "。"]] },
  { name: "a dead key", meant: "á", steps: [["key", "Dead"], ["compose", "´"], ["key", "a"], ["commit", "á"]] },
  { name: "a committed word converted again", there: "公成", meant: "工程", steps: [["compose", "公成", [-2, 0]], ["compose", "工程"], ["commit", "工程"]] },
  { name: "GBoard, a committed word taken up again and shortened", there: "waters", meant: "wate", steps: [["compose", "waters", [-6, 0]], ["compose", "water"], ["compose", "wate"], ["commit", "wate"]] },
  { name: "a preedit shortened to nothing and typed anew", meant: "水", steps: [["compose", "a"], ["compose", ""], ["compose", "shui"], ["commit", "水"]] },
  { name: "Backspace after a commit", there: "", meant: "水", steps: [["compose", "shuili"], ["commit", "水利"], ["press", "Backspace"]] },
  { name: "Korean syllables", meant: "한국", steps: [["compose", "ㅎ"], ["compose", "하"], ["compose", "한"], ["commit", "한"], ["compose", "ㄱ"], ["compose", "국"], ["commit", "국"]] },
  { name: "a sentence written by hand", meant: "流域洪水预报模型。", steps: [["commit", "流域洪水预报模型。"]] },
  { name: "emoji, one made of several, and a rare character", meant: "🌊👩🏽‍🔬𠮷", steps: [["commit", "🌊"], ["commit", "👩🏽‍🔬"], ["commit", "𠮷"]] },
];

async function drive(ime, page, steps) {
  for (const [what, text, replaced] of steps) {
    if (what === "key") await ime.key(text);
    else if (what === "compose") await ime.compose(text, replaced);
    else if (what === "commit") await ime.commit(text);
    else await page.keyboard.press(text);
  }
}

story("what the browser's own pipeline composes is what the field and the state hold", async ({ open }) => {
  const page = await form_06(open);
  const ime = await input_method_of(page);
  const sent = sent_by(page);
  for (const sequence of driven.filter(({ steps }) => ime.can_replace || !steps.some(([, , replaced]) => replaced))) {
    for (const field of await fields_of(page)) {
      for (const [name, place] of Object.entries(places)) {
        await begin(field, sequence, place);
        await drive(ime, page, sequence.steps);
        const text = place.before + sequence.meant + place.after;
        await holds_text(field, text).catch((error) => assert.fail(`${sequence.name}, in ${name}: ${error.message}`));
        nobody_wrote(await finish(field), sequence.name);
      }
    }
  }
  assert.deepEqual(sent, []);
});

story("a composition goes on through scroll, resize and a colour scheme", async ({ open }) => {
  const page = await form_06(open);
  const ime = await input_method_of(page);
  const place = places["the middle of text"];
  const happenings = [
    () => page.evaluate(() => window.scrollBy(0, 150)),
    () => page.setViewportSize({ width: 600, height: 500 }),
    () => page.setViewportSize({ width: 800, height: 600 }),
    () => page.emulateMedia({ colorScheme: "dark" }),
    () => page.emulateMedia({ forcedColors: "active" }),
    () => page.emulateMedia({ forcedColors: "none", colorScheme: "light" }),
  ];
  for (const happening of happenings) {
    for (const field of await fields_of(page)) {
      await begin(field, {}, place);
      await ime.compose("shuili");
      await happening();
      await has_value(field, `${place.before}shuili${place.after}`);
      await ime.compose("水利");
      await ime.commit("水利");
      await holds_text(field, `${place.before}水利${place.after}`);
      nobody_wrote(await finish(field), String(happening));
    }
  }
}, can_change_media);

story("a click elsewhere in the middle of a composition keeps the letters", async ({ open }) => {
  const page = await form_06(open);
  const ime = await input_method_of(page);
  for (const field of await fields_of(page)) {
    await begin(field, {}, places["the middle of text"]);
    await ime.compose("shuili");
    await text_box(page, "作者排名").click();
    await holds_text(field, "水利工程：shuili（修订稿）");
    nobody_wrote(await finish(field), "click elsewhere");
  }
});

story("Escape in a composition leaves the dialog open; the next Escape closes it", async ({ open, api }) => {
  const record = await make_pending(await api("professional"), new_title("先取消候选"));
  const page = await open({ account: "employer", place: `#/declarations/${record.id}` });
  await button(page, "不通过").click();
  const asked = dialog(page, "审核不通过？");
  const why = asked.getByRole("textbox", { name: "原因" });
  await why.click();
  const ime = await input_method_of(page);
  await ime.compose("cuo");
  await ime.key("Escape");
  await ime.compose("");
  await has_value(why, "");
  assert.equal(await asked.isVisible(), true);
  await page.keyboard.press("Escape");
  await asked.waitFor({ state: "hidden" });
});

// ---- faults that these orders brought to light -------------------------------------------------------------------------

story("a letter typed and taken back before the next frame does not come back", async ({ open }) => {
  const page = await form_06(open);
  const sequence = { there: "已填", steps: [
    { event: "input", inputType: "insertText", data: "x", shows: "已填x", isComposing: false },
    { event: "input", inputType: "deleteContentBackward", data: null, shows: "已填", isComposing: false },
  ] };
  for (const field of await fields_of(page)) {
    await begin(field, sequence, places["an empty field"]);
    await holds_text(field, "已填");
    await play(field, sequence.steps, places["an empty field"], { frames: false });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await holds_text(field, "已填");
    nobody_wrote(await finish(field), "typed and taken back");
  }
});

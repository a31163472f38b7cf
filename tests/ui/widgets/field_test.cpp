#include <gtest/gtest.h>

#include "tests/ui/sheet.h"

namespace portal::test {
namespace {

using ui::Column;
using ui::FieldResult;
using ui::FieldSpec;
using ui::Frame;
using ui::Node;
using ui::NodeRole;

const std::vector<ui::Option> kKinds = {{"paper", "论文"}, {"book", "著作"}, {"translation", "译作"}};

FieldSpec title_field() {
  FieldSpec spec;
  spec.id = "title";
  spec.label = "论文题目";
  return spec;
}

// One field on a sheet, in the scope "declare", drawn anew for every look at it.
struct OneField {
  Sheet sheet;
  FieldSpec spec = title_field();
  std::string text;
  FieldResult result;

  const ui::SemanticsTree& draw_text() {
    return sheet.draw([&](Frame& frame, Column& column) {
      ui::Scope scope(frame, "declare");
      result = ui::text_field(frame, column, spec, text);
    });
  }
  const ui::SemanticsTree& draw_radio() {
    return sheet.draw([&](Frame& frame, Column& column) {
      ui::Scope scope(frame, "declare");
      result = ui::radio_group(frame, column, spec, kKinds, text);
    });
  }
};

// ---- text -------------------------------------------------------------------------------------------------------

TEST(TextField, IsALabelledTextBoxWithItsText) {
  OneField field;
  field.text = "大语言模型";
  const Node& box = find(field.draw_text(), NodeRole::kTextBox, "论文题目");
  EXPECT_EQ(box.id, "declare/title");
  EXPECT_EQ(box.value, "大语言模型");
  EXPECT_FALSE(box.required);
  EXPECT_FALSE(box.invalid);
  EXPECT_GE(box.rect.h, 44);
  const Node* label = describing(field.sheet.tree(), NodeRole::kLabel, box.id);
  ASSERT_TRUE(label);
  EXPECT_EQ(label->name, "论文题目");
  EXPECT_LE(label->rect.bottom(), box.rect.y);
}

TEST(TextField, SaysInWordsThatItIsRequired) {
  OneField field;
  field.spec.required = true;
  EXPECT_TRUE(find(field.draw_text(), NodeRole::kTextBox, "论文题目").required);
  find(field.sheet.tree(), NodeRole::kText, "必填");
}

TEST(TextField, TiesHintAndErrorToTheBox) {
  OneField field;
  field.spec.hint = "与期刊上的一致";
  field.spec.error = "请填写这一项";
  const Node& box = find(field.draw_text(), NodeRole::kTextBox, "论文题目");
  EXPECT_TRUE(box.invalid);
  EXPECT_EQ(find(field.sheet.tree(), NodeRole::kHint, "与期刊上的一致").describes, box.id);
  const Node& error = find(field.sheet.tree(), NodeRole::kError, "请填写这一项");
  EXPECT_EQ(error.describes, box.id);
  EXPECT_GE(error.rect.y, box.rect.bottom());
}

TEST(TextField, TheUnitBehindTheNumberBelongsToTheBox) {
  OneField field;
  field.spec.unit = "学时";
  const Node& box = find(field.draw_text(), NodeRole::kTextBox, "论文题目");
  const Node& unit = find(field.sheet.tree(), NodeRole::kHint, "学时");
  EXPECT_EQ(unit.describes, box.id);
  EXPECT_GE(unit.rect.x, box.rect.right());
}

TEST(TextField, ReportsAnEditOnceAndOnlyWhenItIsOne) {
  OneField field;
  field.text = "学";
  field.draw_text();
  field.sheet.set("declare/title", "学时");
  field.draw_text();
  EXPECT_EQ(field.result.edited, "学时");
  field.draw_text();
  EXPECT_FALSE(field.result.edited);
  field.sheet.set("declare/title", "学");
  field.draw_text();
  EXPECT_FALSE(field.result.edited) << "the text was not changed";
}

TEST(TextField, TheLastOfSeveralEditsInAFrameCounts) {
  OneField field;
  field.sheet.set("declare/title", "学");
  field.sheet.set("declare/title", "学时");
  field.draw_text();
  EXPECT_EQ(field.result.edited, "学时");
}

TEST(TextField, ReportsThatItWasLeft) {
  OneField field;
  field.sheet.leave("declare/title");
  field.draw_text();
  EXPECT_TRUE(field.result.left);
  field.draw_text();
  EXPECT_FALSE(field.result.left);
}

TEST(TextField, ADisabledBoxTakesNothing) {
  OneField field;
  field.spec.disabled = true;
  field.sheet.set("declare/title", "学时");
  field.sheet.leave("declare/title");
  EXPECT_TRUE(find(field.draw_text(), NodeRole::kTextBox, "论文题目").disabled);
  EXPECT_FALSE(field.result.edited);
  EXPECT_FALSE(field.result.left);
}

TEST(TextField, GrowsWithItsLines) {
  OneField field;
  field.spec.multiline = true;
  const float empty = find(field.draw_text(), NodeRole::kTextBox, "论文题目").rect.h;
  field.text = "一\n二\n三\n四\n五";
  const Node& box = find(field.draw_text(), NodeRole::kTextBox, "论文题目");
  EXPECT_GT(box.rect.h, empty);
  EXPECT_TRUE(box.multiline);
  field.text.assign(5000, 'x');
  EXPECT_LT(find(field.draw_text(), NodeRole::kTextBox, "论文题目").rect.h, 400) << "then it scrolls";
}

TEST(TextField, ASearchFieldHasItsNameWithoutALabelLine) {
  OneField field;
  field.spec.search = true;
  const Node& box = find(field.draw_text(), NodeRole::kTextBox, "论文题目");
  EXPECT_EQ(box.input_mode, "search");
  EXPECT_FALSE(describing(field.sheet.tree(), NodeRole::kLabel, box.id));
}

// What is drawn of glyphs: all that the stub font has pixels for.
int glyphs_drawn() {
  int quads = 0;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) quads += list->VtxBuffer.Size;
  return quads;
}

TEST(TextField, TheCanvasLeavesOutTextThatTheElementShows) {
  OneField field;
  field.text = "大语言模型的学时";
  field.draw_text();
  const int with_text = glyphs_drawn();
  field.sheet.interaction.focused = "declare/title";
  field.draw_text();
  EXPECT_LE(glyphs_drawn(), with_text - 4 * 8);
}

TEST(TextField, APasswordIsNeverDrawn) {
  OneField field;
  field.spec.password = true;
  field.text = "secret 密码";
  const Node& box = find(field.draw_text(), NodeRole::kTextBox, "论文题目");
  EXPECT_TRUE(box.password);
  EXPECT_EQ(visible_text(field.sheet.tree()).find("secret"), std::string::npos);
}

// ---- date ---------------------------------------------------------------------------------------------------------

TEST(DateField, OpensACalendarFromAButtonBesideIt) {
  Sheet sheet;
  FieldSpec spec;
  spec.id = "date";
  spec.label = "发表日期";
  ui::DateFieldResult result;
  const auto draw = [&](Frame& frame, Column& column) { result = ui::date_field(frame, column, spec, "2026-03-04"); };
  sheet.draw(draw);
  EXPECT_FALSE(result.calendar_wanted);
  const Node& opener = find(sheet.tree(), NodeRole::kButton, "打开日历：发表日期");
  EXPECT_EQ(opener.popup, "dialog");
  EXPECT_GE(opener.rect.w, 44);
  sheet.press(opener.id);
  sheet.draw(draw);
  EXPECT_TRUE(result.calendar_wanted);
  EXPECT_EQ(find(sheet.tree(), NodeRole::kTextBox, "发表日期").value, "2026-03-04");
}

// ---- radio buttons --------------------------------------------------------------------------------------------------------

TEST(RadioGroup, IsANamedGroupOfItsOptions) {
  OneField field;
  field.text = "book";
  field.spec.required = true;
  field.spec.error = "请选择一项";
  const Node& group = find(field.draw_radio(), NodeRole::kRadioGroup, "论文题目");
  EXPECT_TRUE(group.required);
  EXPECT_TRUE(group.invalid);
  EXPECT_EQ(describing(field.sheet.tree(), NodeRole::kError, group.id)->name, "请选择一项");
  const Node& book = find(field.sheet.tree(), NodeRole::kRadio, "著作");
  EXPECT_EQ(book.group, group.id);
  EXPECT_EQ(book.parent, group.id);
  EXPECT_TRUE(book.checked);
  EXPECT_FALSE(find(field.sheet.tree(), NodeRole::kRadio, "论文").checked);
}

TEST(RadioGroup, TakesAPressOnAnOption) {
  OneField field;
  field.draw_radio();
  field.sheet.press(find(field.sheet.tree(), NodeRole::kRadio, "译作").id);
  field.draw_radio();
  EXPECT_EQ(field.result.edited, "translation");
}

TEST(RadioGroup, GoingFromOneOptionToAnotherDoesNotLeaveIt) {
  OneField field;
  field.sheet.interaction.focused = "declare/title/book";
  field.sheet.leave("declare/title/paper");
  field.draw_radio();
  EXPECT_FALSE(field.result.left);
  field.sheet.interaction.focused = "declare/next";
  field.sheet.leave("declare/title/book");
  field.draw_radio();
  EXPECT_TRUE(field.result.left);
}

}  // namespace
}  // namespace portal::test

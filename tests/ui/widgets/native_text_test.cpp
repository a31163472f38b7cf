// The desktop's text editing: Dear ImGui's own input, with keys and characters as SDL would give them.
#include <gtest/gtest.h>

#include "tests/ui/sheet.h"

namespace portal::test {
namespace {

struct DesktopField {
  Sheet sheet;
  ui::FieldSpec spec;
  std::string text;

  DesktopField() {
    sheet.state.environment.native_text = true;
    spec.id = "title";
    spec.label = "论文题目";
  }
  void draw(int frames = 1) {
    for (int i = 0; i < frames; ++i) {
      sheet.draw([&](ui::Frame& frame, ui::Column& column) {
        if (auto edited = ui::text_field(frame, column, spec, text).edited) text = *edited;
      });
    }
  }
  void focus(const std::string& node) {
    sheet.interaction.focused = node;
    draw(3);
  }
  void type(const char* characters) {
    ImGui::GetIO().AddInputCharactersUTF8(characters);
    draw(2);
  }
  void key(ImGuiKey key) {
    ImGui::GetIO().AddKeyEvent(key, true);
    draw();
    ImGui::GetIO().AddKeyEvent(key, false);
    draw();
  }
};

TEST(NativeText, TakesCharactersOnlyWhileItHasTheFocus) {
  DesktopField field;
  field.draw();
  field.type("无");
  EXPECT_EQ(field.text, "");
  field.focus("title");
  field.type("学时𬭎");
  EXPECT_EQ(field.text, "学时𬭎");
  field.focus("");
  field.type("多");
  EXPECT_EQ(field.text, "学时𬭎");
}

TEST(NativeText, EditsWhatIsThere) {
  DesktopField field;
  field.text = "继续教育";
  field.focus("title");
  field.key(ImGuiKey_End);
  field.key(ImGuiKey_Backspace);
  EXPECT_EQ(field.text, "继续教");
}

TEST(NativeText, TakesManyLines) {
  DesktopField field;
  field.spec.multiline = true;
  field.focus("title");
  field.type("一");
  field.key(ImGuiKey_Enter);
  field.type("二");
  EXPECT_EQ(field.text, "一\n二");
}

TEST(NativeText, GrowsBeyondAnyBuffer) {
  DesktopField field;
  field.focus("title");
  std::string expected;
  for (int i = 0; i < 40; ++i) {
    field.type("0123456789");
    expected += "0123456789";
  }
  EXPECT_EQ(field.text, expected);
}

}  // namespace
}  // namespace portal::test

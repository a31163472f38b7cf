// 显示设置: language, colours, contrast, text size, care mode. What is chosen holds at once.
#include <cstdlib>

#include "ui/views/dialogs.h"
#include "ui/views/page_tools.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr float kWidth = 560;

// Every language is called by its own name, so that whoever does not read the page's finds theirs.
const std::vector<Option>& languages() {
  static const std::vector<Option> all{{"zh-CN", "中文", "zh-CN"}, {"en", "English", "en"}};
  return all;
}

struct Choice {
  std::string_view id;        // of the group
  std::string_view text_key;  // of its label
  std::string_view hint = {};
};

std::optional<std::string> choice(Frame& frame, Column& column, const Choice& about, const std::vector<Option>& options,
                                  std::string_view value) {
  FieldSpec spec;
  spec.id = about.id;
  spec.label = frame.texts(about.text_key);
  spec.hint = about.hint;
  const FieldResult result = radio_group(frame, column, spec, options, std::string(value));
  column.skip(frame.metrics.gap);
  return result.edited;
}

std::vector<Option> named(const Frame& frame, std::string_view prefix, std::initializer_list<std::string_view> names) {
  std::vector<Option> options;
  for (const std::string_view name : names) {
    options.push_back({std::string(name), frame.texts(std::string(prefix) + std::string(name))});
  }
  return options;
}

std::vector<Option> text_sizes() {
  std::vector<Option> options;
  for (const int percent : kTextSizes) options.push_back({std::to_string(percent), std::to_string(percent) + "%"});
  return options;
}

// What the user wants now, if anything was chosen. The language that is chosen may be the one in use: another one may be on its way.
std::optional<Preferences> choices(Frame& frame, Column& column) {
  const State& state = frame.state;
  Preferences preferences = state.preferences;
  bool chosen = false;
  const std::string& spoken = state.language_wanted.empty() ? state.texts_language : state.language_wanted;
  const std::string loading = state.language_wanted.empty() ? std::string() : frame.texts("display.language_loading");
  if (const auto language = choice(frame, column, {"language", "display.language", loading}, languages(), spoken)) {
    preferences.language = *language;
    chosen = true;
  }
  const std::string forced = frame.env.forced_palette ? frame.texts("display.colors_forced") : std::string();
  if (const auto colors = choice(frame, column, {"colors", "display.colors", forced},
                                 named(frame, "display.colors.", {"system", "light", "dark"}), name_of(preferences.colors))) {
    preferences.colors = colors_from(*colors);
    chosen = true;
  }
  if (const auto contrast = choice(frame, column, {"contrast", "display.contrast"},
                                   named(frame, "display.contrast.", {"system", "high"}), name_of(preferences.contrast))) {
    preferences.contrast = contrast_from(*contrast);
    chosen = true;
  }
  if (const auto size = choice(frame, column, {"text_size", "display.text_size"}, text_sizes(),
                               std::to_string(preferences.text_size_percent))) {
    preferences.text_size_percent = text_size_from(std::atoi(size->c_str()));
    chosen = true;
  }
  FieldSpec care;
  care.id = "care_mode";
  care.label = frame.texts("display.care_mode");
  care.hint = frame.texts("display.care_mode_hint");
  if (const FieldResult result = check_box(frame, column, care, preferences.care_mode); result.edited) {
    preferences.care_mode = *result.edited == "true";
    chosen = true;
  }
  return chosen ? std::optional(preferences) : std::nullopt;
}

}  // namespace

void display_view(Frame& frame, const Dialog& dialog) {
  Scope scope(frame, "dialog");
  DialogSpec spec;
  spec.id = "box";
  spec.title = frame.texts("display.title");
  spec.width = kWidth;
  Column column = begin_dialog(frame, spec);
  dialog_tools(frame, column);
  if (!dialog.errors.empty()) {
    notice_bar(frame, column, "problem", frame.texts.error(dialog.errors.front()), Tone::kDanger, true);
    column.skip(frame.metrics.gap);
  }
  std::optional<Preferences> wanted = choices(frame, column);
  column.skip(frame.metrics.gap_large);
  const ButtonSpec buttons[] = {{.id = "defaults", .label = frame.texts("display.defaults")},
                                {.id = "done", .label = frame.texts("display.done"), .kind = ButtonKind::kPrimary}};
  const int pressed = button_row(frame, column, buttons, 1);
  const bool dismissed = end_dialog(frame, spec, column);
  if (pressed == 0) wanted = Preferences();
  if (wanted) frame.emit(PreferencesChanged{*wanted});
  if (pressed == 1 || dismissed) frame.emit(DialogDismissed{});
}

}  // namespace portal::ui

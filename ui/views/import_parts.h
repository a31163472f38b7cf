// What the imports of declarations and of people show alike: the template and the file, what each row holds and what is wrong with it, and
// what became of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/sheet.h"
#include "ui/column.h"
#include "ui/frame.h"
#include "ui/state.h"

namespace portal::ui {

struct ImportLook {
  const Frame& frame;
  const ImportState& import;
  const std::vector<model::SheetColumn>& columns;  // of the sheet that is wanted
  std::string_view done, repeated;                 // text keys: what became of a row
};

bool is_import_busy(const ImportState& import);

// Buttons that save a template, and where the filled sheet is chosen.
void import_file(Frame& frame, Column& column, const ImportState& import, bool disabled);

// While it is read or checked, and when it failed as a whole. False: there is no preview yet.
bool import_progress(Frame& frame, Column& column, const ImportLook& look, std::string_view checking_key);
void import_under_way(Frame& frame, Column& column, const ImportState& import, std::string_view text_key);

// The preview: its head, then what the caller offers to do, then the lines.
void import_head(Frame& frame, Column& column, const ImportLook& look, std::string_view unknown_key);
void import_lines(Frame& frame, Column& column, const ImportLook& look);

}  // namespace portal::ui

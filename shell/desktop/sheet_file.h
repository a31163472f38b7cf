// A .csv file in UTF-8 as rows of text. The desktop reads no .xlsx and no other encoding: that is the page's (web/spreadsheet.js).
#pragma once

#include <string>

#include "ui/event.h"

namespace portal::shell {

// error of the answer: sheet_unreadable, where it is no such file.
ui::SheetRead read_sheet_file(ui::FileHandle file, const std::string& path);

}  // namespace portal::shell

// A list of declarations: search, the table, and what to say while there is nothing in it.
#pragma once

#include <string_view>

#include "ui/column.h"
#include "ui/frame.h"
#include "ui/state.h"

namespace portal::ui {

struct RecordTableTexts {  // text keys
  std::string_view name, search, search_placeholder, empty, empty_filtered, loading, count;
};

enum class RecordColumns {
  kOwn,     // the reader's own records
  kOthers,   // other people's: with their names
  kToAudit,  // the same, and each can be chosen to be audited with others
};

// What was not done of many, and why; nothing where all was.
void refusals(Frame& frame, Column& column, std::string_view title, const std::vector<Refusal>& refused);

void record_table(Frame& frame, Column& column, const ListState& list, const RecordTableTexts& texts,
                  RecordColumns columns);

}  // namespace portal::ui

// The parts of the declaration form: fields, materials, the conflict of two tabs, and what to say about errors.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalogue.h"
#include "ui/column.h"
#include "ui/frame.h"

namespace portal::ui {

// For whom an organisation declares; nothing for a professional.
void declare_people(Frame& frame, Column& column);
void declare_fields(Frame& frame, Column& column, const model::Catalogue& catalogue, const model::StudyForm& form);
void declare_materials(Frame& frame, Column& column, const model::StudyForm& form);
// Both versions side by side, where another tab or device changed the record; nothing otherwise.
void declare_conflict(Frame& frame, Column& column);
// A study form, or fields, of a later catalogue: shown as they are, and kept.
void declare_unknown(Frame& frame, Column& column);

// A field that repeats: its items, each with its fields and a button that takes it away, and a button that adds one.
void declare_list(Frame& frame, Column& column, const model::Field& list);
// The fields one below the other, short ones side by side where there is room. `prefix` stands before their ids in paths and nodes.
void field_rows(Frame& frame, Column& column, std::span<const model::Field* const> fields, const std::string& prefix);
std::string item_name(const Frame& frame, const model::Field& list, std::size_t item);  // "课程 2"

std::vector<const model::Material*> materials_asked_for(const Frame& frame, const model::StudyForm& form);

// By the error's pointer: the sentence to show there now ("" = none), and the label. node_of (ui/state.h) knows the control.
std::string error_at(const Frame& frame, std::string_view pointer);
std::string error_text(const Frame& frame, const model::Error& error);
std::string label_at(const Frame& frame, std::string_view pointer);

}  // namespace portal::ui

// Where a value stands among a declaration's values: "title", or of an item of a list "courses/0/grade".
//
// A path is a JSON pointer without its beginning: "/values/" + path. Ids hold neither "/" nor "~" (catalogue.h).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "model/catalogue.h"

namespace portal::model {

// The field that this path leads to, of the form or of one item of a list; null when there is none.
const Field* field_at(const Catalogue& catalogue, const StudyForm& form, std::string_view path);

// The value, or a shared null.
const Json& value_at(const Json& values, std::string_view path);
// Puts it there, or takes it away where it is null. Nothing happens where the path leads into an item that is not there.
void set_value_at(Json& values, std::string_view path, Json value);

// Every text that can be typed: path -> text_from_value, of values and of items of lists.
std::map<std::string, std::string> texts_of(const Json& values);

// "courses/2/grade" -> 2; -1 when it is not in an item of this list.
int item_of(std::string_view path, std::string_view list);

}  // namespace portal::model

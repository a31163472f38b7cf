#include "model/field_path.h"

#include <algorithm>
#include <charconv>

#include "model/validation.h"

namespace portal::model {
namespace {

constexpr int kItemIndexMax = 1000;

struct Parts {
  std::string_view list;
  int item = -1;
  std::string_view field;
};

// item is -1 where the path has not the three parts of an item's value.
Parts parts_of(std::string_view path) {
  Parts parts;
  const std::size_t first = path.find('/');
  const std::size_t second = first == std::string_view::npos ? first : path.find('/', first + 1);
  if (second == std::string_view::npos) return parts;
  const std::string_view number = path.substr(first + 1, second - first - 1);
  int item = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), item);
  if (error != std::errc() || end != number.data() + number.size() || item < 0 || item > kItemIndexMax) return parts;
  return {path.substr(0, first), item, path.substr(second + 1)};
}

template <class Values>
Values* item_in(Values& values, const Parts& parts) {
  const auto list = values.find(std::string(parts.list));
  const bool there = list != values.end() && list->is_array() && static_cast<std::size_t>(parts.item) < list->size();
  return there && (*list)[static_cast<std::size_t>(parts.item)].is_object() ? &(*list)[static_cast<std::size_t>(parts.item)] : nullptr;
}

void put(Json& object, std::string_view name, Json value) {
  if (value.is_null()) object.erase(std::string(name));
  else object[std::string(name)] = std::move(value);
}

}  // namespace

const Field* field_at(const Catalogue& catalogue, const StudyForm& form, std::string_view path) {
  const Parts parts = parts_of(path);
  if (parts.item < 0) return find_field(catalogue, form, path);
  const Field* list = find_field(catalogue, form, parts.list);
  if (!list) return nullptr;
  const auto found = std::ranges::find(list->fields, parts.field, [](const Field& field) { return std::string_view(field.id); });
  return found == list->fields.end() ? nullptr : &*found;
}

const Json& value_at(const Json& values, std::string_view path) {
  const Parts parts = parts_of(path);
  if (parts.item < 0) return member(values, path);
  const Json* item = values.is_object() ? item_in(values, parts) : nullptr;
  return item ? member(*item, parts.field) : member(Json(), {});
}

void set_value_at(Json& values, std::string_view path, Json value) {
  const Parts parts = parts_of(path);
  if (parts.item < 0) return put(values, path, std::move(value));
  if (Json* item = item_in(values, parts)) put(*item, parts.field, std::move(value));
}

std::map<std::string, std::string> texts_of(const Json& values) {
  std::map<std::string, std::string> texts;
  if (!values.is_object()) return texts;
  for (const auto& [id, value] : values.items()) {
    if (value.is_primitive()) texts[id] = text_from_value(value);
    if (!value.is_array()) continue;
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (!value[i].is_object()) continue;
      for (const auto& [part, inner] : value[i].items())
        if (inner.is_primitive()) texts[id + "/" + std::to_string(i) + "/" + part] = text_from_value(inner);
    }
  }
  return texts;
}

int item_of(std::string_view path, std::string_view list) {
  const Parts parts = parts_of(path);
  return parts.list == list ? parts.item : -1;
}

}  // namespace portal::model

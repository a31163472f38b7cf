// Reads the members of one JSON object from outside and remembers the first thing that was wrong.
//
// Inside model/ only. Readers of one document share one `failure`; after the first failure they go on
// with empty values, so that a read_… function is a list of members and one question at its end.
// A null member counts as absent. Codes: missing_member, wrong_type, unknown_name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/json.h"

namespace portal::model {

class JsonReader {
 public:
  // `value` and `failure` must outlive the reader. Fails with wrong_type unless `value` is an object.
  JsonReader(const Json& value, std::string pointer, std::optional<Error>& failure);

  std::string text(std::string_view name);  // must be there
  std::string text_or_empty(std::string_view name);
  long long integer(std::string_view name);  // must be there
  long long integer_or(std::string_view name, long long fallback);
  double number_or(std::string_view name, double fallback);
  std::optional<double> number(std::string_view name);
  bool flag_or(std::string_view name, bool fallback);
  JsonReader object(std::string_view name);                // must be there
  std::vector<JsonReader> objects(std::string_view name);  // absent = empty
  std::vector<std::string> texts(std::string_view name);   // absent = empty
  bool has(std::string_view name) const;
  const Json& json() const { return *value_; }

  // The value that `from_name` finds for the text; it must be there and be known.
  template <class T>
  T named(std::string_view name, std::optional<T> (*from_name)(std::string_view)) {
    const std::string text = this->text(name);
    if (failure_) return T{};
    const std::optional<T> found = from_name(text);
    if (!found) fail("unknown_name", name);
    return found.value_or(T{});
  }

  void fail(std::string_view code, std::string_view name = {}, std::map<std::string, std::string> params = {});
  std::string pointer_to(std::string_view name) const;

 private:
  const Json& required(std::string_view name);

  const Json* value_;
  std::string pointer_;
  std::optional<Error>& failure_;
};

// RFC 6901: "~" and "/" of a name that becomes part of a pointer.
std::string escaped_for_pointer(std::string_view name);

}  // namespace portal::model

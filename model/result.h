// Result<T>: a value or an error, for everything that can fail outside our own code.
//
// An Error is data: a stable code (snake_case, part of the contract), the place it belongs to
// (a JSON pointer, empty when it belongs to the whole), and parameters for the sentence that a
// user reads. The sentence itself is the UI's (assets/texts/).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portal::model {

struct Error {
  std::string code;                           // e.g. "end_before_start"
  std::string pointer;                        // RFC 6901, e.g. "/values/end_date"; "" = the whole
  std::map<std::string, std::string> params;  // e.g. {"max", "200"}

  friend bool operator==(const Error&, const Error&) = default;
};

using Errors = std::vector<Error>;

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : error_(std::move(error)) {}

  explicit operator bool() const { return value_.has_value(); }
  // Requires that the result holds a value.
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }
  // Requires that the result holds an error.
  const Error& error() const { return error_; }

 private:
  std::optional<T> value_;
  Error error_;
};

}  // namespace portal::model

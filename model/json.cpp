#include "model/json.h"

#include <limits>

namespace portal::model {
namespace {

// Builds the tree from the parser's events in one pass, and stops at kJsonDepthMax: nothing deeper is
// ever built, so that no later recursion (dump, destructor) can run out of stack.
class TreeBuilder {
 public:
  Json root;
  Error error{"malformed_json", "", {}};

  bool null() { return place(nullptr); }
  bool boolean(bool value) { return place(value); }
  bool number_integer(Json::number_integer_t value) { return place(value); }
  bool number_unsigned(Json::number_unsigned_t value) { return place(value); }
  bool number_float(Json::number_float_t value, const std::string&) { return place(value); }
  bool string(std::string& value) { return !has_zero(value) && place(std::move(value)); }
  bool binary(Json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Json::object()); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    if (has_zero(name)) return false;
    key_ = std::move(name);
    return true;
  }

  template <class Exception>
  bool parse_error(std::size_t byte, const std::string&, const Exception&) {
    error.params["byte"] = std::to_string(byte);
    return false;
  }

 private:
  Json* put(Json value) {
    if (open_.empty()) return root = std::move(value), &root;
    Json& parent = *open_.back();
    if (parent.is_object()) {
      Json& slot = parent[key_];
      slot = std::move(value);
      return &slot;
    }
    parent.push_back(std::move(value));
    return &parent.back();
  }

  bool place(Json value) {
    put(std::move(value));
    return true;
  }

  bool open(Json container) {
    if (open_.size() >= kJsonDepthMax) {
      error = {"json_too_deep", "", {{"max", std::to_string(kJsonDepthMax)}}};
      return false;
    }
    open_.push_back(put(std::move(container)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  // Text that reaches C interfaces and PostgreSQL would end there: two texts that differ would be taken for one.
  bool has_zero(const std::string& text) {
    if (text.find('\0') == std::string::npos) return false;
    error = {"zero_character", "", {}};
    return true;
  }

  std::vector<Json*> open_;  // the containers around the next value; each outlives its children
  std::string key_;
};

}  // namespace

Result<Json> parse_json(std::string_view text) {
  TreeBuilder builder;
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.error);
  return std::move(builder.root);
}

std::string dump_json(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

const Json& member(const Json& object, std::string_view name) {
  static const Json kNull;
  const auto found = object.find(name);
  return found == object.end() ? kNull : *found;
}

std::string text_or(const Json& object, std::string_view name, std::string_view fallback) {
  const auto* text = member(object, name).get_ptr<const std::string*>();
  return text ? *text : std::string(fallback);
}

double number_or(const Json& object, std::string_view name, double fallback) {
  const Json& value = member(object, name);
  return value.is_number() ? value.get<double>() : fallback;
}

long long integer_or(const Json& object, std::string_view name, long long fallback) {
  const Json& value = member(object, name);
  if (const auto* natural = value.get_ptr<const Json::number_unsigned_t*>())
    return *natural <= std::numeric_limits<long long>::max() ? static_cast<long long>(*natural) : fallback;
  const auto* integer = value.get_ptr<const Json::number_integer_t*>();
  return integer ? *integer : fallback;
}

bool flag_or(const Json& object, std::string_view name, bool fallback) {
  const auto* flag = member(object, name).get_ptr<const bool*>();
  return flag ? *flag : fallback;
}

}  // namespace portal::model

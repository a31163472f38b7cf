#include "shell/server/catalogue_problem.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace portal::server {
namespace {

struct Reason {
  std::string_view code;
  std::string_view text;
};

constexpr Reason kReasons[] = {
    {"file_missing", "没有这个文件，或者读不了 · the file is not there, or cannot be read"},
    {"no_study_form", "forms/ 里没有学习形式 · there is no study form in forms/"},
    {"malformed_json", "不是正确的 JSON：看看这里附近的逗号、引号和括号 · not JSON: look at commas, quotes and brackets around here"},
    {"json_too_deep", "层次太深 · nested too deeply"},
    {"missing_member", "缺少这一项 · this member is missing"},
    {"unknown_member", "没有这个名称的项，看看有没有拼错 · there is no member of this name; is it misspelt?"},
    {"wrong_type", "类型不对（文字、数字、true/false、列表或对象） · of the wrong type (text, number, true/false, list or object)"},
    {"bad_id", "id 只能用小写字母、数字、_ 和 - · an id has only lower-case letters, digits, _ and -"},
    {"duplicate_id", "这个 id 已经用过了 · this id is in use already"},
    {"unknown_kind", "没有这种信息项类型（kind） · there is no such kind of field"},
    {"unknown_field", "没有这个信息项（被引用的信息项可能已删除或改名；not_before 要是日期） · there is no such field (was it removed or renamed? not_before names a date)"},
    {"unknown_choice", "那个信息项没有这个选项 · that field has no such choice"},
    {"unknown_check", "没有这种号码校验 · there is no such check"},
    {"unknown_name", "没有这个角色 · there is no such role"},
    {"unknown_study_form", "没有这个学习形式 · there is no such study form"},
    {"out_of_range", "数字超出允许的范围 · the number is out of range"},
    {"condition_loop", "这些条件互相依赖，成了一个圈 · these conditions depend on each other in a circle"},
    {"too_many", "太多了，最多 200 个 · too many; at most 200"},
    {"missing_common_field", "缺少公共信息项，它必须在 common_fields 里，且是数字 · a common field is missing; it must be a number in common_fields"},
};

std::string param(const model::Error& error, const char* name) {
  const auto found = error.params.find(name);
  return found == error.params.end() ? std::string() : found->second;
}

std::string place_of(const model::Error& error) {
  std::string place = error.pointer;
  if (const std::string line = param(error, "line"); !line.empty()) {
    place = "第 " + line;
    place += " 行第 " + param(error, "column");
    place += " 列 · line " + line;
    place += ", column " + param(error, "column");
  }
  if (const std::string value = param(error, "value"); !value.empty()) place += " = " + value;
  return place;
}

}  // namespace

std::string explain_catalogue_problem(const model::Error& error) {
  const auto* reason = std::ranges::find(kReasons, std::string_view(error.code), &Reason::code);
  std::string text = "  文件 · file: " + param(error, "file");
  if (const std::string place = place_of(error); !place.empty()) text += "\n  位置 · place: " + place;
  text += "\n  原因 · reason: ";
  text += reason == std::end(kReasons) ? std::string_view(error.code) : reason->text;
  if (const std::string name = param(error, "name"); !name.empty()) text += " (" + name + ")";
  return text;
}

}  // namespace portal::server

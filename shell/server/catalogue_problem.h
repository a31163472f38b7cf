// A wrong catalogue, told to whoever changed it: file, place and reason, in Chinese and English.
#pragma once

#include <string>

#include "model/result.h"

namespace portal::server {

// `error` as load_catalogue gives it. Several lines, without a line break at the end:
//   文件 · file: …/forms/04.json
//   位置 · place: /fields/7/when/0/field = "was_raed"
//   原因 · reason: 没有这个信息项 · there is no such field
std::string explain_catalogue_problem(const model::Error& error);

}  // namespace portal::server

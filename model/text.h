// One sentence or label in the languages that the catalogue speaks.
#pragma once

#include <string>

namespace portal::model {

struct Text {
  std::string zh;
  std::string en;
};

}  // namespace portal::model

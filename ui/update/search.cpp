#include "ui/update/search.h"

#include "ui/update/url.h"

namespace portal::ui {

void type_search(std::string& search, const std::string& typed, const char* timer, Effects& effects) {
  std::string text = bounded(typed, kSearchBytesMax);
  if (text == search) return;
  search = std::move(text);
  effects.push_back(StartTimer{timer, kSearchDelayMs});
}

}  // namespace portal::ui

// The first letters of how Chinese text is read, by ICU's own transliteration (Han-Latin).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "ui/frame.h"

namespace portal::shell {

class IcuInitials final : public ui::Initials {
 public:
  IcuInitials();
  ~IcuInitials() override;
  // Without ICU's data only the text itself is found.
  std::string of(std::string_view text) const override;

 private:
  struct Transliterator;
  std::unique_ptr<Transliterator> transliterator_;
  mutable std::map<std::string, std::string, std::less<>> known_;  // labels of the catalogue: few, asked for with every key
};

}  // namespace portal::shell

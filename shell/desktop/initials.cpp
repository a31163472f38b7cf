#include "shell/desktop/initials.h"

#include <unicode/translit.h>
#include <unicode/uscript.h>

#include "model/utf8.h"

namespace portal::shell {

struct IcuInitials::Transliterator {
  std::unique_ptr<icu::Transliterator> to_latin;
};

IcuInitials::IcuInitials() : transliterator_(std::make_unique<Transliterator>()) {
  UErrorCode status = U_ZERO_ERROR;
  transliterator_->to_latin.reset(icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
}

IcuInitials::~IcuInitials() = default;

std::string IcuInitials::of(std::string_view text) const {
  if (const auto found = known_.find(text); found != known_.end()) return found->second;
  std::string initials;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t character = model::next_code_point(text, at);
    const std::string_view bytes = text.substr(start, at - start);
    UErrorCode status = U_ZERO_ERROR;
    const bool chinese = uscript_getScript(static_cast<UChar32>(character), &status) == USCRIPT_HAN;
    icu::UnicodeString read = icu::UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), static_cast<int32_t>(bytes.size())));
    if (!chinese) {
      read.toLower().toUTF8String(initials);
    } else if (transliterator_->to_latin) {
      transliterator_->to_latin->transliterate(read);
      read.tempSubString(0, 1).toUTF8String(initials);
    }
  }
  return known_.emplace(std::string(text), std::move(initials)).first->second;
}

}  // namespace portal::shell

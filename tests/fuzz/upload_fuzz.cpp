// A file that somebody sends: what it is by its first bytes, and what is kept of a picture.
#include "model/validation.h"
#include "shell/server/picture.h"
#include "tests/fuzz/fuzz.h"

using namespace portal;
using fuzz::check;

PORTAL_FUZZ(input) {
  const std::string_view type = model::sniff_media_type({reinterpret_cast<const std::uint8_t*>(input.data()), input.size()});
  if (type.empty()) return;
  const bool jpeg = type == "image/jpeg" && input.starts_with("\xff\xd8\xff");
  const bool png = type == "image/png" && input.starts_with("\x89PNG\r\n\x1a\n");
  const bool pdf = type == "application/pdf" && input.find("%PDF-") != std::string_view::npos;
  check(jpeg || png || pdf, "a type has its signature");
  check(input.size() >= 16, "and enough to tell it by");
  if (pdf) return;
  const model::Result<std::string> kept = server::clean_picture(input, type);
  if (!kept) return check(kept.error().code.starts_with("attachment_"), "a refusal has its code");
  check(kept->size() <= input.size(), "it never grows");
  const model::Result<std::string> again = server::clean_picture(*kept, type);
  check(again && *again == *kept, "what is clean stays as it is");
}

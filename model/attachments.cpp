#include "model/attachments.h"

#include <algorithm>
#include <array>

namespace portal::model {
namespace {

constexpr std::string_view kMediaTypes[] = {"image/jpeg", "image/png", "application/pdf"};
constexpr std::size_t kSniffBytesMin = 16;

Error over(std::string code, std::string pointer, std::string name, long long limit) {
  return {std::move(code), std::move(pointer), {{std::move(name), std::to_string(limit)}}};
}

template <std::size_t N>
bool begins_with(std::span<const std::uint8_t> bytes, const std::array<std::uint8_t, N>& magic) {
  return bytes.size() >= N && std::equal(magic.begin(), magic.end(), bytes.begin());
}

void judge_attachment(const StudyForm* form, const Attachment& file, const std::string& pointer, Errors& errors) {
  const bool known = !form || std::ranges::find(form->materials, file.material, &Material::id) != form->materials.end();
  if (!known) errors.push_back({"unknown_material", pointer, {}});
  if (file.size_bytes <= 0) errors.push_back({"attachment_empty", pointer, {}});
  if (file.size_bytes > kAttachmentBytesMax)
    errors.push_back(over("attachment_too_large", pointer, "max_bytes", kAttachmentBytesMax));
  if (std::ranges::find(kMediaTypes, file.media_type) == std::end(kMediaTypes))
    errors.push_back({"attachment_type", pointer, {}});
}

}  // namespace

void judge_attachments(const StudyForm* form, const std::vector<Attachment>& attachments, Errors& errors) {
  if (attachments.size() > kAttachmentsMax)
    return errors.push_back(over("too_many_attachments", "/attachments", "max", kAttachmentsMax));
  long long total_bytes = 0;
  for (std::size_t i = 0; i < attachments.size(); ++i) {
    judge_attachment(form, attachments[i], "/attachments/" + std::to_string(i), errors);
    total_bytes += std::clamp(attachments[i].size_bytes, 0LL, kDeclarationBytesMax + 1);  // cannot overflow
  }
  if (total_bytes > kDeclarationBytesMax)
    errors.push_back(over("attachments_too_large", "/attachments", "max_bytes", kDeclarationBytesMax));
}

std::string_view sniff_media_type(std::span<const std::uint8_t> head) {
  if (head.size() < kSniffBytesMin) return {};
  if (begins_with(head, std::array<std::uint8_t, 3>{0xFF, 0xD8, 0xFF})) return kMediaTypes[0];
  if (begins_with(head, std::array<std::uint8_t, 8>{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})) return kMediaTypes[1];
  if (begins_with(head, std::array<std::uint8_t, 5>{'%', 'P', 'D', 'F', '-'})) return kMediaTypes[2];
  return {};
}

}  // namespace portal::model

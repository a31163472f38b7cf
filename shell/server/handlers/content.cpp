#include "shell/server/handlers/content.h"

#include <algorithm>

namespace portal::server {
namespace {

bool belongs_to(const model::DeclarationContent* before, const std::string& sha256) {
  return before && std::any_of(before->attachments.begin(), before->attachments.end(),
                               [&](const model::Attachment& attachment) { return attachment.sha256 == sha256; });
}

model::Errors take_stored_facts(const Call& call, std::vector<model::Attachment>& attachments,
                                const model::DeclarationContent* before) {
  model::Errors errors;
  for (std::size_t i = 0; i < attachments.size(); ++i) {
    model::Attachment& attachment = attachments[i];
    const std::optional<StoredAttachment> stored = call.records->attachment(attachment.sha256);
    const bool may_use = belongs_to(before, attachment.sha256) ||
                         call.records->uploaded_by(attachment.sha256, call.actor().person.id);
    if (stored && may_use) {
      attachment.media_type = stored->media_type;
      attachment.size_bytes = stored->size_bytes;
    } else {
      errors.push_back({"unknown_attachment", "/attachments/" + std::to_string(i), {}});
    }
  }
  return errors;
}

}  // namespace

model::ValidationContext validation_context(const Call& call, model::Role declared_as, model::Strictness strictness) {
  return {declared_as, year_in_china(call.now_ms), strictness};
}

OrRefusal<model::DeclarationContent> read_draft_content(const Call& call, const model::Json& body,
                                                        const model::DeclarationContent* before,
                                                        model::Role declared_as) {
  model::Result<model::DeclarationContent> content = model::read_content(body);
  if (!content) return invalid({content.error()});
  if (std::cmp_greater(content->attachments.size(), model::kAttachmentsMax))
    return invalid({{"too_many_attachments", "/attachments", {{"max", std::to_string(model::kAttachmentsMax)}}}});
  model::Errors errors = take_stored_facts(call, content->attachments, before);
  const model::Errors judged = model::validate(call.catalogue(), *content,
                                               validation_context(call, declared_as, model::Strictness::kDraft));
  errors.insert(errors.end(), judged.begin(), judged.end());
  if (!errors.empty()) return invalid(std::move(errors));
  return *std::move(content);
}

}  // namespace portal::server

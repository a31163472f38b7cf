// Evidence: sent once by its hash, read by those who may read the declaration that has it.
#include <algorithm>
#include <charconv>

#include "model/validation.h"
#include "model/workflow.h"
#include "shell/server/crypto.h"
#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/picture.h"
#include "shell/server/static_files.h"

namespace portal::server {
namespace {

constexpr std::string_view kMediaTypes[] = {"image/jpeg", "image/png", "application/pdf"};

std::string_view declared_type(const Request& request) {
  return trim(split(request.header("Content-Type"), ';').front());
}

bool is_image(std::string_view media_type) { return media_type.starts_with("image/"); }

// What is wrong with the content, or "".
std::string_view fault_of(const ReceivedFile& file, std::string_view sha256, std::string_view media_type) {
  if (file.size_bytes() == 0) return "attachment_empty";
  if (file.sha256() != sha256) return "hash_mismatch";
  const std::string_view actual = model::sniff_media_type(file.head());
  return actual.empty() || !equal_ignoring_case(actual, media_type) ? "attachment_type" : "";
}

// The file as it is kept: a picture without anything but what is to be seen (picture.h), anything else as it came.
OrRefusal<std::shared_ptr<ReceivedFile>> kept_of(const Context& context, const std::shared_ptr<ReceivedFile>& file) {
  const std::string_view type = model::sniff_media_type(file->head());
  if (!is_image(type)) return file;
  const std::optional<std::string> sent = file->read();
  if (!sent) return problem("unavailable", {.retry_after_s = 5});
  const model::Result<std::string> cleaned = clean_picture(*sent, type);
  if (!cleaned) return invalid(model::Errors{cleaned.error()});
  if (*cleaned == *sent) return file;
  const std::unique_ptr<Upload> upload = context.attachments->start_upload();
  std::shared_ptr<ReceivedFile> kept = upload && upload->write(*cleaned) ? upload->finish() : nullptr;
  if (!kept) return problem("unavailable", {.retry_after_s = 5});
  return kept;
}

// The name under which a declaration that the caller may read has it; null when none does.
std::optional<std::string> readable_name(const Call& call, const std::string& sha256) {
  const std::optional<std::string> id = query_parameter(call.request.query, "declaration");
  if (id) {
    const std::optional<model::Declaration> declaration = call.records->declaration(*id);
    if (declaration && model::may_read(call.actor(), *declaration, call.records->organisations()))
      for (const model::Attachment& attachment : declaration->content.attachments)
        if (attachment.sha256 == sha256) return attachment.name;
  }
  if (call.records->uploaded_by(sha256, call.actor().person.id)) return sha256.substr(0, 12);
  return std::nullopt;
}

}  // namespace

std::optional<Response> refuse_upload(const Caller& caller, const Request& head, std::string_view sha256) {
  if (!model::may_declare(caller.actor.role)) return problem("not_allowed");
  if (!is_sha256_hex(sha256)) return problem("not_found");
  const std::string_view type = declared_type(head);
  const bool known = std::any_of(std::begin(kMediaTypes), std::end(kMediaTypes),
                                 [type](std::string_view taken) { return equal_ignoring_case(type, taken); });
  if (!known) return problem("unsupported_media_type", {.detail = "Send image/jpeg, image/png or application/pdf."});
  const std::string_view length = head.header("Content-Length");
  long long size_bytes = 0;
  std::from_chars(length.data(), length.data() + length.size(), size_bytes);
  if (size_bytes > model::kAttachmentBytesMax) return problem("too_large");
  return std::nullopt;
}

Response put_attachment(Call& call) {
  if (auto refusal = refuse_upload(*call.caller, call.request, call.parameters.front())) return *refusal;
  const std::shared_ptr<ReceivedFile>& sent = call.request.file;
  if (!sent) return invalid("", "attachment_empty");
  if (sent->size_bytes() > model::kAttachmentBytesMax) return problem("too_large");
  if (const std::string_view fault = fault_of(*sent, call.parameters.front(), declared_type(call.request)); !fault.empty())
    return invalid("", std::string(fault));
  OrRefusal<std::shared_ptr<ReceivedFile>> kept = kept_of(call.context, sent);
  if (Response* refusal = std::get_if<Response>(&kept)) return *refusal;
  const std::shared_ptr<ReceivedFile>& file = std::get<std::shared_ptr<ReceivedFile>>(kept);
  const bool in_database = call.context.storage->keeps_contents();
  if (!in_database && !call.context.attachments->keep(*file)) return problem("unavailable", {.retry_after_s = 5});
  const std::optional<std::string> content = in_database ? file->read() : std::string();
  if (!content) return problem("unavailable", {.retry_after_s = 5});

  const StoredAttachment stored{file->sha256(), std::string(model::sniff_media_type(file->head())), file->size_bytes()};
  bool was_there = false;
  const Outcome outcome = call.context.storage->transact([&](Records& records) {
    was_there = records.attachment(stored.sha256).has_value();
    records.add_attachment(stored, call.actor().person.id);
    if (in_database) records.add_content(stored.sha256, *content);
    records.audit({call.now(), call.actor().person.id, call.actor().organisation.id, "upload", stored.sha256, ""});
    return Verdict::kCommit;
  });
  if (outcome == Outcome::kUnavailable) return problem("unavailable", {.retry_after_s = 2});
  return json_answer(was_there ? 200 : 201, {{"sha256", stored.sha256},
                                             {"media_type", stored.media_type},
                                             {"size_bytes", stored.size_bytes}});
}

Response get_attachment(Call& call) {
  const std::string& sha256 = call.parameters.front();
  if (!is_sha256_hex(sha256)) return problem("not_found");
  const std::optional<StoredAttachment> stored = call.records->attachment(sha256);
  const std::optional<std::string> name = stored ? readable_name(call, sha256) : std::nullopt;
  if (!name) return problem("not_found");

  const std::string etag = "\"" + sha256 + "\"";
  const bool inline_wanted = query_parameter(call.request.query, "inline").value_or("") == "1";
  Response response;
  response.set("ETag", etag);
  response.set("Content-Type", stored->media_type);
  response.set("Content-Disposition", std::string(inline_wanted && is_image(stored->media_type) ? "inline" : "attachment") +
                                          "; filename*=UTF-8''" + percent_encode(*name));
  response.set("Content-Security-Policy", "sandbox; default-src 'none'");
  if (etag_listed(call.request.header("If-None-Match"), etag)) {
    response.status = 304;
    return response;
  }
  std::optional<std::string> content = call.context.storage->keeps_contents() ? call.records->content(sha256) : call.context.attachments->read(sha256);
  if (!content || static_cast<long long>(content->size()) != stored->size_bytes) return problem("internal", {.detail = "The stored file is missing or damaged."});
  response.body = *std::move(content);
  return response;
}

}  // namespace portal::server

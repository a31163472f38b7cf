#include "ui/update/uploads.h"

#include <algorithm>
#include <span>

#include "model/validation.h"
#include "ui/update/drafts.h"
#include "ui/update/handlers.h"
#include "ui/update/import.h"
#include "ui/update/notices.h"
#include "ui/update/requests.h"
#include "ui/update/save.h"
#include "ui/update/session.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {

constexpr int kInFlightMax = 2;
constexpr int kAutomaticTriesMax = 5;
constexpr std::size_t kEntriesMax = model::kAttachmentsMax + 20;  // with the refused ones that are shown
constexpr std::size_t kNameBytesMax = 255;
constexpr std::string_view kNodePrefix = "declare/material/";
constexpr std::string_view kFaultsOfFiles[] = {"attachment_empty", "attachment_type", "attachment_too_large", "attachment_broken", "attachment_too_many_pixels"};

bool counts(const Upload& upload) { return upload.phase != Upload::Phase::kRefused; }

// For want of an answer, not for what it is.
bool may_try_by_itself(const Upload& upload) {
  return upload.phase == Upload::Phase::kFailed && upload.file != 0 && upload.error &&
         (upload.error->code == "no_answer" || upload.error->code == "unavailable" || upload.error->code == "not_signed_in");
}

std::string material_node(const Upload& upload) { return std::string(kNodePrefix) + upload.attachment.material; }

Upload* upload_of_request(DeclareState& declare, RequestId id) {
  for (auto* uploads : {&declare.uploads, &declare.uploads_set_aside})
    for (auto& [key, upload] : *uploads)
      if (id != 0 && upload.request == id) return &upload;
  return nullptr;
}

int count_in_flight(const DeclareState& declare) {
  long count = 0;
  for (const auto* uploads : {&declare.uploads, &declare.uploads_set_aside})
    count += std::ranges::count_if(*uploads, [](const auto& entry) { return entry.second.request != 0; });
  return static_cast<int>(count);
}

std::optional<model::Error> refusal_of(const DeclareState& declare, const ChosenFile& file, std::string_view media_type) {
  long long total_bytes = 0;
  int count = 0;
  for (const auto& [key, upload] : declare.uploads)
    if (counts(upload)) total_bytes += upload.attachment.size_bytes, ++count;
  const auto limit = [](std::string code, std::string name, long long most) {
    return model::Error{std::move(code), "", {{std::move(name), std::to_string(most)}}};
  };
  if (count >= model::kAttachmentsMax) return limit("too_many_attachments", "max", model::kAttachmentsMax);
  if (file.size_bytes <= 0) return model::Error{"attachment_empty", "", {}};
  if (file.size_bytes > model::kAttachmentBytesMax) return limit("attachment_too_large", "max_bytes", model::kAttachmentBytesMax);
  if (media_type.empty()) return model::Error{"attachment_type", "", {}};
  if (total_bytes + file.size_bytes > model::kDeclarationBytesMax)
    return limit("attachments_too_large", "max_bytes", model::kDeclarationBytesMax);
  return std::nullopt;
}

void add_file(State& state, const std::string& material, const ChosenFile& file, Effects& effects) {
  DeclareState& declare = state.declare;
  const std::span<const std::uint8_t> head(reinterpret_cast<const std::uint8_t*>(file.head.data()), file.head.size());
  Upload upload;
  upload.attachment.material = material;
  upload.attachment.name = bounded(file.name, kNameBytesMax);
  upload.attachment.media_type = model::sniff_media_type(head);
  upload.attachment.size_bytes = std::max(0LL, file.size_bytes);
  upload.error = refusal_of(declare, file, upload.attachment.media_type);
  if (upload.error) {
    upload.phase = Upload::Phase::kRefused;
    effects.push_back(ReleaseFile{file.file});
    announce("error." + upload.error->code, effects, upload.error->params);
    if (declare.uploads.size() >= kEntriesMax) return;
  } else {
    upload.file = file.file;
    declare.dirty = true;
  }
  declare.uploads.emplace(declare.next_upload++, std::move(upload));
}

// The same picture chosen twice for one material is kept once.
void drop_twin(DeclareState& declare, const Upload& arrived, Effects& effects) {
  std::erase_if(declare.uploads, [&](const auto& entry) {
    const Upload& other = entry.second;
    const bool twin = &other != &arrived && other.phase == Upload::Phase::kDone &&
                      other.attachment.material == arrived.attachment.material &&
                      other.attachment.sha256 == arrived.attachment.sha256;
    if (twin && other.file != 0) effects.push_back(ReleaseFile{other.file});
    return twin;
  });
}

bool is_sha256(const std::string& text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// The answer counts: a picture may be kept without what is not to be seen, and is another file then.
void upload_arrived(State& state, Upload& upload, const std::string& sha256, long long size_bytes, Effects& effects) {
  upload.phase = Upload::Phase::kDone;
  upload.fraction = 1;
  upload.attempts = 0;
  upload.error.reset();
  upload.attachment.sha256 = sha256;
  upload.attachment.size_bytes = size_bytes;
  state.declare.dirty = true;
  announce("files.uploaded", effects, {{"name", upload.attachment.name}});
  drop_twin(state.declare, upload, effects);
  store_draft(state, effects);
}

model::Error failure_of(const UploadEnded& event) {
  HttpReplied reply;
  reply.status = event.status;
  reply.retry_after_s = event.retry_after_s;
  reply.body = event.body;
  const Problem problem = problem_of(reply);
  if (event.status == 413) return {"attachment_too_large", "", {{"max_bytes", std::to_string(model::kAttachmentBytesMax)}}};
  if (event.status == 415) return {"attachment_type", "", {}};
  if (event.status == 422 && !problem.errors.empty()) return {problem.errors.front().code, "", problem.errors.front().params};
  return problem.error;
}

void upload_failed(State& state, Upload& upload, const UploadEnded& event, Effects& effects) {
  const model::Error error = failure_of(event);
  const bool refused = std::ranges::find(kFaultsOfFiles, error.code) != std::end(kFaultsOfFiles);
  upload.error = error;
  upload.fraction = 0;
  upload.phase = refused ? Upload::Phase::kRefused : Upload::Phase::kFailed;
  if (refused) {
    effects.push_back(ReleaseFile{upload.file});
    upload.file = 0;
    announce("error." + error.code, effects, error.params);
    return;
  }
  ++upload.attempts;
  if (event.status == 401) return session_expired(state, effects);
  announce("files.upload_failed", effects, {{"name", upload.attachment.name}});
  if (!may_try_by_itself(upload) || upload.attempts > kAutomaticTriesMax) return;
  for (const auto& [key, candidate] : state.declare.uploads)
    if (&candidate == &upload)
      effects.push_back(StartTimer{"upload/" + std::to_string(key), retry_delay_ms(upload.attempts, event.retry_after_s)});
}

}  // namespace

bool is_under_way(const Upload& upload) {
  return upload.phase == Upload::Phase::kSending || (may_try_by_itself(upload) && upload.attempts <= kAutomaticTriesMax);
}

bool has_uploads_under_way(const State& state) {
  return std::ranges::any_of(state.declare.uploads, [](const auto& entry) { return is_under_way(entry.second); });
}

void pump_uploads(State& state, Effects& effects) {
  if (state.session.phase != SessionState::Phase::kSignedIn) return;
  int free = kInFlightMax - count_in_flight(state.declare);
  for (auto& [key, upload] : state.declare.uploads) {
    if (free <= 0) return;
    if (upload.phase != Upload::Phase::kSending || upload.request != 0) continue;
    upload.request = state.next_id++;
    effects.push_back(UploadFile{upload.request, upload.file, upload.attachment.media_type});
    --free;
  }
}

void retry_upload(State& state, unsigned key, Effects& effects) {
  const auto found = state.declare.uploads.find(key);
  if (found == state.declare.uploads.end() || found->second.phase != Upload::Phase::kFailed) return;
  Upload& upload = found->second;
  upload.phase = Upload::Phase::kSending;
  upload.fraction = 0;
  upload.error.reset();
  pump_uploads(state, effects);
}

void retry_failed_uploads(State& state, Effects& effects) {
  for (auto& [key, upload] : state.declare.uploads)
    if (may_try_by_itself(upload)) retry_upload(state, key, effects);
  pump_uploads(state, effects);
}

void drop_uploads(State& state, Effects& effects) {
  for (auto* uploads : {&state.declare.uploads, &state.declare.uploads_set_aside}) {
    for (const auto& [key, upload] : *uploads) {
      if (upload.request != 0) effects.push_back(CancelRequest{upload.request});
      if (upload.file != 0) effects.push_back(ReleaseFile{upload.file});
    }
    uploads->clear();
  }
}

void handle(State& state, const FilesChosen& event, Effects& effects) {
  if (event.node == kImportFileNode || event.node == kPeopleFileNode) return choose_sheet(state, event, effects);
  DeclareState& declare = state.declare;
  const bool known = event.node.starts_with(kNodePrefix) && study_form_of(state) != nullptr;
  const bool busy = declare.busy == DeclareState::Busy::kLoading || declare.busy == DeclareState::Busy::kSubmitting;
  if (!known || busy) {
    for (const ChosenFile& file : event.files) effects.push_back(ReleaseFile{file.file});
    return;
  }
  const std::string material = bounded(event.node.substr(kNodePrefix.size()), kNameBytesMax);
  std::erase_if(declare.uploads, [&](const auto& entry) {  // what was refused before is settled by a new choice
    return entry.second.phase == Upload::Phase::kRefused && entry.second.attachment.material == material;
  });
  std::erase_if(declare.server_errors, [&](const auto& error) { return error.pointer == "/materials/" + material; });
  for (const ChosenFile& file : event.files) add_file(state, material, file, effects);
  pump_uploads(state, effects);
  store_draft_soon(effects);
}

void handle(State& state, const UploadProgressed& event, Effects&) {
  Upload* upload = upload_of_request(state.declare, event.id);
  if (!upload || event.total_bytes <= 0) return;
  const double fraction = static_cast<double>(event.sent_bytes) / static_cast<double>(event.total_bytes);
  upload->fraction = std::clamp(fraction, 0.0, 1.0);
}

void handle(State& state, const UploadEnded& event, Effects& effects) {
  Upload* upload = upload_of_request(state.declare, event.id);
  if (!upload) return;
  upload->request = 0;
  if (event.status == 200 || event.status == 201) {
    HttpReplied reply;
    reply.body = event.body;
    const auto body = object_of(reply);
    const std::string named = body ? model::text_or(*body, "sha256") : std::string();
    const std::string& sha256 = named.empty() ? event.sha256 : named;
    const long long size_bytes = body ? model::integer_or(*body, "size_bytes", upload->attachment.size_bytes) : upload->attachment.size_bytes;
    if (is_sha256(sha256)) {
      upload_arrived(state, *upload, sha256, size_bytes, effects);
    } else {
      upload->phase = Upload::Phase::kFailed;
      upload->error = model::Error{"malformed_answer", "", {}};
    }
  } else {
    upload_failed(state, *upload, event, effects);
  }
  pump_uploads(state, effects);
  uploads_changed(state, effects);
}

void handle(State&, const CameraWanted& event, Effects& effects) { effects.push_back(TakePictures{event.node}); }

void handle(State& state, const AttachmentRemoved& event, Effects& effects) {
  DeclareState& declare = state.declare;
  const auto found = declare.uploads.find(event.upload);
  const bool submitting = declare.busy == DeclareState::Busy::kSubmitting && !declare.waits_for_uploads;
  if (found == declare.uploads.end() || submitting) return;
  const Upload upload = found->second;
  if (upload.request != 0) effects.push_back(CancelRequest{upload.request});
  if (upload.file != 0) effects.push_back(ReleaseFile{upload.file});
  declare.uploads.erase(found);
  if (upload.phase != Upload::Phase::kRefused) declare.dirty = true;
  announce("files.removed", effects, {{"name", upload.attachment.name}});
  focus(material_node(upload), effects);
  store_draft_soon(effects);
  pump_uploads(state, effects);
  uploads_changed(state, effects);
}

void handle(State& state, const AttachmentRetried& event, Effects& effects) {
  const auto found = state.declare.uploads.find(event.upload);
  if (found == state.declare.uploads.end()) return;
  found->second.attempts = 0;
  retry_upload(state, event.upload, effects);
}

}  // namespace portal::ui

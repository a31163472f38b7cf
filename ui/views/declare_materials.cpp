// 附件: what each material has so far, its uploads, and where to add more.
#include <algorithm>
#include <cmath>

#include "ui/views/declare_parts.h"
#include "ui/views/format.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

std::string detail_of(const Frame& frame, const Upload& upload) {
  const std::string size = format_size(upload.attachment.size_bytes);
  switch (upload.phase) {
    case Upload::Phase::kSending: {
      const std::string percent = std::to_string(std::lround(upload.fraction * 100));
      return size + " · " + frame.texts("files.uploading", {{"percent", percent}});
    }
    case Upload::Phase::kFailed: return size + " · " + frame.texts("files.failed");
    case Upload::Phase::kRefused: return size + " · " + frame.texts("files.refused");
    case Upload::Phase::kDone: return size;
  }
  return size;
}

std::string preview_of(const DeclareState& declare, const Upload& upload) {
  if (!upload.attachment.media_type.starts_with("image/") || upload.phase == Upload::Phase::kRefused) return {};
  if (upload.file != 0) return "file:" + std::to_string(upload.file);
  if (declare.declaration.empty()) return {};
  return "attachment:" + declare.declaration + "/" + upload.attachment.sha256;
}

std::vector<FileItem> files_of(const Frame& frame, const std::string& material) {
  const DeclareState& declare = frame.state.declare;
  std::vector<FileItem> files;
  for (const auto& [key, upload] : declare.uploads) {
    if (upload.attachment.material != material) continue;
    FileItem item;
    item.key = key;
    item.name = upload.attachment.name;
    item.detail = detail_of(frame, upload);
    if (upload.error) item.error = frame.texts.error(*upload.error);
    item.image = preview_of(declare, upload);
    if (upload.phase == Upload::Phase::kSending) item.fraction = static_cast<float>(upload.fraction);
    item.can_retry = upload.phase == Upload::Phase::kFailed;
    files.push_back(std::move(item));
  }
  return files;
}

void material_field(Frame& frame, Column& column, const std::string& id, std::string_view label, bool required) {
  const std::vector<FileItem> files = files_of(frame, id);
  const std::string error = error_at(frame, "/materials/" + id);
  FilesSpec spec;
  spec.id = id;
  spec.label = label;
  if (frame.env.file_chooser) spec.hint = frame.texts("files.hint");
  spec.error = error;
  spec.required = required;
  spec.disabled = frame.state.declare.busy == DeclareState::Busy::kSubmitting;
  const FilesResult result = file_field(frame, column, spec, files);
  if (result.removed) frame.emit(AttachmentRemoved{*result.removed});
  if (result.camera_wanted) frame.emit(CameraWanted{frame.id(id)});
  if (result.help_wanted) frame.emit(DialogOpened{DialogOpened::Kind::kNoCamera, id});
  if (result.retried) frame.emit(AttachmentRetried{*result.retried});
  column.skip(frame.metrics.gap);
}

// What is asked for at one sight, ticked off as it arrives.
void tick_off(Frame& frame, Column& column, const std::vector<const model::Material*>& asked) {
  if (asked.empty()) return;
  const std::vector<model::Attachment> attachments = content_of(frame.state.declare).attachments;
  std::vector<CheckItem> items;
  for (const model::Material* material : asked) {
    const auto count = std::ranges::count(attachments, material->id, &model::Attachment::material);
    const std::string key = count > 0 ? "check.material_done" : material->required ? "check.material_missing" : "files.optional";
    items.push_back({frame.texts(material->label), frame.texts(key, {{"count", std::to_string(count)}}), count > 0});
  }
  const std::string name = frame.texts("detail.materials");
  check_list(frame, column, "materials_list", name, items);
  column.skip(frame.metrics.gap);
}

}  // namespace

std::vector<const model::Material*> materials_asked_for(const Frame& frame, const model::StudyForm& form) {
  const std::string_view role = model::name_of(frame.state.session.who->role);
  std::vector<const model::Material*> asked;
  for (const model::Material& material : form.materials) {
    const bool excused = std::find(material.not_for.begin(), material.not_for.end(), role) != material.not_for.end();
    if (!excused && model::holds(material.when, frame.state.declare.values)) asked.push_back(&material);
  }
  return asked;
}

void declare_materials(Frame& frame, Column& column, const model::StudyForm& form) {
  const std::vector<const model::Material*> asked = materials_asked_for(frame, form);
  tick_off(frame, column, asked);
  Scope scope(frame, "material");
  for (const model::Material* material : asked) {
    material_field(frame, column, material->id, frame.texts(material->label), material->required);
  }
  // Files of a material that is no longer asked for stay visible: nothing that was sent disappears in silence.
  std::vector<std::string> others;
  for (const auto& [key, upload] : frame.state.declare.uploads) {
    const std::string& id = upload.attachment.material;
    const bool known = std::any_of(asked.begin(), asked.end(), [&](const model::Material* m) { return m->id == id; });
    if (!known && std::find(others.begin(), others.end(), id) == others.end()) others.push_back(id);
  }
  for (const std::string& id : others) {
    material_field(frame, column, id, frame.texts("unknown.material", {{"id", label_at(frame, "/materials/" + id)}}), false);
  }
}

}  // namespace portal::ui

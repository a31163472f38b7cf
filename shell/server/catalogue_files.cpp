#include "shell/server/catalogue_files.h"

#include <brotli/encode.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "shell/server/crypto.h"

namespace portal::server {
namespace {

std::vector<std::filesystem::path> form_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const std::filesystem::path& from : {folder, folder / "forms"}) {
    for (const auto& entry : std::filesystem::directory_iterator(from, error))
      if (entry.path().extension() == ".json" && entry.path().filename() != "catalogue.json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.filename() < b.filename(); });
  return files;
}

// The file in which the fault of the joined document lies, as far as its pointer tells.
std::filesystem::path file_of_fault(const std::string& pointer, const std::filesystem::path& folder,
                                    const std::vector<std::filesystem::path>& files) {
  constexpr std::string_view kForms = "/study_forms/";
  if (!pointer.starts_with(kForms)) return folder / "catalogue.json";
  const std::size_t index = static_cast<std::size_t>(std::atoi(pointer.c_str() + kForms.size()));
  return index < files.size() ? files[index] : folder;
}

std::string etag_of(const std::string& text) { return "\"" + sha256_hex(text).substr(0, 32) + "\""; }

std::string compressed(const std::string& text) {
  constexpr int kQuality = 9;  // the two above take ten times as long for some hundred bytes less
  std::string out(BrotliEncoderMaxCompressedSize(text.size()), '\0');
  std::size_t size_bytes = out.size();
  const bool done = BrotliEncoderCompress(kQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                                          reinterpret_cast<const std::uint8_t*>(text.data()), &size_bytes, reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE;
  out.resize(done ? size_bytes : 0);
  return out;
}

}  // namespace

model::Result<model::Json> read_json_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return model::Error{"file_missing", "", {{"file", file.string()}}};
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  model::Result<model::Json> json = model::parse_json(text);
  if (json) return json;
  model::Error error = json.error();
  error.params["file"] = file.string();
  return error;
}

model::Result<ServedCatalogue> load_catalogue(const std::filesystem::path& folder) {
  model::Result<model::Json> head = read_json_file(folder / "catalogue.json");
  if (!head) return head.error();
  std::vector<model::Json> forms;
  const std::vector<std::filesystem::path> files = form_files(folder);
  for (const std::filesystem::path& file : files) {
    model::Result<model::Json> form = read_json_file(file);
    if (!form) return form.error();
    forms.push_back(*std::move(form));
  }
  const model::Json document = model::join_catalogue(*head, forms);
  model::Result<model::Catalogue> catalogue = model::read_catalogue(document);
  if (!catalogue) {
    model::Error error = catalogue.error();
    error.params["file"] = file_of_fault(error.pointer, folder, files).string();
    return error;
  }
  std::string text = model::dump_json(document);
  std::string smaller = compressed(text);
  std::string etag = etag_of(text), etag_br = etag_of(smaller);
  return ServedCatalogue{*std::move(catalogue), std::move(text), std::move(etag), std::move(smaller), std::move(etag_br)};
}

}  // namespace portal::server

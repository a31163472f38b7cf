#include "shell/server/catalogue_files.h"

#include <brotli/encode.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "model/utf8.h"
#include "shell/server/catalogue_spelling.h"
#include "shell/server/crypto.h"

namespace portal::server {
namespace {

constexpr std::size_t kShownBytesMax = 60;

std::string shortened(std::string text) {
  if (text.size() <= kShownBytesMax) return text;
  std::size_t end = kShownBytesMax;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not within a character
  return text.substr(0, end) + "…";
}

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

constexpr std::string_view kForms = "/study_forms/";

// A fault of the joined document as one of the file that it lies in: pointer within that file, params file and value.
model::Error in_its_file(model::Error error, const std::filesystem::path& folder, const std::vector<std::filesystem::path>& files,
                         const model::Json& document) {
  const model::Json::json_pointer at(error.pointer);
  if (!error.pointer.empty() && document.contains(at)) error.params["value"] = shortened(model::dump_json(document.at(at)));
  std::filesystem::path file = folder / "catalogue.json";
  if (error.pointer.starts_with(kForms)) {
    const std::size_t index = static_cast<std::size_t>(std::atoi(error.pointer.c_str() + kForms.size()));
    const std::size_t end = error.pointer.find('/', kForms.size());
    error.pointer = end == std::string::npos ? "" : error.pointer.substr(end);
    if (index < files.size()) file = files[index];
  }
  error.params["file"] = file.string();
  return error;
}

// malformed_json says which byte; people count lines, and columns in characters.
void add_line_and_column(model::Error& error, const std::string& text) {
  const auto byte = error.params.find("byte");
  if (byte == error.params.end()) return;
  const std::string before = text.substr(0, static_cast<std::size_t>(std::atoll(byte->second.c_str())));
  const std::size_t line_start = before.rfind('\n') + 1;  // 0 in the first line
  error.params["line"] = std::to_string(std::count(before.begin(), before.end(), '\n') + 1);
  error.params["column"] = std::to_string(std::max(1, model::count_code_points(before.substr(line_start))));
}

// Null when the folder brings no schemas.
std::optional<model::Error> find_misspelling(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& files,
                                             const model::Json& head, const std::vector<model::Json>& forms) {
  model::Result<model::Json> of_head = read_json_file(folder / "schema" / "catalogue.schema.json");
  model::Result<model::Json> of_form = read_json_file(folder / "schema" / "form.schema.json");
  if (!of_head || !of_form) return std::nullopt;
  const std::vector<model::Json> schemas = {*std::move(of_head), *std::move(of_form)};
  const auto told = [](std::optional<model::Error> error, const std::filesystem::path& file) {
    if (error) error->params["file"] = file.string();
    return error;
  };
  if (auto error = find_unknown_member(schemas, schemas[0], head)) return told(std::move(error), folder / "catalogue.json");
  for (std::size_t i = 0; i < forms.size(); ++i)
    if (auto error = find_unknown_member(schemas, schemas[1], forms[i])) return told(std::move(error), files[i]);
  return std::nullopt;
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
  add_line_and_column(error, text);
  return error;
}

ServedCatalogue serve(model::Catalogue catalogue, const model::Json& document) {
  std::string text = model::dump_json(document);
  std::string smaller = compressed(text);
  std::string etag = etag_of(text), etag_br = etag_of(smaller);
  return {std::move(catalogue), std::move(text), std::move(etag), std::move(smaller), std::move(etag_br)};
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
  if (forms.empty()) return model::Error{"no_study_form", "", {{"file", (folder / "forms").string()}}};
  if (auto misspelling = find_misspelling(folder, files, *head, forms)) return *std::move(misspelling);
  const model::Json document = model::join_catalogue(*head, forms);
  model::Result<model::Catalogue> catalogue = model::read_catalogue(document);
  if (!catalogue) return in_its_file(catalogue.error(), folder, files, document);
  return serve(*std::move(catalogue), document);
}

}  // namespace portal::server

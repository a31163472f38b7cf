#include "tests/model/sample.h"

#include <gtest/gtest.h>

#include <cstdio>

namespace portal::model::sample {
namespace {

Json parsed(const std::string& path) {
  const Result<Json> json = parse_json(read_asset(path));
  EXPECT_TRUE(json) << path << " is not JSON";
  return json ? *json : Json();
}

Json common_values() { return {{"unit", "hours"}, {"claimed_amount", 8}, {"credited_year", kYear}, {"note", ""}}; }

DeclarationContent content(std::string form, const Json& own, const std::vector<std::string>& materials) {
  DeclarationContent content{std::move(form), catalogue().version, common_values(), {}};
  content.values.update(own);
  for (const std::string& material : materials) content.attachments.push_back(evidence(material));
  return content;
}

}  // namespace

std::string read_asset(const std::string& path) {
  std::string text;
  std::FILE* file = std::fopen((std::string(PORTAL_ASSETS_DIR "/") + path).c_str(), "rb");
  EXPECT_NE(file, nullptr) << "no " << path;
  if (!file) return text;
  char buffer[4096];
  for (std::size_t size; (size = std::fread(buffer, 1, sizeof buffer, file)) > 0;) text.append(buffer, size);
  std::fclose(file);
  return text;
}

std::vector<std::string> form_ids() {
  std::vector<std::string> ids;
  for (int number = 1; number <= 16; ++number) ids.push_back((number < 10 ? "0" : "") + std::to_string(number));
  return ids;
}

const Json& catalogue_document() {
  static const Json document = [] {
    std::vector<Json> forms;
    for (const std::string& id : form_ids()) forms.push_back(parsed("catalogue/forms/" + id + ".json"));
    return join_catalogue(parsed("catalogue/catalogue.json"), forms);
  }();
  return document;
}

const Catalogue& catalogue() {
  static const Catalogue shipped = [] {
    Result<Catalogue> read = read_catalogue(catalogue_document());
    EXPECT_TRUE(read) << read.error().code << " " << read.error().pointer;
    return read ? *std::move(read) : Catalogue{};
  }();
  return shipped;
}

Attachment evidence(std::string material) {
  return {std::move(material), std::string(64, 'a'), "扫描件.jpg", "image/jpeg", 120'000};
}

DeclarationContent training() {
  return content("02",
                 {{"training_name", "全省专业技术人员研修班"},
                  {"organiser", "河南省某学会"},
                  {"start_date", "2026-03-02"},
                  {"end_date", "2026-03-04"},
                  {"attended_hours", 20.5}},
                 {"training_notice", "completion_certificate", "employer_certificate"});
}

DeclarationContent conference(bool was_read) {
  Json values = {{"conference_name", "全国计算机学术年会"},
                 {"organiser", "中国某学会"},
                 {"level", "national"},
                 {"start_date", "2026-05-01"},
                 {"end_date", "2026-05-01"},
                 {"was_read", was_read}};
  std::vector<std::string> materials{"conference_notice", "employer_certificate"};
  if (was_read) {
    values["paper_title"] = "一种方法";
    values["paper_characters"] = 3500;
    materials.push_back("reading_certificate");
  }
  return content("04", values, materials);
}

DeclarationContent publication(std::string_view type) {
  Json values = {{"publication_type", type}, {"publication_title", "𬭎与㼆的研究"}, {"published_on", "2026-02-28"}};
  if (type == "paper") {
    values.update({{"journal", "计算机研究与发展"}, {"issn", "1000-1239"}});
    return content("06", values, {"journal_cover", "contents", "article"});
  }
  values.update({{"publisher", "清华大学出版社"}, {"isbn", "9787302423287"}});
  return content("06", values, {"cover", "title_page", "contents"});
}

OrganisationTree tree() {
  return {{{"authority", "某市人力资源和社会保障局", Role::kAuthority, "", ""},
           {"department_above", "某市教育局", Role::kDepartment, "authority", ""},
           {"department", "某区教育局", Role::kDepartment, "department_above", ""},
           {"employer", "某区第一中学", Role::kEmployer, "department", ""},
           {"other_employer", "某市设计院", Role::kEmployer, "department_above", ""},
           {"base", "某市继续教育基地", Role::kBase, "authority", ""}}};
}

OrganisationRef organisation(std::string_view id) {
  const OrganisationTree all = tree();
  const Organisation* found = all.find(id);
  EXPECT_NE(found, nullptr) << id;
  return found ? reference(*found) : OrganisationRef{};
}

Actor actor(Role role, std::string person, std::string_view organisation_id) {
  return {{person, person, "001"}, role, organisation(organisation_id)};
}

std::vector<std::string> lines(const Errors& errors) {
  std::vector<std::string> lines;
  for (const Error& error : errors) lines.push_back(error.code + " " + error.pointer);
  return lines;
}

std::vector<DeclarationSummary> random_lines(int count, unsigned seed) {
  Dice dice(seed);
  const std::vector<std::string> words = {"", "论文", "培训", "Zhang", "zhang", "𬭎", "a longer text than fits beside"};
  std::vector<DeclarationSummary> rows(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    DeclarationSummary& row = rows[static_cast<std::size_t>(i)];
    row.id = std::to_string(dice.below(1000)) + "/" + std::to_string(i);
    row.revision = dice.below(100);
    row.state = static_cast<DeclarationState>(dice.below(4));
    row.study_form = dice.pick(form_ids());
    row.title = dice.pick(words);
    row.person = {dice.pick(words), dice.pick(words), dice.pick(words)};
    row.declared_as = dice.pick(std::vector{Role::kProfessional, Role::kEmployer, Role::kBase});
    row.declaring_organisation = {dice.pick(words), dice.pick(words), Role::kDepartment};
    row.unit = dice.pick(std::vector<std::string>{"hours", "credits"});
    row.claimed_amount = dice.below(3) / 2.0;
    row.credited_year = 2024 + dice.below(3);
    row.subject = dice.below(2) ? Subject::kPublic : Subject::kProfessional;
    row.hours = dice.below(50);
    row.conversion = dice.pick(words);
    row.submitted_at = dice.pick(words);
    row.updated_at = dice.pick(words);
    if (dice.below(2)) row.next_auditor = OrganisationRef{dice.pick(words), dice.pick(words), Role::kAuthority};
  }
  return rows;
}

}  // namespace portal::model::sample

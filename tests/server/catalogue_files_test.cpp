// A deployer's wrong catalogue: each fault is told with file, place and reason.
#include "shell/server/catalogue_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "shell/server/catalogue_problem.h"

namespace portal::server::test {
namespace {

namespace fs = std::filesystem;
using model::Json;

// A copy of assets/catalogue that a test may spoil.
struct Folder {
  fs::path path;

  Folder() {
    std::string name = (fs::temp_directory_path() / "portal-catalogue-XXXXXX").string();
    path = ::mkdtemp(name.data());
    fs::copy(fs::path(PORTAL_ASSETS_DIR) / "catalogue", path, fs::copy_options::recursive);
  }
  ~Folder() { fs::remove_all(path); }

  void write(const std::string& file, const std::string& text) { std::ofstream(path / file, std::ios::binary) << text; }
  void change(const std::string& file, const std::function<void(Json&)>& edit) {
    model::Result<Json> json = read_json_file(path / file);
    ASSERT_TRUE(json) << file;
    edit(*json);
    write(file, model::dump_json(*json));
  }
  // "FILE CODE POINTER VALUE" of the fault.
  std::string fault() const {
    const model::Result<ServedCatalogue> loaded = load_catalogue(path);
    if (loaded) return "is fine";
    const model::Error& error = loaded.error();
    const auto value = error.params.find("value");
    return fs::relative(error.params.at("file"), path).string() + " " + error.code + " " + error.pointer +
           (value == error.params.end() ? "" : " " + value->second);
  }
};

std::string fault_after(const std::string& file, const std::function<void(Json&)>& edit) {
  Folder folder;
  folder.change(file, edit);
  return folder.fault();
}

std::string fault_with(const std::string& file, const std::string& pointer, const Json& value) {
  return fault_after(file, [&](Json& json) { json[Json::json_pointer(pointer)] = value; });
}

TEST(CatalogueFiles, ShippedOnesAreFine) { EXPECT_EQ(Folder().fault(), "is fine"); }

TEST(CatalogueFiles, FaultIsToldInTheFileWhereItLies) {
  EXPECT_EQ(fault_with("forms/04.json", "/fields/0/kind", "colour"), "forms/04.json unknown_kind /fields/0/kind \"colour\"");
  EXPECT_EQ(fault_with("forms/04.json", "/fields/7/when/0/field", "was_raed"), "forms/04.json unknown_field /fields/7/when/0/field \"was_raed\"");
  EXPECT_EQ(fault_with("forms/04.json", "/fields/3/id", "organiser"), "forms/04.json duplicate_id /fields/1/id \"organiser\"");
  EXPECT_EQ(fault_with("forms/09.json", "/id", "04"), "forms/09.json duplicate_id /id \"04\"");
  EXPECT_EQ(fault_with("forms/16.json", "/declarers", {"king"}), "forms/16.json unknown_name /declarers [\"king\"]");
  EXPECT_EQ(fault_with("catalogue.json", "/common_fields/0/default", "euros"), "catalogue.json unknown_choice /common_fields/0/default \"euros\"");
  EXPECT_EQ(fault_after("forms/04.json", [](Json& json) { json.erase("title"); }), "forms/04.json missing_member /title");
  EXPECT_EQ(fault_after("forms/04.json", [](Json& json) { json = Json::array(); }), "forms/04.json wrong_type  []");
}

TEST(CatalogueFiles, DroppingAFieldInUseIsTold) {
  const auto drop = [](std::size_t index) {
    return [index](Json& json) { json["fields"].erase(index); };
  };
  EXPECT_EQ(fault_after("forms/04.json", drop(6)), "forms/04.json unknown_field /fields/6/when/0/field \"was_read\"") << "a condition asks for it";
  EXPECT_EQ(fault_after("forms/04.json", drop(4)), "forms/04.json unknown_field /fields/4/not_before \"start_date\"");
  EXPECT_EQ(fault_after("forms/04.json", drop(0)), "forms/04.json unknown_field /title_field \"conference_name\"");
  Folder folder;
  folder.change("catalogue.json", [](Json& json) { json["common_fields"].erase(2); });
  const model::Result<ServedCatalogue> loaded = load_catalogue(folder.path);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, "missing_common_field") << "hours are counted by it";
  EXPECT_EQ(loaded.error().params.at("name"), "claimed_amount");
}

TEST(CatalogueFiles, CircleOfConditionsIsTold) {
  const Json asks_for_paper = Json::array({{{"field", "paper_title"}, {"one_of", {"x"}}}});
  EXPECT_TRUE(fault_with("forms/04.json", "/fields/6/when", asks_for_paper).starts_with("forms/04.json condition_loop /fields/6/when"));
}

TEST(CatalogueFiles, MisspeltMembersAreTold) {
  EXPECT_EQ(fault_with("forms/04.json", "/fields/2/requierd", true), "forms/04.json unknown_member /fields/2/requierd");
  EXPECT_EQ(fault_with("forms/04.json", "/materials/0/label/de", "Einladung"), "forms/04.json unknown_member /materials/0/label/de");
  EXPECT_EQ(fault_with("forms/04.json", "/fields/7/when/0/oneof", "x"), "forms/04.json unknown_member /fields/7/when/0/oneof");
  EXPECT_EQ(fault_with("catalogue.json", "/comon_fields", Json::array()), "catalogue.json unknown_member /comon_fields");
  EXPECT_EQ(fault_with("catalogue.json", "/common_fields/1/mx", 7), "catalogue.json unknown_member /common_fields/1/mx");
  EXPECT_EQ(fault_with("forms/04.json", "/rules/0/comment", "x"), "forms/04.json unknown_member /rules/0/comment");
  Folder without_schemas;
  fs::remove_all(without_schemas.path / "schema");
  without_schemas.change("forms/04.json", [](Json& json) { json["extra"] = 1; });
  EXPECT_EQ(without_schemas.fault(), "is fine");
}

TEST(CatalogueFiles, BrokenJsonIsToldByLineAndColumn) {
  Folder folder;
  folder.write("forms/04.json", "{\n  \"id\": \"04\",\n  \"标题\": ,\n}");
  const model::Result<ServedCatalogue> loaded = load_catalogue(folder.path);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, "malformed_json");
  EXPECT_EQ(loaded.error().params.at("line"), "3");
  EXPECT_EQ(loaded.error().params.at("column"), "9");
  EXPECT_EQ(explain_catalogue_problem(loaded.error()),
            "  文件 · file: " + (folder.path / "forms/04.json").string() +
                "\n  位置 · place: 第 3 行第 9 列 · line 3, column 9"
                "\n  原因 · reason: 不是正确的 JSON：看看这里附近的逗号、引号和括号 · not JSON: look at commas, quotes and brackets around here");
}

TEST(CatalogueFiles, MissingFilesAreTold) {
  Folder folder;
  fs::remove_all(folder.path / "forms");
  EXPECT_EQ(folder.fault(), "forms no_study_form ");
  fs::remove(folder.path / "catalogue.json");
  EXPECT_EQ(folder.fault(), "catalogue.json file_missing ");
}

TEST(CatalogueFiles, LongValueIsShortenedBetweenCharacters) {
  std::string long_id;
  for (int i = 0; i < 100; ++i) long_id += "题";
  const std::string fault = fault_with("forms/04.json", "/fields/0/id", long_id);
  EXPECT_TRUE(fault.ends_with("题…")) << fault;
  EXPECT_LT(fault.size(), 120u);
}

TEST(CatalogueProblem, NamesEveryReasonInBothLanguages) {
  for (const char* code : {"file_missing", "no_study_form", "malformed_json", "json_too_deep", "missing_member", "unknown_member", "wrong_type", "bad_id",
                           "duplicate_id", "unknown_kind", "unknown_field", "unknown_choice", "unknown_check", "unknown_name", "unknown_study_form", "out_of_range",
                           "condition_loop", "too_many", "missing_common_field"}) {
    const std::string text = explain_catalogue_problem({code, "/fields/0", {{"file", "04.json"}}});
    EXPECT_EQ(text.find(code), std::string::npos) << "a sentence, not a code: " << text;
    EXPECT_NE(text.rfind(" · "), text.find(" · place")) << text;
  }
  EXPECT_NE(explain_catalogue_problem({"of_later", "", {}}).find("of_later"), std::string::npos);
}

}  // namespace
}  // namespace portal::server::test

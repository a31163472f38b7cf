// The sentences: complete in both languages, and one for everything that can go wrong.
#include "ui/texts.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <set>

namespace portal::ui {
namespace {

using model::Json;

std::string content(const std::filesystem::path& path) {
  std::string text;
  std::FILE* file = std::fopen(path.string().c_str(), "rb");
  if (!file) return text;
  char buffer[65536];
  for (std::size_t read; (read = std::fread(buffer, 1, sizeof buffer, file)) > 0;) text.append(buffer, read);
  std::fclose(file);
  return text;
}

Json document(const std::string& language) {
  const auto json = model::parse_json(content(std::filesystem::path(PORTAL_ASSETS_DIR) / "texts" / (language + ".json")));
  return json ? *json : Json();
}

std::set<std::string> parameters(const std::string& sentence) {
  std::set<std::string> names;
  for (std::size_t open = sentence.find('{'); open != std::string::npos; open = sentence.find('{', open + 1))
    names.insert(sentence.substr(open + 1, sentence.find('}', open) - open - 1));
  return names;
}

TEST(TextAssets, HaveTheSameKeysAndParametersInBothLanguages) {
  const Json chinese = document("zh-CN")["texts"], english = document("en")["texts"];
  ASSERT_GT(chinese.size(), 300u);
  for (const auto& [key, sentence] : chinese.items()) {
    ASSERT_TRUE(english.contains(key)) << key;
    EXPECT_EQ(parameters(sentence.get<std::string>()), parameters(english[key].get<std::string>())) << key;
    EXPECT_FALSE(sentence.get<std::string>().empty()) << key;
  }
  for (const auto& [key, sentence] : english.items()) EXPECT_TRUE(chinese.contains(key)) << key;
}

TEST(TextAssets, HaveASentenceForEveryErrorThatCanHappen) {
  const Texts texts = Texts::from_json(document("zh-CN"));
  for (const char* code : {"unknown_study_form",
                           "not_allowed_for_role",
                           "required",
                           "required_material",
                           "too_long",
                           "not_a_number",
                           "too_small",
                           "too_large",
                           "list_too_long",
                           "not_above",
                           "too_many_decimals",
                           "not_a_date",
                           "date_does_not_exist",
                           "before_start",
                           "unknown_choice",
                           "wrong_type",
                           "year_out_of_range",
                           "attachment_empty",
                           "attachment_too_large",
                           "attachments_too_large",
                           "attachment_type",
                           "unknown_material",
                           "too_many_attachments",  // validation
                           "wrong_length",
                           "wrong_character",
                           "wrong_check_digit",
                           "unknown_check",  // identifiers
                           "not_visible",
                           "not_allowed",
                           "wrong_state",
                           "not_a_step",
                           "own_declaration",
                           "reason_required",  // workflow
                           "probable_duplicate",
                           "over_cap",
                           "over_day_hours",
                           "over_estimate",  // warnings
                           "unknown_organisation",
                           "no_authority_above",
                           "organisation_loop",  // organisation
                           "malformed_json",
                           "json_too_deep",
                           "missing_member",
                           "unknown_name",
                           "unknown_kind",
                           "duplicate_id",
                           "unknown_field",
                           "bad_id",
                           "too_many",
                           "out_of_range",
                           "condition_loop",  // reading
                           "missing_idempotency_key",
                           "not_signed_in",
                           "wrong_credentials",
                           "not_found",
                           "method_not_allowed",
                           "in_progress",
                           "stale",
                           "request_too_large",
                           "unsupported_media_type",
                           "invalid",
                           "hash_mismatch",
                           "idempotency_mismatch",
                           "precondition_required",
                           "too_many_attempts",
                           "unavailable",
                           "internal",  // the contract
                           "no_answer",
                           "malformed_answer",
                           "password_too_short",
                           "password_is_name",
                           "password_unchanged",
                           "passwords_differ",
                           "wrong_password",
                           "password_change_required",
                           "name_taken",
                           "number_taken",
                           "already_employed",
                           "person_differs",
                           "resident_id_taken",
                           "same_organisation",
                           "own_account",
                           "wrong_role_for_organisation",
                           "role_fixed",
                           "wrong_parent",
                           "stale_form",  // people, accounts, organisations
                           "name_required",
                           "password_required",
                           "required_study_form"}) {  // this client
    EXPECT_TRUE(texts.has(std::string("error.") + code)) << code;
  }
}

TEST(TextAssets, NameEveryStateRoleAndAction) {
  const Texts texts = Texts::from_json(document("zh-CN"));
  for (const char* state : {"draft", "pending", "approved", "rejected"}) EXPECT_TRUE(texts.has(std::string("state.") + state));
  for (const char* role : {"professional", "employer", "department", "authority", "base", "admin"})
    EXPECT_TRUE(texts.has(std::string("role.") + role));
  for (const char* action : {"save", "submit", "withdraw", "approve", "reject", "revoke", "copy", "delete"}) {
    EXPECT_TRUE(texts.has(std::string("action.") + action));
    EXPECT_TRUE(texts.has(std::string("history.") + action));
  }
  EXPECT_EQ(texts("declare.save"), "保存暂不提交");
  EXPECT_EQ(texts("action.withdraw"), "撤销");
  EXPECT_EQ(texts("nav.progress"), "申报进度查询");
}

bool looks_like_a_key(const std::string& text, const Json& keys) {
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos || dot == 0 || text.back() == '.') return false;
  for (const char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.')) return false;
  for (const auto& [key, sentence] : keys.items())
    if (key.starts_with(text.substr(0, dot + 1))) return true;
  return false;
}

TEST(TextAssets, HaveEveryKeyThatTheCodeNames) {
  const Json keys = document("zh-CN")["texts"];
  int named = 0;
  const std::filesystem::path root = std::filesystem::path(PORTAL_ASSETS_DIR).parent_path() / "ui";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string code = content(entry.path());
    for (std::size_t open = code.find('"'); open != std::string::npos;) {
      const std::size_t close = code.find_first_of("\"\n", open + 1);
      if (close == std::string::npos) break;
      const std::string literal = code.substr(open + 1, close - open - 1);
      if (code[close] == '"' && looks_like_a_key(literal, keys)) {
        ++named;
        EXPECT_TRUE(keys.contains(literal)) << literal << " in " << entry.path();
      }
      open = code.find('"', code[close] == '"' ? close + 1 : close);
    }
  }
  EXPECT_GT(named, 50);
}

TEST(Texts, FillInParametersAndShowAMissingKeyAsItself) {
  const Texts texts = Texts::from_json(
      {{"language", "en"}, {"texts", {{"a.b", "{n} of {total}, {other}"}, {"error.unknown", "Sorry ({code})"}}}});
  EXPECT_EQ(texts("a.b", {{"n", "1"}, {"total", "{n}"}}), "1 of {n}, {other}");
  EXPECT_EQ(texts("no.such"), "no.such");
  EXPECT_EQ(texts("no.such", {{"n", "1"}}), "no.such");
  EXPECT_EQ(texts.error({"made_up", "", {}}), "Sorry (made_up)");
}

TEST(Texts, ShowBytesAsPeopleReadThem) {
  const Texts texts = Texts::from_json({{"texts", {{"error.attachment_too_large", "at most {max_bytes}"}, {"x", "y"}}}});
  EXPECT_EQ(texts.error({"attachment_too_large", "", {{"max_bytes", "10485760"}}}), "at most 10 MB");
  EXPECT_EQ(texts.error({"attachment_too_large", "", {{"max_bytes", "many"}}}), "at most many");
}

TEST(Texts, SpeakTheCataloguesLanguageOrTheOther) {
  const Texts chinese = Texts::from_json({{"language", "zh-CN"}, {"texts", Json::object()}});
  const Texts english = Texts::from_json({{"language", "en"}, {"texts", Json::object()}});
  const model::Text both{"中文", "English"}, only_chinese{"中文", ""};
  EXPECT_EQ(chinese(both), "中文");
  EXPECT_EQ(english(both), "English");
  EXPECT_EQ(english(only_chinese), "中文");
}

TEST(Texts, OfADocumentThatIsNoneAreEmpty) {
  for (const char* text : {"null", "[]", "7", R"({"texts":[]})", R"({"texts":{"a":1}})", R"({"language":3})"}) {
    const Texts texts = Texts::from_json(*model::parse_json(text));
    EXPECT_EQ(texts("a"), "a");
  }
}

}  // namespace
}  // namespace portal::ui

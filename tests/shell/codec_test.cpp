#include "shell/browser/codec.h"

#include <gtest/gtest.h>

#include "model/json.h"

namespace portal::shell {
namespace {

template <class E>
E event_from(std::string_view text) {
  const std::optional<Message> message = message_from_json(text);
  EXPECT_TRUE(message.has_value()) << text;
  return std::get<E>(std::get<ui::Event>(*message));
}

TEST(Codec, ReadsAnAnswerWithItsHeaders) {
  const auto reply = event_from<ui::HttpReplied>(
      R"({"type":"http_replied","id":7,"status":412,"etag":"\"3\"","retry_after_s":5,"body":"{\"a\":1}"})");
  EXPECT_EQ(reply.id, 7u);
  EXPECT_EQ(reply.status, 412);
  EXPECT_EQ(reply.etag, "\"3\"");
  EXPECT_EQ(reply.retry_after_s, 5);
  EXPECT_EQ(reply.body, "{\"a\":1}");
}

TEST(Codec, ReadsTheHeadOfAFileAsRawBytes) {
  const auto chosen = event_from<ui::FilesChosen>(
      R"({"type":"files_chosen","node":"declare/material/cover","files":[{"file":3,"name":"封面.png","size_bytes":1234,"head":"89504e4700ff"}]})");
  ASSERT_EQ(chosen.files.size(), 1u);
  EXPECT_EQ(chosen.node, "declare/material/cover");
  EXPECT_EQ(chosen.files[0].file, 3u);
  EXPECT_EQ(chosen.files[0].name, "封面.png");
  EXPECT_EQ(chosen.files[0].size_bytes, 1234);
  EXPECT_EQ(chosen.files[0].head, std::string("\x89PNG\0\xff", 6));
}

TEST(Codec, ReadsTheRowsOfASpreadsheetAndWhyThereAreNone) {
  const auto sheet = event_from<ui::SheetRead>(R"({"type":"sheet_read","file":3,"rows":[["工号","姓名"],["1",7],[]]})");
  EXPECT_EQ(sheet.file, 3u);
  EXPECT_EQ(sheet.error, "");
  EXPECT_EQ(sheet.rows, (std::vector<model::SheetRow>{{"工号", "姓名"}, {"1", ""}, {}}));
  const auto refused = event_from<ui::SheetRead>(R"({"type":"sheet_read","file":3,"error":"sheet_unreadable"})");
  EXPECT_EQ(refused.error, "sheet_unreadable");
  EXPECT_TRUE(refused.rows.empty());
}

TEST(Codec, StopsAtWhatIsNoHex) {
  const auto chosen =
      event_from<ui::FilesChosen>(R"({"type":"files_chosen","node":"n","files":[{"file":1,"name":"a","head":"41zz42"}]})");
  EXPECT_EQ(chosen.files.at(0).head, "A");
}

TEST(Codec, ReadsTheEnvironmentAndTakesDefaultsForWhatIsMissing) {
  const auto changed = event_from<ui::EnvironmentChanged>(
      R"({"type":"environment_changed","width":390.5,"height":844,"scroll_y":12.25,"pixel_ratio":1.5,"dark":true,"now_ms":1760000000000})");
  EXPECT_FLOAT_EQ(changed.environment.width, 390.5f);
  EXPECT_FLOAT_EQ(changed.environment.scroll_y, 12.25f);
  EXPECT_FLOAT_EQ(changed.environment.pixel_ratio, 1.5f);
  EXPECT_FLOAT_EQ(changed.environment.text_scale, 1);
  EXPECT_TRUE(changed.environment.dark);
  EXPECT_FALSE(changed.environment.native_text);
  EXPECT_EQ(changed.environment.language, "zh-CN");
  EXPECT_EQ(changed.environment.now_ms, 1760000000000);
}

TEST(Codec, ReadsStoredTextsAndLeavesOutWhatIsNoText) {
  const auto started = event_from<ui::Started>(
      R"({"type":"started","seed":"0123456789abcdef","fragment":"#/declare/06","stored":{"draft/06":"{}","n":5}})");
  EXPECT_EQ(started.fragment, "#/declare/06");
  EXPECT_EQ(started.stored, (std::map<std::string, std::string>{{"draft/06", "{}"}}));
}

TEST(Codec, ReadsHowAKioskBehavesAndTakesNoNonsense) {
  const auto settings = [](std::string_view kiosk) {
    return event_from<ui::Started>(R"({"type":"started","kiosk":)" + std::string(kiosk) + "}").kiosk;
  };
  EXPECT_FALSE(settings("null"));
  EXPECT_FALSE(settings("7"));
  ASSERT_TRUE(settings("{}"));
  EXPECT_EQ(settings("{}")->idle_s, 60);
  EXPECT_EQ(settings(R"({"idle_s":30,"countdown_s":10})")->countdown_s, 10);
  EXPECT_EQ(settings(R"({"idle_s":-1})")->idle_s, 1);
  EXPECT_EQ(settings(R"({"idle_s":1e18})")->idle_s, ui::KioskSettings().idle_s) << "no whole number that fits";
  const auto changed = event_from<ui::EnvironmentChanged>(R"({"type":"environment_changed","kiosk":true,"camera":true})");
  EXPECT_TRUE(changed.environment.kiosk);
  EXPECT_TRUE(changed.environment.camera);
  EXPECT_TRUE(changed.environment.file_chooser);
  EXPECT_FALSE(changed.environment.printer);
  event_from<ui::UserActive>(R"({"type":"user_active"})");
}

TEST(Codec, ReadsWhatThePlatformForces) {
  const auto changed = event_from<ui::EnvironmentChanged>(
      R"({"type":"environment_changed","more_contrast":true,"forced_colors":true,"forced_palette":{"page":"#102030","text":"red"}})");
  EXPECT_TRUE(changed.environment.more_contrast);
  ASSERT_TRUE(changed.environment.forced_palette);
  EXPECT_EQ(changed.environment.forced_palette->page, 0xff302010u);
  EXPECT_EQ(changed.environment.forced_palette->text, ui::Theme().light.text) << "no colour";
  EXPECT_FALSE(event_from<ui::EnvironmentChanged>(R"({"type":"environment_changed","forced_palette":null})").environment.forced_palette);
}

TEST(Codec, ReadsWhatIsKeptAndInWhichLanguageThePageStarts) {
  const auto started = event_from<ui::Started>(
      R"({"type":"started","seed":"0123456789abcdef","preferences":"{\"colors\":\"dark\"}","texts_language":"en"})");
  EXPECT_EQ(started.preferences, "{\"colors\":\"dark\"}");
  EXPECT_EQ(started.texts_language, "en");
  EXPECT_EQ(event_from<ui::Started>(R"({"type":"started","preferences":7})").preferences, "");
}

TEST(Codec, ReadsTextsThatWereLoadedOrNot) {
  const auto message = message_from_json(R"({"type":"texts_loaded","language":"en","texts":{"language":"en","texts":{"a.b":"c"}}})");
  ASSERT_TRUE(message);
  const auto& loaded = std::get<LoadedTexts>(*message);
  EXPECT_EQ(loaded.language, "en");
  ASSERT_TRUE(loaded.texts);
  EXPECT_EQ((*loaded.texts)("a.b"), "c");
  EXPECT_FALSE(std::get<LoadedTexts>(*message_from_json(R"({"type":"texts_loaded","language":"en","texts":null})")).texts);
}

TEST(Codec, ReadsHowASpeechEnded) {
  using Outcome = ui::SpeechEnded::Outcome;
  EXPECT_EQ(event_from<ui::SpeechEnded>(R"({"type":"speech_ended","outcome":"finished"})").outcome, Outcome::kFinished);
  EXPECT_EQ(event_from<ui::SpeechEnded>(R"({"type":"speech_ended","outcome":"no_voice"})").outcome, Outcome::kNoVoice);
  EXPECT_EQ(event_from<ui::SpeechEnded>(R"({"type":"speech_ended","outcome":"unavailable"})").outcome, Outcome::kUnavailable);
  EXPECT_EQ(event_from<ui::SpeechEnded>(R"({"type":"speech_ended"})").outcome, Outcome::kFailed);
}

TEST(Codec, ReadsUploadsTimersAndPlaces) {
  EXPECT_EQ(event_from<ui::UploadProgressed>(R"({"type":"upload_progressed","id":2,"sent_bytes":10,"total_bytes":40})").total_bytes, 40);
  EXPECT_EQ(event_from<ui::UploadEnded>(R"({"type":"upload_ended","id":2,"status":201,"sha256":"ab"})").sha256, "ab");
  EXPECT_EQ(event_from<ui::TimerFired>(R"({"type":"timer_fired","name":"retry"})").name, "retry");
  EXPECT_EQ(event_from<ui::LocationChanged>(R"({"type":"location_changed","fragment":"#/audit"})").fragment, "#/audit");
}

TEST(Codec, ReadsWhatTheUserDid) {
  const auto message = message_from_json(R"({"type":"action","action":"set_value","node":"declare/field/title","value":"㼆𬭎"})");
  ASSERT_TRUE(message);
  const auto& action = std::get<ui::UserAction>(*message);
  EXPECT_EQ(action.kind, ui::UserAction::Kind::kSetValue);
  EXPECT_EQ(action.node, "declare/field/title");
  EXPECT_EQ(action.value, "㼆𬭎");
  EXPECT_TRUE(std::get<Focused>(*message_from_json(R"({"type":"focused","node":"a","visible":true})")).visible);
  EXPECT_TRUE(std::get<Composing>(*message_from_json(R"({"type":"composing","on":true})")).on);
  EXPECT_EQ(std::get<Hovered>(*message_from_json(R"({"type":"hovered","node":"b"})")).node, "b");
  EXPECT_FALSE(std::get<Shown>(*message_from_json(R"({"type":"shown","on":false})")).on);
  EXPECT_EQ(std::get<Scrolled>(*message_from_json(R"({"type":"scrolled","node":"c","y":24.5})")).y, 24.5f);
  EXPECT_EQ(std::get<ui::UserAction>(*message_from_json(R"({"type":"action","action":"move","node":"d","value":"up"})")).kind, ui::UserAction::Kind::kMove);
}

TEST(Codec, WhatIsNotUnderstoodIsNothing) {
  for (const char* text : {"", "[]", "{}", "{\"type\":7}", "{\"type\":\"unheard_of\"}", "{\"type\":\"action\",\"action\":\"explode\"}",
                           "{\"type\":\"started\"", "\xff\xfe"}) {
    EXPECT_FALSE(message_from_json(text)) << text;
  }
}

TEST(Codec, MembersOfAnotherTypeAreNotTrusted) {
  const auto reply = event_from<ui::HttpReplied>(R"({"type":"http_replied","id":"seven","status":null,"body":{"a":1}})");
  EXPECT_EQ(reply.status, 0);
  EXPECT_EQ(reply.body, "");
  EXPECT_TRUE(event_from<ui::FilesChosen>(R"({"type":"files_chosen","node":"n","files":"all"})").files.size() <= 1);
}

TEST(Codec, WritesEveryEffectWithItsMembers) {
  const ui::Effects effects = {
      ui::HttpRequest{.id = 4, .method = "PUT", .path = "/declarations/1", .body = "{}", .if_match = "\"2\"", .idempotency_key = "k", .to_file = true},
      ui::UploadFile{5, 6, "image/png"},
      ui::CancelRequest{7},
      ui::ReleaseFile{8},
      ui::Navigate{"#/progress", true},
      ui::StartTimer{"retry", 1500},
      ui::StoreText{"draft/06", "文"},
      ui::ForgetTexts{},
      ui::FocusNode{"heading", ui::Reveal::kNearest},
      ui::ScrollTo{12},
      ui::Announce{"已保存", true},
      ui::OpenAttachment{"D1", "ab", "封面.png"},
      ui::KeepPreferences{"{}"},
      ui::LoadTexts{"en"},
      ui::SpeakText{"读", "zh-CN"},
      ui::StopSpeaking{},
      ui::ReadSheet{9},
      ui::LeaveNoTrace{},
      ui::TakePictures{"declare/material/cover"},
      ui::PrintReceipt{{"回执", {{"记录编号", "D1"}}, "D1", "二维码"}},
  };
  const auto json = model::parse_json(effects_to_json(effects, ui::Texts{}));
  ASSERT_TRUE(json);
  ASSERT_EQ(json->size(), std::variant_size_v<ui::Effect>);
  const auto at = [&json](std::size_t i, const char* name) { return (*json)[i].at(name); };
  EXPECT_EQ(at(0, "type"), "http_request");
  EXPECT_EQ(at(0, "if_match"), "\"2\"");
  EXPECT_EQ(at(0, "to_file"), true);
  EXPECT_EQ(at(1, "media_type"), "image/png");
  EXPECT_EQ(at(2, "id"), 7);
  EXPECT_EQ(at(3, "file"), 8);
  EXPECT_EQ(at(4, "replace"), true);
  EXPECT_EQ(at(5, "delay_ms"), 1500);
  EXPECT_EQ(at(6, "value"), "文");
  EXPECT_EQ(at(7, "type"), "forget_texts");
  EXPECT_EQ(at(8, "id"), "heading");
  EXPECT_EQ(at(8, "reveal"), "nearest");
  EXPECT_EQ(at(9, "y"), 12);
  EXPECT_EQ(at(10, "assertive"), true);
  EXPECT_EQ(at(11, "name"), "封面.png");
  EXPECT_EQ(at(12, "type"), "keep_preferences");
  EXPECT_EQ(at(12, "text"), "{}");
  EXPECT_EQ(at(13, "language"), "en");
  EXPECT_EQ(at(14, "text"), "读");
  EXPECT_EQ(at(14, "language"), "zh-CN");
  EXPECT_EQ(at(15, "type"), "stop_speaking");
  EXPECT_EQ(at(16, "type"), "read_sheet");
  EXPECT_EQ(at(16, "file"), 9);
  EXPECT_EQ(at(17, "type"), "leave_no_trace");
  EXPECT_EQ(at(18, "node"), "declare/material/cover");
  EXPECT_EQ(at(19, "lines"), model::Json::parse(R"([["记录编号","D1"]])"));
  EXPECT_EQ(at(19, "code"), "D1");
}

TEST(Codec, AnnouncementsGoOutAsSentences) {
  const auto texts = ui::Texts::from_json(*model::parse_json(R"({"language":"zh-CN","texts":{"list.loaded":"已载入 {count} 条"}})"));
  const std::string json = effects_to_json({ui::Announce{"list.loaded", false, {{"count", "120"}}}}, texts);
  EXPECT_EQ(model::parse_json(json)->at(0).at("text"), "已载入 120 条");
}

TEST(Codec, NoEffectsAreNoText) { EXPECT_EQ(effects_to_json({}, ui::Texts{}), ""); }

}  // namespace
}  // namespace portal::shell

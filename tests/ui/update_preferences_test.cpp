// What the user prefers: kept, never trusted, put over what the platform says; languages that come late or not at all; the voice.
#include <gtest/gtest.h>

#include "tests/ui/update_story.h"
#include "ui/preferences.h"

namespace portal::ui {
namespace {

using Colors = Preferences::Colors;
using Contrast = Preferences::Contrast;

TEST(Preferences, ComeBackFromTheirTextAsTheyWere) {
  for (const Colors colors : {Colors::kSystem, Colors::kLight, Colors::kDark}) {
    for (const Contrast contrast : {Contrast::kSystem, Contrast::kHigh}) {
      for (const int percent : kTextSizes) {
        for (const char* language : {"", "zh-CN", "en"}) {
          const Preferences wanted{colors, contrast, language, percent, percent == 125};
          EXPECT_EQ(preferences_from_text(text_of(wanted)), wanted) << text_of(wanted);
        }
      }
    }
  }
}

TEST(Preferences, WhatIsNotUnderstoodIsTheDefaultAndTheRestCounts) {
  for (const char* text : {"", "null", "[]", "7", "{", "{}", "\xff", R"({"colors":7,"contrast":[],"language":{},"text_size_percent":"200","care_mode":1})",
                           R"({"colors":"pink","contrast":"low","language":"../../etc","text_size_percent":1000000,"care_mode":"yes"})"}) {
    EXPECT_EQ(preferences_from_text(text), Preferences()) << text;
  }
  EXPECT_EQ(preferences_from_text(std::string(100'000, '{')), Preferences());
  const Preferences partly = preferences_from_text(R"({"colors":"dark","language":"fr","text_size_percent":150,"later":true})");
  EXPECT_EQ(partly.colors, Colors::kDark);
  EXPECT_EQ(partly.language, "");
  EXPECT_EQ(partly.text_size_percent, 150);
}

TEST(Preferences, StandOverThePlatformAndLeaveTheRestToIt) {
  Environment platform;
  platform.dark = true;
  platform.text_scale = 1.25f;
  platform.width = 390;
  EXPECT_EQ(environment_with(platform, {}), platform);
  const Environment light = environment_with(platform, {.colors = Colors::kLight, .language = "", .text_size_percent = 200});
  EXPECT_FALSE(light.dark);
  EXPECT_FLOAT_EQ(light.text_scale, 2.5f);
  EXPECT_EQ(light.width, 390);
  EXPECT_TRUE(environment_with(platform, {.contrast = Contrast::kHigh, .language = ""}).more_contrast);
  platform.more_contrast = true;
  EXPECT_TRUE(environment_with(platform, {}).more_contrast);
}

TEST(CareMode, HasTextOfAtLeastOneAndAHalfAndMoreContrast) {
  Environment platform;
  const Environment care = environment_with(platform, {.language = "", .care_mode = true});
  EXPECT_TRUE(care.care_mode);
  EXPECT_TRUE(care.more_contrast);
  EXPECT_FLOAT_EQ(care.text_scale, 1.5f);
  EXPECT_FLOAT_EQ(environment_with(platform, {.language = "", .text_size_percent = 200, .care_mode = true}).text_scale, 2);
  platform.text_scale = 2;
  EXPECT_FLOAT_EQ(environment_with(platform, {.language = "", .care_mode = true}).text_scale, 2);
}

TEST(Display, WhatWasKeptHoldsFromTheStart) {
  Story story;
  story.on(EnvironmentChanged{});
  story.on(Started{"seedseedseedseed1234", "#/", {}, R"({"colors":"dark","text_size_percent":125})"});
  EXPECT_TRUE(story.state.environment.dark);
  EXPECT_FLOAT_EQ(story.state.environment.text_scale, 1.25f);
  Environment resized;
  resized.width = 390;
  story.on(EnvironmentChanged{resized});
  EXPECT_TRUE(story.state.environment.dark) << "a change of the platform takes nothing away";
  EXPECT_EQ(story.state.environment.width, 390);
  EXPECT_FALSE(story.state.platform.dark);
}

TEST(Display, AChoiceHoldsAtOnceAndIsKept) {
  Story story;
  story.start();
  story.on(PreferencesChanged{{.colors = Colors::kDark, .language = ""}});
  EXPECT_TRUE(story.state.environment.dark);
  ASSERT_TRUE(story.find<KeepPreferences>());
  EXPECT_EQ(preferences_from_text(story.find<KeepPreferences>()->text).colors, Colors::kDark);
  story.on(PreferencesChanged{{.colors = Colors::kDark, .language = ""}});
  EXPECT_FALSE(story.find<KeepPreferences>()) << "nothing has changed";
}

TEST(Display, ChoicesOutliveSignOut) {
  Story story;
  story.start_signed_in();
  story.on(PreferencesChanged{{.colors = Colors::kDark, .language = "", .care_mode = true}});
  story.on(SignOutRequested{});
  EXPECT_TRUE(story.state.environment.dark);
  EXPECT_TRUE(story.state.environment.care_mode);
  EXPECT_TRUE(story.state.preferences.care_mode);
}

TEST(Language, IsInUseAndKeptOnlyWhenItsTextsAreThere) {
  Story story;
  story.start();
  story.on(PreferencesChanged{{.language = "en"}});
  ASSERT_TRUE(story.find<LoadTexts>());
  EXPECT_EQ(story.find<LoadTexts>()->language, "en");
  EXPECT_FALSE(story.find<KeepPreferences>());
  EXPECT_EQ(story.state.environment.language, "zh-CN");
  story.on(TextsLoaded{"en"});
  EXPECT_EQ(story.state.environment.language, "en");
  ASSERT_TRUE(story.find<KeepPreferences>());
  EXPECT_EQ(preferences_from_text(story.find<KeepPreferences>()->text).language, "en");
}

TEST(Language, ThatCannotBeHadKeepsTheOldOneAndSaysSo) {
  Story story;
  story.start();
  story.on(PreferencesChanged{{.language = "en"}});
  story.on(TextsLoaded{"en", false});
  EXPECT_EQ(story.state.texts_language, "zh-CN");
  EXPECT_EQ(story.state.preferences.language, "");
  EXPECT_EQ(story.notice(), "error.texts_not_loaded");
  EXPECT_FALSE(story.find<KeepPreferences>());
  story.on(PreferencesChanged{{.language = "en"}});
  EXPECT_TRUE(story.find<LoadTexts>()) << "it can be tried again";
}

TEST(Language, ThatCannotBeHadIsSaidInTheDialogWhereItWasChosen) {
  Story story;
  story.start();
  story.on(DialogOpened{DialogOpened::Kind::kDisplay, {}});
  story.on(PreferencesChanged{{.language = "en"}});
  story.on(TextsLoaded{"en", false});
  ASSERT_TRUE(story.state.dialog);
  ASSERT_EQ(story.state.dialog->errors.size(), 1u);
  EXPECT_EQ(story.state.dialog->errors[0].code, "texts_not_loaded");
  ASSERT_TRUE(story.find<Announce>());
  EXPECT_TRUE(story.find<Announce>()->assertive);
  story.on(PreferencesChanged{{.language = "en"}});
  EXPECT_TRUE(story.state.dialog->errors.empty());
}

TEST(Language, ThatComesAfterTheUserThoughtBetterOfItIsNotTaken) {
  Story story;
  story.start();
  story.on(PreferencesChanged{{.language = "en"}});
  story.on(PreferencesChanged{{.language = "zh-CN"}});
  EXPECT_FALSE(story.find<LoadTexts>());
  story.on(TextsLoaded{"en"});
  EXPECT_EQ(story.state.texts_language, "zh-CN");
}

TEST(Language, OfThePageIsTheDefaultThatARestoreBringsBack) {
  Story story;
  story.start();
  story.on(PreferencesChanged{{.colors = Colors::kDark, .language = "en"}});
  story.on(TextsLoaded{"en"});
  story.on(PreferencesChanged{});
  ASSERT_TRUE(story.find<LoadTexts>());
  EXPECT_EQ(story.find<LoadTexts>()->language, "zh-CN");
  story.on(TextsLoaded{"zh-CN"});
  EXPECT_EQ(story.state.preferences, Preferences());
}

TEST(Language, ThatNobodyKnowsIsNotAskedFor) {
  Story story;
  story.start();
  story.on(PreferencesChanged{{.language = "../secret"}});
  EXPECT_FALSE(story.find<LoadTexts>());
  EXPECT_EQ(story.state.preferences.language, "");
}

TEST(DisplayDialog, OpensBeforeSignInAndGivesTheFocusBack) {
  Story story;
  story.start();
  story.answer("GET", "/session", 401, Story::problem("not_signed_in"));
  story.on(DialogOpened{DialogOpened::Kind::kDisplay, {}});
  ASSERT_TRUE(story.state.dialog);
  story.on(DialogDismissed{});
  EXPECT_FALSE(story.state.dialog);
  EXPECT_TRUE(story.focuses("display_settings"));
  story.on(DialogOpened{DialogOpened::Kind::kDelete, "d1"});
  EXPECT_FALSE(story.state.dialog) << "all others are for those who are signed in";
}

TEST(ReadingAloud, SpeaksTheLanguageOfTheTextsAndEndsByItself) {
  Story story;
  story.start_signed_in();
  story.on(ReadingRequested{"申报进度查询。"});
  ASSERT_TRUE(story.find<SpeakText>());
  EXPECT_EQ(story.find<SpeakText>()->text, "申报进度查询。");
  EXPECT_EQ(story.find<SpeakText>()->language, "zh-CN");
  EXPECT_TRUE(story.state.reading_aloud);
  story.on(SpeechEnded{});
  EXPECT_FALSE(story.state.reading_aloud);
  EXPECT_EQ(story.notice(), "");
}

TEST(ReadingAloud, StopsAtAWordOnAnotherViewAndAtSignOut) {
  Story story;
  story.start_signed_in("#/progress");
  const Event ends[] = {ReadingStopped{}, LinkFollowed{"#/declare"}, LocationChanged{"#/progress"}, PreferencesChanged{}, SignOutRequested{}};
  for (const Event& end : ends) {
    story.on(ReadingRequested{"…"});
    story.on(end);
    EXPECT_TRUE(story.find<StopSpeaking>()) << end.index();
    EXPECT_FALSE(story.state.reading_aloud);
  }
  story.on(ReadingStopped{});
  EXPECT_FALSE(story.find<StopSpeaking>()) << "nothing is being read";
}

TEST(ReadingAloud, ThatCannotBeIsSaid) {
  using Outcome = SpeechEnded::Outcome;
  Story story;
  story.start_signed_in();
  const std::pair<Outcome, const char*> cases[] = {
      {Outcome::kNoVoice, "reading.no_voice"}, {Outcome::kUnavailable, "reading.unavailable"}, {Outcome::kFailed, "reading.failed"}};
  for (const auto& [outcome, notice] : cases) {
    story.on(ReadingRequested{"…"});
    story.on(SpeechEnded{outcome});
    EXPECT_EQ(story.notice(), notice);
  }
  story.on(NoticeDismissed{});
  story.on(SpeechEnded{Outcome::kFailed});
  EXPECT_EQ(story.notice(), "") << "the end of what was stopped is no news";
}

}  // namespace
}  // namespace portal::ui

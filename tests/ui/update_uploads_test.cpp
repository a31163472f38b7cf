// Files: judged by content, two at a time, repeated when they break off; a save waits for them.
#include <gtest/gtest.h>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

using Phase = Upload::Phase;

Story declaring() {
  Story story;
  story.start_signed_in("#/declare/talk");
  story.type_all();
  return story;
}

void choose(Story& story, std::vector<ChosenFile> files) { story.on(FilesChosen{"declare/material/proof", std::move(files)}); }

const Upload& upload_at(const Story& story, std::size_t index) {
  return std::next(story.state.declare.uploads.begin(), static_cast<long>(index))->second;
}

std::vector<UploadFile> started(const Story& story) {
  std::vector<UploadFile> uploads;
  for (const Effect& effect : story.all)
    if (const UploadFile* upload = std::get_if<UploadFile>(&effect)) uploads.push_back(*upload);
  return uploads;
}

TEST(Uploads, RunAtMostTwoAtATime) {
  Story story = declaring();
  choose(story, {Story::picture(1), Story::picture(2), Story::picture(3)});
  ASSERT_EQ(started(story).size(), 2u);
  story.on(UploadEnded{started(story)[0].id, 201, std::string(64, 'a'), 0, ""});
  ASSERT_EQ(started(story).size(), 3u);
  EXPECT_EQ(started(story)[2].media_type, "image/png");
}

TEST(Uploads, ShowTheirProgress) {
  Story story = declaring();
  choose(story, {Story::picture(1)});
  story.on(UploadProgressed{started(story)[0].id, 250, 1000});
  EXPECT_DOUBLE_EQ(upload_at(story, 0).fraction, 0.25);
  story.on(UploadProgressed{started(story)[0].id, 5000, 1000});
  EXPECT_DOUBLE_EQ(upload_at(story, 0).fraction, 1);
}

TEST(Uploads, RefuseWhatIsNoPictureWhateverItsName) {
  Story story = declaring();
  choose(story, {{5, "virus.png", 1000, "MZ and some more bytes of it"}});
  EXPECT_EQ(upload_at(story, 0).phase, Phase::kRefused);
  EXPECT_EQ(upload_at(story, 0).error->code, "attachment_type");
  EXPECT_EQ(story.find<ReleaseFile>()->file, 5u);
  EXPECT_TRUE(content_of(story.state.declare).attachments.empty());
}

TEST(Uploads, RefuseEmptyAndTooLargeFilesAndTooMuchInAll) {
  Story story = declaring();
  constexpr long long kMegabyte = 1024 * 1024;
  choose(story, {Story::picture(1, 0), Story::picture(2, 10 * kMegabyte + 1)});
  EXPECT_EQ(upload_at(story, 0).error->code, "attachment_empty");
  EXPECT_EQ(upload_at(story, 1).error->code, "attachment_too_large");
  std::vector<ChosenFile> six;
  for (FileHandle file = 1; file <= 6; ++file) six.push_back(Story::picture(file, 9 * kMegabyte));
  choose(story, six);
  EXPECT_EQ(story.state.declare.uploads.size(), 6u);  // the refused ones before are settled by the new choice
  EXPECT_EQ(upload_at(story, 5).error->code, "attachments_too_large");
}

TEST(Uploads, StayBoundedHoweverManyAreChosen) {
  Story story = declaring();
  std::vector<ChosenFile> many;
  for (FileHandle file = 1; file <= 500; ++file) many.push_back(Story::picture(file));
  choose(story, many);
  EXPECT_LE(story.state.declare.uploads.size(), 80u);
  EXPECT_EQ(upload_at(story, 60).error->code, "too_many_attachments");
}

TEST(Uploads, ThatBreakOffAreTriedAgainAndTheFormKeepsEverything) {
  Story story = declaring();
  choose(story, {Story::picture(1)});
  const unsigned key = story.state.declare.uploads.begin()->first;
  story.on(UploadEnded{started(story)[0].id, 0, "", 0, ""});
  EXPECT_EQ(upload_at(story, 0).phase, Phase::kFailed);
  EXPECT_EQ(upload_at(story, 0).error->code, "no_answer");
  EXPECT_TRUE(story.starts_timer("upload/" + std::to_string(key), 1000));
  EXPECT_EQ(story.state.declare.typed.at("title"), "Glacier paths");
  story.on(TimerFired{"upload/" + std::to_string(key)});
  EXPECT_EQ(upload_at(story, 0).phase, Phase::kSending);
  story.on(UploadEnded{started(story)[1].id, 200, std::string(64, 'b'), 0, ""});
  EXPECT_EQ(upload_at(story, 0).phase, Phase::kDone);
}

TEST(Uploads, AreRepeatedByHandAfterTheServerRefusedThemForDamage) {
  Story story = declaring();
  choose(story, {Story::picture(1)});
  story.on(
      UploadEnded{started(story)[0].id, 422, "", 0, R"({"code":"invalid","errors":[{"code":"hash_mismatch","pointer":""}]})"});
  EXPECT_EQ(upload_at(story, 0).error->code, "hash_mismatch");
  EXPECT_FALSE(story.find<StartTimer>());
  story.on(AttachmentRetried{story.state.declare.uploads.begin()->first});
  EXPECT_EQ(started(story).size(), 2u);
}

TEST(Uploads, OfASignedOutUserGoOnAfterSignIn) {
  Story story = declaring();
  choose(story, {Story::picture(1)});
  story.on(UploadEnded{started(story)[0].id, 401, "", 0, ""});
  EXPECT_EQ(story.state.session.phase, SessionState::Phase::kExpired);
  story.sign_in("p1");
  EXPECT_EQ(started(story).size(), 2u);
}

TEST(Uploads, WithAHashThatIsNoneCountAsNotArrived) {
  Story story = declaring();
  choose(story, {Story::picture(1)});
  story.on(UploadEnded{started(story)[0].id, 201, "nonsense", 0, ""});
  EXPECT_EQ(upload_at(story, 0).error->code, "malformed_answer");
}

TEST(Uploads, AreTheFileThatTheServerKept) {
  Story story = declaring();
  choose(story, {Story::picture(1)});
  story.on(UploadEnded{started(story)[0].id, 201, std::string(64, 'a'), 0, R"({"sha256":")" + std::string(64, 'b') + R"(","size_bytes":77})"});
  EXPECT_EQ(upload_at(story, 0).phase, Phase::kDone);
  EXPECT_EQ(upload_at(story, 0).attachment.sha256, std::string(64, 'b'));
  EXPECT_EQ(upload_at(story, 0).attachment.size_bytes, 77);
}

TEST(Uploads, OfAPictureThatCannotBeOpenedAreRefusedAndNotTriedAgain) {
  Story story = declaring();
  choose(story, {Story::picture(1)});
  story.on(UploadEnded{started(story)[0].id, 422, "", 0, R"({"code":"invalid","errors":[{"code":"attachment_broken","pointer":""}]})"});
  EXPECT_EQ(upload_at(story, 0).phase, Phase::kRefused);
  EXPECT_EQ(upload_at(story, 0).error->code, "attachment_broken");
  EXPECT_TRUE(content_of(story.state.declare).attachments.empty());
}

TEST(Uploads, OfTheSameFileTwiceAreKeptOnce) {
  Story story = declaring();
  story.attach("proof", 'a');
  story.attach("proof", 'a');
  EXPECT_EQ(story.state.declare.uploads.size(), 1u);
}

TEST(Uploads, AreCancelledAndReleasedWhenRemoved) {
  Story story = declaring();
  choose(story, {Story::picture(9)});
  const RequestId id = started(story)[0].id;
  story.on(AttachmentRemoved{story.state.declare.uploads.begin()->first});
  EXPECT_EQ(story.find<CancelRequest>()->id, id);
  EXPECT_EQ(story.find<ReleaseFile>()->file, 9u);
  EXPECT_TRUE(story.focuses("declare/material/proof"));
  story.on(UploadEnded{id, 0, "", 0, ""});  // its answer comes all the same
  EXPECT_TRUE(story.state.declare.uploads.empty());
}

TEST(Submit, WaitsForTheUploadsAndThenGoesOn) {
  Story story = declaring();
  choose(story, {Story::picture(1), Story::picture(2)});
  story.on(SubmitRequested{});
  EXPECT_EQ(story.count_sent("POST", "/declarations"), 0);
  EXPECT_TRUE(story.state.declare.waits_for_uploads);
  story.on(UploadEnded{started(story)[0].id, 201, std::string(64, 'a'), 0, ""});
  EXPECT_EQ(story.count_sent("POST", "/declarations"), 0);
  story.on(UploadEnded{started(story)[1].id, 201, std::string(64, 'b'), 0, ""});
  ASSERT_EQ(story.count_sent("POST", "/declarations"), 1);
  EXPECT_NE(story.asked("POST", "/declarations")->body.find(std::string(64, 'b')), std::string::npos);
}

TEST(Submit, StopsAtTheFileThatDoesNotArriveAndKeepsEverything) {
  Story story = declaring();
  choose(story, {Story::picture(1)});
  story.on(SubmitRequested{});
  for (int attempt = 0; attempt < 20 && story.state.declare.waits_for_uploads; ++attempt) {
    story.on(UploadEnded{started(story).back().id, 0, "", 0, ""});
    for (const auto& [key, upload] : std::map(story.state.declare.uploads)) {
      if (story.state.declare.waits_for_uploads) story.on(TimerFired{"upload/" + std::to_string(key)});
    }
  }
  EXPECT_EQ(story.state.declare.busy, DeclareState::Busy::kNo);
  EXPECT_EQ(story.count_sent("POST", "/declarations"), 0);
  EXPECT_EQ(story.notice(), "notice.upload_stopped_save");
  EXPECT_EQ(upload_at(story, 0).phase, Phase::kFailed);
  EXPECT_EQ(story.state.declare.typed.at("title"), "Glacier paths");
}

TEST(Submit, GoesOnWhenTheFileItWaitsForIsRemoved) {
  Story story = declaring();
  story.attach("proof");
  choose(story, {Story::picture(2)});
  story.on(SubmitRequested{});
  EXPECT_TRUE(story.state.declare.waits_for_uploads);
  story.on(AttachmentRemoved{std::prev(story.state.declare.uploads.end())->first});
  EXPECT_EQ(story.count_sent("POST", "/declarations"), 1);
}

}  // namespace
}  // namespace portal::ui

#include "shell/server/attachment_store.h"
#include "shell/server/crypto.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/server/backend.h"
#include "tests/server/pictures.h"

namespace portal::server::test {
namespace {

std::size_t files_in(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(Upload, BrokenOffLeavesNothing) {
  Backend backend;
  AttachmentStore& store = *backend.router->context().attachments;
  const std::filesystem::path incoming = backend.folder / "attachments" / "incoming";
  {
    const std::unique_ptr<Upload> upload = store.start_upload();
    ASSERT_TRUE(upload->write("half"));
    EXPECT_EQ(files_in(incoming), 1u);
  }
  EXPECT_EQ(files_in(incoming), 0u);
}

TEST(Upload, LeftBehindByAKilledServerIsClearedAtStart) {
  Backend backend;
  const std::filesystem::path incoming = backend.folder / "attachments" / "incoming";
  std::ofstream(incoming / "left") << "half";
  backend.restart();
  EXPECT_EQ(files_in(incoming), 0u);
}

TEST(Upload, SecondCopyIsNotStoredTwice) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  EXPECT_EQ(backend.upload(png("x"), "image/png", {.token = token}).status, 201);
  EXPECT_EQ(backend.upload(png("x"), "image/png", {.token = token}).status, 200);
  EXPECT_EQ(files_in(backend.folder / "attachments" / "incoming"), 0u);
}

TEST(Upload, IsRefusedByItsHeadBeforeABodyIsTaken) {
  Backend backend;
  Request head;
  head.method = "PUT";
  head.path = "/api/v1/attachments/" + std::string(64, '0');
  const auto status = [&] {
    const auto started = backend.router->start_upload(head);
    const Response* refusal = std::get_if<Response>(&started);
    return refusal ? refusal->status : 0;
  };
  EXPECT_EQ(status(), 401);
  head.headers = {{"Authorization", "Bearer " + backend.sign_in("professional")}};
  EXPECT_EQ(status(), 415);
  head.headers.push_back({"Content-Type", "image/png"});
  EXPECT_EQ(status(), 0);
  head.headers.push_back({"Content-Length", "10485761"});
  EXPECT_EQ(status(), 413);
  head.headers = {{"Authorization", "Bearer " + backend.sign_in("authority")}, {"Content-Type", "image/png"}};
  EXPECT_EQ(status(), 403);
}

TEST(Upload, OfEveryKindIsJudgedByContent) {
  Backend backend;
  const CallOptions signed_in{.token = backend.sign_in("professional")};
  const std::string jpeg = jpeg_of(8, 8);
  const std::string pdf = "%PDF-1.7" + std::string(20, 'p');
  EXPECT_EQ(backend.upload(jpeg, "image/jpeg", signed_in).status, 201);
  EXPECT_EQ(backend.upload(pdf, "application/pdf", signed_in).status, 201);
  EXPECT_EQ(faults_of(backend.upload(pdf + "2", "image/jpeg", signed_in)), std::vector<std::string>{" attachment_type"});
  EXPECT_EQ(faults_of(backend.upload("MZ" + std::string(40, 'x'), "image/png", signed_in)), std::vector<std::string>{" attachment_type"});
  EXPECT_EQ(faults_of(backend.upload("", "image/png", signed_in)), std::vector<std::string>{" attachment_empty"});
  EXPECT_EQ(backend.upload(pdf, "text/html", signed_in).status, 415);
}

TEST(Upload, OfAPictureKeepsWhatIsToBeSeenAndSaysWhatThatIs) {
  Backend backend;
  const CallOptions signed_in{.token = backend.sign_in("professional")};
  const std::string clean = jpeg_of(8, 8), sent = std::string(clean).insert(20, jpeg_segment(0xFE, "34.75 N 113.62 E"));
  const Response first = backend.upload(sent, "image/jpeg", signed_in);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(json_of(first), (model::Json{{"sha256", sha256_hex(clean)}, {"media_type", "image/jpeg"}, {"size_bytes", clean.size()}}));
  EXPECT_EQ(json_of(backend.upload(sent, "image/jpeg", signed_in)), json_of(first));
  EXPECT_EQ(backend.call("GET", "/api/v1/attachments/" + sha256_hex(clean), "", signed_in).content(), clean);
  EXPECT_EQ(backend.call("GET", "/api/v1/attachments/" + sha256_hex(sent), "", signed_in).status, 404);
}

TEST(Upload, OfAPictureThatCannotBeOpenedIsRefusedByNameAndLeavesNothing) {
  Backend backend;
  const CallOptions signed_in{.token = backend.sign_in("professional")};
  EXPECT_EQ(faults_of(backend.upload(png().substr(0, 60), "image/png", signed_in)), std::vector<std::string>{" attachment_broken"});
  EXPECT_EQ(files_in(backend.folder / "attachments" / "incoming"), 0u);
}

TEST(SqliteAttachment, DamagedOnDiskIsNotSentAsIfItWereWhole) {
  Backend backend;
  const CallOptions signed_in{.token = backend.sign_in("professional")};
  const std::string sha256 = model::text_or(json_of(backend.upload(png("y"), "image/png", signed_in)), "sha256");
  std::ofstream(backend.folder / "attachments" / sha256.substr(0, 2) / sha256, std::ios::trunc) << "short";
  EXPECT_EQ(backend.call("GET", "/api/v1/attachments/" + sha256, "", signed_in).status, 500);
}

TEST(Attachment, NameCannotBreakOutOfItsHeader) {
  Backend backend;
  const CallOptions signed_in{.token = backend.sign_in("professional")};
  model::Json content = backend.complete_content(signed_in.token);
  content["attachments"][0]["name"] = "a\"\r\nSet-Cookie: x=y;.png";
  const model::Json record = json_of(backend.send("POST", "/api/v1/declarations", content, signed_in));
  const std::string sha256 = model::text_or(model::member(record, "attachments")[0], "sha256");
  const Response answer = backend.call("GET", "/api/v1/attachments/" + sha256 + "?declaration=" + model::text_or(record, "id"), "", signed_in);
  EXPECT_EQ(answer.header("Content-Disposition"), "attachment; filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20x%3Dy%3B.png");
}

}  // namespace
}  // namespace portal::server::test

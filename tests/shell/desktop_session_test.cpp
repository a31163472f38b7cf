// Command line, history, timers, bearer token, chosen files: the small parts of the desktop shell.
#include <gtest/gtest.h>
#include <sodium.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "model/json.h"
#include "shell/desktop/bearer.h"
#include "shell/desktop/file_chooser.h"
#include "shell/desktop/files.h"
#include "shell/desktop/history.h"
#include "shell/desktop/options.h"
#include "shell/desktop/timers.h"

namespace portal::shell {
namespace {

model::Result<Options> read(std::vector<const char*> arguments) { return read_options(arguments); }

TEST(DesktopOptions, ReadsEverything) {
  const auto options = read({"--backend", "https://portal.example/", "--size", "390x844", "--scale", "1.5", "--dark",
                             "--fragment", "#/progress", "--account", "professional", "--password-stdin"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->backend, "https://portal.example");
  EXPECT_EQ(options->width, 390);
  EXPECT_EQ(options->height, 844);
  EXPECT_EQ(options->scale, 1.5f);
  EXPECT_TRUE(options->dark);
  EXPECT_EQ(options->account, "professional");
}

TEST(DesktopOptions, RefusesWhatItCannotUse) {
  EXPECT_EQ(read({"--colour"}).error().code, "unknown_option");
  EXPECT_EQ(read({"--size"}).error().code, "missing_value");
  EXPECT_EQ(read({"--account", "professional"}).error().code, "missing_value");
  for (const char* size : {"", "x", "390", "390x", "390x844x2", "1x1", "390xnan", "99999x99999"}) {
    EXPECT_EQ(read({"--size", size}).error().code, "invalid_value") << size;
  }
  EXPECT_EQ(read({"--scale", "0"}).error().code, "invalid_value");
  EXPECT_EQ(read({"--backend", "file:///etc/passwd"}).error().code, "invalid_value");
}

TEST(DesktopHistory, GoesBackAndForwardUntilTheEnds) {
  History history("#/a");
  history.visit("#/b", false);
  history.visit("#/c", false);
  EXPECT_FALSE(history.move(1));
  EXPECT_TRUE(history.move(-1));
  EXPECT_EQ(history.current().fragment, "#/b");
  EXPECT_TRUE(history.move(-1));
  EXPECT_FALSE(history.move(-1));
  EXPECT_EQ(history.current().fragment, "#/a");
}

TEST(DesktopHistory, ANewPlaceCutsOffWhatLayAhead) {
  History history("#/a");
  history.visit("#/b", false);
  history.move(-1);
  history.visit("#/c", false);
  EXPECT_FALSE(history.move(1));
  EXPECT_TRUE(history.move(-1));
  EXPECT_EQ(history.current().fragment, "#/a");
}

TEST(DesktopHistory, ReplacingMakesNoNewEntry) {
  History history("#/a");
  history.visit("#/b", true);
  EXPECT_EQ(history.current().fragment, "#/b");
  EXPECT_FALSE(history.move(-1));
}

TEST(DesktopHistory, KeepsWhereEachPlaceWasScrolledTo) {
  History history("#/a");
  history.remember_scroll(300);
  history.visit("#/b", false);
  EXPECT_EQ(history.current().scroll_y, 0);
  history.move(-1);
  EXPECT_EQ(history.current().scroll_y, 300);
}

TEST(DesktopTimers, FireOnceInOrderAndMoveWhenStartedAgain) {
  Timers timers;
  timers.start("late", 300);
  timers.start("early", 100);
  timers.start("moved", 50);
  timers.start("moved", 200);
  EXPECT_EQ(timers.next_ms(), 100);
  EXPECT_TRUE(timers.take_due(99).empty());
  EXPECT_EQ(timers.take_due(250), (std::vector<std::string>{"early", "moved"}));
  EXPECT_EQ(timers.take_due(1000), std::vector<std::string>{"late"});
  EXPECT_FALSE(timers.next_ms());
}

ui::HttpRequest request(ui::RequestId id, std::string method, std::string path, std::string body = {}) {
  return {id, std::move(method), std::move(path), std::move(body), {}, {}};
}
ui::HttpReplied reply(ui::RequestId id, int status, std::string body = {}) { return {id, status, {}, 0, std::move(body)}; }

ui::HttpRequest sign_in() { return request(7, "POST", "/session", R"({"name":"a","password":"b"})"); }

TEST(DesktopBearer, AsksForATokenAndKeepsItFromTheApplication) {
  Bearer bearer;
  const auto body = model::parse_json(bearer.outgoing(sign_in()).body);
  ASSERT_TRUE(body);
  EXPECT_TRUE(model::flag_or(*body, "token", false));
  EXPECT_EQ(model::text_or(*body, "name"), "a");
  EXPECT_EQ(bearer.header(), "");
  const ui::HttpReplied shown = bearer.incoming(reply(7, 201, R"({"token":"abc.DEF-1","role":"base"})"));
  EXPECT_EQ(bearer.header(), "Authorization: Bearer abc.DEF-1");
  EXPECT_EQ(shown.body.find("abc.DEF-1"), std::string::npos);
  EXPECT_NE(shown.body.find("base"), std::string::npos);
}

TEST(DesktopBearer, LeavesOtherRequestsAndAnswersAlone) {
  Bearer bearer;
  const ui::HttpRequest other = request(8, "POST", "/declarations", R"({"a":1})");
  EXPECT_EQ(bearer.outgoing(other).body, other.body);
  EXPECT_EQ(bearer.incoming(reply(8, 201, R"({"token":"stolen"})")).body, R"({"token":"stolen"})");
  EXPECT_EQ(bearer.header(), "");
}

TEST(DesktopBearer, TakesNoTokenThatWouldWriteAHeader) {
  Bearer bearer;
  bearer.outgoing(sign_in());
  bearer.incoming(reply(7, 201, R"({"token":"a\r\nX-Evil: 1"})"));
  EXPECT_EQ(bearer.header(), "");
}

TEST(DesktopBearer, ForgetsTheTokenAtSignOutUnlessTheServerWasNotReached) {
  Bearer bearer;
  bearer.outgoing(sign_in());
  bearer.incoming(reply(7, 201, R"({"token":"abc"})"));
  bearer.outgoing(request(9, "DELETE", "/session"));
  bearer.incoming(reply(9, 0));
  EXPECT_NE(bearer.header(), "");
  bearer.outgoing(request(10, "DELETE", "/session"));
  bearer.incoming(reply(10, 204));
  EXPECT_EQ(bearer.header(), "");
}

TEST(DesktopFiles, TellsNameSizeAndHeadAndRefusesWhatIsNoFile) {
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "portal_desktop_封面.png";
  std::ofstream(path, std::ios::binary) << std::string("\x89PNG", 4) << std::string(100, 'x');
  Files files;
  const auto file = files.add(path.string());
  ASSERT_TRUE(file);
  EXPECT_EQ(file->name, "portal_desktop_封面.png");
  EXPECT_EQ(file->size_bytes, 104);
  EXPECT_EQ(file->head.size(), 64u);
  ASSERT_NE(files.path_of(file->file), nullptr);
  files.release(file->file);
  EXPECT_EQ(files.path_of(file->file), nullptr);
  EXPECT_FALSE(files.add(path.parent_path().string()));
  EXPECT_FALSE(files.add("/nowhere/at/all"));
  std::filesystem::remove(path);
}

TEST(DesktopFiles, HashesAsTheStandardSays) {
  ASSERT_GE(sodium_init(), 0);
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "portal_desktop_abc";
  std::ofstream(path, std::ios::binary) << "abc";  // FIPS 180-2, appendix B.1
  EXPECT_EQ(sha256_of_file(path.string()), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_FALSE(sha256_of_file("/nowhere/at/all"));
  std::filesystem::remove(path);
}

TEST(DesktopFileChooser, ReadsOnePathALine) {
  EXPECT_EQ(paths_in("/a b/封面.png\n/c.pdf\n"), (std::vector<std::string>{"/a b/封面.png", "/c.pdf"}));
  EXPECT_TRUE(paths_in("").empty());
  EXPECT_TRUE(paths_in("\n").empty());
}

}  // namespace
}  // namespace portal::shell

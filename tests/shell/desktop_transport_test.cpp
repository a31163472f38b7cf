// The transport against a server of a few lines: every call is answered exactly once, whatever the server does.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sodium.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "shell/desktop/transport.h"

namespace portal::shell {
namespace {

constexpr auto kPatience = std::chrono::seconds(10);

// Answers each connection with the same bytes and keeps what it was sent. "" = closes without a word.
class OneAnswerServer {
 public:
  explicit OneAnswerServer(std::string answer) : answer_(std::move(answer)) {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    listen(listener_, 8);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~OneAnswerServer() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::string received() {
    const std::lock_guard lock(mutex_);
    return received_;
  }

 private:
  void serve() {
    for (;;) {
      const int peer = accept(listener_, nullptr, nullptr);
      if (peer < 0) return;
      std::string request;
      char block[4096];
      for (std::size_t body = std::string::npos;;) {
        const ssize_t count = read(peer, block, sizeof block);
        if (count <= 0) break;
        request.append(block, static_cast<std::size_t>(count));
        const std::size_t end = request.find("\r\n\r\n");
        const std::size_t length = request.find("Content-Length: ");
        if (end == std::string::npos) continue;
        body = length == std::string::npos ? 0 : std::stoul(request.substr(length + 16));
        if (request.size() >= end + 4 + body) break;
      }
      {
        const std::lock_guard lock(mutex_);
        received_ = request;
      }
      if (!answer_.empty()) (void)!write(peer, answer_.data(), answer_.size());
      close(peer);
    }
  }

  std::string answer_;
  int listener_ = -1;
  int port_ = 0;
  std::mutex mutex_;
  std::string received_;
  std::thread thread_;
};

struct Caller {
  explicit Caller(const std::string& backend) : transport(backend, [this] {
      const std::lock_guard lock(mutex);
      ++wakes;
      woken.notify_all();
    }) {}

  // Waits for `count` answers, and a moment longer for any that should not come.
  std::vector<Answer> answers(std::size_t count) {
    std::vector<Answer> all;
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (all.size() < count && std::chrono::steady_clock::now() < until) {
      {
        std::unique_lock lock(mutex);
        woken.wait_for(lock, std::chrono::milliseconds(100), [&] { return wakes > 0; });
        wakes = 0;
      }
      take(all);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    take(all);
    return all;
  }
  void take(std::vector<Answer>& all) {
    for (auto& news : transport.take()) {
      if (auto* answer = std::get_if<Answer>(&news)) all.push_back(std::move(*answer));
      if (const auto* progress = std::get_if<Sent>(&news)) sent.push_back(*progress);
    }
  }

  std::mutex mutex;
  std::condition_variable woken;
  int wakes = 0;
  std::vector<Sent> sent;
  Transport transport;  // last: its thread uses the others
};

TEST(DesktopTransport, BringsStatusHeadersAndBody) {
  OneAnswerServer server("HTTP/1.1 503 Busy\r\netag: \"7\"\r\nRetry-After: 12\r\nContent-Length: 2\r\n\r\n{}");
  Caller caller(server.url());
  caller.transport.start({.id = 4, .method = "POST", .path = "/declarations", .headers = {"Idempotency-Key: abc"}, .body = "{\"a\":1}"});
  EXPECT_EQ(caller.transport.open_calls(), 1);
  const std::vector<Answer> answers = caller.answers(1);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].id, 4u);
  EXPECT_EQ(answers[0].status, 503);
  EXPECT_EQ(answers[0].etag, "\"7\"");
  EXPECT_EQ(answers[0].retry_after_s, 12);
  EXPECT_EQ(answers[0].body, "{}");
  EXPECT_EQ(caller.transport.open_calls(), 0);
  EXPECT_TRUE(server.received().starts_with("POST /api/v1/declarations HTTP/1.1\r\n"));
  EXPECT_NE(server.received().find("Idempotency-Key: abc\r\n"), std::string::npos);
  EXPECT_TRUE(server.received().ends_with("\r\n\r\n{\"a\":1}"));
}

TEST(DesktopTransport, AnswersWithStatusZeroWhenNobodyListens) {
  std::string url;
  { url = OneAnswerServer("").url(); }
  Caller caller(url);
  caller.transport.start({.id = 1, .path = "/session"});
  const std::vector<Answer> answers = caller.answers(1);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].status, 0);
}

TEST(DesktopTransport, AnswersWithStatusZeroWhenTheAnswerBreaksOff) {
  OneAnswerServer server("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 100\r\n\r\n{\"half\":");
  Caller caller(server.url());
  caller.transport.start({.id = 1, .path = "/session"});
  const std::vector<Answer> answers = caller.answers(1);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].status, 0);
  EXPECT_EQ(answers[0].body, "");
}

TEST(DesktopTransport, FollowsNoRedirect) {
  OneAnswerServer server("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n");
  Caller caller(server.url());
  caller.transport.start({.id = 1, .path = "/session"});
  const std::vector<Answer> answers = caller.answers(1);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].status, 302);
}

TEST(DesktopTransport, ACancelledCallIsAnsweredOnce) {
  const int silent = socket(AF_INET, SOCK_STREAM, 0);  // takes connections and says nothing
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  bind(silent, reinterpret_cast<sockaddr*>(&address), size);
  getsockname(silent, reinterpret_cast<sockaddr*>(&address), &size);
  listen(silent, 8);
  Caller caller("http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)));
  caller.transport.start({.id = 3, .path = "/session"});
  caller.transport.cancel(Call::Kind::kRequest, 3);
  caller.transport.cancel(Call::Kind::kRequest, 3);
  caller.transport.cancel(Call::Kind::kUpload, 3);
  const std::vector<Answer> answers = caller.answers(1);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].status, 0);
  close(silent);
}

TEST(DesktopTransport, UploadsAFileUnderItsHash) {
  ASSERT_GE(sodium_init(), 0);
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "portal_desktop_upload";
  std::ofstream(path, std::ios::binary) << "abc";
  OneAnswerServer server("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}");
  Caller caller(server.url());
  caller.transport.start({.kind = Call::Kind::kUpload, .id = 5, .headers = {"Content-Type: image/png"}, .file = path.string()});
  const std::vector<Answer> answers = caller.answers(1);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].status, 201);
  EXPECT_EQ(answers[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_TRUE(server.received().starts_with("PUT /api/v1/attachments/" + answers[0].sha256 + " HTTP/1.1\r\n"));
  EXPECT_TRUE(server.received().ends_with("\r\n\r\nabc"));
  ASSERT_FALSE(caller.sent.empty());
  EXPECT_EQ(caller.sent.back().sent_bytes, 3);
  std::filesystem::remove(path);
}

TEST(DesktopTransport, AFileThatIsGoneIsAnsweredToo) {
  Caller caller("http://127.0.0.1:9");
  caller.transport.start({.kind = Call::Kind::kUpload, .id = 5, .file = "/nowhere/at/all"});
  const std::vector<Answer> answers = caller.answers(1);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].kind, Call::Kind::kUpload);
  EXPECT_EQ(answers[0].status, 0);
}

}  // namespace
}  // namespace portal::shell

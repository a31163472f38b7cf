// HTTP for the desktop: libcurl on one worker thread; calls go in, answers come out on the caller's thread.
//
// Every call is answered exactly once, with status 0 when there was no answer (network, time-out, cancelled, or an
// answer larger than kAnswerBytesMax). Redirects are not followed: the token goes to the backend and nowhere else.
// `wake` is called on the worker's thread whenever take() has something new; it must be quick and thread-safe.
// Public functions: one thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace portal::shell {

inline constexpr long kRequestTimeoutMs = 30'000;  // for uploads and downloads: without a single byte moving
inline constexpr std::size_t kAnswerBytesMax = 32u << 20;

struct Call {
  enum class Kind { kRequest, kUpload, kDownload };
  Kind kind = Kind::kRequest;
  unsigned id = 0;  // unique among the open calls of its kind
  std::string method = "GET";
  std::string path = {};  // below /api/v1; kUpload: "" stands for /attachments/{sha256 of the file}
  std::vector<std::string> headers = {};
  std::string body = {};
  std::string file = {};  // kUpload: sent from here
};

struct Answer {
  Call::Kind kind = Call::Kind::kRequest;
  unsigned id = 0;
  int status = 0;
  std::string etag;
  int retry_after_s = 0;
  std::string body;
  std::string sha256;  // kUpload
};

struct Sent {
  unsigned id = 0;
  long long sent_bytes = 0;
  long long total_bytes = 0;
};

class Transport {
 public:
  Transport(std::string backend, std::function<void()> wake);
  ~Transport();  // open calls get no answer
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  void start(Call call);
  void cancel(Call::Kind kind, unsigned id);
  std::vector<std::variant<Answer, Sent>> take();
  int open_calls() const { return open_calls_; }  // started, and not yet taken as answered

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
  int open_calls_ = 0;
};

}  // namespace portal::shell

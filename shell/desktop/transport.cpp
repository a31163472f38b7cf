#include "shell/desktop/transport.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "shell/desktop/exchange.h"

namespace portal::shell {

class Transport::Worker {
 public:
  Worker(std::string backend, std::function<void()> wake)
      : backend_(std::move(backend)), wake_(std::move(wake)), multi_(curl_multi_init()), thread_([this] { run(); }) {}

  ~Worker() {
    stopped_ = true;
    curl_multi_wakeup(multi_);
    thread_.join();
    for (auto& [key, exchange] : exchanges_) curl_multi_remove_handle(multi_, exchange->handle());
    exchanges_.clear();
    curl_multi_cleanup(multi_);
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void add(Call call) {
    {
      const std::lock_guard lock(mutex_);
      calls_.push_back(std::move(call));
    }
    curl_multi_wakeup(multi_);
  }

  void cancel(Call::Kind kind, unsigned id) {
    {
      const std::lock_guard lock(mutex_);
      cancelled_.emplace_back(kind, id);
    }
    curl_multi_wakeup(multi_);
  }

  std::vector<std::variant<Answer, Sent>> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(news_, {});
  }

 private:
  using Key = std::pair<Call::Kind, unsigned>;
  static constexpr int kPollMs = 10'000;  // curl wakes up earlier by itself for its own time-outs

  void run() {
    while (!stopped_) {
      start_and_cancel();
      int running = 0;
      curl_multi_perform(multi_, &running);
      collect();
      curl_multi_poll(multi_, nullptr, 0, kPollMs, nullptr);
    }
  }

  void start_and_cancel() {
    std::vector<Call> calls;
    std::vector<Key> cancelled;
    {
      const std::lock_guard lock(mutex_);
      calls.swap(calls_);
      cancelled.swap(cancelled_);
    }
    for (Call& call : calls) begin(std::move(call));
    for (const Key& key : cancelled) {
      if (const auto found = exchanges_.find(key); found != exchanges_.end()) end(*found->second, false);
    }
  }

  void begin(Call call) {
    const Key key{call.kind, call.id};
    auto exchange = std::make_unique<Exchange>(std::move(call), backend_, [this](Sent sent) { tell(sent); });
    Exchange& begun = *(exchanges_[key] = std::move(exchange));
    if (!begun.ready() || curl_multi_add_handle(multi_, begun.handle()) != CURLM_OK) end(begun, false);
  }

  void collect() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const bool arrived = message->data.result == CURLE_OK;
      Exchange* exchange = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &exchange);
      if (exchange) end(*exchange, arrived);
    }
  }

  void end(Exchange& exchange, bool arrived) {
    const Key key{exchange.call().kind, exchange.call().id};
    if (exchange.handle()) curl_multi_remove_handle(multi_, exchange.handle());
    Answer answer = exchange.answer(arrived);
    exchanges_.erase(key);
    tell(std::move(answer));
  }

  void tell(std::variant<Answer, Sent> news) {
    {
      const std::lock_guard lock(mutex_);
      news_.push_back(std::move(news));
    }
    wake_();
  }

  const std::string backend_;
  const std::function<void()> wake_;
  CURLM* const multi_;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;  // guards the three queues
  std::vector<Call> calls_;
  std::vector<Key> cancelled_;
  std::vector<std::variant<Answer, Sent>> news_;
  std::map<Key, std::unique_ptr<Exchange>> exchanges_;  // the worker's own
  std::thread thread_;                                  // last: starts when all else is there
};

Transport::Transport(std::string backend, std::function<void()> wake)
    : worker_(std::make_unique<Worker>(std::move(backend), std::move(wake))) {}

Transport::~Transport() = default;

void Transport::start(Call call) {
  ++open_calls_;
  worker_->add(std::move(call));
}

void Transport::cancel(Call::Kind kind, unsigned id) { worker_->cancel(kind, id); }

std::vector<std::variant<Answer, Sent>> Transport::take() {
  std::vector<std::variant<Answer, Sent>> news = worker_->take();
  open_calls_ -= static_cast<int>(std::count_if(news.begin(), news.end(), [](const auto& item) {
    return std::holds_alternative<Answer>(item);
  }));
  return news;
}

}  // namespace portal::shell

// Counters for whoever watches the server, in Prometheus' text format. Any thread.
//
//   portal_requests_total{method,route,status}         answered; 503 = the database or the disk did not do it
//   portal_request_seconds{route} histogram            from the whole head to the answer
//   portal_connections                                 open now
//
// Labels are routes of the table, never paths: their number is bounded and they say nothing about people.
#pragma once

#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

namespace portal::server {

class Metrics {
 public:
  // status 0: the client went before there was an answer.
  void answered(std::string_view method, std::string_view route, int status, double seconds);
  void set_connections(std::size_t count) { connections_ = count; }

  std::string text() const;

 private:
  static constexpr std::array kBucketSeconds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0};
  struct Histogram {
    std::array<long long, kBucketSeconds.size() + 1> counts{};  // the last one: longer than all
    double sum_seconds = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::tuple<std::string, std::string, int>, long long> answered_;  // method, route, status
  std::map<std::string, Histogram> durations_;
  std::atomic<std::size_t> connections_ = 0;
};

}  // namespace portal::server

#include "shell/server/metrics.h"

#include <algorithm>
#include <cstdio>

namespace portal::server {
namespace {

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", value);
  return text;
}

void head(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
}

// Methods come from clients: what is not one of ours is told as one.
std::string_view known(std::string_view method) {
  for (const std::string_view name : {"GET", "HEAD", "POST", "PUT", "DELETE"})
    if (method == name) return name;
  return "other";
}

}  // namespace

void Metrics::answered(std::string_view method, std::string_view route, int status, double seconds) {
  const std::string named(route.empty() ? "none" : route);
  const auto bucket = std::lower_bound(kBucketSeconds.begin(), kBucketSeconds.end(), seconds) - kBucketSeconds.begin();
  const std::lock_guard guard(mutex_);
  ++answered_[{std::string(known(method)), named, status}];
  Histogram& histogram = durations_[named];
  ++histogram.counts[static_cast<std::size_t>(bucket)];
  histogram.sum_seconds += seconds;
}

std::string Metrics::text() const {
  std::string text;
  const std::lock_guard guard(mutex_);
  head(text, "portal_requests_total", "counter", "Requests answered.");
  for (const auto& [labels, count] : answered_) {
    const auto& [method, route, status] = labels;
    text += "portal_requests_total{method=\"" + method + "\",route=\"" + route + "\",status=\"" + std::to_string(status) + "\"} " +
            std::to_string(count) + "\n";
  }
  head(text, "portal_request_seconds", "histogram", "From the whole head of a request to its answer.");
  for (const auto& [route, histogram] : durations_) {
    long long so_far = 0;
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
      so_far += histogram.counts[i];
      const std::string limit = i < kBucketSeconds.size() ? number(kBucketSeconds[i]) : "+Inf";
      text += "portal_request_seconds_bucket{route=\"" + route + "\",le=\"" + limit + "\"} " + std::to_string(so_far) + "\n";
    }
    text += "portal_request_seconds_sum{route=\"" + route + "\"} " + number(histogram.sum_seconds) + "\n";
    text += "portal_request_seconds_count{route=\"" + route + "\"} " + std::to_string(so_far) + "\n";
  }
  head(text, "portal_connections", "gauge", "Connections that are open.");
  text += "portal_connections " + std::to_string(connections_) + "\n";
  return text;
}

}  // namespace portal::server

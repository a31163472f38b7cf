// Timers by name. Starting one again moves it. The clock is the caller's, in milliseconds that only grow.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace portal::shell {

class Timers {
 public:
  void start(const std::string& name, long long at_ms) { due_[name] = at_ms; }

  // The names that are due by now, earliest first; they are forgotten.
  std::vector<std::string> take_due(long long now_ms) {
    std::vector<std::pair<long long, std::string>> due;
    for (const auto& [name, at_ms] : due_) {
      if (at_ms <= now_ms) due.emplace_back(at_ms, name);
    }
    std::sort(due.begin(), due.end());
    std::vector<std::string> names;
    for (auto& [at_ms, name] : due) {
      due_.erase(name);
      names.push_back(std::move(name));
    }
    return names;
  }

  std::optional<long long> next_ms() const {
    std::optional<long long> next;
    for (const auto& [name, at_ms] : due_) next = std::min(next.value_or(at_ms), at_ms);
    return next;
  }

 private:
  std::map<std::string, long long> due_;
};

}  // namespace portal::shell

// The places that were visited, as a browser keeps them: a row with a current one, each with where it was scrolled to.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portal::shell {

struct Place {
  std::string fragment;
  float scroll_y = 0;
};

class History {
 public:
  explicit History(std::string fragment) : places_{{std::move(fragment)}} {}

  const Place& current() const { return places_[current_]; }
  void remember_scroll(float scroll_y) { places_[current_].scroll_y = scroll_y; }

  // A new place cuts off what lay ahead; `replace` puts it where the current one is. The same place again is no new one.
  void visit(std::string fragment, bool replace) {
    if (replace) {
      places_[current_].fragment = std::move(fragment);
    } else if (fragment != current().fragment) {
      places_.resize(current_ + 1);
      places_.push_back({std::move(fragment)});
      ++current_;
    }
  }

  // Moves by -1 or 1; false at either end.
  bool move(int by) {
    const std::size_t target = current_ + static_cast<std::size_t>(by);  // below 0 wraps to beyond the end
    if (target >= places_.size()) return false;
    current_ = target;
    return true;
  }

 private:
  std::vector<Place> places_;
  std::size_t current_ = 0;
};

}  // namespace portal::shell

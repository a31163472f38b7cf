// What stands above every view of somebody who is signed in: the page's name, where to go, how the page is shown, the way out.
#pragma once

#include <string_view>
#include <vector>

#include "ui/frame.h"
#include "ui/route.h"

namespace portal::ui {

struct NavigationItem {
  std::string_view id;
  std::string_view text_key;
  std::string_view href;
  Route::Place place;
};
std::vector<NavigationItem> navigation_of(model::Role role);

float banner(Frame& frame, const SignedIn& who);  // returns its height

}  // namespace portal::ui

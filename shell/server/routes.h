// The table of calls: everything under /api/v1 stands here once.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shell/server/context.h"
#include "shell/server/router.h"

namespace portal::server {

inline constexpr std::size_t kJsonBytesMax = 256 * 1024;
inline constexpr std::size_t kUploadBytesMax = 10 * 1024 * 1024 + 64 * 1024;  // one over the limit is told so by name

enum class Access {
  kOpen,         // nobody need be signed in; one transaction
  kSignedIn,     // one transaction, the caller known
  kOwn,          // signed in; the handler makes its own transactions
  kOpenOwn,      // both: signing in
  kWithoutData,  // touches no storage
};

struct Route {
  std::string_view method;
  std::string_view pattern;  // "/api/v1/declarations/{}/submit"
  Access access;
  Handler handler;
  bool keeps_answers = false;  // POSTs: repeated by Idempotency-Key
  Lane lane = Lane::kStorage;
  bool upload = false;
  bool with_initial_password = false;  // also for who has to change it before anything else
};

std::span<const Route> routes();

struct RouteMatch {
  const Route* route = nullptr;             // null: no such path or no such method
  std::vector<std::string> parameters;
  std::string allowed_methods;              // "GET, POST" when the path exists
};

RouteMatch match_route(std::string_view method, std::string_view path);

}  // namespace portal::server

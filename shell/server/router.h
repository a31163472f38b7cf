// From a request to an answer: routes, who is signed in, forged requests, repeats, one transaction a call.
//
// The transport asks plan() when it has the headers (no I/O: where to run it, how large a body may be), for an
// upload start_upload(), and handle() when it has the body. All three may be called from any thread.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "shell/server/context.h"
#include "shell/server/static_files.h"

namespace portal::server {

enum class Lane { kStorage, kPasswords, kPictures };

struct Plan {
  Lane lane = Lane::kStorage;
  std::size_t body_bytes_max = 0;
  bool upload = false;
};

class Router {
 public:
  explicit Router(Context context);

  Plan plan(std::string_view method, std::string_view path) const;
  // Judges an upload by its headers, so that nobody sends 10 MB in vain.
  std::variant<std::unique_ptr<Upload>, Response> start_upload(const Request& head);
  Response handle(const Request& request);
  // For what goes wrong before a handler is reached (transport); with the headers that every answer carries.
  Response refuse(const Request& request, std::string_view code, std::string_view detail = {});

  Context& context() { return context_; }

 private:
  Response dispatch(const Request& request);
  void finish(const Request& request, Response& response) const;

  Context context_;
  StaticFiles static_files_;
  std::mutex mutex_;
  std::set<std::string> in_flight_;  // credential and Idempotency-Key of POSTs being carried out
};

}  // namespace portal::server

// One call on its way, as libcurl sees it. Used by the transport's worker thread only.
#pragma once

#include <curl/curl.h>

#include <cstdio>
#include <memory>
#include <string>

#include "shell/desktop/transport.h"

namespace portal::shell {

class Exchange {
 public:
  // `report` is called while an upload moves.
  Exchange(Call call, const std::string& backend, std::function<void(Sent)> report);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  bool ready() const { return ready_; }  // false: the file cannot be read; answer() says status 0
  CURL* handle() const { return curl_.get(); }
  const Call& call() const { return call_; }
  Answer answer(bool arrived);

 private:
  void set_address(const std::string& backend);
  bool set_body();
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t total, curl_off_t sent);

  template <auto close>
  struct Close {
    template <class T>
    void operator()(T* thing) const { close(thing); }
  };

  Call call_;
  std::function<void(Sent)> report_;
  Answer answer_;
  long long reported_bytes_ = -1;
  bool ready_ = true;
  std::unique_ptr<curl_slist, Close<curl_slist_free_all>> headers_;
  std::unique_ptr<std::FILE, Close<std::fclose>> file_;
  std::unique_ptr<CURL, Close<curl_easy_cleanup>> curl_;  // last: goes before what it reads
};

}  // namespace portal::shell

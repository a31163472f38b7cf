#include "shell/desktop/exchange.h"

#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "shell/desktop/files.h"

namespace portal::shell {

namespace {

constexpr long kConnectTimeoutMs = 10'000;
constexpr long long kReportBytes = 256 * 1024;  // between two reports of an upload

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
         });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::string_view(" \t\r\n").find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

std::string host_of(const std::string& url) {
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parts(curl_url(), curl_url_cleanup);
  char* host = nullptr;
  if (curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
      curl_url_get(parts.get(), CURLUPART_HOST, &host, 0) != CURLUE_OK) {
    return {};
  }
  std::string text(host);
  curl_free(host);
  return text;
}

bool is_this_machine(const std::string& host) {
  return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

}  // namespace

Exchange::Exchange(Call call, const std::string& backend, std::function<void(Sent)> report)
    : call_(std::move(call)), report_(std::move(report)), curl_(curl_easy_init()) {
  answer_.kind = call_.kind;
  answer_.id = call_.id;
  ready_ = curl_ && set_body();
  if (ready_) set_address(backend);
}

bool Exchange::set_body() {
  CURL* curl = curl_.get();
  if (call_.kind == Call::Kind::kUpload) {
    const std::optional<std::string> hash = sha256_of_file(call_.file);
    file_.reset(std::fopen(call_.file.c_str(), "rbe"));
    struct stat status {};
    if (!hash || !file_ || fstat(fileno(file_.get()), &status) != 0) return false;
    answer_.sha256 = *hash;
    call_.path = "/attachments/" + *hash;
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READDATA, file_.get());
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(status.st_size));
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
    return true;
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call_.method.c_str());
  if (call_.method == "GET" || (call_.method == "DELETE" && call_.body.empty())) return true;
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call_.body.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call_.body.c_str());
  return true;
}

void Exchange::set_address(const std::string& backend) {
  CURL* curl = curl_.get();
  const std::string url = backend + "/api/v1" + call_.path;
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  if (is_this_machine(host_of(url))) curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectTimeoutMs);
  if (call_.kind == Call::Kind::kRequest) {
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kRequestTimeoutMs);
  } else {
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kRequestTimeoutMs / 1000);
  }
  curl_slist* headers = curl_slist_append(nullptr, "Expect:");  // no waiting for "100 Continue"
  for (const std::string& header : call_.headers) headers = curl_slist_append(headers, header.c_str());
  headers_.reset(headers);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers_.get());
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(curl, CURLOPT_PRIVATE, this);
}

std::size_t Exchange::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  std::string& body = static_cast<Exchange*>(self)->answer_.body;
  if (body.size() + size * count > kAnswerBytesMax) return 0;  // ends the transfer as failed
  body.append(data, size * count);
  return size * count;
}

std::size_t Exchange::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  Answer& answer = static_cast<Exchange*>(self)->answer_;
  const std::string_view line(data, size * count);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return line.size();
  const std::string_view name = trimmed(line.substr(0, colon));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (equal_ignoring_case(name, "ETag")) answer.etag = value;
  if (equal_ignoring_case(name, "Retry-After")) {
    int seconds = 0;  // a date in its place reads as 0: the application has a delay of its own
    std::from_chars(value.data(), value.data() + value.size(), seconds);
    answer.retry_after_s = std::max(seconds, 0);
  }
  return line.size();
}

int Exchange::on_progress(void* self, curl_off_t, curl_off_t, curl_off_t total, curl_off_t sent) {
  auto& exchange = *static_cast<Exchange*>(self);
  if (sent == exchange.reported_bytes_ || (sent < exchange.reported_bytes_ + kReportBytes && sent != total)) return 0;
  exchange.reported_bytes_ = sent;
  exchange.report_({exchange.call_.id, sent, total});
  return 0;
}

Answer Exchange::answer(bool arrived) {
  long status = 0;
  if (arrived) curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status == 0) return {call_.kind, call_.id, 0, {}, 0, {}, answer_.sha256};
  answer_.status = static_cast<int>(status);
  return std::move(answer_);
}

}  // namespace portal::shell

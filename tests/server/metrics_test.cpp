#include "shell/server/metrics.h"

#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

TEST(Metrics, CountByRouteAndNotByPathOrWhateverMethodAClientInvents) {
  Metrics metrics;
  metrics.answered("GET", "/api/v1/declarations/{}", 200, 0.003);
  metrics.answered("GET", "/api/v1/declarations/{}", 200, 20);
  metrics.answered("BREW\"} 1\n", "", 404, 0);
  metrics.set_connections(3);
  const std::string text = metrics.text();
  for (const char* line : {"portal_requests_total{method=\"GET\",route=\"/api/v1/declarations/{}\",status=\"200\"} 2\n",
                           "portal_requests_total{method=\"other\",route=\"none\",status=\"404\"} 1\n",
                           "portal_request_seconds_bucket{route=\"/api/v1/declarations/{}\",le=\"0.0025\"} 0\n",
                           "portal_request_seconds_bucket{route=\"/api/v1/declarations/{}\",le=\"0.005\"} 1\n",
                           "portal_request_seconds_bucket{route=\"/api/v1/declarations/{}\",le=\"+Inf\"} 2\n",
                           "portal_request_seconds_count{route=\"/api/v1/declarations/{}\"} 2\n", "portal_connections 3\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

TEST(Metrics, AreForTheMachineItself) {
  Backend backend;
  const auto ask = [&backend](const std::string& address, Headers headers) {
    Request request;
    request.method = "GET";
    request.path = "/metrics";
    request.remote_address = address;
    request.headers = std::move(headers);
    return backend.router->handle(request).status;
  };
  EXPECT_EQ(ask("127.0.0.1", {}), 200);
  EXPECT_EQ(ask("::1", {}), 200);
  EXPECT_EQ(ask("192.0.2.1", {}), 404);
  EXPECT_EQ(ask("127.0.0.1", {{"X-Forwarded-For", "127.0.0.1"}}), 404) << "through a proxy on this machine";
}

TEST(Ready, SaysSoWhileTheDatabaseAnswers) {
  Backend backend;
  EXPECT_EQ(backend.call("GET", "/ready").status, 200);
}

}  // namespace
}  // namespace portal::server::test

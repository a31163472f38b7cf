#include "shell/server/cross_origin.h"

#include <gtest/gtest.h>

namespace portal::server {
namespace {

const std::vector<std::string> kAllowed = {"https://portal.example.cn", "http://127.0.0.1:8081"};

Request from(std::string origin, std::string method = "GET") {
  Request request;
  request.method = std::move(method);
  request.path = "/api/v1/session";
  if (!origin.empty()) request.headers.push_back({"Origin", std::move(origin)});
  return request;
}

TEST(CrossOrigin, KnowsWhatAnOriginIs) {
  for (const char* origin : {"https://portal.example.cn", "http://127.0.0.1:8081", "https://[::1]:8443"}) EXPECT_TRUE(is_origin(origin)) << origin;
  for (const char* other : {"", "*", "null", "https://", "https://a.cn/", "https://a.cn/page", "ftp://a.cn", "https://A.cn", "https://a.cn https://b.cn"})
    EXPECT_FALSE(is_origin(other)) << other;
  EXPECT_EQ(origins_from(""), std::vector<std::string>{});
  EXPECT_EQ(origins_from("https://portal.example.cn, http://127.0.0.1:8081"), kAllowed);
  EXPECT_EQ(origins_from("https://portal.example.cn,*"), std::nullopt);
}

TEST(CrossOrigin, AnswersABrowserThatAsksWhetherItMay) {
  Request request = from(kAllowed[1], "OPTIONS");
  EXPECT_FALSE(answer_preflight(request, kAllowed)) << "no such question";
  request.headers.push_back({"Access-Control-Request-Method", "PUT"});
  const auto answer = answer_preflight(request, kAllowed);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 204);
  EXPECT_NE(answer->header("Access-Control-Allow-Headers").find("Authorization"), std::string_view::npos);
  EXPECT_FALSE(answer_preflight(request, {}));
  request.headers[0].value = "https://evil.example";
  EXPECT_FALSE(answer_preflight(request, kAllowed));
}

TEST(CrossOrigin, LetsOnlyNamedOriginsReadAndNeverWithACookie) {
  for (const std::string& origin : kAllowed) {
    Response response;
    response.set("Vary", "Accept-Encoding");
    let_read(from(origin), response, kAllowed);
    EXPECT_EQ(response.header("Access-Control-Allow-Origin"), origin);
    EXPECT_EQ(response.header("Vary"), "Accept-Encoding, Origin");
    EXPECT_EQ(response.header("Access-Control-Allow-Credentials"), "");
  }
  for (const char* origin : {"", "null", "https://portal.example.cn.evil.example", "http://portal.example.cn"}) {
    Response response;
    let_read(from(origin), response, kAllowed);
    EXPECT_EQ(response.header("Access-Control-Allow-Origin"), "") << origin;
  }
  Response response;
  let_read(from(kAllowed[0]), response, {});
  EXPECT_TRUE(response.headers.empty());
}

}  // namespace
}  // namespace portal::server

#include "shell/server/http_message.h"

#include <gtest/gtest.h>

namespace portal::server::test {
namespace {

TEST(PathSegments, AreDecodedAfterSplitting) {
  EXPECT_EQ(path_segments("/a/b%20c/"), (std::vector<std::string>{"a", "b c", ""}));
  EXPECT_EQ(path_segments("/%E4%B8%AD"), (std::vector<std::string>{"中"}));
  EXPECT_FALSE(path_segments("/a%2Fb")) << "an encoded slash never makes a segment";
  EXPECT_FALSE(path_segments("/a%00"));
  EXPECT_FALSE(path_segments("/a%"));
  EXPECT_FALSE(path_segments("/a%4"));
  EXPECT_FALSE(path_segments("/a%zz"));
  EXPECT_FALSE(path_segments("a"));
}

TEST(QueryParameter, IsTheFirstOfItsName) {
  EXPECT_EQ(query_parameter("q=%E4%B8%AD+x&limit=5&q=2", "q"), "中 x");
  EXPECT_EQ(query_parameter("q", "q"), "");
  EXPECT_EQ(query_parameter("limit=5", "q"), std::nullopt);
  EXPECT_EQ(query_parameter("", "q"), std::nullopt);
  EXPECT_EQ(query_parameter("q=%f", "q"), std::nullopt);
  EXPECT_EQ(query_parameter("q=%ff", "q"), std::nullopt) << "no UTF-8";
  EXPECT_EQ(query_parameter("q=a%00b", "q"), std::nullopt);
  EXPECT_EQ(query_parameter("q=%EF%BF%BD", "q"), "\uFFFD") << "the replacement character itself is a text";
}

TEST(Cookie, IsFoundByItsWholeName) {
  EXPECT_EQ(cookie_value("a=1; portal_session=t; b=2", "portal_session"), "t");
  EXPECT_EQ(cookie_value("xportal_session=t", "portal_session"), "");
  EXPECT_EQ(cookie_value("portal_session", "portal_session"), "");
}

TEST(Headers, AreComparedWithoutCaseAndReplaced) {
  Response response;
  response.set("ETag", "1");
  response.set("etag", "2");
  EXPECT_EQ(response.headers.size(), 1u);
  EXPECT_EQ(response.header("ETAG"), "2");
}

TEST(PercentEncoding, ComesBackAsItWas) {
  std::string all = "中文𬭎\u00e9";
  for (char byte = 1; byte < 127; ++byte) all.push_back(byte);
  EXPECT_EQ(percent_decode(percent_encode(all), Plus::kLiteral), all);
}

}  // namespace
}  // namespace portal::server::test

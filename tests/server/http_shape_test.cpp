#include "shell/server/http_shape.h"

#include <gtest/gtest.h>

#include <string>

namespace portal::server::test {
namespace {

bool well_shaped(const std::string& head) { return fault_of_head(head).empty(); }

TEST(HeadShape, OrdinaryRequestsPass) {
  EXPECT_TRUE(well_shaped("GET / HTTP/1.1\r\nHost: localhost:8080\r\n\r\n"));
  EXPECT_TRUE(well_shaped("GET /a?b=%20&c HTTP/1.1\r\nhost:[::1]:80\r\nX:\r\nY: \xe4\xb8\xad\ttab\r\n\r\n"));
  EXPECT_TRUE(well_shaped("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"));
  EXPECT_TRUE(well_shaped("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"));
  EXPECT_TRUE(well_shaped("GET / HTTP/1.0\r\n\r\n"));
}

TEST(HeadShape, NothingThatDoesNotEndPasses) {
  const std::string head = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  for (std::size_t size = 0; size < head.size(); ++size) EXPECT_FALSE(well_shaped(head.substr(0, size))) << size;
}

TEST(HeadShape, SmugglingShapesAreRefused) {
  for (const char* fields : {"", "Host: x\r\nHost: x\r\n", "Host:\r\n", "Host: a,b\r\n", "Host: a@b\r\n",
                             "Host: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n", "Host: x\r\nContent-Length: 1,1\r\n",
                             "Host: x\r\nContent-Length: +1\r\n", "Host: x\r\nContent-Length: 1 1\r\n", "Host: x\r\nContent-Length:\r\n",
                             "Host: x\r\nContent-Length: 9999999999999999\r\n", "Host: x\r\nTransfer-Encoding: gzip\r\n",
                             "Host: x\r\nTransfer-Encoding: chunked, chunked\r\n", "Host: x\r\nTransfer-Encoding: \"chunked\"\r\n",
                             "Host: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n",
                             "Host: x\r\nTransfer-Encoding: chunked\r\ntransfer-encoding: chunked\r\n", "Host : x\r\n", "Host: x\r\n folded\r\n",
                             "Host: x\r\n: empty\r\n", "Host: x\r\nno colon\r\n", "Host: x\r\nX: a\rb\r\n", "Host: x\nX: y\r\n"})
    EXPECT_FALSE(well_shaped("POST / HTTP/1.1\r\n" + std::string(fields) + "\r\n")) << fields;
  EXPECT_FALSE(well_shaped("POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
  EXPECT_FALSE(well_shaped(std::string("GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n", 36)));
}

TEST(HeadShape, RequestLineIsExact) {
  for (const char* line : {"", "GET", "GET /", "GET / HTTP/1.2", "GET / http/1.1", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1",
                           "GET http://x/ HTTP/1.1", "GET * HTTP/1.1", "GET /#a HTTP/1.1", "G(T / HTTP/1.1", "GET /\x7f HTTP/1.1"})
    EXPECT_FALSE(well_shaped(std::string(line) + "\r\nHost: x\r\n\r\n")) << line;
  EXPECT_FALSE(well_shaped("GET /" + std::string(4096, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n"));
}

TEST(HeadShape, FieldsAreCounted) {
  const auto with = [](int count) {
    std::string head = "GET / HTTP/1.1\r\nHost: x\r\n";
    for (int i = 1; i < count; ++i) head += "X: y\r\n";
    return head + "\r\n";
  };
  EXPECT_TRUE(well_shaped(with(100)));
  EXPECT_FALSE(well_shaped(with(101)));
}

}  // namespace
}  // namespace portal::server::test

// The router against the written contract, and the rules that hold for every call.
#include <brotli/decode.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>

#include "shell/server/problem.h"
#include "shell/server/routes.h"
#include "shell/server/static_files.h"
#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

constexpr const char* kSomeHash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

std::string contract() {
  std::ifstream file(PORTAL_ASSETS_DIR "/api/openapi.yaml");
  return {std::istreambuf_iterator<char>(file), {}};
}

// "/declarations/{id}/submit" of "/api/v1/declarations/{}/submit", its block of the document, or "".
std::string block_of(const std::string& document, std::string_view pattern) {
  std::string path(pattern.substr(std::string_view("/api/v1").size()));
  if (const std::size_t hole = path.find("{}"); hole != std::string::npos)
    path.replace(hole, 2, path.starts_with("/attachments") ? "{sha256}" : "{id}");
  std::string heading = "\n  ";
  heading.append(path).append(":\n");
  const std::size_t begin = document.find(heading);
  if (begin == std::string::npos) return {};
  std::size_t end = document.find("\n  /", begin + 4);
  if (end == std::string::npos) end = document.find("\ncomponents:", begin);
  return document.substr(begin, end - begin);
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

TEST(Contract, HasEveryRoute) {
  const std::string document = contract();
  for (const Route& route : routes()) {
    if (!route.pattern.starts_with("/api/v1")) continue;
    EXPECT_NE(block_of(document, route.pattern).find("\n    " + lower(route.method) + ":"), std::string::npos)
        << route.method << " " << route.pattern;
  }
}

TEST(Contract, HasNoPathWithoutARoute) {
  const std::string document = contract();
  const std::size_t end = document.find("\ncomponents:");
  int paths = 0;
  for (std::size_t at = document.find("\n  /"); at < end; at = document.find("\n  /", at + 1)) {
    std::string path = "/api/v1";
    path += document.substr(at + 3, document.find(':', at) - at - 3);
    for (const char* hole : {"{id}", "{sha256}"})
      if (const std::size_t found = path.find(hole); found != std::string::npos) path.replace(found, std::string_view(hole).size(), "x");
    EXPECT_FALSE(match_route("GET", path).allowed_methods.empty()) << path;
    ++paths;
  }
  EXPECT_GE(paths, 15);
}

TEST(Contract, KnowsEveryProblem) {
  const std::string document = contract();
  for (const char* code : {"malformed_request", "malformed_json", "missing_idempotency_key", "not_signed_in", "wrong_credentials", "not_allowed", "password_change_required",
                           "not_found", "method_not_allowed", "request_timeout", "wrong_state", "in_progress", "stale", "too_large",
                           "unsupported_media_type", "invalid", "idempotency_mismatch", "precondition_required", "too_many_attempts",
                           "headers_too_large", "internal", "unavailable"}) {
    EXPECT_NE(document.find(std::string("            - ") + code + "\n"), std::string::npos) << code;
    EXPECT_NE(status_of_problem(code), 0) << code;
    EXPECT_EQ(problem(code).status, status_of_problem(code));
  }
}

TEST(Contract, IsServed) {
  Backend backend;
  const Response answer = backend.call("GET", "/api/v1/openapi.yaml");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, contract());
}

TEST(Router, RefusesEveryCallOfNobodyButTheOpenOnes) {
  Backend backend;
  for (const Route& route : routes()) {
    if (route.access == Access::kOpen || route.access == Access::kOpenOwn || route.access == Access::kWithoutData) continue;
    std::string target(route.pattern);
    if (const std::size_t hole = target.find("{}"); hole != std::string::npos) target.replace(hole, 2, kSomeHash);
    EXPECT_EQ(code_of(backend.call(std::string(route.method), target)), "not_signed_in") << route.method << " " << route.pattern;
  }
}

TEST(Router, MissingKeyIsToldBeforeAnythingIsDone) {
  Backend backend;
  Request request;
  request.method = "POST";
  request.path = "/api/v1/declarations";
  request.headers = {{"Authorization", "Bearer " + backend.sign_in("professional")}};
  EXPECT_EQ(code_of(backend.router->handle(request)), "missing_idempotency_key");
}

TEST(Router, EveryAnswerCarriesItsProtection) {
  Backend backend;
  for (const char* target : {"/", "/nothing", "/api/v1/session", "/api/v1/catalogue", "/health"}) {
    const Response answer = backend.call("GET", target);
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << target;
    EXPECT_FALSE(answer.header("Content-Security-Policy").empty()) << target;
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer") << target;
    EXPECT_FALSE(answer.header("Cache-Control").empty()) << target;
  }
}

TEST(Router, WhatIsNoTextIsRefusedBeforeTheDatabaseSeesIt) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  for (const char* query : {"?q=%FF", "?q=a%00", "?q=%4", "?nothing=%C0%80"})
    EXPECT_EQ(code_of(backend.call("GET", std::string("/api/v1/declarations") + query, "", {.token = token})), "malformed_request") << query;
  EXPECT_EQ(backend.call("GET", "/api/v1/declarations/%FF", "", {.token = token}).status, 404);
  const Response two_names = backend.call("POST", "/api/v1/session", R"({"name": "professional\u0000x", "password": "secret"})");
  EXPECT_EQ(code_of(two_names), "malformed_json") << "else it is that account by another name, and not slowed by the account's limit";
}

TEST(Router, HeadIsTreatedAsGet) {
  Backend backend;
  EXPECT_EQ(backend.call("HEAD", "/api/v1/catalogue").status, 200);
}

TEST(Router, TheCatalogueIsSentCompressedToWhoTakesThat) {
  Backend backend;
  const auto ask = [&](const std::string& accept_encoding, const std::string& known) {
    Request request;
    request.method = "GET";
    request.path = "/api/v1/catalogue";
    request.headers = {{"Accept-Encoding", accept_encoding}, {"If-None-Match", known}};
    return backend.router->handle(request);
  };
  const Response plain = ask("", ""), small = ask("gzip, br", "");
  EXPECT_EQ(plain.header("Content-Encoding"), "");
  EXPECT_EQ(small.header("Content-Encoding"), "br");
  EXPECT_LT(small.content().size() * 4, plain.content().size());
  EXPECT_NE(plain.header("ETag"), small.header("ETag")) << "two representations";
  EXPECT_EQ(small.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(ask("br", std::string(small.header("ETag"))).status, 304);
  EXPECT_EQ(ask("br;q=0", "").header("Content-Encoding"), "");
  std::string text(plain.content().size(), '\0');
  std::size_t size_bytes = text.size();
  ASSERT_EQ(BrotliDecoderDecompress(small.content().size(), reinterpret_cast<const std::uint8_t*>(small.content().data()), &size_bytes,
                                    reinterpret_cast<std::uint8_t*>(text.data())), BROTLI_DECODER_RESULT_SUCCESS);
  EXPECT_EQ(text, plain.content());
}

TEST(Router, LargeBodiesAreForUploadsAlone) {
  Backend backend;
  EXPECT_EQ(backend.router->plan("GET", "/").body_bytes_max, 0u);
  EXPECT_EQ(backend.router->plan("POST", "/api/v1/declarations").body_bytes_max, kJsonBytesMax);
  EXPECT_EQ(backend.router->plan("PUT", "/api/v1/attachments/x").body_bytes_max, kUploadBytesMax);
  EXPECT_TRUE(backend.router->plan("PUT", "/api/v1/attachments/x").upload);
  EXPECT_EQ(backend.router->plan("POST", "/api/v1/session").lane, Lane::kPasswords);
}

TEST(StaticFiles, EncodingsAndHashedNamesAreUnderstood) {
  EXPECT_TRUE(accepts_encoding("gzip, deflate, br", "br"));
  EXPECT_TRUE(accepts_encoding("BR;q=0.5", "br"));
  EXPECT_FALSE(accepts_encoding("br;q=0", "br"));
  EXPECT_FALSE(accepts_encoding("br;q=0.000", "br"));
  EXPECT_FALSE(accepts_encoding("brotli", "br"));
  EXPECT_TRUE(has_content_hash("app-0123abcd.js"));
  EXPECT_TRUE(has_content_hash("app.0123456789abcdef.wasm"));
  EXPECT_FALSE(has_content_hash("index.html"));
  EXPECT_FALSE(has_content_hash("portal.wasm"));
  EXPECT_TRUE(etag_listed("W/\"a\", \"b\"", "\"b\""));
  EXPECT_TRUE(etag_listed("W/\"b\"", "\"b\""));
  EXPECT_FALSE(etag_listed("\"a\"", "\"b\""));
}

}  // namespace
}  // namespace portal::server::test

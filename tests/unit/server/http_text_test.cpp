#include <doctest/doctest.h>

#include <string>

#include "sync-server/auth/session_token.h"
#include "sync-server/http/message.h"
#include "sync-server/http/security.h"
#include "sync-server/http/server.h"
#include "sync-server/http/static_files.h"

using namespace genba;
using namespace genba::http;

namespace {

Request request_with(std::vector<Header> headers) {
  Request request;
  request.method = Method::kPost;
  request.scheme = "https";
  request.host = "genba.example";
  request.headers = std::move(headers);
  return request;
}

}  // namespace

TEST_CASE("paths that could lead out of the site are not safe") {
  for (const char* path : {"/", "/index.html", "/icons/icon-192.png", "/a..b.js"}) {
    CHECK_MESSAGE(is_safe_path(path), path);
  }
  for (const char* path : {"", "index.html", "/../x", "/a/../x", "/.git/config", "//etc", "/a\\b",
                           "/app.js.br", "/app.js.gz", "/a/./b"}) {
    CHECK_MESSAGE(!is_safe_path(path), path);
  }
  CHECK_FALSE(is_safe_path(std::string_view("/a\0b", 4)));
}

TEST_CASE("only a hash of the content makes a name immutable") {
  CHECK(is_content_hashed("/app.3f9a1c2b.wasm"));
  CHECK(is_content_hashed("/workbox-3f9a1c2b44.js"));
  CHECK_FALSE(is_content_hashed("/app.wasm"));
  CHECK_FALSE(is_content_hashed("/app.3f9a1c.js"));
  CHECK_FALSE(is_content_hashed("/app.released1.js"));
  CHECK_FALSE(is_content_hashed("/3f9a1c2b.js"));
  CHECK_FALSE(is_content_hashed("/3f9a1c2b/app.js"));
}

TEST_CASE("a list header names a token, unless with quality zero") {
  CHECK(lists_token("gzip, deflate, BR", "br"));
  CHECK(lists_token("br;q=0.1", "br"));
  CHECK_FALSE(lists_token("br;q=0", "br"));
  CHECK_FALSE(lists_token("br; q=0.000", "br"));
  CHECK_FALSE(lists_token("brotli", "br"));
  CHECK_FALSE(lists_token("", "br"));
}

TEST_CASE("percent escapes are decoded once, and malformed ones refused") {
  std::string out;
  CHECK(percent_decode("/%E7%8F%BE%e5%a0%b4%2541", out));
  CHECK(out == "/現場%41");
  for (const char* bad : {"%", "%4", "%zz", "%00"}) CHECK_MESSAGE(!percent_decode(bad, out), bad);
}

TEST_CASE("the session token is found among other cookies, and nothing else is taken for it") {
  const std::string token = "0123456789abcdefghijABCDEFGHIJ-_0123456789a";
  CHECK(auth::token_from_cookies("a=b; __Host-genba=" + token + "; c=d") == token);
  CHECK_FALSE(auth::token_from_cookies("genba=" + token));
  CHECK_FALSE(auth::token_from_cookies("x__Host-genba=" + token));
  CHECK_FALSE(auth::token_from_cookies("__Host-genba=" + token + "x"));
  CHECK_FALSE(auth::token_from_cookies("__Host-genba=\"" + token.substr(2) + "\""));
  CHECK_FALSE(auth::token_from_cookies(""));
}

TEST_CASE("a write is trusted from the own origin, or from a program that is no browser") {
  CHECK(is_trusted_source(request_with({{"Origin", "https://genba.example"}}), {}));
  CHECK(is_trusted_source(request_with({{"X-Genba-Client", "cli"}}), {}));
  CHECK_FALSE(is_trusted_source(request_with({}), {}));
  CHECK_FALSE(is_trusted_source(request_with({{"Origin", "null"}}), {}));
  CHECK_FALSE(is_trusted_source(request_with({{"Origin", "http://genba.example"}}), {}));
  CHECK_FALSE(is_trusted_source(request_with({{"Origin", "https://genba.example:8443"}}), {}));
  CHECK_FALSE(is_trusted_source(
      request_with({{"Origin", "https://evil.example"}, {"X-Genba-Client", "cli"}}), {}));
  CHECK_FALSE(is_trusted_source(
      request_with({{"Origin", "https://genba.example"}, {"Sec-Fetch-Site", "same-site"}}), {}));
  const std::vector<std::string> fixed = {"https://other.example"};
  CHECK_FALSE(is_trusted_source(request_with({{"Origin", "https://genba.example"}}), fixed));
  CHECK(is_trusted_source(request_with({{"Origin", "https://other.example"}}), fixed));
}

TEST_CASE("https and this machine are secure, another machine over plain http is not") {
  const auto is_secure = [](const char* scheme, const char* host) {
    Request request;
    request.scheme = scheme;
    request.host = host;
    return is_secure_context(request);
  };
  CHECK(is_secure("https", "genba.example"));
  CHECK(is_secure("http", "localhost:8080"));
  CHECK(is_secure("http", "127.0.0.1:8080"));
  CHECK(is_secure("http", "[::1]:8080"));
  CHECK(is_secure("http", "genba.localhost"));
  CHECK_FALSE(is_secure("http", "192.0.2.1:8080"));
  CHECK_FALSE(is_secure("http", "127.0.0.1.evil.example"));
  CHECK_FALSE(is_secure("http", "evillocalhost"));
}

TEST_CASE("an endpoint is an address and a port") {
  CHECK(parse_endpoint("127.0.0.1:8080")->address == "127.0.0.1");
  CHECK(parse_endpoint("[::1]:0")->address == "::1");
  CHECK(parse_endpoint(":8080")->address == "::");
  CHECK(parse_endpoint(":8080")->port == 8080);
  for (const char* bad : {"8080", "localhost", "localhost:", "localhost:x", "a:70000", "a:-1"}) {
    CHECK_MESSAGE(!parse_endpoint(bad).ok(), bad);
  }
}

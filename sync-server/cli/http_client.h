// A small HTTP client for the command line, on libcurl: one server, one session cookie.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/model/result.h"

namespace genba::cli {

struct HttpAnswer {
  int status = 0;
  std::string body;
  std::optional<std::int64_t> retry_after_ms;
};

struct HttpRequest {
  std::string method;
  std::string path;
  std::string content_type = {};  // of the body; empty: there is none
  std::string body = {};
  std::string range = {};  // "bytes=0-99"; empty: all
};

class HttpClient {
 public:
  // base_url: scheme, host and port, e.g. "https://genba.example:8443". ca_file: PEM of the CA to
  // trust besides the system's; empty: the system's alone.
  HttpClient(std::string base_url, std::string ca_file);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // kUnavailable, in words, when there is no answer. Bodies over 64 MiB are cut off as a fault.
  Result<HttpAnswer> send(const HttpRequest& request);
  Result<HttpAnswer> post(const std::string& path, const std::string& content_type,
                          const std::string& body);

 private:
  struct Handle;
  std::string base_url_;
  std::string ca_file_;
  std::unique_ptr<Handle> handle_;
};

}  // namespace genba::cli

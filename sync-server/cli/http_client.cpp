#include "sync-server/cli/http_client.h"

#include <curl/curl.h>

#include <cstdlib>

namespace genba::cli {
namespace {

constexpr std::size_t kMaxBodyBytes = 64u << 20;
constexpr long kConnectTimeoutMs = 10'000;
constexpr long kTotalTimeoutMs = 120'000;

std::size_t receive_body(char* data, std::size_t size, std::size_t count, void* target) {
  auto& body = *static_cast<std::string*>(target);
  if (body.size() + size * count > kMaxBodyBytes) return 0;
  body.append(data, size * count);
  return size * count;
}

// Called for each line of a head: `target` says whether the last one ended it.
std::size_t receive_head_line(char* line, std::size_t size, std::size_t count, void* target) {
  *static_cast<bool*>(target) = size * count > 0 && (line[0] == '\r' || line[0] == '\n');
  return size * count;
}

}  // namespace

struct HttpClient::Handle {
  CURL* curl = curl_easy_init();
  curl_slist* headers = nullptr;

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    curl_slist_free_all(headers);
    if (curl) curl_easy_cleanup(curl);
  }
};

HttpClient::HttpClient(std::string base_url, std::string ca_file)
    : base_url_(std::move(base_url)),
      ca_file_(std::move(ca_file)),
      handle_(std::make_unique<Handle>()) {
  while (!base_url_.empty() && base_url_.back() == '/') base_url_.pop_back();
}

HttpClient::~HttpClient() = default;

Result<HttpAnswer> HttpClient::post(const std::string& path, const std::string& content_type,
                                    const std::string& body) {
  return send({"POST", path, content_type, body, ""});
}

Result<HttpAnswer> HttpClient::send(const HttpRequest& request) {
  CURL* curl = handle_->curl;
  if (!curl) return make_error(ErrorCode::kUnavailable, "the HTTP client did not start");
  HttpAnswer answer;
  bool is_head_whole = false;
  const std::string url = base_url_ + request.path;
  curl_slist_free_all(handle_->headers);
  handle_->headers = curl_slist_append(nullptr, "X-Genba-Client: cli");
  if (!request.content_type.empty()) {
    handle_->headers =
        curl_slist_append(handle_->headers, ("Content-Type: " + request.content_type).c_str());
  }
  if (!request.range.empty()) {
    handle_->headers = curl_slist_append(handle_->headers, ("Range: " + request.range).c_str());
  }
  handle_->headers = curl_slist_append(handle_->headers, "Expect:");
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, handle_->headers);
  if (request.method == "GET") {
    curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
  } else {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, receive_head_line);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &is_head_whole);
  curl_easy_setopt(curl, CURLOPT_COOKIEFILE, "");  // keeps cookies in memory
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectTimeoutMs);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kTotalTimeoutMs);
  if (!ca_file_.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file_.c_str());
  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) {
    return make_error(ErrorCode::kUnavailable,
                      base_url_ + " does not answer: " + curl_easy_strerror(code));
  }
  // For curl a head that was cut off is one that says nothing of the body's length.
  if (!is_head_whole) {
    return make_error(ErrorCode::kUnavailable, base_url_ + " was cut off while it answered");
  }
  long status = 0;
  curl_off_t retry_after_s = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retry_after_s);
  answer.status = static_cast<int>(status);
  if (retry_after_s > 0) answer.retry_after_ms = retry_after_s * 1000;
  return answer;
}

}  // namespace genba::cli

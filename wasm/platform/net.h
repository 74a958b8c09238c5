// HTTP requests and one live channel to our own server. Callbacks run between frames, on the same
// thread, and never before the call that started them returned.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace genba::platform {

struct HttpRequest {
  std::string method = "GET";
  std::string url;           // relative to the page; cookies go to the same origin only
  std::string content_type;  // of the body; empty: none is sent
  std::string body;          // bytes
  int timeout_ms = 30000;    // 0: none
};

struct HttpResponse {
  int status = 0;  // 0: no answer (offline, refused, timed out)
  std::string content_type;
  int retry_after_s = -1;  // from Retry-After; -1: absent
  std::string body;
};

void send_request(const HttpRequest& request, std::function<void(HttpResponse)> done);

// Reports of the live channel. `message` is binary.
struct SocketHandlers {
  std::function<void()> on_open;
  std::function<void(std::string_view message)> on_message;
  std::function<void(int code)> on_close;  // last; the handle is then invalid
};
// `url` is relative to the page ("/api/live"); the scheme follows the page's. Handle > 0.
int open_socket(std::string_view url, SocketHandlers handlers);
void send_socket(int handle, std::string_view message);  // as text, once it is open
void close_socket(int handle);

}  // namespace genba::platform

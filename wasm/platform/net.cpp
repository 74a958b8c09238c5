#include "wasm/platform/net.h"

#include <emscripten.h>

#include <unordered_map>

EM_JS(void, gb_js_fetch,
      (int id, const char* method, int method_length, const char* url, int url_length,
       const char* type, int type_length, const char* body, int length, int timeout_ms),
      {
        Module["genba"]["fetch"](id, method, method_length, url, url_length, type, type_length,
                                 body, length, timeout_ms);
      });
EM_JS(void, gb_js_socket_open, (int id, const char* url, int length),
      { Module["genba"]["socketOpen"](id, url, length); });
EM_JS(void, gb_js_socket_send, (int id, const char* bytes, int length),
      { Module["genba"]["socketSend"](id, bytes, length); });
EM_JS(void, gb_js_socket_close, (int id), { Module["genba"]["socketClose"](id); });

namespace genba::platform {

namespace {

struct NetState {
  std::unordered_map<int, std::function<void(HttpResponse)>> requests;
  std::unordered_map<int, SocketHandlers> sockets;
  int next_id = 0;
};

NetState& state() {
  static NetState instance;
  return instance;
}

int length_of(std::string_view text) { return static_cast<int>(text.size()); }

}  // namespace

void send_request(const HttpRequest& request, std::function<void(HttpResponse)> done) {
  const int id = ++state().next_id;
  state().requests.emplace(id, std::move(done));
  gb_js_fetch(id, request.method.data(), length_of(request.method), request.url.data(),
              length_of(request.url), request.content_type.data(), length_of(request.content_type),
              request.body.data(), length_of(request.body), request.timeout_ms);
}

int open_socket(std::string_view url, SocketHandlers handlers) {
  const int id = ++state().next_id;
  state().sockets.emplace(id, std::move(handlers));
  gb_js_socket_open(id, url.data(), length_of(url));
  return id;
}

void send_socket(int handle, std::string_view message) {
  gb_js_socket_send(handle, message.data(), length_of(message));
}

void close_socket(int handle) { gb_js_socket_close(handle); }

}  // namespace genba::platform

using genba::platform::state;

extern "C" EMSCRIPTEN_KEEPALIVE void gb_fetched(int id, int status, const char* type,
                                                int type_length, int retry_after_s,
                                                const char* body, int length) {
  const auto found = state().requests.find(id);
  if (found == state().requests.end()) return;
  const auto done = std::move(found->second);
  state().requests.erase(found);
  genba::platform::HttpResponse response;
  response.status = status;
  response.content_type.assign(type, static_cast<std::size_t>(type_length));
  response.retry_after_s = retry_after_s;
  response.body.assign(body, static_cast<std::size_t>(length));
  done(std::move(response));
}

// kind 0 open, 1 message, 2 close (then `length` is the code)
extern "C" EMSCRIPTEN_KEEPALIVE void gb_socket_event(int id, int kind, const char* bytes,
                                                     int length) {
  const auto found = state().sockets.find(id);
  if (found == state().sockets.end()) return;
  if (kind == 2) {
    const auto handlers = std::move(found->second);
    state().sockets.erase(found);
    if (handlers.on_close) handlers.on_close(length);
    return;
  }
  // A handler may open another socket, which can move the table's entries.
  const auto handlers = found->second;
  if (kind == 0 && handlers.on_open) handlers.on_open();
  if (kind == 1 && handlers.on_message) {
    handlers.on_message(std::string_view(bytes, static_cast<std::size_t>(length)));
  }
}

#include "sync-server/http/connection.h"

#include <spdlog/spdlog.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <optional>
#include <utility>

#include "sync-server/auth/accounts.h"
#include "sync-server/http/beast_messages.h"
#include "sync-server/http/byte_stream.h"
#include "sync-server/http/compression.h"
#include "sync-server/http/dispatch.h"
#include "sync-server/http/live_session.h"
#include "sync-server/http/security.h"

namespace genba::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace beast_http = boost::beast::http;
using asio::awaitable;
using Parser = beast_http::request_parser<beast_http::string_body>;

constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable);
constexpr std::uint64_t kBodyRate_bytes_per_s = 16 * 1024;
constexpr std::chrono::seconds kLinger{2};
constexpr std::size_t kMaxLinger_bytes = 4 * 1024 * 1024;

// Turns the callback of a handler, on whatever thread, into an await on the I/O thread.
awaitable<Response> answer_of(const Admission& admission) {
  return asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(
      [&admission](auto handler) {
        asio::io_context& io = admission.call->services.io;
        using Waiting = std::pair<decltype(handler), decltype(asio::make_work_guard(io))>;
        // The guard keeps the I/O thread running while the work is done on another.
        auto waiting = std::make_shared<Waiting>(std::move(handler), asio::make_work_guard(io));
        answer(admission, [waiting, &io](Response response) {
          asio::post(io, [waiting, response = std::move(response)]() mutable {
            std::move(waiting->first)(std::move(response));
          });
          waiting->second.reset();
        });
      },
      asio::use_awaitable);
}

Response plain_error(int status) {
  Response response = routes::error_response(status, "malformed", "the request is not acceptable");
  response.close = true;
  return response;
}

// A request that breaks the rules of HTTP, unlike one that was cut off.
bool is_parse_error(const boost::system::error_code& error) {
  const boost::system::error_code example = beast_http::error::bad_method;
  return error && error.category() == example.category() &&
         error != beast_http::error::end_of_stream && error != beast_http::error::partial_message;
}

class Connection final : public Drainable {
 public:
  Connection(ByteStream stream, Services& services, Connections& connections, bool is_plain_side)
      : stream_(std::move(stream)),
        services_(services),
        limits_(services.options.limits),
        connections_(connections),
        is_plain_side_(is_plain_side) {
    boost::system::error_code error;
    const auto peer = stream_.tcp().socket().remote_endpoint(error);
    if (!error) peer_ = peer.address().to_string();
    connections_.add(*this);
  }
  ~Connection() override { connections_.remove(*this); }

  void drain() override {
    if (is_idle_) abort();
  }
  void abort() override { stream_.tcp().close(); }

  awaitable<void> run() {
    if (stream_.is_tls()) {
      stream_.tcp().expires_after(limits_.header_timeout);
      auto [error] = co_await stream_.async_handshake(kNoThrow);
      if (error) co_return;
    }
    bool goes_on = true;
    bool is_first = true;
    while (goes_on && !connections_.is_draining()) {
      goes_on = co_await one_request(is_first);
      is_first = false;
    }
    if (!is_upgraded_) co_await end();
  }

 private:
  // Waits for the first byte for as long as an idle connection may, then for the whole head.
  awaitable<bool> read_head(Parser& parser, bool is_first) {
    if (buffer_.size() == 0) {
      stream_.tcp().expires_after(is_first ? limits_.header_timeout : limits_.idle_timeout);
      auto [error, size] =
          co_await stream_.async_read_some(buffer_.prepare(kFirstRead_bytes), kNoThrow);
      if (error) co_return false;
      buffer_.commit(size);
      if (!is_first) stream_.tcp().expires_after(limits_.header_timeout);
    } else {
      stream_.tcp().expires_after(limits_.header_timeout);
    }
    auto [error, size] = co_await beast_http::async_read_header(stream_, buffer_, parser, kNoThrow);
    if (error == beast_http::error::header_limit) {
      co_await refuse(431);
    } else if (is_parse_error(error)) {
      co_await refuse(400);
    }
    co_return !error;
  }

  // 0, or the status to refuse with.
  awaitable<int> read_body(Parser& parser) {
    if (beast::iequals(parser.get()[beast_http::field::expect], "100-continue")) {
      constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      stream_.tcp().expires_after(limits_.write_timeout);
      auto [error, size] = co_await asio::async_write(stream_, asio::buffer(kContinue), kNoThrow);
      if (error) co_return -1;
    }
    const std::uint64_t length = parser.content_length().value_or(0);
    stream_.tcp().expires_after(limits_.body_timeout +
                                std::chrono::seconds(length / kBodyRate_bytes_per_s));
    auto [error, size] = co_await beast_http::async_read(stream_, buffer_, parser, kNoThrow);
    if (error == beast_http::error::body_limit) co_return 413;
    co_return error ? -1 : 0;
  }

  // False when the connection is to end.
  awaitable<bool> one_request(bool is_first) {
    is_idle_ = true;
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
    parser.body_limit(boost::none);
    if (!co_await read_head(parser, is_first)) co_return false;
    is_idle_ = false;

    const unsigned version = parser.get().version();
    std::optional<Request> head =
        request_head(parser.get(), peer_, stream_.is_tls(), services_.options.behind_proxy);
    if (!head) {
      co_await refuse(400);
      co_return false;
    }
    Admission admission = admit(services_, std::move(*head), auth::system_now_ms(), is_plain_side_);
    const Request& request = admission.call->request;
    if (!admission.refusal && admission.route != nullptr && admission.route->is_live &&
        beast::websocket::is_upgrade(parser.get())) {
      upgrade(parser.release(), admission.call->session->token_hash);
      co_return false;
    }
    Response response = co_await respond(parser, admission);
    const bool keep_alive =
        parser.keep_alive() && parser.is_done() && !response.close && !connections_.is_draining();
    spdlog::debug("{} {} {}", peer_, request.path, response.status);
    co_return co_await write(request, std::move(response), version, keep_alive);
  }

  awaitable<Response> respond(Parser& parser, Admission& admission) {
    const std::uint64_t length = parser.content_length().value_or(0);
    if (!admission.refusal && length > admission.body_limit_bytes()) {
      admission.refusal = routes::error_response(413, "too_large", "the request is too large");
    }
    if (admission.refusal) co_return std::move(*admission.refusal);
    if (!parser.is_done()) {
      parser.body_limit(admission.body_limit_bytes());
      const int status = co_await read_body(parser);
      if (status == 413) {
        co_return routes::error_response(413, "too_large", "the request is too large");
      }
      if (status != 0) co_return plain_error(400);
      admission.call->request.body = std::move(parser.get().body());
    }
    co_return co_await answer_of(admission);
  }

  // For what cannot be read as a request.
  awaitable<void> refuse(int status) {
    const Request unreadable;
    co_await write(unreadable, plain_error(status), kHttp11, false);
  }

  // True when it was sent and the connection stays.
  awaitable<bool> write(const Request& request, Response response, unsigned version,
                        bool keep_alive) {
    compress_for(request, response);
    add_security_headers(request, response);
    BeastResponse message = beast_response(response, version, keep_alive);
    beast_http::response_serializer<beast_http::span_body<const char>> serializer(message);
    stream_.tcp().expires_after(limits_.write_timeout);
    boost::system::error_code failed;
    if (request.method == Method::kHead) {
      auto [error, size] = co_await beast_http::async_write_header(stream_, serializer, kNoThrow);
      failed = error;
    } else {
      auto [error, size] = co_await beast_http::async_write(stream_, serializer, kNoThrow);
      failed = error;
    }
    co_return !failed && keep_alive;
  }

  void upgrade(BeastRequest request, const auth::TokenHash& session) {
    is_upgraded_ = true;
    stream_.tcp().expires_never();
    start_live_session(std::move(stream_), std::move(request), services_, connections_, session);
  }

  // Closes so that the last answer arrives even when the request was not read to its end: the other
  // side would discard it on a reset.
  awaitable<void> end() {
    if (!stream_.tcp().socket().is_open()) co_return;
    stream_.tcp().expires_after(kLinger);
    if (stream_.is_tls()) {
      auto [error] = co_await stream_.async_shutdown(kNoThrow);
      if (error) co_return;
    }
    boost::system::error_code ignored;
    stream_.tcp().socket().shutdown(asio::socket_base::shutdown_send, ignored);
    buffer_.clear();
    for (std::size_t total = 0; total < kMaxLinger_bytes;) {
      auto [error, size] =
          co_await stream_.tcp().async_read_some(buffer_.prepare(kFirstRead_bytes), kNoThrow);
      if (error) co_return;
      total += size;
    }
  }

  static constexpr std::size_t kFirstRead_bytes = 2048;
  static constexpr unsigned kHttp11 = 11;

  ByteStream stream_;
  Services& services_;
  const Limits& limits_;
  Connections& connections_;
  const bool is_plain_side_;
  std::string peer_;
  beast::flat_buffer buffer_;
  bool is_idle_ = true;
  bool is_upgraded_ = false;
};

void log_end(std::exception_ptr exception) {
  if (exception) spdlog::error("a connection ended by an exception");
}

awaitable<void> run(ByteStream stream, Services& services, Connections& connections,
                    bool is_plain_side) {
  Connection connection(std::move(stream), services, connections, is_plain_side);
  co_await connection.run();
}

}  // namespace

void serve(ByteStream stream, Services& services, Connections& connections, bool is_plain_side) {
  asio::co_spawn(services.io, run(std::move(stream), services, connections, is_plain_side),
                 log_end);
}

}  // namespace genba::http

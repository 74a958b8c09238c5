#include "sync-server/http/server.h"

#include <spdlog/spdlog.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <csignal>
#include <optional>
#include <utility>

#include "sync-server/auth/accounts.h"
#include "sync-server/http/connection.h"
#include "sync-server/http/tls_context.h"

namespace genba::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Acceptor = tcp::acceptor;

constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds kAcceptRetry{50};
constexpr std::chrono::seconds kSessionCheck{1};
constexpr std::chrono::seconds kClockTick{1};
constexpr std::size_t kSessionsAChecked = 200;

std::string place(const Endpoint& endpoint) {
  const bool is_v6 = endpoint.address.find(':') != std::string::npos;
  return (is_v6 ? "[" + endpoint.address + "]" : endpoint.address) + ":" +
         std::to_string(endpoint.port);
}

Result<Acceptor> listen(asio::io_context& io, const Endpoint& endpoint) {
  boost::system::error_code error;
  const std::string literal = endpoint.address == "localhost" ? "127.0.0.1" : endpoint.address;
  const asio::ip::address address = asio::ip::make_address(literal, error);
  if (error) {
    return make_error(ErrorCode::kInvalidArgument,
                      endpoint.address + " is not an address of this machine");
  }
  Acceptor acceptor(io);
  acceptor.open(address.is_v4() ? tcp::v4() : tcp::v6(), error);
  if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
  // "::" takes IPv4 as well.
  if (!error && address.is_v6()) acceptor.set_option(asio::ip::v6_only(false), error);
  if (!error) acceptor.bind({address, endpoint.port}, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (!error) return acceptor;
  const char* hint = error == asio::error::address_in_use
                         ? ": the port is taken by another program; choose another with --listen"
                         : "";
  return make_error(ErrorCode::kUnavailable,
                    "cannot listen on " + place(endpoint) + ": " + error.message() + hint);
}

std::string url_of(const char* scheme, const Acceptor& acceptor) {
  const tcp::endpoint at = acceptor.local_endpoint();
  const bool is_local = at.address().is_loopback() || at.address().is_unspecified();
  const Endpoint shown{is_local ? "localhost" : at.address().to_string(), at.port()};
  return std::string(scheme) + "://" + place(shown);
}

}  // namespace

struct Server::Parts {
  Parts(Services& given_services, asio::io_context& given_io, Acceptor main)
      : services(given_services),
        io(given_io),
        acceptor(std::move(main)),
        signals(io),
        session_timer(io),
        clock_timer(io),
        stop_timer(io) {}

  asio::awaitable<void> accept_on(Acceptor& from, bool is_plain_side);
  asio::awaitable<void> wait_for_signals();
  asio::awaitable<void> check_sessions();
  asio::awaitable<void> keep_time();
  void admit(tcp::socket socket, bool is_plain_side);
  void reload_tls();
  void stop();

  Services& services;
  asio::io_context& io;
  Acceptor acceptor;
  std::optional<Acceptor> plain_acceptor;
  std::shared_ptr<asio::ssl::context> tls;
  Connections connections;
  asio::signal_set signals;
  asio::steady_timer session_timer;
  asio::steady_timer clock_timer;
  asio::steady_timer stop_timer;
};

asio::awaitable<void> Server::Parts::accept_on(Acceptor& from, bool is_plain_side) {
  while (from.is_open()) {
    auto [error, socket] = co_await from.async_accept(kNoThrow);
    if (!from.is_open()) co_return;
    if (!error) {
      admit(std::move(socket), is_plain_side);
      continue;
    }
    // Out of file descriptors, most likely: give the open connections time to end.
    spdlog::warn("accept: {}", error.message());
    asio::steady_timer pause(io, kAcceptRetry);
    co_await pause.async_wait(kNoThrow);
  }
}

void Server::Parts::admit(tcp::socket socket, bool is_plain_side) {
  // Over the limit the socket closes at once: an answer would cost what the limit protects.
  if (connections.size() >= services.options.limits.connections) return;
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  ByteStream stream = tls && !is_plain_side ? ByteStream::tls(std::move(socket), tls)
                                            : ByteStream::plain(std::move(socket));
  serve(std::move(stream), services, connections, is_plain_side);
}

asio::awaitable<void> Server::Parts::wait_for_signals() {
  while (true) {
    auto [error, signal] = co_await signals.async_wait(kNoThrow);
    if (error) co_return;
    if (signal == SIGHUP) {
      reload_tls();
      continue;
    }
    stop();
    co_return;
  }
}

void Server::Parts::reload_tls() {
  if (!tls) return;
  auto fresh = make_tls_context(services.options.tls_cert_file, services.options.tls_key_file);
  if (!fresh) {
    spdlog::error("kept the present certificate: {}", fresh.error().detail);
    return;
  }
  tls = std::move(fresh).value();
  spdlog::info("read the certificate again");
}

asio::awaitable<void> Server::Parts::check_sessions() {
  while (acceptor.is_open()) {
    session_timer.expires_after(kSessionCheck);
    auto [error] = co_await session_timer.async_wait(kNoThrow);
    if (error) co_return;
    const std::int64_t now_ms = auth::system_now_ms();
    services.live.check_some(kSessionsAChecked, [&](const auth::TokenHash& session) {
      const auto found = services.sessions.find_session(session, now_ms);
      return found.ok() || found.error().code != ErrorCode::kUnauthenticated;
    });
  }
}

asio::awaitable<void> Server::Parts::keep_time() {
  while (acceptor.is_open()) {
    services.sync->tick(auth::system_now_ms());
    services.presence.expire(auth::system_now_ms());
    clock_timer.expires_after(kClockTick);
    auto [error] = co_await clock_timer.async_wait(kNoThrow);
    if (error) co_return;
  }
}

void Server::Parts::stop() {
  spdlog::info("stopping: {} connections are open", connections.size());
  boost::system::error_code ignored;
  acceptor.close(ignored);
  if (plain_acceptor) plain_acceptor->close(ignored);
  session_timer.cancel();
  clock_timer.cancel();
  connections.drain_all();
  if (connections.size() == 0) return;
  stop_timer.expires_after(services.options.limits.stop_timeout);
  stop_timer.async_wait([this](boost::system::error_code error) {
    if (error) return;
    spdlog::warn("{} connections did not end in time", connections.size());
    connections.abort_all();
  });
  connections.when_empty([this] { stop_timer.cancel(); });
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(Services& services, asio::io_context& io) {
  const Options& options = services.options;
  Result<Acceptor> acceptor = listen(io, options.listen);
  if (!acceptor) return acceptor.error();
  auto parts = std::make_unique<Parts>(services, io, std::move(acceptor).value());
  if (options.has_tls()) {
    auto tls = make_tls_context(options.tls_cert_file, options.tls_key_file);
    if (!tls) return tls.error();
    parts->tls = std::move(tls).value();
  }
  if (options.has_http_listen) {
    Result<Acceptor> plain = listen(io, options.http_listen);
    if (!plain) return plain.error();
    parts->plain_acceptor.emplace(std::move(plain).value());
  }
  services.port = parts->acceptor.local_endpoint().port();
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

std::string Server::url() const { return url_of(parts_->tls ? "https" : "http", parts_->acceptor); }

std::string Server::plain_url() const {
  return parts_->plain_acceptor ? url_of("http", *parts_->plain_acceptor) : std::string();
}

void Server::run(const std::function<void()>& on_ready) {
  Parts& parts = *parts_;
  std::signal(SIGPIPE, SIG_IGN);
  for (int signal : {SIGTERM, SIGINT, SIGHUP}) parts.signals.add(signal);
  const auto spawn = [&](asio::awaitable<void> task) {
    asio::co_spawn(parts.io, std::move(task), [](std::exception_ptr exception) {
      if (exception) spdlog::critical("a task of the server ended by an exception");
    });
  };
  spawn(parts.accept_on(parts.acceptor, false));
  if (parts.plain_acceptor) spawn(parts.accept_on(*parts.plain_acceptor, true));
  spawn(parts.wait_for_signals());
  spawn(parts.check_sessions());
  spawn(parts.keep_time());
  on_ready();
  parts.io.run();
}

Result<Endpoint> parse_endpoint(const std::string& text) {
  const Error bad = make_error(ErrorCode::kInvalidArgument,
                               text + " is not ADDRESS:PORT, e.g. 127.0.0.1:8080 or [::]:8080");
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return bad;
  Endpoint endpoint;
  const char* begin = text.data() + colon + 1;
  const char* end = text.data() + text.size();
  const auto [parsed_end, error] = std::from_chars(begin, end, endpoint.port);
  if (error != std::errc() || parsed_end != end || begin == end) return bad;
  endpoint.address = text.substr(0, colon);
  if (endpoint.address.size() > 2 && endpoint.address.front() == '[' &&
      endpoint.address.back() == ']') {
    endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
  }
  if (endpoint.address.empty() || endpoint.address == "*") endpoint.address = "::";
  return endpoint;
}

}  // namespace genba::http

// What the server is told at its start. Plain values; checked by the command that fills them in.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sync-server/http/request_rates.h"

namespace genba::http {

struct Endpoint {
  std::string address;     // IPv4 or IPv6 address; "localhost" is both loopbacks' first
  std::uint16_t port = 0;  // 0: any free port
};

struct Limits {
  std::chrono::milliseconds header_timeout{
      10'000};  // from the first byte awaited to the last header
  std::chrono::milliseconds body_timeout{30'000};
  std::chrono::milliseconds write_timeout{30'000};
  std::chrono::milliseconds idle_timeout{60'000};  // between two requests on one connection
  std::chrono::milliseconds ping_interval{
      30'000};  // live channel; twice this without an answer ends it
  std::chrono::milliseconds stop_timeout{10'000};  // for requests in flight when told to stop
  std::size_t header_bytes = 16 * 1024;
  std::size_t connections = 6'000;
  std::size_t pending_work = 64;  // requests that wait for a worker thread; more are answered 503
  Rates rates;                    // what is beyond is answered 429
};

struct Options {
  std::string data_dir;
  std::string web_dir;
  Endpoint listen;
  bool has_http_listen = false;
  Endpoint http_listen;  // plain http beside https: /healthz, /install-ca, and redirects
  std::string tls_cert_file;
  std::string tls_key_file;
  std::vector<std::string> origins;  // empty: scheme and Host of the request
  bool behind_proxy = false;         // believe X-Forwarded-For, -Proto and -Host
  Limits limits;

  bool has_tls() const { return !tls_cert_file.empty(); }
};

}  // namespace genba::http

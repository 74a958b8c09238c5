// One connection from accept to close: TLS handshake, requests in turn (keep-alive), limits and
// time-outs a phase, and the hand-over to the live channel.
//
// Threads: everything runs on the I/O thread.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "sync-server/http/connections.h"
#include "sync-server/http/services.h"

namespace genba::http {

using Socket = boost::asio::ip::tcp::socket;

// is_plain_side: this is the plain listener beside https.
void serve_plain(Socket socket, Services& services, Connections& connections, bool is_plain_side);
void serve_tls(Socket socket, std::shared_ptr<boost::asio::ssl::context> tls, Services& services,
               Connections& connections);

}  // namespace genba::http

// OpenSSL's settings for the https listener. Separate from the rest: its headers are heavy.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "core/model/result.h"

namespace genba::http {

// TLS 1.2 and 1.3, forward secrecy only, buffers released while a connection idles. kIo or
// kInvalidArgument, in words, when a file cannot be read or key and certificate do not match.
Result<std::shared_ptr<boost::asio::ssl::context>> make_tls_context(const std::string& cert_file,
                                                                    const std::string& key_file);

}  // namespace genba::http

// Between Beast's messages and ours.
#pragma once

#include <boost/beast/core/span.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <string>

#include "sync-server/http/message.h"
#include "sync-server/http/options.h"

namespace genba::http {

using BeastRequest = boost::beast::http::request<boost::beast::http::string_body>;
using BeastResponse = boost::beast::http::response<boost::beast::http::span_body<const char>>;

// The head of a request; `body` stays empty. Nothing when target or Host are not acceptable.
// peer: the address at the other end. Behind a trusted proxy its X-Forwarded-For (last entry),
// X-Forwarded-Proto and X-Forwarded-Host count instead.
std::optional<Request> request_head(const BeastRequest& head, std::string peer, bool is_tls,
                                    bool behind_proxy);

// A view of `response`, which must outlive the result.
BeastResponse beast_response(const Response& response, unsigned version, bool keep_alive);

}  // namespace genba::http

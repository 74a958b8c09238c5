// What browsers are told, and what is believed of them.
//
// Sources: Content Security Policy Level 3 (W3C), Fetch metadata (W3C), RFC 6454 (Origin), RFC 6797
// (HSTS), OWASP's cheat sheet on cross-site request forgery. Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync-server/http/message.h"

namespace genba::http {

// Adds the headers that every answer carries; no-store unless the answer is a cacheable file.
void add_security_headers(const Request& request, Response& response);

// May this write, or this WebSocket upgrade, act for the cookie that it carries?
//
// With an Origin header: only when it is one of `origins`, or, when that list is empty, the origin
// that the request itself was sent to. Without one: only when the header `X-Genba-Client` is there,
// which no foreign page can send without a CORS permission that this server never gives; it is how
// the command line identifies itself. A Sec-Fetch-Site other than same-origin always refuses.
bool is_trusted_source(const Request& request, const std::vector<std::string>& origins);

// Would a browser on this address have a secure context (https, or loopback)? Passwords are not
// taken elsewhere, and a browser would drop the Secure cookie anyway.
bool is_secure_context(const Request& request);

// host[:port] made of letters, digits and .-:[] only, at most 255 bytes.
bool is_valid_host(std::string_view host);

}  // namespace genba::http

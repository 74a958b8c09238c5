// Addresses within the application: "/tickets?state=open&q=vpn". A screen's filters are part of its
// address, so that they survive reload, Back, and being sent to a colleague. Pure.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/ids.h"

namespace genba {

// Names and values, percent-decoded (RFC 3986), in order.
using AddressQuery = std::vector<std::pair<std::string, std::string>>;

// What follows '?' in `path`; empty when there is none. Malformed escapes are taken as they are.
AddressQuery parse_address_query(std::string_view path);
// The value of a name, or "".
std::string_view find_in(const AddressQuery& query, std::string_view name);

// Adds "?name=value" or "&name=value"; an empty value adds nothing.
void append_query(std::string* path, std::string_view name, std::string_view value);

std::string ticket_path(const EntityId& id);             // "/t/<id>"
std::string server_search_path(std::string_view words);  // "/find?q=…"
std::string article_path(const EntityId& id);            // "/a/<id>"
// What a link on the page points at for such a path.
std::string href_of(std::string_view path);

}  // namespace genba

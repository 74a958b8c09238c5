// "Which tickets have these words?", asked of the authority by a device that keeps a part of them.
// Bytes as in core/sync/PROTOCOL.md. Decoding is bounded.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/bytes.h"
#include "core/model/ids.h"

namespace genba {

constexpr std::size_t kMaxSearchWordsBytes = 256;
constexpr std::size_t kMaxFoundTickets = 50;

struct SearchRequest {
  std::string words;  // UTF-8, as typed (core/replica/search.h says what they find)
};

// As much of a ticket as a list of what was found shows.
struct FoundTicket {
  EntityId id;
  std::string label;  // "INC-000123", or its offline label
  std::string title;
  std::int64_t type = 0;   // TicketType
  std::int64_t state = 0;  // of that type's workflow
  std::int64_t updated_ms = 0;

  friend bool operator==(const FoundTicket&, const FoundTicket&) = default;
};

struct SearchResponse {
  std::vector<FoundTicket> tickets;  // newest first, at most kMaxFoundTickets
  bool more = false;                 // there are others
};

Bytes encode(const SearchRequest& message);
Bytes encode(const SearchResponse& message);
Result<SearchRequest> decode_search_request(std::string_view bytes);
Result<SearchResponse> decode_search_response(std::string_view bytes);

}  // namespace genba

#include "core/sync/search_messages.h"

#include "core/sync/message_frame.h"

namespace genba {
namespace {

constexpr std::size_t kMaxLabelBytes = 256, kMaxTitleBytes = 64 << 10;
constexpr std::size_t kLeastFoundBytes = 16 + 5;

}  // namespace

Bytes encode(const SearchRequest& message) {
  ByteWriter out = begin_message();
  out.text(message.words);
  return out.take();
}

Result<SearchRequest> decode_search_request(std::string_view bytes) {
  return decode_message<SearchRequest>(bytes, "search request",
                                       [](ByteReader& in, SearchRequest& message) {
                                         message.words = in.text(kMaxSearchWordsBytes);
                                       });
}

Bytes encode(const SearchResponse& message) {
  ByteWriter out = begin_message();
  out.byte(message.more ? 1 : 0);
  out.varint(message.tickets.size());
  for (const FoundTicket& ticket : message.tickets) {
    encode_id(out, ticket.id);
    out.text(ticket.label);
    out.text(ticket.title);
    out.zigzag(ticket.type);
    out.zigzag(ticket.state);
    out.zigzag(ticket.updated_ms);
  }
  return out.take();
}

Result<SearchResponse> decode_search_response(std::string_view bytes) {
  return decode_message<SearchResponse>(bytes, "search response",
                                        [](ByteReader& in, SearchResponse& message) {
                                          message.more = decode_flag(in);
                                          const std::size_t count = in.count(kLeastFoundBytes);
                                          if (count > kMaxFoundTickets) return in.fail();
                                          for (std::size_t i = 0; i < count && !in.failed(); ++i) {
                                            FoundTicket ticket;
                                            ticket.id = decode_id(in);
                                            ticket.label = in.text(kMaxLabelBytes);
                                            ticket.title = in.text(kMaxTitleBytes);
                                            ticket.type = in.zigzag();
                                            ticket.state = in.zigzag();
                                            ticket.updated_ms = in.zigzag();
                                            message.tickets.push_back(std::move(ticket));
                                          }
                                        });
}

}  // namespace genba

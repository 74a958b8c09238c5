// POST /api/sync/search: tickets that the device does not keep, by their words (core/sync,
// SearchRequest → SearchResponse). 429 with Retry-After for whoever searches again and again.
#include <utility>

#include "core/sync/ticket_search.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

constexpr std::size_t kBodyLimit_bytes = 512;
// Some ten milliseconds; then others are served.
constexpr std::size_t kTicketsAtOnce = 500;

void go_on(std::shared_ptr<Call> call, std::shared_ptr<TicketSearch> search, Reply reply) {
  sync::SyncService& sync = *call->services.sync;
  sync.read(
      [search](stores::ServerStore& store) -> Result<Bytes> {
        search->go_on(store, kTicketsAtOnce);
        return search->is_over() ? encode(search->found()) : Bytes();
      },
      [=, reply = std::move(reply)](Result<Bytes> answer) mutable {
        if (answer && !search->is_over()) return go_on(call, search, std::move(reply));
        reply_with(call, std::move(reply))(std::move(answer));
      });
}

void search(std::shared_ptr<Call> call, Reply reply) {
  const std::string user = to_string(call->session->user_id);
  if (const std::int64_t wait = call->services.searches.take(user, call->now_ms); wait > 0) {
    return reply(wait_response(wait));
  }
  const Result<SearchRequest> request = decode_search_request(call->request.body);
  if (!request) return reply(error_response(request.error()));
  go_on(call, std::make_shared<TicketSearch>(sync_user(*call), request->words), std::move(reply));
}

}  // namespace

Route sync_search_route() {
  return {.method = http::Method::kPost,
          .path = "/api/sync/search",
          .access = Access::kSession,
          .body_limit_bytes = kBodyLimit_bytes,
          .defer = search};
}

}  // namespace genba::routes

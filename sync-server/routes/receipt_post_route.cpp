// POST /api/receipt {"code":…}: how far the report with that receipt code has come, for whoever
// knows the code: {"state_ja","state_en","since_ms"}. In the body, so that no log holds codes. An
// unknown code and what is no code get the same 404; too many tries 429 with Retry-After, counted
// by address and by device.
#include <utility>

#include "core/process/receipt.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/session_reply.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

constexpr std::size_t kMaxCode_bytes = 256;

std::int64_t wait_ms(Call& call) {
  http::ReceiptRates& rates = call.services.receipts;
  const std::int64_t address_ms =
      rates.addresses.take(auth::address_key(call.request.remote_address), call.now_ms);
  if (address_ms > 0 || !call.session) return address_ms;
  return rates.devices.take(view_of(call.session->token_hash), call.now_ms);
}

Result<Bytes> answer(const stores::ServerStore& store, const std::string& code) {
  const Result<ReceiptState> found = look_up_receipt(code, store);
  if (!found) return found.error();
  return Bytes(json_text({{"state_ja", found->label_ja},
                          {"state_en", found->label_en},
                          {"since_ms", found->since_ms}}));
}

void look_up(std::shared_ptr<Call> call, Reply reply) {
  if (const std::int64_t wait = wait_ms(*call); wait > 0) {
    return reply(wait_response(wait, "too_many_attempts"));
  }
  const std::optional<Json> json = json_object(call->request);
  std::string code;
  if (json) code = text_member(*json, "code", kMaxCode_bytes).value_or("");
  call->services.sync->read([code](stores::ServerStore& store) { return answer(store, code); },
                            [call, reply = std::move(reply)](Result<Bytes> found) {
                              if (!found) return reply(error_response(found.error()));
                              reply(json_response(200, std::move(found).value()));
                            });
}

}  // namespace

Route receipt_post_route() {
  return {.method = http::Method::kPost,
          .path = "/api/receipt",
          .access = Access::kPublic,
          .body_limit_bytes = 1024,
          .defer = look_up};
}

}  // namespace genba::routes

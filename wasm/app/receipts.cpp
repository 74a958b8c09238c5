#include "wasm/app/receipts.h"

#include <algorithm>
#include <cstdlib>

#include "core/process/receipt.h"
#include "wasm/app/flat_json.h"
#include "wasm/platform/net.h"

namespace genba::app {
namespace {

using Kind = ReceiptAnswer::Kind;

ReceiptAnswer read(const platform::HttpResponse& response) {
  ReceiptAnswer answer;
  if (response.status == 429) {
    answer.kind = Kind::kTooMany;
    answer.retry_after_s = std::max(1, response.retry_after_s);
  } else if (response.status == 404) {
    answer.kind = Kind::kUnknown;
  } else {
    const auto state_ja = flat_json_member(response.body, "state_ja");
    const auto state_en = flat_json_member(response.body, "state_en");
    const auto since = flat_json_member(response.body, "since_ms");
    answer.kind = Kind::kNoAnswer;
    if (response.status != 200 || !state_ja || !state_en || !since) return answer;
    answer.kind = Kind::kFound;
    answer.state_ja = *state_ja;
    answer.state_en = *state_en;
    answer.since_ms = std::atoll(std::string(*since).c_str());
  }
  return answer;
}

}  // namespace

void Receipts::ask(std::string_view typed) {
  forget();
  const std::string code = read_receipt_code(typed);
  // The server would say the same.
  answer_.kind = code.empty() ? Kind::kUnknown : Kind::kAsking;
  if (code.empty()) return;
  platform::HttpRequest request;
  request.method = "POST";
  request.url = "/api/receipt";
  request.content_type = "application/json";
  request.body = "{\"code\":" + json_quoted(code) + "}";
  platform::send_request(request,
                         [this, question = question_](const platform::HttpResponse& response) {
                           if (question != question_) return;
                           answer_ = read(response);
                           on_change_();
                         });
}

void Receipts::forget() {
  ++question_;
  answer_ = {};
}

}  // namespace genba::app

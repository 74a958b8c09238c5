#include "wasm/app/server_search.h"

#include <algorithm>
#include <utility>

#include "core/text/utf8.h"
#include "wasm/platform/net.h"

namespace genba::app {
namespace {

using Kind = ServerSearchAnswer::Kind;

void read(const platform::HttpResponse& response, ServerSearchAnswer& answer) {
  answer.kind = Kind::kNoAnswer;
  if (response.status == 429) {
    answer.kind = Kind::kTooMany;
    answer.retry_after_s = std::max(1, response.retry_after_s);
  } else if (response.status == 200) {
    Result<SearchResponse> found = decode_search_response(response.body);
    if (!found) return;
    answer.found = std::move(found).value();
    answer.kind = Kind::kFound;
  }
}

}  // namespace

void ServerSearch::ask(std::string_view words) {
  answer_ = {};
  answer_.kind = Kind::kAsking;
  answer_.words = words;
  platform::HttpRequest request;
  request.method = "POST";
  request.url = "/api/sync/search";
  request.content_type = "application/octet-stream";
  request.body = encode(SearchRequest{std::string(utf8_prefix(words, kMaxSearchWordsBytes))});
  platform::send_request(request,
                         [this, question = ++question_](const platform::HttpResponse& response) {
                           if (question != question_) return;
                           read(response, answer_);
                           on_change_();
                         });
}

}  // namespace genba::app

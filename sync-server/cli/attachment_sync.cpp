#include "sync-server/cli/attachment_sync.h"

#include <algorithm>

#include "sync-server/cli/attachment_folder.h"
#include "sync-server/json_text.h"

namespace genba::cli {
namespace {

// As the server wants them (sync-server/README.md, "The API").
constexpr std::int64_t kChunk_bytes = 256 * 1024;
constexpr std::int64_t kPart_bytes = 1024 * 1024;
constexpr const char* kBytes = "application/octet-stream";

std::string path_of(const EntityId& id) { return "/api/attachments/" + to_string(id); }

// An answer that concerns more than this one attachment.
Result<void> check_server(const HttpAnswer& answer) {
  if (answer.status == 401) {
    return make_error(ErrorCode::kUnauthenticated, "the session has ended");
  }
  if (answer.status == 429 || answer.status >= 500) {
    return make_error(ErrorCode::kUnavailable,
                      "the server answered " + std::to_string(answer.status));
  }
  return {};
}

std::string reason_of(const HttpAnswer& answer) {
  const Json json = Json::parse(answer.body, nullptr, false);
  if (json.is_object() && json.contains("error") && json["error"].is_object()) {
    return json["error"].value("message", std::string("no reason was given"));
  }
  return "the server answered " + std::to_string(answer.status);
}

class ContentExchange {
 public:
  ContentExchange(const std::string& data, const WorkspaceFolder& folder, HttpClient& client,
                  const Replica& replica)
      : files_(data), state_(folder.state()), client_(client), replica_(replica) {}

  Result<ContentTally> run(bool with_fetching) {
    if (const auto loaded = files_.load_sent(); !loaded) return loaded.error();
    const std::uint64_t epoch = replica_.identity().epoch;
    for (const EntityId& id : state_.entities(Kind::kAttachment)) {
      if (replica_.is_pending(id) || is_removed_attachment(state_, id)) continue;
      const std::string sha256 = state_.value(id, field::kAttachmentSha256).text();
      const bool is_own =
          state_.value(id, field::kAttachmentAuthor).reference() == replica_.identity().user;
      Result<void> done;
      if (is_own && files_.has(sha256) && !files_.is_sent(id, epoch)) {
        done = send(id, sha256);
      } else if (with_fetching && is_sha256_text(sha256) && !files_.has(sha256)) {
        done = fetch(id, sha256);
      }
      if (!done) return done.error();
    }
    return tally_;
  }

 private:
  void complain(const EntityId& id, const std::string& why) {
    tally_.problems.push_back(state_.value(id, field::kAttachmentName).text() + ": " + why);
  }

  Result<void> send(const EntityId& id, const std::string& sha256) {
    const Result<Bytes> content = files_.content(sha256);
    if (!content) return content.error();
    Result<HttpAnswer> answer = client_.send({"GET", path_of(id) + "/state"});
    // A chunk is sent once more than there are: after an answer that was lost.
    for (std::size_t rounds = content->size() / kChunk_bytes + 3; rounds > 0; --rounds) {
      if (!answer) return answer.error();
      if (const auto usable = check_server(*answer); !usable) return usable;
      const Json json = Json::parse(answer->body, nullptr, false);
      const bool is_state = json.is_object() && json.contains("received");
      if (!is_state || (answer->status != 200 && answer->status != 409)) {
        complain(id, reason_of(*answer));
        return {};
      }
      if (json.value("whole", false)) {
        ++tally_.sent;
        return files_.note_sent(id, replica_.identity().epoch);
      }
      const auto offset = json.value("received", std::int64_t{0});
      if (offset < 0 || offset >= static_cast<std::int64_t>(content->size())) break;
      answer = client_.send({"PUT", path_of(id) + "?offset=" + std::to_string(offset), kBytes,
                             content->substr(static_cast<std::size_t>(offset), kChunk_bytes)});
    }
    complain(id, "the server does not take it");
    return {};
  }

  Result<void> fetch(const EntityId& id, const std::string& sha256) {
    const std::int64_t size = state_.integer(id, field::kAttachmentSize);
    for (std::int64_t at = files_.fetched(sha256); at < size; at = files_.fetched(sha256)) {
      const std::string range = "bytes=" + std::to_string(at) + "-" +
                                std::to_string(std::min(at + kPart_bytes, size) - 1);
      const Result<HttpAnswer> answer = client_.send({"GET", path_of(id), "", "", range});
      if (!answer) return answer.error();
      if (const auto usable = check_server(*answer); !usable) return usable;
      if (answer->status == 404) {
        ++tally_.missing;
        return {};
      }
      if (answer->status != 206 || answer->body.empty()) {
        complain(id, reason_of(*answer));
        return {};
      }
      if (const auto added = files_.add_part(sha256, answer->body); !added) return added;
    }
    if (const auto whole = files_.finish(sha256); !whole) {
      complain(id, whole.error().detail);
      return {};
    }
    ++tally_.fetched;
    return {};
  }

  AttachmentFolder files_;
  const State& state_;
  HttpClient& client_;
  const Replica& replica_;
  ContentTally tally_;
};

}  // namespace

Result<ContentTally> exchange_contents(const std::string& data, WorkspaceFolder& folder,
                                       HttpClient& client, bool with_fetching) {
  return ContentExchange(data, folder, client, folder.workspace().replica()).run(with_fetching);
}

}  // namespace genba::cli

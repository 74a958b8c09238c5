#include "wasm/app/presence.h"

namespace genba::app {
namespace {

// The server forgets who is silent for 45 seconds.
constexpr double kAgainMs = 20'000;
constexpr std::size_t kIdLength = 36;

// The ids in the list of that name; the server writes nothing between them but quotes and commas.
void append_ids(std::string_view message, std::string_view name, bool is_writing,
                std::vector<PresentPerson>* people) {
  const std::string opening = "\"" + std::string(name) + "\":[";
  const std::size_t begin = message.find(opening);
  if (begin == std::string_view::npos) return;
  message.remove_prefix(begin + opening.size());
  message = message.substr(0, message.find(']'));
  while (message.size() >= kIdLength + 2) {
    const Result<EntityId> id = parse_id(message.substr(1, kIdLength));
    if (!id) return;
    people->push_back({*id, is_writing});
    message.remove_prefix(std::min(message.size(), kIdLength + 3));
  }
}

}  // namespace

void PresenceTracker::be_at(const EntityId& ticket, bool is_writing) {
  if (ticket == ticket_ && is_writing == is_writing_) return;
  if (ticket != ticket_) others_.clear();
  ticket_ = ticket;
  is_writing_ = is_writing;
  say();
}

void PresenceTracker::connected() {
  is_connected_ = true;
  if (!ticket_.is_null()) say();
}

void PresenceTracker::disconnected() {
  is_connected_ = false;
  others_.clear();
  again_.cancel();
}

void PresenceTracker::say() {
  again_.cancel();
  if (!is_connected_) return;
  if (ticket_.is_null()) return send_("away");
  send_((is_writing_ ? "writing " : "at ") + to_string(ticket_));
  again_.set(kAgainMs, [this] { say(); });
}

bool PresenceTracker::take(std::string_view message) {
  constexpr std::string_view kOpening = "{\"at\":\"";
  if (message.substr(0, kOpening.size()) != kOpening) return false;
  const Result<EntityId> at = parse_id(message.substr(kOpening.size(), kIdLength));
  if (!at || *at != ticket_) return true;
  others_.clear();
  append_ids(message, "viewing", false, &others_);
  append_ids(message, "writing", true, &others_);
  return true;
}

}  // namespace genba::app

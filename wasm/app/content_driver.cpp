#include "wasm/app/content_driver.h"

#include <algorithm>
#include <utility>

#include "core/process/attachment.h"
#include "core/text/catalogue.h"
#include "wasm/platform/page.h"
#include "wasm/ui/ui.h"
#include "wasm/views/attachment_target.h"
#include "wasm/views/error_text.h"

namespace genba::app {
namespace {

constexpr double kFirstRetryMs = 1000;
constexpr double kLongestRetryMs = 60 * 1000;

std::optional<Message> message_of(platform::KeptOutcome outcome) {
  switch (outcome) {
    case platform::KeptOutcome::kKept: return std::nullopt;
    case platform::KeptOutcome::kTooLarge: return Message::kAttachmentTooLarge;
    case platform::KeptOutcome::kEmpty: return Message::kAttachmentEmpty;
    case platform::KeptOutcome::kQuota: return Message::kAttachmentQuota;
    case platform::KeptOutcome::kUnreadable: break;
  }
  return Message::kAttachmentUnreadable;
}

}  // namespace

void ContentDriver::start() {
  platform::list_contents([this](const std::vector<platform::KeptContent>& kept) {
    // What was added meanwhile is known better.
    for (const platform::KeptContent& each : kept) entries_.emplace(each.id, Entry{each.sent_to});
    pump();
  });
}

std::string ContentDriver::server() const {
  const Identity& identity = host_.workspace().replica().identity();
  return to_string(identity.workspace) + "/" + std::to_string(identity.epoch);
}

bool ContentDriver::can_send() const {
  if (host_.place() != WorkspaceHost::Place::kHere || !host_.is_started()) return false;
  if (host_.workspace().is_alone() || !sync_.is_running()) return false;
  return sync_.status() == SyncStatus::kSynced || sync_.status() == SyncStatus::kWorking;
}

bool ContentDriver::is_own(const EntityId& attachment) const {
  const Replica& replica = host_.workspace().replica();
  return replica.state().value(attachment, field::kAttachmentAuthor).reference() ==
         replica.identity().user;
}

bool ContentDriver::waits(const EntityId& attachment, const Entry& entry,
                          const std::string& server) const {
  const State& state = host_.workspace().state();
  return state.kind(attachment) == Kind::kAttachment && entry.sent_to != server &&
         !entry.is_refused && is_own(attachment) && !is_removed_attachment(state, attachment);
}

std::size_t ContentDriver::waiting() const {
  if (!host_.is_started() || host_.workspace().is_alone()) return 0;
  const std::string here = server();
  return static_cast<std::size_t>(
      std::count_if(entries_.begin(), entries_.end(),
                    [&](const auto& each) { return waits(each.first, each.second, here); }));
}

void ContentDriver::pump() {
  if (is_sending_ || retry_.is_set() || !can_send()) return;
  const std::string here = server();
  for (const auto& [id, entry] : entries_) {
    if (!waits(id, entry, here) || host_.workspace().replica().is_pending(id)) continue;
    return send(id);
  }
}

void ContentDriver::hurry() {
  retry_.cancel();
  failures_ = 0;
  pump();
}

void ContentDriver::send(const EntityId& attachment) {
  is_sending_ = true;
  platform::send_content(attachment, server(),
                         [this, attachment](platform::SendOutcome outcome, int retry_after_s) {
                           is_sending_ = false;
                           sent(attachment, outcome, retry_after_s);
                           pump();
                         });
}

void ContentDriver::sent(const EntityId& attachment, platform::SendOutcome outcome,
                         int retry_after_s) {
  switch (outcome) {
    case platform::SendOutcome::kSent:
      failures_ = 0;
      entries_[attachment].sent_to = server();
      return;
    case platform::SendOutcome::kRefused: entries_[attachment].is_refused = true; return;
    case platform::SendOutcome::kGone: entries_.erase(attachment); return;
    case platform::SendOutcome::kSignIn: sync_.poll(); break;
    case platform::SendOutcome::kLater:
    case platform::SendOutcome::kUnknown: break;
  }
  retry_in(retry_after_s);
}

void ContentDriver::retry_in(int retry_after_s) {
  const double wait_ms =
      std::min(kLongestRetryMs, kFirstRetryMs * static_cast<double>(1 << std::min(failures_, 6)));
  ++failures_;
  const double least_ms = std::max(0, retry_after_s) * 1000.0;
  retry_.set(std::max(least_ms, wait_ms * (0.5 + random_share() / 2)), [this] { pump(); });
}

void ContentDriver::attach(std::string_view target, const platform::KeptFile& file,
                           Language language) {
  const auto place = parse_attachment_target(target);
  if (!place) return;
  const std::string name = safe_file_name(file.name);
  if (const auto problem = message_of(file.outcome)) {
    return complain(place->ticket, *problem, name);
  }
  const Result<EntityId> id = parse_id(file.id);
  if (!id) return;
  AddAttachment command;
  command.id = *id;
  command.ticket = place->ticket;
  command.name = name;
  command.media_type = file.media_type;
  command.content = {std::string(file.sha256), file.size};
  command.facet = place->facet;
  if (const Result<void> done = host_.submit(command, 0); !done) {
    platform::discard_content(*id);
    return complain(place->ticket,
                    [error = done.error()](Language spoken) { return error_text(error, spoken); });
  }
  problem_ = nullptr;
  entries_.emplace(*id, Entry{});
  ui::toast(text(Message::kAttachmentAdded, language, name));
}

ContentPlace ContentDriver::place(const EntityId& attachment) const {
  const auto found = entries_.find(attachment);
  if (found == entries_.end()) return ContentPlace::kElsewhere;
  if (host_.workspace().is_alone()) return ContentPlace::kKept;
  if (found->second.is_refused) return ContentPlace::kRefused;
  return waits(attachment, found->second, server()) ? ContentPlace::kWaiting : ContentPlace::kSent;
}

void ContentDriver::save(const EntityId& attachment) {
  const State& state = host_.workspace().state();
  const std::string name = safe_file_name(state.value(attachment, field::kAttachmentName).text());
  platform::ContentFacts facts;
  facts.id = attachment;
  facts.name = name;
  facts.media_type = safe_media_type(state.value(attachment, field::kAttachmentMediaType).text());
  facts.sha256 = state.value(attachment, field::kAttachmentSha256).text();
  facts.sent_to = server();
  const EntityId ticket = state.value(attachment, field::kAttachmentTicket).reference();
  problem_ = nullptr;
  platform::save_content(facts, [=, this, sent_to = facts.sent_to](platform::SaveOutcome outcome) {
    switch (outcome) {
      case platform::SaveOutcome::kSaved: entries_.emplace(attachment, Entry{sent_to}); break;
      case platform::SaveOutcome::kNotThere:
        return complain(ticket, Message::kAttachmentNotHere, name);
      case platform::SaveOutcome::kFailed:
        return complain(ticket, Message::kAttachmentNotFetched, name);
    }
  });
}

std::string ContentDriver::problem(const EntityId& ticket, Language language) const {
  return problem_ && ticket == problem_of_ ? problem_(language) : std::string();
}

void ContentDriver::complain(const EntityId& ticket, Words words) {
  problem_of_ = ticket;
  problem_ = std::move(words);
}

void ContentDriver::complain(const EntityId& ticket, Message message, const std::string& name) {
  complain(ticket, [message, name](Language spoken) { return text(message, spoken, name); });
}

void ContentDriver::load_picture(const std::string& key) {
  const Result<EntityId> id = parse_id(key);
  if (!id) return;
  platform::load_picture(
      *id, [key](int width, std::string_view rgba) { ui::set_picture(key, width, rgba); });
}

}  // namespace genba::app

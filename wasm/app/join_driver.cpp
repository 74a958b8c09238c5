#include "wasm/app/join_driver.h"

#include <algorithm>
#include <utility>

#include "core/replica/ticket_label.h"
#include "wasm/app/sync_exchange.h"
#include "wasm/platform/environment.h"
#include "wasm/platform/page.h"

namespace genba::app {
namespace {

constexpr std::int64_t kLongestWaitMs = 60'000;

// The first and the last of the numbers that are given anew.
std::string numbers_of(const State& state) {
  const Table& tickets = state.table(Kind::kTicket);
  std::string first, last;
  for (Row row = 0; row < tickets.size(); ++row) {
    if (!tickets.is_live(row) || tickets.column(field::kTicketNumber).integer(row) <= 0) continue;
    last = ticket_label(state, state.id(Kind::kTicket, row));
    if (first.empty()) first = last;
  }
  return first == last ? first : first + " – " + last;
}

}  // namespace

void JoinDriver::begin(const EntityId& user) {
  give_up();
  user_ = user;
  server_ = std::make_unique<Workspace>();
  if (const auto done = server_->start_joined(host_.random(), platform::now_ms()); !done) return;
  session_.emplace(server_->replica(), server_->device());
  pump();
}

void JoinDriver::give_up() {
  ++generation_;
  due_.cancel();
  preview_.reset();
  session_.reset();
  server_.reset();
  problem_ = Error{ErrorCode::kNone, {}};
}

void JoinDriver::pump() {
  const std::int64_t now_ms = platform::now_ms();
  std::optional<SyncRequest> wanted = session_->next_request(now_ms);
  // Nothing of this is stored.
  (void)server_->replica().take_records();
  if (!wanted) {
    if (const auto due_ms = session_->next_due_ms()) {
      const std::int64_t wait_ms = std::clamp<std::int64_t>(*due_ms - now_ms, 0, kLongestWaitMs);
      due_.set(static_cast<double>(wait_ms), [this] { pump(); });
    }
    return look();
  }
  platform::send_request(http_request(std::move(*wanted)),
                         [this, generation = generation_](platform::HttpResponse answer) {
                           if (generation == generation_) received(answer);
                         });
}

void JoinDriver::received(const platform::HttpResponse& response) {
  take_answer(*session_, response);
  pump();
}

void JoinDriver::look() {
  const SyncStatus status = session_->status();
  if (status == SyncStatus::kRefused) problem_ = session_->last_error();
  if (status == SyncStatus::kSignInNeeded) {
    give_up();
    return platform::request_frame();
  }
  const bool is_ready = status == SyncStatus::kSynced && host_.is_started();
  if (is_ready && host_.place() == WorkspaceHost::Place::kHere && !preview_) {
    const Replica& alone = host_.workspace().replica();
    JoinPreview preview;
    preview.server = &server_->state();
    preview.plan = plan_join(alone, server_->state(), server_->replica().identity().role);
    preview.counts = count_created(history_to_join(alone, server_->state(), preview.plan, user_));
    preview.numbers = numbers_of(alone.state());
    preview.user_name = session_->user_name();
    preview_ = std::move(preview);
  }
  platform::request_frame();
}

void JoinDriver::choose(std::size_t index, JoinWay way, const EntityId& target) {
  if (!preview_ || host_.place() != WorkspaceHost::Place::kHere) return;
  JoinItem& item = preview_->plan.items[index];
  item.way = way;
  item.target = target;
  preview_->counts = count_created(
      history_to_join(host_.workspace().replica(), server_->state(), preview_->plan, user_));
}

bool JoinDriver::finish() {
  if (!preview_ || host_.place() != WorkspaceHost::Place::kHere) return false;
  if (!host_.workspace().is_alone()) return false;
  const bool has_begun = host_
                             .start_joined(history_to_join(host_.workspace().replica(),
                                                           server_->state(), preview_->plan, user_))
                             .ok();
  if (has_begun) give_up();
  return has_begun;
}

}  // namespace genba::app

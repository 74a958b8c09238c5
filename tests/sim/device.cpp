#include "tests/sim/device.h"

#include <algorithm>

namespace genba::sim {

Device::Device(std::string name, std::size_t log_files, Ledger& ledger, test::SeededRandom& random,
               Findings& findings)
    : name_(std::move(name)),
      limits_{log_files, 4096},
      ledger_(ledger),
      random_(random),
      findings_(findings) {
  start(test::kNow);
}

Device::Mark Device::mark() const {
  const Replica& replica = workspace_->replica();
  return {replica.position(), replica.outbox().size(), replica.waiting(),
          replica.attention().size()};
}

Result<void> Device::load() {
  workspace_ = std::make_unique<Workspace>(limits_);
  return workspace_->load(disk_.files());
}

bool Device::start(std::int64_t now_ms) {
  session_.reset();
  if (const auto loaded = load(); !loaded) {
    findings_.broken(13, name_ + " does not come up again: " + loaded.error().detail);
    workspace_ = std::make_unique<Workspace>(limits_);
  }
  batch_ = {};
  const bool is_found = workspace_->is_started();
  if (!is_found) {
    if (saved_mark_) findings_.broken(1, name_ + " came up empty after it had saved");
    (void)workspace_->start_joined(random_, clock(now_ms));
  }
  session_ = std::make_unique<ClientSession>(workspace_->replica(), workspace_->device());
  session_->set_online(is_online_);
  session_->set_scope(scope_);
  ++connection_;
  return is_found;
}

void Device::set_scope(Scope scope) {
  scope_ = std::move(scope);
  session_->set_scope(scope_);
}

void Device::set_online(bool online) {
  is_online_ = online;
  session_->set_online(online);
}

Result<void> Device::submit(const Command& command, std::int64_t now_ms) {
  const std::size_t before = workspace_->replica().outbox().size();
  const auto done = workspace_->submit(command, clock(now_ms), random_);
  if (done && workspace_->replica().outbox().size() > before) remember_gesture();
  return done;
}

void Device::submit_unknown(const EntityId& ticket, std::int64_t now_ms) {
  const Operation operation{ticket, field_id(Kind::kTicket, 250), Action::kSet, Value::of(1),
                            workspace_->replica().head()};
  const auto done =
      workspace_->submit_group({operation}, clock(now_ms), clock(now_ms), {}, random_);
  if (done) remember_gesture();
}

void Device::remember_gesture() {
  const OperationGroup& group = workspace_->replica().outbox().back().group;
  gestures_[group.wall_ms] = {};
  ledger_.asked(group, workspace_->replica().identity().epoch);
}

bool Device::save(const Faults& faults) {
  if (batch_.empty()) {
    batch_ = workspace_->take_batch();
    batch_mark_ = mark();
  }
  if (batch_.empty()) return true;
  if (random_.chance(faults.write_fails)) {
    findings_.note("  %s cannot write", name_.c_str());
    return false;
  }
  disk_.write(batch_);
  saved();
  return is_saved();
}

void Device::saved() {
  batch_ = {};
  saved_mark_ = batch_mark_;
  if (workspace_->has_unsaved()) return;
  for (auto& [wall, gesture] : gestures_) {
    gesture.is_saved = true;
    gesture.is_answer_saved = gesture.is_answered;
  }
}

// Part of the next file reached the disk. A load tells that, or has no need of the file; then the
// disk gives back what was there before, as one does that puts whole files in place.
void Device::tear(const FileBatch& batch, std::size_t writes) {
  const auto& [name, bytes] = batch.puts[writes];
  const Disk::Files before = disk_.files();
  disk_.put(name, bytes.substr(0, random_.below(bytes.size())));
  const auto loaded = load();
  if (loaded && workspace_->is_started() && (!saved_mark_ || mark() != *saved_mark_)) {
    findings_.broken(13, "a torn " + name + " is taken as whole");
  } else if (!loaded && loaded.error().code != ErrorCode::kCorrupt) {
    findings_.broken(13, "a torn " + name + " is called " + loaded.error().detail);
  }
  disk_.replace(before);
}

void Device::die(const Faults& faults, std::int64_t now_ms) {
  if (batch_.empty()) {
    batch_ = workspace_->take_batch();
    batch_mark_ = mark();
  }
  const FileBatch batch = batch_;
  const std::size_t writes = random_.below(Disk::writes_of(batch) + 1);
  findings_.note("  %s dies after %zu of %zu writes", name_.c_str(), writes,
                 Disk::writes_of(batch));
  disk_.write(batch, writes);
  const std::optional<Mark> was = saved_mark_;
  // In the midst of a long pull it still shows what it did before; it comes up with what it holds.
  workspace_->replica().settle();
  const bool is_whole = writes == Disk::writes_of(batch) && !workspace_->has_unsaved();
  const std::optional<Hash256> shown =
      is_whole && random_.chance(30) ? std::optional(workspace_->state().digest()) : std::nullopt;
  if (writes < batch.puts.size() && random_.chance(faults.torn)) tear(batch, writes);
  const bool is_found = start(now_ms);
  if (is_found && shown && workspace_->state().digest() != *shown) {
    findings_.broken(1, name_ + " shows something else than before it died");
  }
  const Mark now = mark();
  if (is_found && now == batch_mark_) {
    saved_mark_ = now;
  } else if (is_found && (!was || now != *was)) {
    findings_.broken(13, name_ + " came up as neither what it was nor what it was becoming");
  }
  check_gestures("after a crash");
}

void Device::check_gestures(const char* reason) {
  std::set<std::int64_t> outbox, unanswered, attention;
  for (const OutboxEntry& entry : workspace_->replica().outbox()) {
    outbox.insert(entry.group.wall_ms);
    if (!entry.outcome) unanswered.insert(entry.group.wall_ms);
  }
  for (const Attention& entry : workspace_->replica().attention()) {
    attention.insert(entry.group.wall_ms);
  }
  for (auto one = gestures_.begin(); one != gestures_.end();) {
    Gesture& gesture = one->second;
    const bool waits = outbox.count(one->first) > 0;
    // An answer that died with the process before it was saved is asked for again.
    if (!gesture.is_answer_saved && unanswered.count(one->first) > 0) {
      gesture.is_answered = gesture.is_rejected = false;
    }
    if (gesture.is_saved && !gesture.is_answered && !waits) {
      findings_.broken(1, name_ + ": what was shown as saved is gone " + reason);
    }
    if (gesture.is_rejected && gesture.is_answer_saved && attention.count(one->first) == 0) {
      findings_.broken(6, name_ + ": what was rejected is not in the tray " + reason);
    }
    // What was not saved died with the process; what was answered is the server's to keep.
    const bool is_over = gesture.is_answer_saved && !gesture.is_rejected;
    one = is_over || (!gesture.is_saved && !waits) ? gestures_.erase(one) : std::next(one);
  }
}

void Device::copy_profile() {
  if (!saved_mark_) return;
  profile_ = disk_.files();
  profile_lane_ = workspace_->replica().identity().lane;
}

void Device::return_profile(std::int64_t now_ms) {
  // Whoever brings back a profile from before a change of lane sends again what it had sent
  // meanwhile under the other: no number tells the two apart.
  if (!profile_ || profile_lane_ != workspace_->replica().identity().lane) return;
  findings_.note("  %s gets an old profile back", name_.c_str());
  disk_.replace(*profile_);
  start(now_ms);
  saved_mark_ = mark();
  // What the user did since the copy was made is gone from here by his own doing.
  gestures_.clear();
  for (const OutboxEntry& entry : workspace_->replica().outbox()) {
    gestures_[entry.group.wall_ms] = {.is_saved = true, .is_answered = entry.outcome.has_value()};
  }
}

std::optional<SyncRequest> Device::next_request(const Faults& faults, std::int64_t now_ms) {
  if (!is_saved() && !save(faults)) return std::nullopt;
  std::optional<SyncRequest> request = session_->next_request(clock(now_ms));
  // Who has little room asks for little at a time.
  if (request && request->route == SyncRoute::kPull && random_.chance(faults.small_pull)) {
    PullRequest pull = *decode_pull_request(request->body);
    pull.limit = 1 + static_cast<std::uint32_t>(random_.below(60));
    request->body = encode(pull);
  }
  return request;
}

// Returns the tickets that it brought and that are shown.
std::vector<EntityId> Device::note_answers(const PushResponse& push) {
  std::vector<EntityId> shown;
  for (const OutboxEntry& entry : workspace_->replica().outbox()) {
    const auto answer =
        std::find_if(push.outcomes.begin(), push.outcomes.end(), [&](const GroupOutcome& outcome) {
          return !entry.outcome && outcome.first_dseq == entry.group.first_dseq;
        });
    if (answer == push.outcomes.end()) continue;
    Gesture& gesture = gestures_[entry.group.wall_ms];
    gesture.is_answered = true;
    gesture.is_answer_saved = false;
    gesture.is_rejected = answer->outcome == Outcome::kRejected;
    if (gesture.is_rejected) {
      findings_.note("  %s: rejected: %s: %s", name_.c_str(), error_code_name(answer->code),
                     answer->detail.c_str());
      continue;
    }
    ledger_.accepted(entry.group, workspace_->replica().identity().epoch);
    const EntityId& first = entry.group.operations.front().entity;
    if (workspace_->state().kind(first) == Kind::kTicket) shown.push_back(first);
  }
  return shown;
}

void Device::receive(SyncRoute route, const Bytes& body, std::int64_t now_ms) {
  ++connection_;
  std::vector<EntityId> shown;
  if (route == SyncRoute::kPush) {
    const Result<PushResponse> push = decode_push_response(body);
    if (push) shown = note_answers(*push);
    // Who becomes a device of its own begins a lane, and sees with the next pull what the other
    // did.
    if (push && push->error != ErrorCode::kNone) shown.clear();
  }
  session_->receive(200, body, std::nullopt, clock(now_ms), 0.5);
  for (const EntityId& ticket : shown) {
    if (workspace_->state().kind(ticket) == Kind::kTicket) continue;
    findings_.broken(1, name_ + ": a ticket that was accepted is shown no longer");
  }
}

void Device::give_up(std::int64_t now_ms) {
  ++connection_;
  session_->fail(clock(now_ms), 0.5);
}

}  // namespace genba::sim

#include "tests/sim/server.h"

#include <algorithm>

#include "core/authority/timed.h"
#include "core/process/custom_fields.h"
#include "core/sync/cursor.h"

namespace genba::sim {
namespace {

constexpr std::int64_t kYearMs = 365ll * 24 * 60 * 60 * 1000;
constexpr Role kRolesOfLast[] = {Role::kRequester, Role::kApprover, Role::kSecurityOfficer,
                                 Role::kGroupLead, Role::kAuditor,  Role::kKiosk};
constexpr Role kRolesToGive[] = {Role::kAgent,   Role::kGroupLead,       Role::kRequester,
                                 Role::kManager, Role::kSecurityOfficer, Role::kApprover};

EntityId workspace_id() { return derive_id("sim", "workspace"); }
EntityId person_id(std::size_t index) { return derive_id("sim", "user" + std::to_string(index)); }
EntityId admin_id() { return derive_id("test", "admin"); }

Operation set(const EntityId& id, FieldId field, Value value) {
  return {id, field, Action::kSet, std::move(value), 0};
}
Operation create(const EntityId& id, Kind kind) {
  return {id, creation_of(kind), Action::kCreate, Value::of(0), 0};
}

void take(MemoryStore& store, std::vector<Operation> operations, std::int64_t now_ms,
          RandomSource& random) {
  const Lane lane = store.lane_of(derive_id("test", "device"), admin_id());
  OperationGroup group;
  group.lane = lane;
  group.first_dseq = store.acked(lane) + 1;
  group.wall_ms = now_ms;
  group.operations = std::move(operations);
  const PushContext context{admin_id(), Role::kAdmin, now_ms, now_ms, now_ms};
  const auto done = accept(group, store, context, random);
  assert(done.ok() && done->outcome == Outcome::kApplied);
  (void)done;
}

// What every seed begins with is made once.
const MemoryStore::Backup& beginning() {
  static const MemoryStore::Backup made = [] {
    MemoryStore store(workspace_id(), 1);
    std::vector<SessionUser> users;
    for (std::size_t i = 0; i < kPeople; ++i) {
      users.push_back(
          {person_id(i), i == 0 ? Role::kManager : Role::kAgent, "user" + std::to_string(i)});
    }
    test::set_up(store, users);
    test::SeededRandom random(2);
    for (const char* name : {"north", "south"}) {
      const EntityId group = derive_id("sim", name);
      take(store, {create(group, Kind::kGroup), set(group, field::kGroupName, Value::of(name))},
           test::kNow, random);
    }
    const EntityId custom = custom_field_id("rack");
    take(
        store,
        {create(custom, Kind::kCustomField), set(custom, field::kCustomFieldKey, Value::of("rack")),
         set(custom, field::kCustomFieldName, Value::of("ラック")),
         set(custom, field::kCustomFieldType,
             Value::of(static_cast<std::int64_t>(CustomFieldType::kText))),
         set(custom, field::kCustomFieldEnabled, Value::of(1))},
        test::kNow, random);
    store.commit();
    return store.backup();
  }();
  return made;
}

}  // namespace

Server::Server(std::uint64_t seed, test::SeededRandom& random, Findings& findings)
    : random_(random),
      findings_(findings),
      store_(std::make_unique<MemoryStore>(workspace_id(), 1, beginning())) {
  for (std::size_t i = 0; i < kPeople; ++i) people_.push_back(person_id(i));
  groups_ = {derive_id("sim", "north"), derive_id("sim", "south")};
  const Role last = kRolesOfLast[seed % std::size(kRolesOfLast)];
  write({set(people_.back(), field::kUserRole, Value::of(static_cast<std::int64_t>(last)))},
        test::kNow);
}

SessionUser Server::session_of(std::size_t index) const {
  const EntityId& id = people_[index];
  return {id, static_cast<Role>(store_->integer(id, field::kUserRole)),
          store_->value(id, field::kUserName).text()};
}

void Server::commit() {
  store_->commit();
  for (; noted_ < store_->log().size(); ++noted_) {
    secrets_.note(store_->log()[noted_].effect, *store_);
  }
  if (random_.chance(2)) snapshot_.make(*store_);
}

void Server::write(std::vector<Operation> operations, std::int64_t now_ms) {
  take(*store_, std::move(operations), now_ms, random_);
  commit();
}

Result<Bytes> Server::handle(const Message& message, const SessionUser& user, std::int64_t now_ms) {
  return test::answer_to(message.route, message.body, user, *store_, now_ms, random_, snapshot_);
}

std::optional<Bytes> Server::answer(const Message& message, std::int64_t now_ms,
                                    const Faults& faults) {
  const SessionUser user = session_of(message.device);
  const bool is_push = message.route == SyncRoute::kPush;
  const Seq before = store_->head().seq;
  const bool is_unseen = is_push && is_about_unseen(message, user);
  const std::optional<ErrorCode> otherwise =
      is_push && random_.chance(10) ? decide_otherwise(message, user, now_ms) : std::nullopt;
  const Result<Bytes> answer = handle(message, user, now_ms);
  const bool writes = is_push || message.route == SyncRoute::kHello;
  if (writes && random_.chance(faults.server_dies)) {
    const bool is_committed = random_.chance(50);
    findings_.note("  the server dies %s", is_committed ? "before it answers" : "unsaved");
    is_committed ? commit() : store_->rollback();
    return std::nullopt;
  }
  commit();
  if (!answer) {
    findings_.broken(10, "the server refused a message: " + answer.error().detail);
    return std::nullopt;
  }
  if (is_push) {
    check_clocks(message, user, before, now_ms);
    const Result<PushResponse> push = decode_push_response(*answer);
    if (is_unseen && push.ok() && !push->outcomes.empty() &&
        push->outcomes.front().outcome != Outcome::kRejected) {
      findings_.broken(8, user.name + " changed a ticket that he may not see");
    }
    if (otherwise && push.ok() && !push->outcomes.empty() &&
        push->outcomes.front().code != *otherwise) {
      findings_.broken(11, std::string("another clock would have had another answer: ") +
                               error_code_name(*otherwise) + " for " +
                               error_code_name(push->outcomes.front().code));
    }
  }
  if (const int mark = secrets_.leaked(*answer, user, *store_)) {
    findings_.broken(
        8, user.name + " was sent text " + std::to_string(mark) + ", which he may not read");
  }
  return *answer;
}

Result<Bytes> Server::answer_reader(const SyncRequest& request, const SessionUser& user,
                                    std::int64_t now_ms) {
  Message message;
  message.route = request.route;
  message.body = request.body;
  Result<Bytes> answer = handle(message, user, now_ms);
  commit();
  return answer;
}

// Whether the first group, if it is a new one, is about a ticket that is hidden from its writer.
bool Server::is_about_unseen(const Message& message, const SessionUser& user) const {
  const Result<PushRequest> push = decode_push_request(message.body);
  if (!push || push->groups.empty() || push->epoch != store_->epoch()) return false;
  const OperationGroup& group = push->groups.front();
  const EntityId& entity = group.operations.front().entity;
  return group.first_dseq == store_->acked(group.lane) + 1 &&
         store_->kind(entity) == Kind::kTicket && !reads_ticket(user, entity, *store_);
}

// What would have been answered to the first group if the device's clock had jumped by years
// between the gesture and the push.
std::optional<ErrorCode> Server::decide_otherwise(const Message& message, const SessionUser& user,
                                                  std::int64_t now_ms) {
  const Result<PushRequest> push = decode_push_request(message.body);
  if (!push || push->groups.empty() || push->epoch != store_->epoch()) return std::nullopt;
  const OperationGroup& group = push->groups.front();
  if (group.first_dseq != store_->acked(group.lane) + 1) return std::nullopt;
  const Result<Cursor> seen = open_cursor(push->cursor, user, *store_);
  DecisionContext context;
  context.actor = user.id;
  context.role = user.role;
  context.received_ms = now_ms;
  const std::int64_t jump = random_.chance(50) ? 3 * kYearMs : -3 * kYearMs;
  context.effective_ms =
      effective_time(group.wall_ms + jump, push->sent_ms, seen ? store_->received_at(seen->seq) : 0,
                     now_ms, &context.clock_suspect);
  const Decision decision = decide(group, *store_, context);
  // For 14 days a closed ticket may be reopened: the one rule that asks when something happened.
  if (decision.rejection.detail.find("14 days") != std::string::npos) return std::nullopt;
  return decision.outcome == Outcome::kRejected ? decision.rejection.code : ErrorCode::kNone;
}

void Server::check_clocks(const Message& message, const SessionUser& user, Seq before,
                          std::int64_t now_ms) {
  const Result<PushRequest> push = decode_push_request(message.body);
  const Result<Cursor> seen = push ? open_cursor(push->cursor, user, *store_) : push.error();
  const std::int64_t least = seen ? store_->received_at(seen->seq) : 0;
  for (Seq seq = before + 1; seq <= store_->head().seq; ++seq) {
    const Effect& effect = store_->log()[seq - 1].effect;
    if ((effect.flags & kEffectDerived) != 0) continue;
    if (effect.effective_ms < least || effect.effective_ms > now_ms) {
      findings_.broken(11, "a wrong clock dates an effect outside what can be");
    }
  }
}

void Server::acknowledged(const Replica& replica, const Bytes& push_answer) {
  const Result<PushResponse> push = decode_push_response(push_answer);
  // What a server said before it was restored is not what this one said.
  if (!push || replica.identity().epoch != store_->epoch()) return;
  Dseq& acked = acknowledged_[replica.identity().lane];
  for (const GroupOutcome& outcome : push->outcomes) acked = std::max(acked, outcome.last_dseq);
}

void Server::toggle_membership(std::int64_t now_ms) {
  const EntityId& user = people_[1 + random_.below(kPeople - 1)];
  const EntityId& group = groups_[random_.below(groups_.size())];
  const EntityId id = derive_id("sim", to_string(user) + to_string(group));
  if (store_->kind(id) == Kind::kNone) {
    return write({create(id, Kind::kMembership), set(id, field::kMembershipUser, Value::of(user)),
                  set(id, field::kMembershipGroup, Value::of(group))},
                 now_ms);
  }
  const Value active = store_->value(id, field::kMembershipActive);
  const bool is_active = active.is_empty() || active.integer() != 0;
  write({set(id, field::kMembershipActive, Value::of(is_active ? 0 : 1))}, now_ms);
}

void Server::change_role(std::int64_t now_ms) {
  const EntityId& user = people_[1 + random_.below(kPeople - 1)];
  const Role role = kRolesToGive[random_.below(std::size(kRolesToGive))];
  if (store_->integer(user, field::kUserRole) == static_cast<std::int64_t>(role)) return;
  findings_.note("  somebody becomes role %d", static_cast<int>(role));
  write({set(user, field::kUserRole, Value::of(static_cast<std::int64_t>(role)))}, now_ms);
}

void Server::administer(std::int64_t now_ms) {
  random_.chance(70) ? toggle_membership(now_ms) : change_role(now_ms);
}

void Server::act_on_time(std::int64_t now_ms) {
  genba::act_on_time(*store_, now_ms, 5, random_);
  commit();
}

void Server::restore() {
  if (!backup_) return;
  findings_.note("  the server is restored, from %zu effects to %zu", store_->log().size(),
                 backup_->log.size());
  store_ = std::make_unique<MemoryStore>(workspace_id(), store_->epoch() + 1, *backup_);
  noted_ = std::min<Seq>(noted_, store_->log().size());
  for (auto& [lane, dseq] : acknowledged_) dseq = std::min(dseq, store_->acked(lane));
}

}  // namespace genba::sim

// A service desk for the tests of notices, rules and escalation: three people in one group, their
// lead, a manager and a requester, over one authority in memory.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "core/authority/timed.h"
#include "core/replica/inbox.h"
#include "tests/unit/support.h"

namespace genba::test {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;

inline Value word(const char* text) { return Value::of(std::string(text)); }
template <typename Enum>
Value choice_of(Enum value) {
  return Value::of(static_cast<std::int64_t>(value));
}

class RulesDesk {
 public:
  static SessionUser user(const char* name, Role role) {
    return {derive_id("test", name), role, name};
  }
  const SessionUser manager_user = user("manager", Role::kManager);
  const SessionUser lead = user("lead", Role::kGroupLead);
  const SessionUser agents[3] = {user("agent0", Role::kAgent), user("agent1", Role::kAgent),
                                 user("agent2", Role::kAgent)};
  const SessionUser requester = user("requester", Role::kRequester);
  const EntityId network = derive_id("test", "network");

  RulesDesk() : store(derive_id("test", "workspace"), 1), random(99) {
    const SessionUser users[] = {manager_user, lead, agents[0], agents[1], agents[2], requester};
    set_up(store, users);
    manager = std::make_unique<Device>(store, manager_user, 1);
    manager->sync();
    add(Kind::kGroup, network, {{field::kGroupName, word("Network")}});
    join_group(network, lead.id, true);
    for (const SessionUser& agent : agents) join_group(network, agent.id, false);
  }

  // By the manager, at once.
  EntityId add(Kind kind, const EntityId& id, std::vector<FieldChange> fields) {
    do_as_manager(CreateEntity{id, kind, std::move(fields)});
    return id;
  }
  EntityId add(Kind kind, std::vector<FieldChange> fields) {
    return add(kind, random.new_id(kNow), std::move(fields));
  }
  void do_as_manager(const Command& command) {
    const Result<void> done = manager->submit(command);
    REQUIRE_MESSAGE(done, done.error().detail);
    manager->now = now;
    manager->sync(now);
    CHECK(manager->replica().attention().empty());
  }
  void join_group(const EntityId& group, const EntityId& user, bool is_lead) {
    add(Kind::kMembership,
        {{field::kMembershipGroup, Value::of(group)},
         {field::kMembershipUser, Value::of(user)},
         {field::kMembershipLead, choice_of(is_lead ? Boolean::kYes : Boolean::kNo)}});
  }
  void shift(const EntityId& user, std::int64_t from_ms, std::int64_t until_ms, int level) {
    add(Kind::kShift, {{field::kShiftGroup, Value::of(network)},
                       {field::kShiftUser, Value::of(user)},
                       {field::kShiftFrom, Value::of(from_ms)},
                       {field::kShiftUntil, Value::of(until_ms)},
                       {field::kShiftLevel, Value::of(std::int64_t{level})}});
  }

  // A ticket of the network group, made by the manager for the requester; medium, so P3.
  EntityId ticket(std::vector<FieldChange> more = {}) {
    CreateTicket command;
    command.id = random.new_id(now);
    command.fields = {{field::kTicketTitle, word("VPNがつながらない")},
                      {field::kTicketImpact, choice_of(Level::kMedium)},
                      {field::kTicketUrgency, choice_of(Level::kMedium)},
                      {field::kTicketRequester, Value::of(requester.id)},
                      {field::kTicketAssignmentGroup, Value::of(network)}};
    for (FieldChange& change : more) {
      const auto same = std::find_if(command.fields.begin(), command.fields.end(),
                                     [&](const FieldChange& f) { return f.field == change.field; });
      if (same != command.fields.end())
        *same = change;
      else
        command.fields.push_back(change);
    }
    do_as_manager(command);
    return command.id;
  }
  EntityId p1() {
    return ticket({{field::kTicketImpact, choice_of(Level::kHigh)},
                   {field::kTicketUrgency, choice_of(Level::kHigh)}});
  }

  // Time passes at the authority; all that is due happens.
  void pass_to(std::int64_t to_ms) {
    now = to_ms;
    while (act_on_time(store, now, 100, random) > 0 && !store.due(now, 1).empty()) {
    }
    store.commit();
    manager->now = now;
    manager->sync(now);
  }

  const State& state() const { return manager->state(); }
  Value value(const EntityId& id, FieldId field) const { return state().value(id, field); }

  // "assigned, commented network is down": reasons and texts of a person's inbox, the oldest first.
  std::string inbox(const EntityId& user) const {
    std::string list;
    const std::vector<EntityId> ids = store.referring(field::kNoticeRecipient, user);
    for (const EntityId& id : ids) {
      const Choice* reason =
          find_choice(ChoiceList::kNoticeReason, store.integer(id, field::kNoticeReason));
      const std::string text = store.value(id, field::kNoticeText).text();
      list += (list.empty() ? "" : ", ") + std::string(reason->code);
      if (!text.empty()) list += " " + text;
    }
    return list;
  }

  MemoryStore store;
  SeededRandom random;
  std::unique_ptr<Device> manager;
  std::int64_t now = kNow;
};

}  // namespace genba::test

// A desk with a person of each role at a device of his own, all in one room with the authority:
// what one does is there for the others at once.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/authority/timed.h"
#include "core/process/workflow.h"
#include "tests/unit/support.h"

namespace genba::test {

class Desk {
 public:
  Desk() : store_(derive_id("test", "workspace"), 1) {
    std::vector<SessionUser> users;
    for (const Choice& role : choices_of(ChoiceList::kRole)) {
      users.push_back({user(static_cast<Role>(role.number)), static_cast<Role>(role.number),
                       std::string(role.code)});
    }
    set_up(store_, users);
  }

  static EntityId user(Role role) {
    return derive_id("test.user",
                     find_choice(ChoiceList::kRole, static_cast<std::int64_t>(role))->code);
  }

  std::int64_t now = kNow;
  MemoryStore& store() { return store_; }
  const StateReader& state() const { return store_; }
  EntityId new_id() { return random_.new_id(now); }

  // What the person's device says at once, or, when it lets it through, the authority.
  Result<void> act(Role role, const Command& command) {
    Device& device = this->device(role);
    device.now = now;
    device.sync(now);
    if (const auto done = device.submit(command); !done) return done;
    device.sync(now);
    if (device.replica().attention().empty()) return {};
    const Attention refused = device.replica().attention().back();
    device.replica().discard_attention(refused.group.first_dseq);
    return make_error(refused.outcome.code, refused.outcome.detail);
  }
  // What must work.
  void must(Role role, const Command& command) {
    const auto done = act(role, command);
    if (!done) WARN_MESSAGE(done.ok(), done.error().detail);
    REQUIRE(done.ok());
  }

  EntityId create(TicketType type, Role by = Role::kAgent, std::vector<FieldChange> fields = {}) {
    CreateTicket command;
    command.id = new_id();
    command.type = type;
    command.fields = std::move(fields);
    command.fields.push_back({field::kTicketTitle, Value::of(std::string("プリンター"))});
    must(by, command);
    return command.id;
  }
  Result<void> move(Role role, const EntityId& ticket, TicketState to,
                    std::vector<FieldChange> fields = {}) {
    ChangeState command;
    command.ticket = ticket;
    command.to = to;
    command.fields = std::move(fields);
    if (to == TicketState::kPending && command.fields.empty()) {
      command.pending_reason = PendingReason::kAwaitingVendor;
    }
    if (to == TicketState::kResolved && command.fields.empty()) {
      command.resolution = "再起動した";
      command.cause_code = "software";
    }
    return act(role, command);
  }
  Result<void> comment(Role role, const EntityId& ticket, const char* body,
                       Facet facet = Facet::kPublic) {
    return act(role, AddComment{new_id(), ticket, body, facet});
  }
  Result<void> link(Role role, const EntityId& origin, LinkType type, const EntityId& target) {
    return act(role, AddLink{new_id(), origin, type, target});
  }
  Result<void> set(Role role, const EntityId& ticket, FieldId field, Value value) {
    return act(role, EditFields{ticket, {{field, std::move(value)}}});
  }
  void pass_time() { act_on_time(store_, now, 100, random_); }

  Value value(const EntityId& id, FieldId field) const { return store_.value(id, field); }
  TicketState state_of(const EntityId& ticket) const { return genba::state_of(store_, ticket); }
  std::vector<std::string> comments(const EntityId& ticket) const {
    std::vector<std::string> bodies;
    for (const EntityId& id : store_.referring(field::kCommentTicket, ticket)) {
      bodies.push_back(store_.value(id, field::kCommentBody).text());
    }
    return bodies;
  }
  Device& device(Role role) {
    std::unique_ptr<Device>& device = devices_[role];
    if (!device) {
      const std::string name =
          find_choice(ChoiceList::kRole, static_cast<std::int64_t>(role))->code;
      device = std::make_unique<Device>(store_, SessionUser{user(role), role, name},
                                        static_cast<std::uint64_t>(role) + 10);
      device->sync(now);
    }
    return *device;
  }

 private:
  MemoryStore store_;
  SeededRandom random_{99};
  std::map<Role, std::unique_ptr<Device>> devices_;
};

template <typename Enum>
Value choice(Enum value) {
  return Value::of(static_cast<std::int64_t>(value));
}
inline Value text(const char* content) { return Value::of(std::string(content)); }

}  // namespace genba::test

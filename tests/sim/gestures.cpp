#include "tests/sim/gestures.h"

#include "core/process/authorise.h"
#include "core/process/custom_fields.h"
#include "core/process/workflow.h"

namespace genba::sim {
namespace {

template <typename Enum>
Value choice(Enum value) {
  return Value::of(static_cast<std::int64_t>(value));
}

}  // namespace

EntityId Gestures::any_of(const std::vector<EntityId>& ids) {
  return ids.empty() ? EntityId{} : ids[random_.below(ids.size())];
}

EntityId Gestures::ticket(const Device& device) {
  const State& state = device.workspace().state();
  const Table& tickets = state.table(Kind::kTicket);
  for (int attempt = 0; attempt < 8 && tickets.size() > 0; ++attempt) {
    // The newest are what people work on, and where they meet.
    const Row newest = std::min<Row>(tickets.size(), 12);
    const Row row = random_.chance(60)
                        ? tickets.size() - 1 - static_cast<Row>(random_.below(newest))
                        : static_cast<Row>(random_.below(tickets.size()));
    if (tickets.is_live(row)) return state.id(Kind::kTicket, row);
  }
  return {};
}

Command Gestures::draw(const Device& device, std::int64_t now_ms) {
  const EntityId it = ticket(device);
  if (it.is_null() || random_.chance(10)) return create(device, now_ms);
  switch (random_.below(16)) {
    case 0:
    case 1: return edit(device, it);
    case 2:
    case 3: return describe(device, it);
    case 4:
    case 5: return move(device, it, now_ms);
    case 6:
      return AddComment{random_.new_id(now_ms), it, text(),
                        random_.chance(50) ? Facet::kPublic : Facet::kInternal};
    case 7: return assign(it);
    case 8:
      return random_.chance(60) ? ChangeTags{it, {"t" + std::to_string(random_.below(5))}, {}}
                                : ChangeTags{it, {}, {"t" + std::to_string(random_.below(5))}};
    case 9: return relate(device, it, now_ms);
    case 10: return merge(device, it);
    case 11: return approve(it);
    case 12: return check(device, it, now_ms);
    case 13: return guard(it);
    case 14: return record(it, now_ms);
    default: return settle(device, it);
  }
}

Command Gestures::create(const Device& device, std::int64_t now_ms) {
  CreateTicket create;
  create.id = random_.new_id(now_ms);
  create.type =
      random_.chance(70) ? TicketType::kIncident : static_cast<TicketType>(1 + random_.below(6));
  create.offline_label = device.workspace().replica().next_label();
  create.fields = {{field::kTicketTitle, Value::of(text())}, {field::kTicketImpact, level()}};
  if (random_.chance(60)) create.fields.push_back({field::kTicketRequester, Value::of(person())});
  return create;
}

Command Gestures::edit(const Device&, const EntityId& ticket) {
  switch (random_.below(6)) {
    case 0: return EditFields{ticket, {{field::kTicketTitle, Value::of(text())}}};
    case 1: return EditFields{ticket, {{field::kTicketImpact, level()}}};
    case 2: return EditFields{ticket, {{field::kTicketUrgency, level()}}};
    case 3: return EditFields{ticket, {{field::kTicketSymptom, Value::of(text())}}};
    case 4: return EditFields{ticket, {{field::kTicketConfigurationItem, Value::of(text())}}};
    default: return EditFields{ticket, {{field::kTicketRequester, Value::of(person())}}};
  }
}

// Texts that are merged by line: a line is put before, after, or in the place of what is there.
Command Gestures::describe(const Device& device, const EntityId& ticket) {
  const FieldId field = random_.chance(60) ? field::kTicketDescription : field::kTicketRootCause;
  const std::string old = device.workspace().state().value(ticket, field).text();
  std::string now = text();
  if (random_.chance(40)) now += "\n" + old;
  if (random_.chance(40)) now = old + "\n" + now;
  return EditFields{ticket, {{field, Value::of(now.substr(0, 4000))}}};
}

Command Gestures::move(const Device& device, const EntityId& ticket, std::int64_t now_ms) {
  const State& state = device.workspace().state();
  const Identity& me = device.workspace().replica().identity();
  const auto allowed =
      allowed_states(state, ticket, permission_on(state, ticket, me.user, me.role), now_ms);
  ChangeState change;
  change.ticket = ticket;
  change.to = allowed.empty() || random_.chance(10)
                  ? static_cast<TicketState>(1 + random_.below(18))
                  : allowed[random_.below(allowed.size())];
  change.pending_reason = static_cast<PendingReason>(1 + random_.below(6));
  change.resolution = text();
  change.cause_code = text();
  if (random_.chance(30)) change.wake_at_ms = now_ms + 3'600'000;
  if (random_.chance(80)) {
    for (const FieldId field : {field::kTicketWorkaround, field::kTicketRootCause,
                                field::kTicketPlan, field::kTicketFallbackPlan}) {
      change.fields.push_back({field, Value::of(text())});
    }
    change.fields.push_back({field::kTicketRisk, choice(Level::kLow)});
  }
  return change;
}

Command Gestures::assign(const EntityId& ticket) {
  Assign assign{ticket, std::nullopt, std::nullopt};
  if (random_.chance(60)) {
    assign.group = random_.chance(15) ? EntityId{} : any_of(server_.groups());
  }
  if (random_.chance(60)) assign.assignee = random_.chance(15) ? EntityId{} : person();
  return assign;
}

Command Gestures::relate(const Device& device, const EntityId& ticket, std::int64_t now_ms) {
  const auto type = static_cast<LinkType>(1 + random_.below(9));
  if (random_.chance(15)) {
    SpinOff spin_off;
    spin_off.id = random_.new_id(now_ms);
    spin_off.link = random_.new_id(now_ms);
    spin_off.from = ticket;
    spin_off.title = text();
    spin_off.offline_label = device.workspace().replica().next_label();
    return spin_off;
  }
  const EntityId other = this->ticket(device);
  if (random_.chance(30)) return RemoveLink{ticket, type, other};
  return AddLink{random_.new_id(now_ms), ticket, random_.chance(50) ? LinkType::kChildOf : type,
                 other};
}

Command Gestures::merge(const Device& device, const EntityId& ticket) {
  const bool is_merged =
      !device.workspace().state().value(ticket, field::kTicketMergedInto).is_empty();
  if (is_merged) return UnmergeTicket{ticket};
  return MergeTicket{ticket, this->ticket(device)};
}

Command Gestures::approve(const EntityId& ticket) {
  if (random_.chance(50)) return RequestApproval{ticket, {person()}};
  return DecideApproval{ticket, random_.chance(70), text()};
}

Command Gestures::check(const Device& device, const EntityId& ticket, std::int64_t now_ms) {
  const State& state = device.workspace().state();
  const EntityId item = any_of(state.referring(field::kChecklistItemTicket, ticket));
  if (item.is_null() || random_.chance(20)) {
    return AddChecklistItem{random_.new_id(now_ms), ticket, text(), "", std::nullopt, false};
  }
  switch (random_.below(3)) {
    case 0: return CheckItem{item, random_.chance(50), std::nullopt};
    case 1: return CheckItem{item, std::nullopt, text()};
    default: return EditFields{item, {{field::kChecklistItemText, Value::of(text())}}};
  }
}

// Who may see it, and what may no longer be removed.
Command Gestures::guard(const EntityId& ticket) {
  switch (random_.below(6)) {
    case 0: return EditFields{ticket, {{field::kTicketLegalHold, yes_or_no()}}};
    case 1:
    case 2:
    case 3:
      return EditFields{ticket,
                        {{field::kTicketParticipants, Value::of(TextSet{to_string(person())})}}};
    default: return EditFields{ticket, {{field::kTicketRestricted, yes_or_no()}}};
  }
}

Command Gestures::record(const EntityId& ticket, std::int64_t now_ms) {
  switch (random_.below(3)) {
    case 0:
      return LogWork{random_.new_id(now_ms), ticket,
                     1 + static_cast<std::int64_t>(random_.below(90)), text(), std::nullopt};
    case 1: return Acknowledge{ticket};
    default: return SetCustomValue{ticket, custom_field_id("rack"), Value::of(text())};
  }
}

Command Gestures::settle(const Device& device, const EntityId& ticket) {
  const State& state = device.workspace().state();
  const EntityId conflict = any_of(state.referring(field::kConflictTicket, ticket));
  if (!conflict.is_null()) return SettleConflict{conflict, random_.chance(50)};
  const std::vector<EntityId> notices = state.referring(field::kNoticeTicket, ticket);
  return MarkNoticesRead{notices, random_.chance(80)};
}

}  // namespace genba::sim

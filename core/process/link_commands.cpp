// Links, merging, and tickets that are made from others.
#include "core/process/blank.h"
#include "core/process/commands.h"
#include "core/process/links.h"
#include "core/process/operation_list.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

Result<void> require_ticket(const StateReader& state, const EntityId& id) {
  if (state.kind(id) == Kind::kTicket) return {};
  return make_error(ErrorCode::kNotFound, "no such ticket");
}

void add_link(OperationList& list, const EntityId& id, const EntityId& origin, LinkType type,
              const EntityId& target) {
  list.create(id, Kind::kLink, Facet::kPublic);
  list.set(id, field::kLinkOrigin, origin);
  list.set(id, field::kLinkTarget, target);
  list.set(id, field::kLinkType, type);
  list.set(id, field::kLinkStatus, LinkStatus::kActive);
}

// What a ticket made from another one has in common with it.
constexpr FieldId kInherited[] = {
    field::kTicketType,        field::kTicketRequester,        field::kTicketCategory,
    field::kTicketSubcategory, field::kTicketService,          field::kTicketSite,
    field::kTicketChannel,     field::kTicketImpact,           field::kTicketUrgency,
    field::kTicketCustomer,    field::kTicketConfigurationItem};

}  // namespace

Result<Operations> plan(const AddLink& command, const StateReader& state,
                        const CommandContext& context) {
  for (const EntityId& end : {command.origin, command.target}) {
    if (const auto found = require_ticket(state, end); !found) return found.error();
  }
  const bool is_linked =
      !active_links(state, command.origin, command.target, command.type).empty() ||
      (command.type == LinkType::kRelatesTo &&
       !active_links(state, command.target, command.origin, command.type).empty());
  if (is_linked) return make_error(ErrorCode::kAlreadyExists, "they are linked like that already");
  OperationList list(context.seen);
  add_link(list, command.id, command.origin, command.type, command.target);
  return list.take();
}

Result<Operations> plan(const RemoveLink& command, const StateReader& state,
                        const CommandContext& context) {
  std::vector<EntityId> links = active_links(state, command.origin, command.target, command.type);
  if (command.type == LinkType::kRelatesTo) {
    for (const EntityId& link : active_links(state, command.target, command.origin, command.type)) {
      links.push_back(link);
    }
  }
  if (links.empty()) return make_error(ErrorCode::kNotFound, "they are not linked like that");
  OperationList list(context.seen);
  for (const EntityId& link : links) list.set(link, field::kLinkStatus, LinkStatus::kRemoved);
  return list.take();
}

Result<Operations> plan(const MergeTicket& command, const StateReader& state,
                        const CommandContext& context) {
  for (const EntityId& end : {command.ticket, command.into}) {
    if (const auto found = require_ticket(state, end); !found) return found.error();
  }
  if (command.ticket == command.into) {
    return make_error(ErrorCode::kInvalidArgument,
                      "merged_into: a ticket is not merged into itself");
  }
  if (!state.value(command.ticket, field::kTicketMergedInto).is_empty()) {
    return make_error(ErrorCode::kAlreadyExists, "it is merged into another ticket already");
  }
  OperationList list(context.seen);
  list.set(command.ticket, field::kTicketMergedInto, command.into);
  return list.take();
}

Result<Operations> plan(const UnmergeTicket& command, const StateReader& state,
                        const CommandContext& context) {
  if (const auto found = require_ticket(state, command.ticket); !found) return found.error();
  if (state.value(command.ticket, field::kTicketMergedInto).is_empty()) {
    return make_error(ErrorCode::kInvalidArgument,
                      "merged_into: it is not merged into another ticket");
  }
  OperationList list(context.seen);
  list.set(command.ticket, field::kTicketMergedInto, Value{});
  return list.take();
}

Result<Operations> plan(const SpinOff& command, const StateReader& state,
                        const CommandContext& context) {
  if (const auto found = require_ticket(state, command.from); !found) return found.error();
  const bool is_known =
      command.relation == LinkType::kSplitFrom || command.relation == LinkType::kFollowUpOf;
  if (!is_known) {
    return make_error(ErrorCode::kInvalidArgument, "type: a ticket is split off or follows up");
  }
  if (is_blank(command.title)) return make_error(ErrorCode::kMissingField, "title");
  OperationList list(context.seen);
  list.create(command.id, Kind::kTicket, Facet::kPublic);
  list.set(command.id, field::kTicketState, TicketState::kNew);
  list.set(command.id, field::kTicketTitle, command.title);
  if (!is_blank(command.description)) {
    list.set(command.id, field::kTicketDescription, command.description);
  }
  if (!command.offline_label.empty()) {
    list.set(command.id, field::kTicketOfflineLabel, command.offline_label);
  }
  for (const FieldId field : kInherited) {
    Value value = state.value(command.from, field);
    if (!value.is_empty()) list.set(command.id, field, std::move(value));
  }
  add_link(list, command.link, command.id, command.relation, command.from);
  return list.take();
}

Result<Operations> plan(const ResolveWaiting& command, const StateReader& state,
                        const CommandContext& context) {
  if (const auto found = require_ticket(state, command.problem); !found) return found.error();
  const std::vector<EntityId> incidents = waiting_for(state, command.problem);
  if (incidents.empty()) {
    return make_error(ErrorCode::kNotFound, "no incident waits for this problem");
  }
  OperationList list(context.seen);
  for (const EntityId& incident : incidents) {
    list.set(incident, field::kTicketResolution, command.resolution);
    list.set(incident, field::kTicketCauseCode, command.cause_code);
    list.set(incident, field::kTicketState, TicketState::kResolved);
  }
  return list.take();
}

}  // namespace genba

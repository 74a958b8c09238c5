// Approvals, work, checklists, templates: the records beside a ticket.
#include <algorithm>

#include "core/process/approvals.h"
#include "core/process/blank.h"
#include "core/process/commands.h"
#include "core/process/custom_fields.h"
#include "core/process/operation_list.h"
#include "core/process/playbook.h"
#include "core/process/security.h"

namespace genba {
namespace {

constexpr std::int64_t kMaxWorkMinutes = 24 * 60;  // in one entry

Result<void> require(const StateReader& state, const EntityId& id, Kind kind) {
  if (state.kind(id) == kind) return {};
  return make_error(ErrorCode::kNotFound, std::string("no such ") + find_kind(kind)->name);
}

Boolean yes_if(bool wanted) { return wanted ? Boolean::kYes : Boolean::kNo; }

std::int64_t next_position(const StateReader& state, const EntityId& ticket) {
  std::int64_t last = 0;
  for (const EntityId& item : checklist_of(state, ticket)) {
    last = std::max(last, state.integer(item, field::kChecklistItemPosition));
  }
  return last + 1;
}

void add_item(OperationList& list, const AddChecklistItem& item, std::int64_t position) {
  list.create(item.id, Kind::kChecklistItem, Facet::kInternal);
  list.set(item.id, field::kChecklistItemTicket, item.ticket);
  list.set(item.id, field::kChecklistItemText, item.text);
  if (!item.text_en.empty()) list.set(item.id, field::kChecklistItemTextEn, item.text_en);
  list.set(item.id, field::kChecklistItemPosition, position);
  if (item.step) list.set(item.id, field::kChecklistItemStep, *item.step);
  list.set(item.id, field::kChecklistItemRequired, yes_if(item.is_required));
}

void add_playbook(OperationList& list, const StateReader& state, const EntityId& ticket,
                  const EntityId& playbook) {
  std::int64_t position = next_position(state, ticket);
  const std::string steps = state.value(playbook, field::kPlaybookSteps).text();
  for (const PlaybookStep& step : parse_playbook(steps)) {
    const EntityId id = playbook_item_id(ticket, playbook, step);
    if (state.kind(id) != Kind::kNone) continue;
    add_item(list, {id, ticket, step.text, step.text_en, {}, step.is_required}, position++);
  }
}

}  // namespace

Result<Operations> plan(const RequestApproval& command, const StateReader& state,
                        const CommandContext& context) {
  if (const auto found = require(state, command.ticket, Kind::kTicket); !found) {
    return found.error();
  }
  if (command.approvers.empty()) return make_error(ErrorCode::kMissingField, "approver");
  OperationList list(context.seen);
  for (const EntityId& approver : command.approvers) {
    if (const auto found = require(state, approver, Kind::kUser); !found) return found.error();
    const EntityId id = approval_id(command.ticket, approver);
    if (state.kind(id) == Kind::kNone) {
      // That it is asked for follows from it: asked twice at once, no decision is lost.
      list.create(id, Kind::kApproval, Facet::kPublic);
      list.set(id, field::kApprovalTicket, command.ticket);
      list.set(id, field::kApprovalApprover, approver);
    } else if (state.integer(id, field::kApprovalDecision) !=
               static_cast<std::int64_t>(ApprovalDecision::kRequested)) {
      list.set(id, field::kApprovalDecision, ApprovalDecision::kRequested);
    }
  }
  return list.take();
}

Result<Operations> plan(const DecideApproval& command, const StateReader& state,
                        const CommandContext& context) {
  const EntityId id = approval_id(command.ticket, context.actor);
  if (state.kind(id) != Kind::kApproval) {
    return make_error(ErrorCode::kForbidden, "your approval was not asked for");
  }
  OperationList list(context.seen);
  if (!is_blank(command.remark)) list.set(id, field::kApprovalRemark, command.remark);
  list.set(id, field::kApprovalDecision,
           command.approves ? ApprovalDecision::kApproved : ApprovalDecision::kRejected);
  return list.take();
}

Result<Operations> plan(const LogWork& command, const StateReader& state,
                        const CommandContext& context) {
  if (const auto found = require(state, command.ticket, Kind::kTicket); !found) {
    return found.error();
  }
  if (command.minutes < 1 || command.minutes > kMaxWorkMinutes) {
    return make_error(ErrorCode::kInvalidArgument, "minutes: from 1 to 1440");
  }
  OperationList list(context.seen);
  list.create(command.id, Kind::kWorklog, Facet::kInternal);
  list.set(command.id, field::kWorklogTicket, command.ticket);
  list.set(command.id, field::kWorklogMinutes, command.minutes);
  if (!is_blank(command.text)) list.set(command.id, field::kWorklogText, command.text);
  list.set(command.id, field::kWorklogWorkedAt, command.worked_at_ms.value_or(context.now_ms));
  return list.take();
}

Result<Operations> plan(const Acknowledge& command, const StateReader& state,
                        const CommandContext& context) {
  if (const auto found = require(state, command.ticket, Kind::kTicket); !found) {
    return found.error();
  }
  OperationList list(context.seen);
  if (state.value(command.ticket, field::kTicketAcknowledgedAt).is_empty()) {
    list.set(command.ticket, field::kTicketAcknowledgedAt, context.now_ms);
  }
  return list.take();
}

Result<Operations> plan(const SetCustomValue& command, const StateReader& state,
                        const CommandContext& context) {
  if (const auto found = require(state, command.ticket, Kind::kTicket); !found) {
    return found.error();
  }
  if (const auto found = require(state, command.field, Kind::kCustomField); !found) {
    return found.error();
  }
  OperationList list(context.seen);
  const EntityId id = custom_value_id(command.ticket, command.field);
  if (state.kind(id) == Kind::kNone) {
    list.create(id, Kind::kCustomValue, Facet::kInternal);
    list.set(id, field::kCustomValueTicket, command.ticket);
    list.set(id, field::kCustomValueField, command.field);
  }
  if (state.value(id, field::kCustomValueValue) != command.value) {
    list.set(id, field::kCustomValueValue, command.value);
  }
  return list.take();
}

Result<Operations> plan(const AddChecklistItem& command, const StateReader& state,
                        const CommandContext& context) {
  if (const auto found = require(state, command.ticket, Kind::kTicket); !found) {
    return found.error();
  }
  if (is_blank(command.text)) return make_error(ErrorCode::kMissingField, "text");
  OperationList list(context.seen);
  add_item(list, command, next_position(state, command.ticket));
  return list.take();
}

Result<Operations> plan(const CheckItem& command, const StateReader& state,
                        const CommandContext& context) {
  if (const auto found = require(state, command.item, Kind::kChecklistItem); !found) {
    return found.error();
  }
  OperationList list(context.seen);
  if (command.note &&
      state.value(command.item, field::kChecklistItemNote).text() != *command.note) {
    list.set(command.item, field::kChecklistItemNote, *command.note);
  }
  if (command.done) list.set(command.item, field::kChecklistItemDone, yes_if(*command.done));
  return list.take();
}

Result<Operations> plan(const ApplyTemplate& command, const StateReader& state,
                        const CommandContext& context) {
  const EntityId& from = command.template_id;
  if (const auto found = require(state, command.ticket, Kind::kTicket); !found) {
    return found.error();
  }
  if (const auto found = require(state, from, Kind::kTemplate); !found) return found.error();
  constexpr std::pair<FieldId, FieldId> kFilled[] = {
      {field::kTemplateTitle, field::kTicketTitle},
      {field::kTemplateDescription, field::kTicketDescription},
      {field::kTemplateCategory, field::kTicketCategory},
      {field::kTemplateImpact, field::kTicketImpact},
      {field::kTemplateUrgency, field::kTicketUrgency},
      {field::kTemplateAssignmentGroup, field::kTicketAssignmentGroup}};
  OperationList list(context.seen);
  for (const auto& [source, target] : kFilled) {
    Value value = state.value(from, source);
    if (value.is_empty() || !state.value(command.ticket, target).is_empty()) continue;
    list.set(command.ticket, target, std::move(value));
  }
  const EntityId playbook = state.value(from, field::kTemplatePlaybook).reference();
  if (!playbook.is_null()) add_playbook(list, state, command.ticket, playbook);
  return list.take();
}

Result<Operations> plan(const ApplyPlaybook& command, const StateReader& state,
                        const CommandContext& context) {
  if (const auto found = require(state, command.ticket, Kind::kTicket); !found) {
    return found.error();
  }
  if (const auto found = require(state, command.playbook, Kind::kPlaybook); !found) {
    return found.error();
  }
  OperationList list(context.seen);
  add_playbook(list, state, command.ticket, command.playbook);
  return list.take();
}

}  // namespace genba

// Commands: what people do, and the operations that each becomes. A command is checked against the
// state that its author sees, so that a mistake is told at once and in words; the authority checks
// the operations again in its own order.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/model/cell.h"
#include "core/model/operation.h"
#include "core/process/attachment.h"
#include "core/process/evidence.h"
#include "core/process/process_commands.h"

namespace genba {

struct FieldChange {
  FieldId field{};
  Value value;
};

// A new ticket. `id` is made by the caller, so that it can show the ticket at once.
struct CreateTicket {
  EntityId id;
  TicketType type = TicketType::kIncident;
  std::string offline_label;        // "K7-42"
  std::vector<FieldChange> fields;  // title at least
  EntityId receipt = {};            // receipt_id() of the code that was handed out; null: none
};

// Fields of any entity. State, group and assignee of a ticket have commands of their own.
struct EditFields {
  EntityId id;
  std::vector<FieldChange> fields;
};

struct ChangeTags {
  EntityId ticket;
  TextSet add;
  TextSet remove;
};

struct AddComment {
  EntityId id;
  EntityId ticket;
  std::string body;
  Facet facet = Facet::kPublic;
};

// A null id takes the group or the person away. A new incident becomes Assigned with its assignee.
struct Assign {
  EntityId ticket;
  std::optional<EntityId> group;
  std::optional<EntityId> assignee;
};

struct ChangeState {
  EntityId ticket;
  TicketState to = TicketState::kNew;
  std::optional<PendingReason> pending_reason;
  std::optional<std::int64_t> wake_at_ms;
  std::optional<std::string> resolution;
  std::optional<std::string> cause_code;
  std::vector<FieldChange> fields;  // what else the step asks for (required_fields)
};

// Configuration and people: any other kind of entity.
struct CreateEntity {
  EntityId id;
  Kind kind = Kind::kNone;
  std::vector<FieldChange> fields;
};

// Settles a conflict: `take_loser` puts the value that lost into its field, else what stands stays.
struct SettleConflict {
  EntityId conflict;
  bool take_loser = false;
};

// The author's own notices; what is so already is passed over.
struct MarkNoticesRead {
  std::vector<EntityId> notices;
  bool read = true;
};

using Command =
    std::variant<CreateTicket, EditFields, ChangeTags, AddComment, Assign, ChangeState,
                 CreateEntity, SettleConflict, AddLink, RemoveLink, MergeTicket, UnmergeTicket,
                 SpinOff, RequestApproval, DecideApproval, LogWork, Acknowledge, SetCustomValue,
                 AddChecklistItem, CheckItem, ApplyTemplate, ApplyPlaybook, ResolveWaiting,
                 ConfigureTransitions, MarkNoticesRead, AddEvidence, RecordCustody, AddAttachment,
                 RemoveAttachment>;

struct CommandContext {
  EntityId actor;
  Role role = Role::kRequester;
  std::int64_t now_ms = 0;
  // The newest effect that the author's screen showed. A form passes what it was opened with.
  Seq seen = 0;
};

// The operations of a command (lane and numbers are the replica's to fill in). Errors as
// error_code_name says, each with a field name or the allowed states in its detail.
Result<std::vector<Operation>> plan_operations(const Command& command, const StateReader& state,
                                               const CommandContext& context);

// Parses what a person typed (a choice's code, a number, an RFC 3339 instant, text, items between
// commas) for a field that is not a reference.
Result<Value> parse_value(const FieldSpec& spec, std::string_view text);

}  // namespace genba

#include "wasm/views/rejected_group.h"

#include <algorithm>
#include <array>

#include "core/reports/report_table.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

const Operation* find_operation(const OperationGroup& group, const EntityId& entity,
                                FieldId field) {
  for (const Operation& operation : group.operations) {
    if (operation.entity == entity && operation.field == field) return &operation;
  }
  return nullptr;
}

Value value_in(const OperationGroup& group, const EntityId& entity, FieldId field) {
  const Operation* operation = find_operation(group, entity, field);
  return operation ? operation->value : Value{};
}

bool creates(const OperationGroup& group, const EntityId& entity) {
  return std::any_of(group.operations.begin(), group.operations.end(), [&](const Operation& o) {
    return o.entity == entity && is_creation(o.field);
  });
}

bool is_bookkeeping(FieldId field) {
  return field == field::kTicketType || field == field::kTicketOfflineLabel;
}

// The changes of one existing ticket, sorted into the commands that make them.
class TicketChanges {
 public:
  explicit TicketChanges(const EntityId& ticket) : ticket_(ticket) {
    edit_.id = tags_.ticket = assign_.ticket = state_.ticket = ticket;
  }
  const EntityId& ticket() const { return ticket_; }

  void take(const Operation& operation) {
    const Value& value = operation.value;
    switch (static_cast<std::uint16_t>(operation.field)) {
      case static_cast<std::uint16_t>(field::kTicketState):
        state_.to = static_cast<TicketState>(value.integer());
        has_state_ = true;
        return;
      case static_cast<std::uint16_t>(field::kTicketPendingReason):
        state_.pending_reason = static_cast<PendingReason>(value.integer());
        return;
      case static_cast<std::uint16_t>(field::kTicketWakeAt):
        state_.wake_at_ms = value.integer();
        return;
      case static_cast<std::uint16_t>(field::kTicketAssignmentGroup):
        assign_.group = value.reference();
        return;
      case static_cast<std::uint16_t>(field::kTicketAssignedTo):
        assign_.assignee = value.reference();
        return;
      case static_cast<std::uint16_t>(field::kTicketTags):
        (operation.action == Action::kRemove ? tags_.remove : tags_.add) = value.set();
        return;
      default: edit_.fields.push_back({operation.field, value});
    }
  }

  void put_commands(std::vector<Command>& commands) const {
    if (!edit_.fields.empty()) commands.push_back(edit_);
    if (assign_.group || assign_.assignee) commands.push_back(assign_);
    if (!tags_.add.empty() || !tags_.remove.empty()) commands.push_back(tags_);
    if (has_state_) commands.push_back(state_);
  }

 private:
  EntityId ticket_;
  EditFields edit_;
  ChangeTags tags_;
  Assign assign_;
  ChangeState state_;
  bool has_state_ = false;
};

Command creation_command(const OperationGroup& group, const Operation& creation) {
  const EntityId& id = creation.entity;
  if (kind_of(creation.field) == Kind::kComment) {
    return AddComment{id, value_in(group, id, field::kCommentTicket).reference(),
                      value_in(group, id, field::kCommentBody).text(),
                      static_cast<Facet>(creation.value.integer())};
  }
  std::vector<FieldChange> fields;
  for (const Operation& operation : group.operations) {
    const bool is_own = operation.entity == id && !is_creation(operation.field);
    if (!is_own || is_bookkeeping(operation.field) || operation.field == field::kTicketState) {
      continue;
    }
    fields.push_back({operation.field, operation.value});
  }
  if (kind_of(creation.field) != Kind::kTicket) {
    return CreateEntity{id, kind_of(creation.field), std::move(fields)};
  }
  CreateTicket command;
  command.id = id;
  command.offline_label = value_in(group, id, field::kTicketOfflineLabel).text();
  const Value type = value_in(group, id, field::kTicketType);
  if (!type.is_empty()) command.type = static_cast<TicketType>(type.integer());
  command.fields = std::move(fields);
  return command;
}

std::string json_string(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.append({'\\', c});
    } else if (byte < 0x20) {
      out.append("\\u00").append({kHex[byte >> 4], kHex[byte & 15]});
    } else {
      out.push_back(c);
    }
  }
  return out + "\"";
}

}  // namespace

std::vector<std::string> describe_group(const Model& model, const OperationGroup& group) {
  std::vector<std::string> lines;
  for (const Operation& operation : group.operations) {
    if (is_creation(operation.field)) {
      if (kind_of(operation.field) == Kind::kTicket) {
        lines.push_back(ts(model, Message::kAttentionNewTicket));
      }
      continue;
    }
    const FieldSpec* spec = find_field(operation.field);
    if (!spec || is_bookkeeping(spec->id) || spec->id == field::kCommentTicket) continue;
    if (spec->id == field::kTicketState && creates(group, operation.entity)) continue;
    lines.push_back(spec->id == field::kCommentBody
                        ? t(model, Message::kAttentionComment, operation.value.text())
                        : t(model, Message::kAttentionSet, spec->label(model.language),
                            value_text(model, *spec, operation.value)));
  }
  return lines;
}

EntityId ticket_of_group(const Model& model, const OperationGroup& group) {
  for (const Operation& operation : group.operations) {
    if (kind_of(operation.field) == Kind::kTicket) return operation.entity;
    if (operation.field == field::kCommentTicket) return operation.value.reference();
    if (kind_of(operation.field) == Kind::kConflict) {
      return model.state().value(operation.entity, field::kConflictTicket).reference();
    }
  }
  return {};
}

std::vector<Command> commands_of_group(const State& state, const OperationGroup& group) {
  std::vector<Command> commands;
  std::vector<TicketChanges> tickets;
  for (const Operation& operation : group.operations) {
    const EntityId& id = operation.entity;
    if (is_creation(operation.field)) {
      if (state.kind(id) == Kind::kNone) commands.push_back(creation_command(group, operation));
      continue;
    }
    if (creates(group, id) || kind_of(operation.field) != Kind::kTicket) continue;
    auto found = std::find_if(tickets.begin(), tickets.end(),
                              [&](const TicketChanges& c) { return c.ticket() == id; });
    if (found == tickets.end()) found = tickets.insert(tickets.end(), TicketChanges(id));
    found->take(operation);
  }
  for (const TicketChanges& changes : tickets) changes.put_commands(commands);
  return commands;
}

std::string export_group(const Model& model, const Attention& attention) {
  std::string out = "{\n  \"reason\": ";
  out += json_string(error_code_name(attention.outcome.code));
  out += ",\n  \"detail\": " + json_string(attention.outcome.detail);
  out += ",\n  \"made_at\": " +
         json_string(instant_text(attention.group.wall_ms, model.utc_offset_minutes));
  out += ",\n  \"changes\": [";
  bool first = true;
  for (const Operation& operation : attention.group.operations) {
    const FieldSpec* spec = find_field(operation.field);
    const KindSpec* kind = find_kind(kind_of(operation.field));
    out += first ? "\n" : ",\n";
    first = false;
    out += "    {\"kind\": " + json_string(kind ? kind->name : "");
    out += ", \"id\": " + json_string(to_string(operation.entity));
    out += ", \"field\": " + json_string(spec ? spec->name : "");
    out += ", \"value\": " +
           json_string(spec ? value_text(model, *spec, operation.value) : std::string()) + "}";
  }
  return out + "\n  ]\n}\n";
}

}  // namespace genba

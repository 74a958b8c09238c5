#include "core/process/commands.h"

#include <algorithm>
#include <iterator>

#include "core/process/authorise.h"
#include "core/process/blank.h"
#include "core/process/civil_time.h"
#include "core/process/rule_book.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

class Planner {
 public:
  Planner(const StateReader& state, const CommandContext& context)
      : state_(state), context_(context) {}

  Result<Operations> operator()(const CreateTicket& command) {
    create(command.id, Kind::kTicket, Facet::kPublic);
    put(command.id, field::kTicketType, static_cast<std::int64_t>(command.type));
    if (!command.offline_label.empty()) {
      add(command.id, field::kTicketOfflineLabel, Value::of(command.offline_label));
    }
    put(command.id, field::kTicketState, static_cast<std::int64_t>(TicketState::kNew));
    bool has_title = false, has_requester = false;
    for (const FieldChange& change : command.fields) {
      has_title |= change.field == field::kTicketTitle && !is_blank(change.value.text());
      has_requester |= change.field == field::kTicketRequester;
      if (const auto done = edit(command.id, Kind::kTicket, change); !done) return done.error();
    }
    if (!has_title) return make_error(ErrorCode::kMissingField, "title");
    if (!has_requester && permission_of(context_.role) == Permission::kRequester) {
      add(command.id, field::kTicketRequester, Value::of(context_.actor));
    }
    if (!command.receipt.is_null()) {
      create(command.receipt, Kind::kReceipt, Facet::kInternal);
      add(command.receipt, field::kReceiptTicket, Value::of(command.id));
    }
    return std::move(operations_);
  }

  Result<Operations> operator()(const EditFields& command) {
    const Kind kind = state_.kind(command.id);
    if (kind == Kind::kNone) return make_error(ErrorCode::kNotFound, "no such record");
    for (const FieldChange& change : command.fields) {
      const FieldSpec* spec = find_field(change.field);
      if (is_title(change.field) && is_blank(change.value.text())) {
        return make_error(ErrorCode::kMissingField, "title");
      }
      if (spec && (spec->merge == MergeRule::kTransition || spec->merge == MergeRule::kImmutable)) {
        return make_error(ErrorCode::kInvalidArgument,
                          std::string(spec->name) + " is not changed like this");
      }
      if (state_.value(command.id, change.field) == change.value) continue;
      if (const auto done = edit(command.id, kind, change); !done) return done.error();
    }
    return std::move(operations_);
  }

  Result<Operations> operator()(const ChangeTags& command) {
    if (const auto found = require_ticket(command.ticket); !found) return found.error();
    if (!command.add.empty()) {
      add(command.ticket, field::kTicketTags, Value::of(command.add), Action::kAdd);
    }
    if (!command.remove.empty()) {
      add(command.ticket, field::kTicketTags, Value::of(command.remove), Action::kRemove);
    }
    return std::move(operations_);
  }

  Result<Operations> operator()(const AddComment& command) {
    if (const auto found = require_ticket(command.ticket); !found) return found.error();
    if (is_blank(command.body)) return make_error(ErrorCode::kMissingField, "body");
    create(command.id, Kind::kComment, command.facet);
    add(command.id, field::kCommentTicket, Value::of(command.ticket));
    add(command.id, field::kCommentBody, Value::of(command.body));
    return std::move(operations_);
  }

  Result<Operations> operator()(const Assign& command) {
    if (const auto found = require_ticket(command.ticket); !found) return found.error();
    if (command.group) reassign(command.ticket, field::kTicketAssignmentGroup, *command.group);
    if (command.assignee) reassign(command.ticket, field::kTicketAssignedTo, *command.assignee);
    const bool assigns = command.assignee && !command.assignee->is_null();
    if (assigns && is_assigned_next(command.ticket)) {
      put(command.ticket, field::kTicketState, static_cast<std::int64_t>(TicketState::kAssigned));
    }
    return check_roles();
  }

  Result<Operations> operator()(const ChangeState& command) {
    const EntityId& id = command.ticket;
    if (const auto found = require_ticket(id); !found) return found.error();
    if (command.pending_reason) {
      put(id, field::kTicketPendingReason, static_cast<std::int64_t>(*command.pending_reason));
    }
    if (command.wake_at_ms) put(id, field::kTicketWakeAt, *command.wake_at_ms);
    if (command.resolution) add(id, field::kTicketResolution, text_value(*command.resolution));
    if (command.cause_code) add(id, field::kTicketCauseCode, text_value(*command.cause_code));
    for (const FieldChange& change : command.fields) {
      if (const auto done = edit(id, Kind::kTicket, change); !done) return done.error();
    }
    // The other guards look at what the command fills in: the decision asks them. To it, a state
    // that is there already is somebody else's same wish; here it is a mistake.
    if (command.to == state_of(state_, id)) {
      const auto allowed =
          check_transition(state_, id, command.to, permission_on_ticket(id), context_.now_ms);
      if (!allowed) return allowed.error();
    }
    put(id, field::kTicketState, static_cast<std::int64_t>(command.to));
    return check_roles();
  }

  Result<Operations> operator()(const CreateEntity& command) {
    if (!find_kind(command.kind) || command.kind == Kind::kTicket) {
      return make_error(ErrorCode::kInvalidArgument, "not a kind of record that is made like this");
    }
    // Not even that a code was handed out concerns whoever reads a ticket.
    const bool is_receipt = command.kind == Kind::kReceipt;
    create(command.id, command.kind, is_receipt ? Facet::kInternal : Facet::kPublic);
    bool needs_title = command.kind == Kind::kArticle;
    for (const FieldChange& change : command.fields) {
      if (is_title(change.field) && !is_blank(change.value.text())) needs_title = false;
      if (const auto done = edit(command.id, command.kind, change); !done) return done.error();
    }
    if (needs_title) return make_error(ErrorCode::kMissingField, "title");
    return check_roles();
  }

  // Commands with a file of their own (process_commands.h); the decision asks for the roles.
  template <typename Other>
  Result<Operations> operator()(const Other& command) {
    return plan(command, state_, context_);
  }

  Result<Operations> operator()(const SettleConflict& command) {
    const EntityId& id = command.conflict;
    if (state_.kind(id) != Kind::kConflict) {
      return make_error(ErrorCode::kNotFound, "no such conflict");
    }
    if (command.take_loser) {
      const EntityId entity = state_.value(id, field::kConflictEntity).reference();
      const auto field = static_cast<FieldId>(state_.integer(id, field::kConflictField));
      const FieldChange change{field, state_.value(id, field::kConflictLosingValue)};
      if (const auto done = edit(entity, kind_of(field), change); !done) return done.error();
    }
    put(id, field::kConflictStatus, static_cast<std::int64_t>(ConflictStatus::kSettled));
    return check_roles();
  }

  Result<Operations> operator()(const MarkNoticesRead& command) {
    for (const EntityId& notice : command.notices) {
      if (state_.kind(notice) != Kind::kNotice) {
        return make_error(ErrorCode::kNotFound, "no such notice");
      }
      const auto read = static_cast<std::int64_t>(command.read ? Boolean::kYes : Boolean::kNo);
      if (state_.integer(notice, field::kNoticeRead) != read) {
        put(notice, field::kNoticeRead, read);
      }
    }
    return check_roles();
  }

 private:
  static bool is_title(FieldId id) {
    return id == field::kTicketTitle || id == field::kArticleTitle;
  }
  // Blanks are no answer.
  static Value text_value(const std::string& text) {
    return is_blank(text) ? Value{} : Value::of(text);
  }

  Permission permission_on_ticket(const EntityId& ticket) const {
    return permission_on(state_, ticket, context_.actor, context_.role);
  }

  // Whether having somebody who does it is the ticket's next step.
  bool is_assigned_next(const EntityId& ticket) const {
    const TicketState from = state_of(state_, ticket);
    if (from != TicketState::kNew && from != TicketState::kValidated) return false;
    const auto allowed =
        allowed_states(state_, ticket, permission_on_ticket(ticket), context_.now_ms);
    return std::find(allowed.begin(), allowed.end(), TicketState::kAssigned) != allowed.end();
  }

  Result<void> require_ticket(const EntityId& id) const {
    if (state_.kind(id) == Kind::kTicket) return {};
    return make_error(ErrorCode::kNotFound, "no such ticket");
  }

  void add(const EntityId& id, FieldId field, Value value, Action action = Action::kSet) {
    operations_.push_back({id, field, action, std::move(value), context_.seen});
  }
  void put(const EntityId& id, FieldId field, std::int64_t value) {
    add(id, field, Value::of(value));
  }
  void create(const EntityId& id, Kind kind, Facet facet) {
    add(id, creation_of(kind), Value::of(static_cast<std::int64_t>(facet)), Action::kCreate);
  }
  void reassign(const EntityId& ticket, FieldId field, const EntityId& target) {
    Value value = target.is_null() ? Value{} : Value::of(target);
    if (state_.value(ticket, field) != value) add(ticket, field, std::move(value));
  }

  Result<void> edit(const EntityId& id, Kind kind, const FieldChange& change) {
    const FieldSpec* spec = find_field(change.field);
    if (!spec || spec->kind != kind) {
      return make_error(ErrorCode::kInvalidArgument, "not a field of this kind of record");
    }
    if (const auto fits = check_value(*spec, change.value); !fits) return fits;
    if (const auto reads = check_expression(spec->id, change.value, state_); !reads) {
      return make_error(reads.error().code, std::string(spec->name) + ": " + reads.error().detail);
    }
    if (spec->type == ValueType::kReference && !change.value.is_empty() &&
        state_.kind(change.value.reference()) != spec->target) {
      return make_error(ErrorCode::kNotFound, std::string(spec->name) + ": names nothing known");
    }
    if (spec->merge == MergeRule::kAddWins) return edit_set(id, change);
    add(id, change.field, change.value);
    return allow(operations_.back());
  }

  // A set changes by what is added and what is taken away.
  Result<void> edit_set(const EntityId& id, const FieldChange& change) {
    const TextSet before = state_.value(id, change.field).set();
    const TextSet& after = change.value.set();
    for (const Action action : {Action::kAdd, Action::kRemove}) {
      const bool adds = action == Action::kAdd;
      const TextSet& more = adds ? after : before;
      const TextSet& less = adds ? before : after;
      TextSet items;
      std::set_difference(more.begin(), more.end(), less.begin(), less.end(),
                          std::back_inserter(items));
      if (items.empty()) continue;
      add(id, change.field, Value::of(std::move(items)), action);
      if (const auto allowed = allow(operations_.back()); !allowed) return allowed;
    }
    return {};
  }

  Result<void> allow(const Operation& operation) const {
    return authorise(operation, false, {context_.actor, context_.role}, state_, state_);
  }

  Result<Operations> check_roles() {
    for (const Operation& operation : operations_) {
      if (const auto allowed = allow(operation); !allowed) return allowed.error();
    }
    return std::move(operations_);
  }

  const StateReader& state_;
  const CommandContext& context_;
  Operations operations_;
};

}  // namespace

Result<std::vector<Operation>> plan_operations(const Command& command, const StateReader& state,
                                               const CommandContext& context) {
  // Those who only read still decide what they are asked for, and read their notices.
  const bool is_own = std::holds_alternative<DecideApproval>(command) ||
                      std::holds_alternative<MarkNoticesRead>(command);
  if (permission_of(context.role) == Permission::kNone && !is_own) {
    return make_error(ErrorCode::kForbidden, "your role may only read");
  }
  return std::visit(Planner(state, context), command);
}

}  // namespace genba

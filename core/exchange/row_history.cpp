#include "core/exchange/row_history.h"

#include <map>

#include "core/exchange/field_change.h"
#include "core/exchange/source_record.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

// Fields that belong to the state that a ticket has reached, and are written with it.
bool belongs_to_state(FieldId field) {
  switch (field) {
    case field::kTicketState:
    case field::kTicketPendingReason:
    case field::kTicketWakeAt:
    case field::kTicketResolution:
    case field::kTicketCauseCode:
    case field::kTicketResolvedBy:
    case field::kTicketResolvedAt:
    case field::kTicketClosedAt: return true;
    default: return false;
  }
}

Value choice(TicketState state) { return Value::of(static_cast<std::int64_t>(state)); }

}  // namespace

RowHistory::RowHistory(const State& state, const RowContent& content, const EntityId& ticket,
                       std::string source, const People& people, const ImportContext& context)
    : state_(state),
      content_(content),
      ticket_(ticket),
      source_(std::move(source)),
      people_(people),
      context_(context) {}

void RowHistory::begin(std::int64_t wall_ms, const EntityId& actor) {
  groups_.push_back({{}, wall_ms, ImportedOrigin{actor}});
}

void RowHistory::put(FieldId field, Value value) {
  append_change(groups_.back().operations, state_, ticket_, field, std::move(value), context_.seen);
}

void RowHistory::put(const RowContent::CustomStated& stated) {
  append_custom_change(groups_.back().operations, state_, ticket_, stated.field, stated.value,
                       context_.seen);
}

TicketState RowHistory::final_state() const {
  return static_cast<TicketState>(
      content_.integer(field::kTicketState, static_cast<std::int64_t>(TicketState::kNew)));
}

std::int64_t RowHistory::reached_at(TicketState state, std::int64_t otherwise) const {
  const std::int64_t updated_ms = content_.integer(field::kTicketUpdatedAt, otherwise);
  const std::int64_t resolved_ms = content_.integer(field::kTicketResolvedAt, updated_ms);
  if (state == TicketState::kClosed) return content_.integer(field::kTicketClosedAt, resolved_ms);
  return is_finished_state(state) ? resolved_ms : updated_ms;
}

std::vector<PlannedGroup> RowHistory::create() {
  const std::int64_t updated_ms = content_.integer(field::kTicketUpdatedAt, context_.now_ms);
  const std::int64_t opened_ms = content_.integer(field::kTicketOpenedAt, updated_ms);
  begin(opened_ms, people_.author);
  append_creation(groups_.back().operations, ticket_, Kind::kTicket, Facet::kPublic);
  put(field::kTicketSource, Value::of(source_));
  put(field::kTicketState, choice(TicketState::kNew));
  put(field::kTicketOpenedAt, Value::of(opened_ms));
  SourceRecord record;
  for (const FieldValue& stated : content_.fields) {
    record.put(stated.field->id, stated.value);
    if (stated.value.is_empty() || belongs_to_state(stated.field->id) ||
        stated.field->id == field::kTicketOpenedAt) {
      continue;
    }
    put(stated);
  }
  for (const RowContent::CustomStated& stated : content_.customs) {
    record.put(stated.field, stated.value);
    if (!stated.value.is_empty()) put(stated);
  }
  put(field::kTicketSourceRecord, Value::of(record.bytes()));
  add_comments(updated_ms);
  finish(opened_ms);
  return std::move(groups_);
}

// Through Resolved where the source tells when, since that is when the clocks stop.
void RowHistory::finish(std::int64_t wall_ms) {
  const TicketState final = final_state();
  const std::int64_t final_ms = reached_at(final, wall_ms);
  const Value* resolved_at = content_.find(field::kTicketResolvedAt);
  if ((final == TicketState::kClosed || final == TicketState::kMonitoring) && resolved_at &&
      !resolved_at->is_empty() && resolved_at->integer() < final_ms) {
    begin(resolved_at->integer(), people_.updated_by);
    put(field::kTicketState, choice(TicketState::kResolved));
  }
  begin(final_ms, people_.updated_by);
  for (const FieldValue& stated : content_.fields) {
    if (stated.value.is_empty() || !belongs_to_state(stated.field->id)) continue;
    // A date of resolution that was given up again says nothing of the present state.
    const bool is_end =
        stated.field->id == field::kTicketResolvedAt || stated.field->id == field::kTicketClosedAt;
    if (is_end && !is_finished_state(final)) continue;
    if (stated.field->id == field::kTicketState && final == TicketState::kNew) continue;
    put(stated);
  }
  // Where the source does not tell, it was at the latest when it reached this state.
  const auto at_latest = [&](FieldId field) {
    const Value* stated = content_.find(field);
    if (!stated || stated->is_empty()) put(field, Value::of(final_ms));
  };
  if (is_finished_state(final)) at_latest(field::kTicketResolvedAt);
  if (final == TicketState::kClosed) at_latest(field::kTicketClosedAt);
  if (groups_.back().operations.empty()) groups_.pop_back();
}

std::vector<PlannedGroup> RowHistory::update() {
  const std::int64_t wall_ms = content_.integer(field::kTicketUpdatedAt, context_.now_ms);
  const SourceRecord before(state_.value(ticket_, field::kTicketSourceRecord).text());
  SourceRecord record = before;
  begin(wall_ms, people_.updated_by);
  bool moves = false;
  for (const FieldValue& stated : content_.fields) {
    const FieldId field = stated.field->id;
    record.put(field, stated.value);
    if (before.has(field, stated.value) || state_.value(ticket_, field) == stated.value) continue;
    if (stated.field->merge == MergeRule::kImmutable || field == field::kTicketUpdatedAt) continue;
    if (stated.value.is_empty() && (field == field::kTicketTitle || field == field::kTicketState)) {
      continue;
    }
    moves |= field == field::kTicketState;
    put(stated);
  }
  for (const RowContent::CustomStated& stated : content_.customs) {
    record.put(stated.field, stated.value);
    const bool is_known = before.has(stated.field, stated.value) ||
                          custom_value(state_, ticket_, stated.field) == stated.value;
    if (!is_known) put(stated);
  }
  if (moves) {
    groups_.back().wall_ms = reached_at(final_state(), wall_ms);
    const auto leave = [&](FieldId field) {
      if (!content_.find(field) && !state_.value(ticket_, field).is_empty()) put(field, Value{});
    };
    if (final_state() != TicketState::kPending) leave(field::kTicketPendingReason);
    if (!is_finished_state(final_state())) {
      leave(field::kTicketResolvedAt);
      leave(field::kTicketClosedAt);
    }
  }
  if (groups_.back().operations.empty()) {
    groups_.pop_back();
  } else {
    put(field::kTicketSourceRecord, Value::of(record.bytes()));
  }
  add_comments(wall_ms);
  return std::move(groups_);
}

void RowHistory::add_comments(std::int64_t wall_ms) {
  std::map<std::string, int> repeated;
  bool begun = false;
  for (const RowContent::Comment& comment : content_.comments) {
    const std::string content = to_string(ticket_) + "\n" + comment.body;
    const EntityId id =
        derive_id("imported comment", content + "\n" + std::to_string(repeated[comment.body]++));
    if (state_.kind(id) != Kind::kNone) continue;
    if (!begun) begin(wall_ms, people_.updated_by);
    begun = true;
    std::vector<Operation>& operations = groups_.back().operations;
    append_creation(operations, id, Kind::kComment, comment.facet);
    operations.push_back({id, field::kCommentTicket, Action::kSet, Value::of(ticket_), 0});
    operations.push_back({id, field::kCommentBody, Action::kSet, Value::of(comment.body), 0});
  }
}

}  // namespace genba

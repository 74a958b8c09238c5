#include "core/exchange/row_edit.h"

#include "core/exchange/field_change.h"
#include "core/process/civil_time.h"
#include "core/replica/ticket_label.h"

namespace genba {
namespace {

// Tables hold seconds.
bool is_same_second(const Value& a, const Value& b) {
  return a.is_empty() == b.is_empty() &&
         floor_div(a.integer(), kSecondMs) == floor_div(b.integer(), kSecondMs);
}

bool is_same(const State& state, bool is_instant, const Value& current, const Value& stated) {
  if (current == stated) return true;
  if (is_instant) return is_same_second(current, stated);
  // What a table cannot say otherwise: spaces around a text, a comma in a tag.
  if (current.is_text()) return clean_text(current.text()) == stated.text();
  if (current.is_set()) return read_set(set_text(current.set())) == stated;
  if (!current.is_reference() || !stated.is_reference()) return false;
  // Two people of one name: the table means the one who is there.
  return name_of(state, current.reference(), Language::kJapanese) ==
         name_of(state, stated.reference(), Language::kJapanese);
}

}  // namespace

PlannedGroup plan_edit(const State& state, const EntityId& ticket, const RowContent& content,
                       const RowReader& reader, std::size_t row, const ImportContext& context,
                       std::vector<SheetFault>& faults) {
  PlannedGroup edit{{}, context.now_ms, std::nullopt};
  for (const FieldValue& stated : content.fields) {
    const FieldSpec& field = *stated.field;
    const Value current = state.value(ticket, field.id);
    // Of what Genba keeps itself a table need not say anything.
    const bool is_silent = stated.value.is_empty() && (field.merge == MergeRule::kDerived ||
                                                       field.merge == MergeRule::kImmutable);
    if (is_silent || field.id == field::kTicketUpdatedAt ||
        is_same(state, field.type == ValueType::kInstant, current, stated.value)) {
      continue;
    }
    if (field.id == field::kTicketTitle && stated.value.is_empty()) {
      faults.push_back(reader.fault_at(row, field.id, is_empty_error()));
    } else if (field.merge == MergeRule::kDerived || field.merge == MergeRule::kImmutable) {
      faults.push_back(reader.fault_at(
          row, field.id,
          make_error(ErrorCode::kForbidden, "is kept by Genba and not changed here")));
    } else {
      append_change(edit.operations, state, ticket, field.id, stated.value, context.seen);
    }
  }
  for (const RowContent::CustomStated& stated : content.customs) {
    const Value current = custom_value(state, ticket, stated.field);
    const bool is_instant = stated.type == CustomFieldType::kInstant;
    if (is_same(state, is_instant, current, stated.value)) continue;
    append_custom_change(edit.operations, state, ticket, stated.field, stated.value, context.seen);
  }
  const Value* exported = content.find(field::kTicketUpdatedAt);
  const Value updated = state.value(ticket, field::kTicketUpdatedAt);
  if (!edit.operations.empty() && exported && !exported->is_empty() &&
      !is_same_second(*exported, updated)) {
    faults.push_back(reader.fault_at(
        row, field::kTicketUpdatedAt,
        make_error(ErrorCode::kAssigneeChanged,
                   "the ticket was changed at " + format_instant(updated.integer()) +
                       ", after this table was exported; export it again")));
  }
  return edit;
}

}  // namespace genba

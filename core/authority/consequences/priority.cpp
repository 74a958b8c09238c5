#include "core/process/priority.h"

#include "core/authority/consequences.h"

namespace genba {

void derive_priority(TicketChange& change) {
  // Another system's priority followed its own matrix.
  if (change.is_imported() && !change.value(field::kTicketPriority).is_empty()) return;
  if (!change.is_new() && !change.changed(field::kTicketImpact) &&
      !change.changed(field::kTicketUrgency) && !change.changed(field::kTicketPriorityOverride)) {
    return;
  }
  const Value override_value = change.value(field::kTicketPriorityOverride);
  if (!override_value.is_empty()) {
    change.derive(field::kTicketPriority, override_value);
    return;
  }
  const auto level = [&](FieldId field) {
    const Value given = change.value(field);
    return given.is_empty() ? Level::kLow : static_cast<Level>(given.integer());
  };
  change.derive_choice(field::kTicketPriority,
                       priority_of(level(field::kTicketImpact), level(field::kTicketUrgency)));
}

}  // namespace genba

#include <algorithm>

#include "core/authority/consequences.h"

namespace genba {

void derive_beginning(TicketChange& change) {
  if (!change.is_new()) return;
  if (change.value(field::kTicketType).is_empty()) {
    change.derive_choice(field::kTicketType, TicketType::kIncident);
  }
  if (change.value(field::kTicketState).is_empty()) {
    change.derive_choice(field::kTicketState, TicketState::kNew);
  }
  const Draft& draft = change.draft();
  const Value type = change.value(field::kTicketType);
  // A second ticket of the type in one group gets the number after the first.
  std::int64_t number = draft.base().next_number(static_cast<TicketType>(type.integer()));
  for (const Effect& effect : draft.effects()) {
    if (effect.field == field::kTicketNumber &&
        draft.value(effect.entity, field::kTicketType) == type) {
      number = std::max(number, effect.value.integer() + 1);
    }
  }
  // A replica predicts without knowing the number: 0.
  if (number > 0) change.derive(field::kTicketNumber, number);
  change.derive(field::kTicketReassignmentCount, 0);
  change.derive(field::kTicketReopenCount, 0);
  if (change.value(field::kTicketOpenedAt).is_empty()) {
    change.derive(field::kTicketOpenedAt, change.now());
  }
}

}  // namespace genba

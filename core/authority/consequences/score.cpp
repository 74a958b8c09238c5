#include "core/authority/consequences.h"

namespace genba {

// Optional: without all three there is none.
void derive_score(TicketChange& change) {
  constexpr FieldId kFactors[] = {field::kTicketScope, field::kTicketFrequency,
                                  field::kTicketRecoveryDifficulty};
  bool is_asked = false, is_known = true;
  std::int64_t score = 1;
  for (const FieldId factor : kFactors) {
    const Value value = change.value(factor);
    is_asked |= change.changed(factor);
    is_known &= !value.is_empty();
    score *= value.integer();
  }
  if (is_asked) change.derive(field::kTicketScore, is_known ? Value::of(score) : Value{});
}

}  // namespace genba

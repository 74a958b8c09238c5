// What is set by hand against the rules needs a reason: a priority, a due time (domain.md,
// Classification and SLA).
#pragma once

#include "core/model/fields.h"
#include "core/process/blank.h"

namespace genba {

struct Override {
  FieldId set[2];
  FieldId reason;

  constexpr bool concerns(FieldId id) const { return sets(id) || id == reason; }
  constexpr bool sets(FieldId id) const { return id == set[0] || id == set[1]; }
};
constexpr Override kOverrides[] = {
    {{field::kTicketPriorityOverride, field::kTicketPriorityOverride},
     field::kTicketPriorityOverrideReason},
    {{field::kTicketResponseDueOverride, field::kTicketResolutionDueOverride},
     field::kTicketDueOverrideReason},
};

// The override that sets the field; nullptr: none does.
constexpr const Override* override_by(FieldId id) {
  for (const Override& each : kOverrides) {
    if (each.sets(id)) return &each;
  }
  return nullptr;
}

// value_of(field): of the ticket as it would be. kMissingField.
template <typename ValueOf>
Result<void> check_override(const Override& override, const ValueOf& value_of) {
  const bool is_set =
      !value_of(override.set[0]).is_empty() || !value_of(override.set[1]).is_empty();
  if (!is_set || !is_blank(value_of(override.reason).text())) return {};
  return make_error(ErrorCode::kMissingField,
                    std::string("an override needs a ") + find_field(override.reason)->name);
}

}  // namespace genba

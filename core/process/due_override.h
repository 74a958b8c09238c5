// A manual due time needs a reason (domain.md, SLA).
#pragma once

#include "core/model/fields.h"

namespace genba {

constexpr bool is_due_override(FieldId id) {
  return id == field::kTicketResponseDueOverride || id == field::kTicketResolutionDueOverride ||
         id == field::kTicketDueOverrideReason;
}

// value_of(field): of the ticket as it would be. kMissingField.
template <typename ValueOf>
Result<void> check_due_overrides(const ValueOf& value_of) {
  const bool has_due = !value_of(field::kTicketResponseDueOverride).is_empty() ||
                       !value_of(field::kTicketResolutionDueOverride).is_empty();
  if (!has_due || !value_of(field::kTicketDueOverrideReason).is_empty()) return {};
  return make_error(ErrorCode::kMissingField, "a due override needs a due_override_reason");
}

}  // namespace genba

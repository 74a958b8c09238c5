#include "core/authority/ticket_change.h"

#include <algorithm>

namespace genba {

bool is_update(FieldId field) {
  const FieldSpec* spec = find_field(field);
  return spec != nullptr && spec->kind == Kind::kTicket && spec->merge != MergeRule::kDerived;
}

bool TicketChange::is_updated() const {
  const std::vector<Effect>& effects = draft_.effects();
  return std::any_of(effects.begin(), effects.end(), [this](const Effect& effect) {
    if (effect.entity == id_) return is_update(effect.field);
    return kind_of(effect.field) == Kind::kCustomValue &&
           draft_.value(effect.entity, field::kCustomValueTicket).reference() == id_;
  });
}

}  // namespace genba

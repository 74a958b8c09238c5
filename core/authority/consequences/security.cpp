#include "core/process/security.h"

#include "core/authority/consequences.h"

namespace genba {
namespace {

void make_item(TicketChange& change, const SecurityItem& item, std::int64_t position) {
  Draft& draft = change.draft();
  const EntityId id = security_item_id(change.id(), item);
  if (draft.kind(id) != Kind::kNone) return;
  draft.create(id, Kind::kChecklistItem, Facet::kInternal, 0, kEffectDerived);
  draft.derive(id, field::kChecklistItemTicket, Value::of(change.id()));
  draft.derive(id, field::kChecklistItemText, Value::of(std::string(item.text_ja)));
  draft.derive(id, field::kChecklistItemTextEn, Value::of(std::string(item.text_en)));
  draft.derive(id, field::kChecklistItemPosition, Value::of(position));
  draft.derive(id, field::kChecklistItemStep, Value::of(static_cast<std::int64_t>(item.step)));
  const Boolean required = item.is_required ? Boolean::kYes : Boolean::kNo;
  draft.derive(id, field::kChecklistItemRequired, Value::of(static_cast<std::int64_t>(required)));
}

}  // namespace

// An incident that turns out to be one of security gets IPA's checklist and the moment from which
// the authorities count.
void derive_security(TicketChange& change) {
  const bool may_turn = change.is_new() || change.changed(field::kTicketCategory) ||
                        change.changed(field::kTicketSubcategory);
  if (change.is_imported() || !may_turn || !is_security_incident(change.draft(), change.id())) {
    return;
  }
  std::int64_t position = 0;
  for (const SecurityItem& item : security_items()) make_item(change, item, ++position);
  if (change.value(field::kTicketSecurityStep).is_empty()) {
    change.derive_choice(field::kTicketSecurityStep, SecurityStep::kDiscovered);
  }
  if (change.value(field::kTicketAwareAt).is_empty()) {
    const Value discovered = change.value(field::kTicketDiscoveredAt);
    change.derive(field::kTicketAwareAt,
                  discovered.is_empty() ? Value::of(change.now()) : discovered);
  }
}

}  // namespace genba

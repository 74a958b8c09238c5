// Security incidents: the checklist of IPA's flow, which gates by step and works with no network.
// Source: IPA (Information-technology Promotion Agency, Japan), guidance on handling security
// incidents for small and medium enterprises: from discovery to notification in eleven steps, and
// the eight items to have ready before deciding how to respond or calling experts.
//
// The items are records (Kind::kChecklistItem) made as a consequence of the incident's category,
// with derived ids, so that every device makes the same ones.
#pragma once

#include <span>

#include "core/model/cell.h"

namespace genba {

struct SecurityItem {
  const char* code;
  SecurityStep step;
  bool is_required;
  const char* text_ja;
  const char* text_en;
};

// In the order of the steps. The eight items to prepare have codes that begin with "prepare_", the
// 5W1H with "ask_"; both want a note.
std::span<const SecurityItem> security_items();
EntityId security_item_id(const EntityId& ticket, const SecurityItem& item);

// An incident whose category, or one above it, is "security".
bool is_security_incident(const StateReader& state, const EntityId& ticket);

// A checklist's items in their order.
std::vector<EntityId> checklist_of(const StateReader& state, const EntityId& ticket);
// What stands in the way of being at step `to`: the required items of earlier steps that are not
// done. With the step after the last, of all.
std::vector<EntityId> open_items_before(const StateReader& state, const EntityId& ticket,
                                        SecurityStep to);
constexpr SecurityStep kAfterLastStep =
    static_cast<SecurityStep>(static_cast<int>(SecurityStep::kNotified) + 1);

// kInvalidArgument names the first item that is still open.
Result<void> check_security_step(const StateReader& state, const EntityId& ticket, SecurityStep to);

}  // namespace genba

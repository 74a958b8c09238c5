#include "core/authority/comment_copy.h"
#include "core/authority/consequences.h"
#include "core/process/configuration.h"
#include "core/process/links.h"
#include "core/process/workflow.h"
#include "core/process/workflow_book.h"

namespace genba {
namespace {

bool is_resolution(TicketState state) {
  return state == TicketState::kResolved || state == TicketState::kFulfilled;
}

// What the child has of its own stays; a child that may not be resolved yet stays open.
void resolve_child(TicketChange& parent, const EntityId& child) {
  Draft& draft = parent.draft();
  const TicketState to = parent.state();
  const TicketType type = type_of(draft, child);
  if (!draft.configuration().workflow().has(type, state_of(draft, child), to)) return;
  for (const FieldId field : {field::kTicketResolution, field::kTicketCauseCode}) {
    if (draft.value(child, field).is_empty()) draft.derive(child, field, parent.value(field));
  }
  if (!check_transition(draft, child, to, Permission::kAdmin, parent.now())) return;
  draft.derive(child, field::kTicketState, Value::of(static_cast<std::int64_t>(to)));
  parent.touch(child);
}

}  // namespace

// A parent's resolution and what is said on it in public reach its children of the same type.
// A task below an incident is something else: it stays as it is.
void derive_children(TicketChange& change) {
  if (change.is_imported()) return;
  Draft& draft = change.draft();
  const bool resolves = change.changed(field::kTicketState) && is_resolution(change.state());
  if (!resolves && change.comments().empty()) return;
  for (const EntityId& child : linked_from(draft, change.id(), LinkType::kChildOf)) {
    const bool is_alike = type_of(draft, child) == type_of(draft, change.id());
    if (!is_alike || !is_open_state(state_of(draft, child))) continue;
    for (const EntityId& comment : change.comments()) {
      const bool is_for_all = draft.facet(comment) == Facet::kPublic && !change.is_by_requester();
      if (is_for_all) copy_comment(change, comment, child);
    }
    if (resolves) resolve_child(change, child);
  }
}

}  // namespace genba

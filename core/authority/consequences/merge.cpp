#include "core/authority/comment_copy.h"
#include "core/authority/consequences.h"
#include "core/process/links.h"

namespace genba {
namespace {

// The merge as a link, so that both tickets show it.
void link_merged(TicketChange& change, const EntityId& into, LinkStatus status) {
  if (into.is_null()) return;
  Draft& draft = change.draft();
  const EntityId link = derive_id("merge_link", to_string(change.id()) + ":" + to_string(into));
  if (draft.kind(link) == Kind::kNone) {
    draft.create(link, Kind::kLink, Facet::kPublic, 0, kEffectDerived);
    draft.derive(link, field::kLinkOrigin, Value::of(change.id()));
    draft.derive(link, field::kLinkTarget, Value::of(into));
    draft.derive(link, field::kLinkType,
                 Value::of(static_cast<std::int64_t>(LinkType::kDuplicateOf)));
  }
  draft.derive(link, field::kLinkStatus, Value::of(static_cast<std::int64_t>(status)));
}

}  // namespace

// A merged ticket is closed until the merge is taken back; then it is where it was. Nothing is
// moved, so nothing can be lost by it. What is said on it from now on reaches the one that stands
// for it.
void derive_merge(TicketChange& change) {
  if (change.is_imported()) return;
  const EntityId before = change.before(field::kTicketMergedInto).reference();
  const EntityId now = change.value(field::kTicketMergedInto).reference();
  if (before != now) {
    link_merged(change, before, LinkStatus::kRemoved);
    link_merged(change, now, LinkStatus::kActive);
    if (before.is_null()) {
      change.derive_choice(field::kTicketStateBeforeMerge, change.state());
      change.derive_choice(field::kTicketState, TicketState::kClosed);
    } else if (now.is_null()) {
      const Value state = change.value(field::kTicketStateBeforeMerge);
      if (!state.is_empty()) change.derive(field::kTicketState, state);
      change.derive(field::kTicketStateBeforeMerge, Value{});
    }
  }
  if (now.is_null()) return;
  const EntityId survivor = survivor_of(change.draft(), change.id());
  for (const EntityId& comment : change.comments()) copy_comment(change, comment, survivor);
}

}  // namespace genba

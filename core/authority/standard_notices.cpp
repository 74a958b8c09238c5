// Who is told of what without anybody having set it up. A person gets one notice a ticket for a
// whole group of operations: the most important comes first and the others are not written.
#include <algorithm>

#include "core/authority/notify.h"
#include "core/process/audience.h"
#include "core/process/workflow.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

constexpr std::size_t kExcerptBytes = 240;

// The first line of a text, cut at a character.
std::string excerpt(const std::string& text) {
  const std::string_view line = std::string_view(text).substr(0, text.find('\n'));
  std::string_view shown = utf8_prefix(line, kExcerptBytes);
  if (shown.ends_with('\r')) shown.remove_suffix(1);
  return std::string(shown);
}

// What of a group of operations concerns one ticket.
struct Happening {
  EntityId ticket;
  std::vector<EntityId> comments, conflicts, approvals;
};

class StandardNotices {
 public:
  StandardNotices(Draft& draft, const Happening& happening)
      : draft_(draft), happening_(happening), ticket_(happening.ticket) {}

  void run() {
    conflicts();
    approvals();
    assignment();
    state_change();
    comments();
    new_in_group();
  }

 private:
  Value now(FieldId field) const { return draft_.value(ticket_, field); }
  Value before(FieldId field) const {
    return draft_.is_new(ticket_) ? Value() : draft_.base().value(ticket_, field);
  }
  EntityId assignee() const { return now(field::kTicketAssignedTo).reference(); }
  EntityId requester() const { return now(field::kTicketRequester).reference(); }
  std::vector<EntityId> people(Audience audience) const {
    return audience_of(audience, draft_, ticket_, draft_.context().effective_ms);
  }

  void tell(const EntityId& recipient, NoticeReason reason, std::string text) {
    // The cause leaves the reason out, so that the first notice of a group is its only one.
    notify(draft_, recipient, {ticket_, reason, std::move(text), cause_of(draft_)});
  }
  void tell(const std::vector<EntityId>& recipients, NoticeReason reason, const std::string& text) {
    for (const EntityId& recipient : recipients) tell(recipient, reason, text);
  }

  void conflicts() {
    for (const EntityId& conflict : happening_.conflicts) {
      const auto field = static_cast<FieldId>(draft_.integer(conflict, field::kConflictField));
      const FieldSpec* spec = find_field(field);
      tell(draft_.value(conflict, field::kConflictLosingActor).reference(),
           NoticeReason::kConflictFound, spec != nullptr ? spec->name : "");
    }
  }

  void approvals() {
    for (const EntityId& approval : happening_.approvals) {
      const Value decision = draft_.value(approval, field::kApprovalDecision);
      const bool is_new = draft_.is_new(approval);
      if (!is_new && draft_.base().value(approval, field::kApprovalDecision) == decision) continue;
      const Choice* choice = find_choice(ChoiceList::kApprovalDecision, decision.integer());
      const auto decided = static_cast<ApprovalDecision>(decision.integer());
      if (decided == ApprovalDecision::kApproved || decided == ApprovalDecision::kRejected) {
        tell(assignee(), NoticeReason::kApprovalDecided, choice->code);
        tell(requester(), NoticeReason::kApprovalDecided, choice->code);
      } else if (is_new) {
        tell(draft_.value(approval, field::kApprovalApprover).reference(),
             NoticeReason::kApprovalRequested, "");
      }
    }
  }

  void assignment() {
    if (now(field::kTicketAssignedTo) == before(field::kTicketAssignedTo)) return;
    tell(assignee(), NoticeReason::kAssigned, "");
  }

  void state_change() {
    if (draft_.is_new(ticket_)) return;
    if (now(field::kTicketState) == before(field::kTicketState)) return;
    const auto from = static_cast<TicketState>(before(field::kTicketState).integer());
    const auto to = static_cast<TicketState>(now(field::kTicketState).integer());
    const bool reopened = is_finished_state(from) && is_open_state(to);
    if (from == TicketState::kPending && draft_.group().operations.empty()) {
      tell(people(Audience::kAssignee), NoticeReason::kWokenUp, "");
    } else if (reopened || to == TicketState::kCancelled) {
      tell(assignee(), NoticeReason::kStateChanged, code_of(to));
    }
    const bool asks_requester =
        to == TicketState::kPending &&
        static_cast<PendingReason>(now(field::kTicketPendingReason).integer()) ==
            PendingReason::kAwaitingRequester;
    const bool is_end = to == TicketState::kResolved || to == TicketState::kFulfilled ||
                        to == TicketState::kClosed || to == TicketState::kCancelled;
    if (asks_requester || is_end || reopened) {
      tell(requester(), NoticeReason::kStateChanged, code_of(to));
    }
  }

  void comments() {
    for (const EntityId& comment : happening_.comments) {
      const bool is_public = draft_.facet(comment) == Facet::kPublic;
      const EntityId author = draft_.value(comment, field::kCommentAuthor).reference();
      const std::string text = excerpt(draft_.value(comment, field::kCommentBody).text());
      if (is_public || is_staff(draft_, assignee())) {
        tell(assignee(), NoticeReason::kCommented, text);
      }
      if (is_public) tell(requester(), NoticeReason::kCommented, text);
      // A word of the requester must reach somebody.
      if (is_public && assignee().is_null() && author == requester()) {
        tell(people(Audience::kGroup), NoticeReason::kCommented, text);
      }
    }
  }

  void new_in_group() {
    const bool is_news = draft_.is_new(ticket_) || now(field::kTicketAssignmentGroup) !=
                                                       before(field::kTicketAssignmentGroup);
    const auto state = static_cast<TicketState>(now(field::kTicketState).integer());
    if (!is_news || !assignee().is_null() || !is_open_state(state)) return;
    tell(people(Audience::kGroup), NoticeReason::kGroupAssigned, "");
  }

  Draft& draft_;
  const Happening& happening_;
  EntityId ticket_;
};

Happening& happening_of(std::vector<Happening>& all, const EntityId& ticket) {
  for (Happening& happening : all) {
    if (happening.ticket == ticket) return happening;
  }
  all.push_back({ticket, {}, {}, {}});
  return all.back();
}

void remember(std::vector<EntityId>& list, const EntityId& id) {
  if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

std::vector<Happening> happenings(const Draft& draft) {
  std::vector<Happening> all;
  const auto of = [&](const EntityId& entity, FieldId ticket) -> Happening& {
    return happening_of(all, draft.value(entity, ticket).reference());
  };
  for (const Effect& effect : draft.effects()) {
    const EntityId& id = effect.entity;
    const bool created = effect.create;
    switch (kind_of(effect.field)) {
      case Kind::kTicket: happening_of(all, id); break;
      case Kind::kComment:
        if (created) remember(of(id, field::kCommentTicket).comments, id);
        break;
      case Kind::kConflict:
        if (created) remember(of(id, field::kConflictTicket).conflicts, id);
        break;
      case Kind::kApproval: remember(of(id, field::kApprovalTicket).approvals, id); break;
      default: break;
    }
  }
  return all;
}

}  // namespace

void derive_notices(Draft& draft) {
  if (draft.group().imported) return;
  for (const Happening& happening : happenings(draft)) {
    if (draft.kind(happening.ticket) != Kind::kTicket) continue;
    StandardNotices(draft, happening).run();
  }
}

}  // namespace genba

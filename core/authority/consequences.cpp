#include "core/authority/consequences.h"

#include <algorithm>
#include <vector>

#include "core/authority/notify.h"
#include "core/authority/timed.h"
#include "core/process/links.h"
#include "core/process/ticket_records.h"

namespace genba {
namespace {

constexpr void (*kOfValues[])(TicketChange&) = {
    derive_approval, derive_children, derive_security, derive_priority, derive_score,
};
constexpr void (*kTicketConsequences[])(TicketChange&) = {
    derive_beginning, derive_merge,      derive_reply,    derive_from_values, derive_follow_up,
    derive_rules,     derive_counters,   derive_contacts, derive_instants,    derive_sla,
    derive_import,    derive_escalation, derive_update,   derive_next_check,
};
constexpr std::size_t kMaxAncestors = 64;
// How many tickets one gesture may reach; what is beyond has to be touched by another.
constexpr std::size_t kMaxTickets = 10'000;

struct Changed {
  EntityId ticket;
  std::vector<EntityId> comments;  // written to it
  std::size_t depth = 0;           // below other tickets
  bool made_by_rule = false;       // rules do not run on what rules make
};

std::size_t ancestors(const Draft& draft, EntityId ticket) {
  std::size_t count = 0;
  while (count < kMaxAncestors) {
    const std::vector<EntityId> parents = linked(draft, ticket, LinkType::kChildOf);
    if (parents.empty()) break;
    ticket = parents.front();
    ++count;
  }
  return count;
}

// The tickets to look at, each once; those that others reach come behind them.
class Worklist {
 public:
  explicit Worklist(Draft& draft) : draft_(draft) {
    const std::vector<Effect> effects = draft.effects();
    for (const Effect& effect : effects) {
      const Kind kind = kind_of(effect.field);
      for (const EntityId& ticket : tickets_of(draft, effect.entity, kind)) {
        add(ticket, kind == Kind::kComment && effect.create ? effect.entity : EntityId{});
      }
    }
    looked_at_ = draft.effects().size();
    if (draft.group().operations.empty()) {
      for (Changed& item : list_) item.made_by_rule = draft.is_new(item.ticket);
    }
    if (list_.size() < 2) return;
    // What a parent hands down reaches a child before the child is looked at.
    for (Changed& item : list_) item.depth = ancestors(draft, item.ticket);
    std::stable_sort(list_.begin(), list_.end(),
                     [](const Changed& a, const Changed& b) { return a.depth < b.depth; });
  }

  void run() {
    for (std::size_t at = 0; at < list_.size(); ++at) {
      done_ = at + 1;
      const Changed item = list_[at];
      if (draft_.kind(item.ticket) != Kind::kTicket) continue;
      TicketChange change(draft_, item.ticket, item.comments);
      for (const auto consequence : kTicketConsequences) {
        if (consequence != derive_rules || !item.made_by_rule) consequence(change);
      }
      for (const auto& [ticket, comment] : change.touched()) add(ticket, comment);
      add_made();
    }
  }

 private:
  void add(const EntityId& ticket, const EntityId& comment) {
    const auto known = std::find_if(list_.begin(), list_.end(),
                                    [&](const Changed& item) { return item.ticket == ticket; });
    if (known == list_.end()) {
      if (list_.size() >= kMaxTickets) return;
      list_.push_back({ticket, {}, 0});
      if (!comment.is_null()) list_.back().comments.push_back(comment);
    } else if (!comment.is_null() && known - list_.begin() >= static_cast<std::ptrdiff_t>(done_)) {
      known->comments.push_back(comment);
    }
  }

  // Tasks that rules have added.
  void add_made() {
    for (; looked_at_ < draft_.effects().size(); ++looked_at_) {
      const Effect& effect = draft_.effects()[looked_at_];
      if (effect.field != creation_of(Kind::kTicket)) continue;
      const std::size_t before = list_.size();
      add(effect.entity, {});
      if (list_.size() > before) list_.back().made_by_rule = true;
    }
  }

  Draft& draft_;
  std::vector<Changed> list_;
  std::size_t done_ = 0;
  std::size_t looked_at_ = 0;  // of the draft's effects, for tickets that came to be
};

}  // namespace

void derive_from_values(TicketChange& change) {
  for (const auto consequence : kOfValues) consequence(change);
}

void derive_consequences(Draft& draft) {
  derive_revisions(draft);
  derive_records(draft);
  Worklist(draft).run();
  derive_notices(draft);
}

}  // namespace genba

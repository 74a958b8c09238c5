#include "core/process/audience.h"

#include "core/process/configuration.h"
#include "core/process/rota.h"

namespace genba {
namespace {

using People = std::vector<EntityId>;

class Finder {
 public:
  Finder(const StateReader& state, const EntityId& ticket, std::int64_t at_ms, std::int64_t level)
      : state_(state),
        rota_(state.configuration().rota()),
        ticket_(ticket),
        group_(owning_group(state, ticket)),
        at_ms_(at_ms),
        level_(level) {}

  People exactly(Audience audience) const {
    switch (audience) {
      case Audience::kAssignee: return one(field::kTicketAssignedTo);
      case Audience::kRequester: return one(field::kTicketRequester);
      case Audience::kOnDuty: return next_on_duty();
      case Audience::kLead: return rota_.leads(group_);
      case Audience::kManager: return {rota_.managers().begin(), rota_.managers().end()};
      case Audience::kGroup: return group();
    }
    return {};
  }

  People or_next(Audience audience) const {
    static constexpr Audience kUpwards[] = {Audience::kAssignee, Audience::kOnDuty, Audience::kLead,
                                            Audience::kManager};
    constexpr std::size_t kCount = std::size(kUpwards);
    std::size_t at = 0;
    while (at < kCount && kUpwards[at] != audience) ++at;
    if (at == kCount) return exactly(audience);
    for (std::size_t up = at; up < kCount; ++up) {
      if (People people = exactly(kUpwards[up]); !people.empty()) return people;
    }
    for (std::size_t down = at; down-- > 0;) {
      if (People people = exactly(kUpwards[down]); !people.empty()) return people;
    }
    return group();
  }

 private:
  People one(FieldId field) const {
    const EntityId user = state_.value(ticket_, field).reference();
    return user.is_null() ? People() : People{user};
  }

  People group() const {
    People people = rota_.on_duty(group_, at_ms_);
    if (!people.empty()) return people;
    for (const Rota::Member& member : rota_.members(group_)) people.push_back(member.user);
    return people;
  }

  // One person: the first from this level on who is not the assignee, who knows already.
  People next_on_duty() const {
    const EntityId assignee = state_.value(ticket_, field::kTicketAssignedTo).reference();
    for (const std::int64_t least : {level_, std::int64_t{1}}) {
      for (const EntityId& user : rota_.on_duty(group_, at_ms_, least)) {
        if (user != assignee) return {user};
      }
    }
    return {};
  }

  const StateReader& state_;
  const Rota& rota_;
  EntityId ticket_;
  EntityId group_;
  std::int64_t at_ms_;
  std::int64_t level_;
};

}  // namespace

std::vector<EntityId> audience_of(Audience audience, const StateReader& state,
                                  const EntityId& ticket, std::int64_t at_ms, std::int64_t level) {
  return Finder(state, ticket, at_ms, level).or_next(audience);
}

}  // namespace genba

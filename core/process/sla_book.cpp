#include "core/process/sla_book.h"

#include <algorithm>

#include "core/process/defaults.h"
#include "core/process/time_zone_table.h"

namespace genba {
namespace {

void check(const StateReader& state, Kind kind, std::vector<Configuration::Problem>& problems) {
  for (const EntityId& id : state.entities(kind)) {
    const bool is_used = kind != Kind::kGroup || !state.value(id, field::kGroupOla).is_empty();
    if (!is_used) continue;
    const Result<std::string> definition = definition_of(state, id);
    if (!definition) {
      problems.push_back({Configuration::kSla, id, definition.error().detail});
    }
  }
}

// Calendars are judged by through policies and groups, whose revisions follow theirs.
std::optional<SlaBook::Unfinished> find_unfinished(const StateReader& state) {
  const std::vector<EntityId> revisions = state.entities(Kind::kRevision);
  for (auto newest = revisions.rbegin(); newest != revisions.rend(); ++newest) {
    const EntityId of = state.value(*newest, field::kRevisionEntity).reference();
    if (state.kind(of) == Kind::kCalendar) continue;
    const Value progress = state.value(*newest, field::kRevisionProgress);
    if (progress.is_integer()) return std::nullopt;
    return SlaBook::Unfinished{*newest, progress.reference()};
  }
  return std::nullopt;
}

}  // namespace

SlaBook SlaBook::compile(const StateReader& state, const QuerySchema& schema,
                         std::vector<Configuration::Problem>& problems) {
  SlaBook book;
  for (const Kind kind : {Kind::kCalendar, Kind::kSlaPolicy, Kind::kGroup}) {
    check(state, kind, problems);
  }
  for (const EntityId& id : state.entities(Kind::kSlaPolicy)) {
    const EntityId revision = current_revision(state, id);
    if (revision.is_null()) continue;
    const Value definition = state.value(revision, field::kRevisionDefinition);
    const Result<SlaTerms> terms = parse_sla_terms(definition.text());
    if (!terms || !terms->enabled) continue;
    Result<Condition> condition = Condition::parse(terms->condition, schema);
    if (!condition) continue;
    book.policies_.push_back({id, revision, terms->position,
                              state.integer(revision, field::kRevisionAt), std::move(*condition)});
  }
  std::stable_sort(book.policies_.begin(), book.policies_.end(),
                   [](const Policy& a, const Policy& b) { return a.position < b.position; });
  book.unfinished_ = find_unfinished(state);
  return book;
}

const SlaBook::Policy* SlaBook::choose(const StateReader& state, const EntityId& ticket,
                                       const QueryContext& context) const {
  const TicketCells cells(state, ticket);
  const auto found = std::find_if(policies_.begin(), policies_.end(), [&](const Policy& policy) {
    return policy.condition.holds(cells, context);
  });
  return found == policies_.end() ? nullptr : &*found;
}

const Calendar* SlaBook::calendar(const StateReader& state, const EntityId& revision) const {
  const auto known = calendars_.find(revision);
  if (known != calendars_.end()) return known->second.get();
  std::unique_ptr<const Calendar> made;
  if (revision.is_null()) {
    made = std::make_unique<const Calendar>(Calendar::always_open());
  } else {
    const Value text = state.value(revision, field::kRevisionDefinition);
    Result<CalendarDefinition> definition = parse_calendar_definition(text.text());
    if (definition) {
      Result<Calendar> calendar = Calendar::make(std::move(*definition), embedded_time_zones());
      if (calendar) made = std::make_unique<const Calendar>(std::move(*calendar));
    }
  }
  return calendars_.emplace(revision, std::move(made)).first->second.get();
}

const Calendar* SlaBook::business_hours(const StateReader& state) const {
  return calendar(state, current_revision(state, business_calendar_id()));
}

const SlaPolicy* SlaBook::terms(const StateReader& state, const EntityId& revision) const {
  const auto known = terms_.find(revision);
  if (known != terms_.end()) return known->second.get();
  const Value text = state.value(revision, field::kRevisionDefinition);
  const Result<SlaTerms> terms = parse_sla_terms(text.text());
  if (text.is_empty() || !terms) return nullptr;
  std::unique_ptr<SlaPolicy> policy;
  if (const Calendar* hours = calendar(state, terms->calendar)) {
    policy = std::make_unique<SlaPolicy>();
    policy->calendar = hours;
    policy->pause_reasons = terms->pauses;
    policy->version = static_cast<std::uint32_t>(state.integer(revision, field::kRevisionNumber));
    for (std::size_t clock = 0; clock < kSlaClockKinds; ++clock) {
      const std::optional<Promise>& promise = terms->promises[clock];
      if (promise) policy->budget_ms[clock] = promise->ms(hours->usual_day_ms());
    }
  }
  return terms_.emplace(revision, std::move(policy)).first->second.get();
}

}  // namespace genba

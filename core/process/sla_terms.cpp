#include "core/process/sla_terms.h"

#include <algorithm>
#include <charconv>

#include "core/process/calendar_text.h"
#include "core/process/sla_policy.h"
#include "core/replica/condition.h"

namespace genba {
namespace {

constexpr const char* kClockKeys[kSlaClockKinds] = {"response", "resolution", "next_update", "ola",
                                                    "vendor"};

class Lines {
 public:
  void add(std::string_view key, std::string_view value) {
    text_.append(key).append(" ").append(value).push_back('\n');
  }
  void add_each(std::string_view key, std::string_view lines) {
    while (!lines.empty()) {
      const std::size_t end = lines.find('\n');
      add(key, lines.substr(0, end));
      lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    }
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

// take(key, value) for each line; its error stops.
template <typename Take>
Result<void> read_lines(std::string_view text, const Take& take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string_view value = line.substr(std::min(space + 1, line.size()));
    if (Result<void> taken = take(line.substr(0, space), value); !taken) return taken;
  }
  return {};
}

Result<std::string> calendar_definition(const StateReader& state, const EntityId& id) {
  const CalendarTexts texts{state.value(id, field::kCalendarZone).text(),
                            state.value(id, field::kCalendarWeekly).text(),
                            state.value(id, field::kCalendarHolidays).text(),
                            state.value(id, field::kCalendarOpenDates).text()};
  const Result<CalendarDefinition> definition = parse_calendar(texts);
  if (!definition) return definition.error();
  Lines lines;
  lines.add("zone", definition->zone);
  lines.add_each("weekly", print_weekly(definition->weekly));
  lines.add_each("holiday", print_holidays(parse_holidays(texts.holidays).value()));
  lines.add_each("open", print_open_dates(definition->open_dates));
  return lines.take();
}

Result<void> add_calendar(const StateReader& state, const Value& calendar, Lines& lines) {
  if (calendar.is_empty()) {
    lines.add("calendar", "24x7");
    return {};
  }
  const EntityId revision = current_revision(state, calendar.reference());
  if (revision.is_null()) {
    return make_error(ErrorCode::kInvalidArgument, "calendar: it cannot be used");
  }
  lines.add("calendar", to_string(revision));
  return {};
}

Result<void> add_promise(std::size_t clock, const Value& value, Lines& lines) {
  if (value.text().empty()) return {};
  const Result<Promise> promise = parse_promise(value.text());
  if (!promise) return in_field(kClockKeys[clock], promise.error());
  lines.add(kClockKeys[clock], print_promise(*promise));
  return {};
}

Result<std::string> policy_definition(const StateReader& state, const EntityId& id) {
  constexpr std::pair<SlaClockKind, FieldId> kPromises[] = {
      {SlaClockKind::kResponse, field::kSlaPolicyResponse},
      {SlaClockKind::kResolution, field::kSlaPolicyResolution},
      {SlaClockKind::kNextUpdate, field::kSlaPolicyNextUpdate},
      {SlaClockKind::kVendor, field::kSlaPolicyVendor}};
  Lines lines;
  const Value enabled = state.value(id, field::kSlaPolicyEnabled);
  lines.add("enabled", enabled.is_empty() || enabled.integer() != 0 ? "yes" : "no");
  lines.add("position", std::to_string(state.integer(id, field::kSlaPolicyPosition)));
  const std::string condition = state.value(id, field::kSlaPolicyCondition).text();
  const Result<Condition> parsed = Condition::parse(condition, QuerySchema::read(state));
  if (!parsed) return in_field("condition", parsed.error());
  lines.add("condition", condition);
  const Value calendar = state.value(id, field::kSlaPolicyCalendar);
  if (Result<void> done = add_calendar(state, calendar, lines); !done) return done.error();
  for (const auto& [clock, field] : kPromises) {
    const auto index = static_cast<std::size_t>(clock);
    if (Result<void> done = add_promise(index, state.value(id, field), lines); !done) {
      return done.error();
    }
  }
  const Value reasons = state.value(id, field::kSlaPolicyPauseReasons);
  for (const std::string& code : reasons.set()) {
    if (find_choice(ChoiceList::kPendingReason, std::string_view(code)) == nullptr) {
      return make_error(ErrorCode::kInvalidArgument,
                        "pause_reasons: \"" + code + "\" is no pending reason");
    }
    lines.add("pause", code);
  }
  return lines.take();
}

Result<std::string> ola_definition(const StateReader& state, const EntityId& id) {
  Lines lines;
  const Value calendar = state.value(id, field::kGroupCalendar);
  if (Result<void> done = add_calendar(state, calendar, lines); !done) return done.error();
  const auto clock = static_cast<std::size_t>(SlaClockKind::kOla);
  if (Result<void> done = add_promise(clock, state.value(id, field::kGroupOla), lines); !done) {
    return done.error();
  }
  for (const PendingReason reason : default_pause_reasons()) {
    const auto number = static_cast<std::int64_t>(reason);
    lines.add("pause", find_choice(ChoiceList::kPendingReason, number)->code);
  }
  return lines.take();
}

Result<void> read_term(std::string_view key, std::string_view value, SlaTerms& terms) {
  const Error wrong = make_error(ErrorCode::kMalformed,
                                 "SLA revision: \"" + std::string(key) + "\" is not as expected");
  if (key == "enabled") {
    terms.enabled = value == "yes";
  } else if (key == "position") {
    const char* end = value.data() + value.size();
    if (std::from_chars(value.data(), end, terms.position).ptr != end) return wrong;
  } else if (key == "condition") {
    terms.condition = std::string(value);
  } else if (key == "calendar") {
    const Result<EntityId> id = value == "24x7" ? Result<EntityId>(EntityId{}) : parse_id(value);
    if (!id) return wrong;
    terms.calendar = *id;
  } else if (key == "pause") {
    const Choice* reason = find_choice(ChoiceList::kPendingReason, value);
    if (reason == nullptr) return wrong;
    terms.pauses.push_back(static_cast<PendingReason>(reason->number));
  } else {
    const auto* clock = std::find(std::begin(kClockKeys), std::end(kClockKeys), key);
    const Result<Promise> promise = parse_promise(value);
    if (clock == std::end(kClockKeys) || !promise) return wrong;
    terms.promises[static_cast<std::size_t>(clock - std::begin(kClockKeys))] = *promise;
  }
  return {};
}

}  // namespace

EntityId revision_id(const EntityId& entity, std::int64_t number) {
  return derive_id("revision", to_string(entity) + ":" + std::to_string(number));
}

const FieldSpec* version_field(Kind kind) {
  switch (kind) {
    case Kind::kCalendar: return find_field(field::kCalendarVersion);
    case Kind::kSlaPolicy: return find_field(field::kSlaPolicyVersion);
    case Kind::kGroup: return find_field(field::kGroupVersion);
    default: return nullptr;
  }
}

EntityId current_revision(const StateReader& state, const EntityId& entity) {
  const FieldSpec* version = version_field(state.kind(entity));
  const std::int64_t number = version != nullptr ? state.integer(entity, version->id) : 0;
  return number > 0 ? revision_id(entity, number) : EntityId{};
}

Result<std::string> definition_of(const StateReader& state, const EntityId& entity) {
  switch (state.kind(entity)) {
    case Kind::kCalendar: return calendar_definition(state, entity);
    case Kind::kSlaPolicy: return policy_definition(state, entity);
    case Kind::kGroup: return ola_definition(state, entity);
    default: return make_error(ErrorCode::kInvalidArgument, "it has no versions");
  }
}

Result<CalendarDefinition> parse_calendar_definition(std::string_view text) {
  CalendarTexts texts;
  const Result<void> read =
      read_lines(text, [&](std::string_view key, std::string_view value) -> Result<void> {
        if (key == "zone") {
          texts.zone = std::string(value);
          return {};
        }
        std::string* target = key == "weekly"    ? &texts.weekly
                              : key == "holiday" ? &texts.holidays
                              : key == "open"    ? &texts.open_dates
                                                 : nullptr;
        if (target == nullptr) return make_error(ErrorCode::kMalformed, "calendar revision");
        target->append(value).push_back('\n');
        return {};
      });
  if (!read) return read.error();
  return parse_calendar(texts);
}

Result<SlaTerms> parse_sla_terms(std::string_view text) {
  SlaTerms terms;
  const Result<void> read =
      read_lines(text, [&](std::string_view key, std::string_view value) -> Result<void> {
        return read_term(key, value, terms);
      });
  if (!read) return read.error();
  return terms;
}

}  // namespace genba

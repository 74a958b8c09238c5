#include "core/exchange/sla_json.h"

#include <algorithm>
#include <cmath>

#include "core/exchange/sla_json_read.h"
#include "core/process/blank.h"
#include "core/process/sla_policy.h"
#include "core/process/sla_text.h"

namespace genba {
namespace {

using sla_json::Json;
using sla_json::malformed;
using sla_json::member;
using sla_json::text_member;

// A change of policy recounts all that went before, so this also bounds the time of an answer.
constexpr std::size_t kMaxEvents = 10000;
constexpr std::size_t kMaxPauseReasons = 100;
constexpr double kMaxBudgetMinutes = 1e9;

struct TypeName {
  const char* name;
  SlaEventType type;
};
constexpr TypeName kTypes[] = {
    {"created", SlaEventType::kCreated},          {"acknowledged", SlaEventType::kAcknowledged},
    {"public_reply", SlaEventType::kPublicReply}, {"pending", SlaEventType::kPending},
    {"resumed", SlaEventType::kResumed},          {"resolved", SlaEventType::kResolved},
    {"reopened", SlaEventType::kReopened},        {"closed", SlaEventType::kClosed},
    {"cancelled", SlaEventType::kCancelled},      {"policy", SlaEventType::kPolicy},
    {"manual_due", SlaEventType::kManualDue},
};

class CaseReader {
 public:
  explicit CaseReader(SlaCase& out) : out_(out) {}

  // Appends the policy that `object` describes; what it does not name is taken from `policy`.
  Result<void> add_policy(const Json& object, SlaPolicy policy, const std::string& where) {
    constexpr const char* kBudgets[] = {"response_minutes", "resolution_minutes"};
    for (std::size_t clock = 0; clock < std::size(kBudgets); ++clock) {
      const Json* minutes = member(object, kBudgets[clock]);
      if (minutes == nullptr && policy.budget_ms[clock]) continue;
      const double value = minutes != nullptr && minutes->is_number() ? minutes->get<double>() : -1;
      if (!(value >= 0 && value <= kMaxBudgetMinutes)) {
        return malformed(where, std::string("\"") + kBudgets[clock] +
                                    "\" is not a number of minutes from 0 to 1000000000");
      }
      policy.budget_ms[clock] = std::llround(value * static_cast<double>(kMinuteMs));
    }
    if (member(object, "calendar") != nullptr) {
      Result<std::string> calendar = text_member(object, "calendar", where);
      if (!calendar) return calendar.error();
      if (*calendar != "business" && *calendar != "24x7") {
        return malformed(where, "\"calendar\" is neither \"business\" nor \"24x7\"");
      }
      policy.calendar = *calendar == "24x7" ? out_.always_open.get() : out_.business.get();
    }
    if (const Json* reasons = member(object, "pause_reasons"); reasons != nullptr) {
      if (!reasons->is_array()) return malformed(where, "\"pause_reasons\" is not a list");
      if (reasons->size() > kMaxPauseReasons) {
        return make_error(ErrorCode::kTooLarge, where + ": more than 100 pause reasons");
      }
      policy.pause_reasons.clear();
      for (const Json& reason : *reasons) {
        if (!reason.is_string()) return malformed(where, "a pause reason is not a text");
        policy.pause_reasons.push_back(reason_of(reason.get_ref<const std::string&>()));
      }
    }
    out_.policies.push_back(std::move(policy));
    return {};
  }

  Result<void> add_event(const Json& object) {
    const std::string where = "event " + std::to_string(++events_read_);
    if (!object.is_object()) return malformed(where, "not an object");
    SlaEvent event;
    Result<std::int64_t> at_ms = instant_member(object, "at", where);
    if (!at_ms) return at_ms.error();
    event.at_ms = *at_ms;
    Result<std::string> type = text_member(object, "type", where);
    if (!type) return type.error();
    const auto* known = std::find_if(std::begin(kTypes), std::end(kTypes),
                                     [&](const TypeName& each) { return *type == each.name; });
    if (known == std::end(kTypes)) return malformed(where, "unknown type \"" + *type + "\"");
    event.type = known->type;
    if (event.type == SlaEventType::kPublicReply) {
      const Json* automatic = member(object, "automatic");
      if (automatic != nullptr && automatic->is_boolean() && automatic->get<bool>()) return {};
    }
    if (Result<void> read = read_details(object, where, event); !read) return read.error();
    out_.events.push_back(event);
    return {};
  }

 private:
  static Result<std::int64_t> instant_member(const Json& object, const char* key,
                                             const std::string& where) {
    Result<std::string> text = text_member(object, key, where);
    if (!text) return text.error();
    Result<std::int64_t> instant_ms = parse_instant(*text);
    if (!instant_ms) return malformed(where, instant_ms.error().detail);
    return instant_ms;
  }

  Result<void> read_details(const Json& object, const std::string& where, SlaEvent& event) {
    if (event.type == SlaEventType::kPolicy) {
      if (Result<void> added = add_policy(object, out_.policies.back(), where); !added) {
        return added;
      }
      event.policy = out_.policies.size() - 1;
    } else if (event.type == SlaEventType::kPending) {
      Result<std::string> reason = text_member(object, "reason", where);
      if (!reason) return reason.error();
      event.reason = reason_of(*reason);
    } else if (event.type == SlaEventType::kManualDue) {
      Result<std::string> clock = text_member(object, "clock", where);
      if (!clock) return clock.error();
      if (*clock != "response" && *clock != "resolution") {
        return malformed(where, "\"clock\" is neither \"response\" nor \"resolution\"");
      }
      event.clock = *clock == "response" ? SlaClockKind::kResponse : SlaClockKind::kResolution;
      Result<std::int64_t> due_ms = instant_member(object, "due", where);
      if (!due_ms) return due_ms.error();
      event.due_ms = *due_ms;
      Result<std::string> reason = text_member(object, "reason", where);
      if (!reason) return reason.error();
      if (is_blank(*reason)) return malformed(where, "a manual due needs a reason");
    }
    return {};
  }

  PendingReason reason_of(const std::string& code) {
    const Choice* choice = find_choice(ChoiceList::kPendingReason, std::string_view(code));
    if (choice != nullptr) return static_cast<PendingReason>(choice->number);
    std::vector<std::string>& custom = out_.custom_reasons;
    auto found = std::find(custom.begin(), custom.end(), code);
    if (found == custom.end()) found = custom.insert(custom.end(), code);
    return static_cast<PendingReason>(kFirstCustomReason + (found - custom.begin()));
  }

  SlaCase& out_;
  std::size_t events_read_ = 0;
};

Json print_minutes(std::int64_t duration_ms) {
  if (duration_ms % kMinuteMs == 0) return duration_ms / kMinuteMs;
  return static_cast<double>(duration_ms) / static_cast<double>(kMinuteMs);
}

Json print_instant(const std::optional<std::int64_t>& instant_ms) {
  if (!instant_ms) return nullptr;
  return format_instant(*instant_ms);
}

Json print_clock(const SlaClock& clock, std::span<const std::string> custom_reasons) {
  const Choice* state =
      find_choice(ChoiceList::kClockState, static_cast<std::int64_t>(clock.state));
  Json out;
  out["state"] = state->code;
  out["elapsed_minutes"] = print_minutes(clock.elapsed_ms);
  out["paused_minutes"] = print_minutes(clock.paused_ms);
  out["remaining_minutes"] = print_minutes(clock.remaining_ms);
  out["due"] = print_instant(clock.due_ms);
  out["breached_at"] = print_instant(clock.breached_at_ms);
  if (!clock.earlier_breaches_ms.empty()) {
    Json& breaches = out["earlier_breaches"] = Json::array();
    for (const std::int64_t at_ms : clock.earlier_breaches_ms) {
      breaches.push_back(format_instant(at_ms));
    }
  }
  Json& segments = out["segments"] = Json::array();
  for (const SlaSegment& segment : clock.segments) {
    Json each;
    each["from"] = format_instant(segment.from_ms);
    each["to"] = format_instant(segment.to_ms);
    each["counted"] = segment.counted();
    each["reason"] = sla_segment_code(segment, custom_reasons);
    segments.push_back(std::move(each));
  }
  return out;
}

}  // namespace

Result<SlaCase> parse_sla_case(std::string_view calendar, std::string_view policy,
                               std::string_view events, const TimeZoneDatabase& zones) {
  Result<CalendarDefinition> definition = parse_calendar_json(calendar);
  if (!definition) return definition.error();
  Result<Calendar> business = Calendar::make(std::move(definition).value(), zones);
  if (!business) return make_error(ErrorCode::kInvalidArgument, business.error().detail);
  SlaCase question;
  question.business = std::make_unique<const Calendar>(std::move(business).value());
  question.always_open = std::make_unique<const Calendar>(Calendar::always_open());

  CaseReader reader(question);
  Result<Json> policy_json = sla_json::parse_document(policy, "policy");
  if (!policy_json) return policy_json.error();
  if (!policy_json->is_object()) return malformed("policy", "not an object");
  SlaPolicy defaults;
  defaults.calendar = question.business.get();
  defaults.pause_reasons = default_pause_reasons();
  if (Result<void> added = reader.add_policy(*policy_json, defaults, "policy"); !added) {
    return added.error();
  }

  Result<Json> events_json = sla_json::parse_document(events, "events");
  if (!events_json) return events_json.error();
  if (!events_json->is_array()) return malformed("events", "not a list");
  if (events_json->size() > kMaxEvents) {
    return make_error(ErrorCode::kTooLarge, "events: more than 10,000");
  }
  for (const Json& event : *events_json) {
    if (Result<void> added = reader.add_event(event); !added) return added.error();
  }
  return question;
}

std::string print_sla_json(const SlaResult& result, std::span<const std::string> custom_reasons) {
  constexpr std::pair<const char*, SlaClockKind> kClocks[] = {
      {"response", SlaClockKind::kResponse},
      {"resolution", SlaClockKind::kResolution},
      {"next_update", SlaClockKind::kNextUpdate},
      {"ola", SlaClockKind::kOla},
      {"vendor", SlaClockKind::kVendor}};
  Json out = Json::object();
  for (const auto& [name, kind] : kClocks) {
    if (result.of(kind).promised) out[name] = print_clock(result.of(kind), custom_reasons);
  }
  return out.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace genba

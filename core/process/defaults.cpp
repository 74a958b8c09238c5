#include "core/process/defaults.h"

#include "core/process/calendar_japan.h"
#include "core/process/sla_policy.h"

namespace genba {
namespace {

struct Category {
  const char* code;
  const char* name;
  const char* name_en;
};

constexpr Category kCategories[] = {
    {"hardware", "ハードウェア", "Hardware"},
    {"software", "ソフトウェア・業務アプリ", "Software and business applications"},
    {"network", "ネットワーク", "Network"},
    {"mail", "メール", "E-mail"},
    {"account", "アカウント・アクセス権", "Account and access"},
    {"server", "サーバー・バッチ・バックアップ", "Server, batch and backup"},
    {"cloud", "クラウド・API", "Cloud and API"},
    {"facility", "設備・備品", "Facility and equipment"},
    {"security", "セキュリティ", "Security"},
    {"how_to", "使い方", "How-to"},
    {"request", "依頼", "Request"},
};

// Of these years the business calendar knows the holidays; importing a list adds more.
constexpr int kFirstYear = 2010;
constexpr int kLastYear = 2049;

Operation set(const EntityId& id, FieldId field, Value value) {
  return {id, field, Action::kSet, std::move(value), 0};
}

Operation set_text(const EntityId& id, FieldId field, std::string text) {
  return set(id, field, Value::of(std::move(text)));
}

Operation create(const EntityId& id, Kind kind) {
  return {id, creation_of(kind), Action::kCreate,
          Value::of(static_cast<std::int64_t>(Facet::kPublic)), 0};
}

std::vector<Operation> business_calendar() {
  const EntityId id = business_calendar_id();
  const std::vector<Holiday> holidays = default_business_holidays(kFirstYear, kLastYear);
  const CalendarDefinition calendar = default_business_calendar();
  return {create(id, Kind::kCalendar),
          set_text(id, field::kCalendarName, "業務時間"),
          set_text(id, field::kCalendarNameEn, "Business hours"),
          set_text(id, field::kCalendarZone, calendar.zone),
          set_text(id, field::kCalendarWeekly, print_weekly(calendar.weekly)),
          set_text(id, field::kCalendarHolidays, print_holidays(holidays))};
}

std::vector<Operation> sla_policy(const DefaultSlaPolicy& policy) {
  const EntityId id = default_sla_policy_id(policy.priority);
  const auto number = static_cast<std::int64_t>(policy.priority);
  const Choice* priority = find_choice(ChoiceList::kPriority, number);
  std::vector<Operation> operations = {
      create(id, Kind::kSlaPolicy),
      set_text(id, field::kSlaPolicyName, priority->label_ja),
      set_text(id, field::kSlaPolicyNameEn, priority->label_en),
      set(id, field::kSlaPolicyPosition, Value::of(number)),
      set(id, field::kSlaPolicyEnabled, Value::of(1)),
      set_text(id, field::kSlaPolicyCondition, std::string("priority = ") + priority->code),
      set_text(id, field::kSlaPolicyResponse, policy.response),
      set_text(id, field::kSlaPolicyResolution, policy.resolution),
  };
  if (!policy.always_open) {
    operations.push_back(set(id, field::kSlaPolicyCalendar, Value::of(business_calendar_id())));
  }
  TextSet reasons;
  for (const PendingReason reason : default_pause_reasons()) {
    reasons.push_back(
        find_choice(ChoiceList::kPendingReason, static_cast<std::int64_t>(reason))->code);
  }
  operations.push_back(
      {id, field::kSlaPolicyPauseReasons, Action::kAdd, Value::of(std::move(reasons)), 0});
  return operations;
}

// P1 not acknowledged in 10 minutes: next on call; then who leads, then who manages.
std::vector<Operation> default_escalation() {
  const EntityId id = derive_id("escalation_policy", "p1");
  return {create(id, Kind::kEscalationPolicy),
          set_text(id, field::kEscalationPolicyName, "P1の未応答"),
          set_text(id, field::kEscalationPolicyNameEn, "P1 not acknowledged"),
          {id, field::kEscalationPolicyPosition, Action::kSet, Value::of(1), 0},
          {id, field::kEscalationPolicyEnabled, Action::kSet, Value::of(1), 0},
          set_text(id, field::kEscalationPolicyCondition, "priority = P1"),
          set_text(id, field::kEscalationPolicyLevels,
                   "after 10m notify on_duty level 2\n"
                   "after 20m notify lead\n"
                   "after 30m notify manager")};
}

}  // namespace

EntityId business_calendar_id() { return derive_id("calendar", "business"); }

EntityId default_sla_policy_id(Priority priority) {
  const auto number = static_cast<std::int64_t>(priority);
  return derive_id("sla_policy", find_choice(ChoiceList::kPriority, number)->code);
}

EntityId default_category_id(std::string_view code) { return derive_id("category", code); }

EntityId service_desk_group_id() { return derive_id("group", "service_desk"); }

std::vector<std::vector<Operation>> default_configuration() {
  std::vector<std::vector<Operation>> groups;
  for (const Category& category : kCategories) {
    const EntityId id = default_category_id(category.code);
    groups.push_back({create(id, Kind::kCategory),
                      set_text(id, field::kCategoryName, category.name),
                      set_text(id, field::kCategoryNameEn, category.name_en),
                      set_text(id, field::kCategoryCode, category.code)});
  }
  const EntityId desk = service_desk_group_id();
  groups.push_back({create(desk, Kind::kGroup), set_text(desk, field::kGroupName, "サービスデスク"),
                    set_text(desk, field::kGroupNameEn, "Service desk")});
  groups.push_back(business_calendar());
  for (const DefaultSlaPolicy& policy : default_sla_policies()) {
    groups.push_back(sla_policy(policy));
  }
  groups.push_back(default_escalation());
  return groups;
}

}  // namespace genba

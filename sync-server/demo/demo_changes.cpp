#include "sync-server/demo/demo_changes.h"

#include <string>

#include "core/process/civil_time.h"
#include "core/process/defaults.h"

namespace genba::demo {
namespace {

using enum TicketState;

constexpr std::int64_t kTokyoOffset_ms = 9 * kHourMs;
constexpr int kNotPlanned = 0;  // hours

struct DemoChange {
  TicketType type;
  ChangeKind kind;
  const char* title;
  const char* item;   // configuration item
  int day;            // from today
  int hour;           // local
  int hours;          // kNotPlanned: it has no dates yet
  std::size_t steps;  // how far it has come
};

constexpr TicketState kChangeSteps[] = {kValidated, kAssigned, kPlanned, kImplemented};
constexpr TicketState kReleaseSteps[] = {kPlanned};

constexpr DemoChange kChanges[] = {
    {TicketType::kChange, ChangeKind::kNormal, "基幹スイッチのファームウェア更新", "core-sw1", 2,
     22, 4, 3},
    {TicketType::kChange, ChangeKind::kNormal, "サーバー室の配線変更", "core-sw1", 2, 23, 2, 3},
    {TicketType::kChange, ChangeKind::kNormal, "Move the mail servers to the new cluster", "mail01",
     7, 20, 30, 2},
    {TicketType::kChange, ChangeKind::kRoutine, "毎月の更新プログラムの適用", "", 9, 19, 3, 1},
    {TicketType::kChange, ChangeKind::kEmergency, "VPN装置の緊急パッチ適用", "vpn1", -5, 21, 1, 4},
    {TicketType::kRelease, ChangeKind::kNormal, "業務アプリの下期リリース", "", 4, 9, 57, 1},
    {TicketType::kChange, ChangeKind::kNormal, "プリンタードライバーの統一", "", 0, 0, kNotPlanned,
     0},
};

Value text(const char* content) { return Value::of(std::string(content)); }
template <typename Enum>
Value choice(Enum value) {
  return Value::of(static_cast<std::int64_t>(value));
}

Command recorded(const DemoChange& change, const EntityId& id, std::int64_t now_ms) {
  CreateTicket command;
  command.id = id;
  command.type = change.type;
  command.fields = {{field::kTicketTitle, text(change.title)},
                    {field::kTicketChangeKind, choice(change.kind)},
                    {field::kTicketRisk, choice(Level::kMedium)},
                    {field::kTicketPlan, text("手順書に沿って、2人で作業する。")},
                    {field::kTicketFallbackPlan, text("作業前の状態に戻す。")},
                    {field::kTicketCategory, Value::of(default_category_id("server"))}};
  if (*change.item != '\0') {
    command.fields.push_back({field::kTicketConfigurationItem, text(change.item)});
  }
  if (change.hours == kNotPlanned) return command;
  const std::int64_t today_ms = floor_div(now_ms + kTokyoOffset_ms, kDayMs) * kDayMs;
  const std::int64_t from_ms =
      today_ms + change.day * kDayMs + change.hour * kHourMs - kTokyoOffset_ms;
  command.fields.push_back({field::kTicketPlannedStart, Value::of(from_ms)});
  command.fields.push_back({field::kTicketPlannedEnd, Value::of(from_ms + change.hours * kHourMs)});
  return command;
}

}  // namespace

std::vector<Gesture> change_gestures(const Actor& manager, std::int64_t now_ms, RandomSource& ids) {
  std::vector<Gesture> gestures;
  std::int64_t at_ms = now_ms - 7 * kDayMs;
  for (const DemoChange& change : kChanges) {
    const EntityId id = ids.new_id(at_ms);
    gestures.push_back({at_ms, manager, recorded(change, id, now_ms)});
    const TicketState* path = change.type == TicketType::kRelease ? kReleaseSteps : kChangeSteps;
    for (std::size_t i = 0; i < change.steps; ++i) {
      at_ms += kHourMs;
      ChangeState step;
      step.ticket = id;
      step.to = path[i];
      gestures.push_back({at_ms, manager, step});
    }
    at_ms += 2 * kHourMs;
  }
  return gestures;
}

}  // namespace genba::demo

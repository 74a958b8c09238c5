// Which tickets this device keeps, as it was chosen here (core/process/scope.h): one preference of
// the device, in words and as what the server is asked for. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/model/language.h"
#include "core/process/scope.h"

namespace genba {

struct DeviceScope {
  Breadth breadth = Breadth::kAll;
  int closed_days = 0;  // tickets that were closed longer ago are left out; 0: none are
  std::vector<EntityId> pinned;

  bool is_everything() const { return breadth == Breadth::kAll && closed_days == 0; }
};

// The choices for closed_days.
inline constexpr int kClosedDays[] = {0, 30, 90, 365};

// "BREADTH DAYS ID ID …", by numbers; whatever is not that is everything.
DeviceScope parse_device_scope(std::string_view preference);
std::string format_device_scope(const DeviceScope& scope);
// With one ticket more, which stays whatever the rest says. Everything holds it already.
DeviceScope with_pin(DeviceScope scope, const EntityId& ticket);
// What the server is asked for at `now_ms`. The limit moves once a week, so that a device is not
// told every day what it has to forget.
Scope scope_at(const DeviceScope& scope, std::int64_t now_ms);
// "my groups · closed in the last 90 days"; empty for everything.
std::string scope_words(const DeviceScope& scope, Language language);

}  // namespace genba

#include "core/process/sla_defaults.h"

#include <cassert>

#include "core/process/calendar_japan.h"
#include "core/process/sla_policy.h"

namespace genba {
namespace {

// Asia/Tokyo has had one offset since 1952: no table is needed to know it.
class TokyoOnly final : public TimeZoneDatabase {
 public:
  Result<TimeZone> find(std::string_view) const override {
    return TimeZone::make(static_cast<std::int32_t>(9 * kHourMs), {}, {});
  }
};

struct Defaults {
  Calendar business;
  Calendar always = Calendar::always_open();
  std::array<SlaPolicy, 4> policies;

  explicit Defaults(Calendar calendar) : business(std::move(calendar)) {
    std::size_t next = 0;
    for (const Priority priority : {Priority::kP1, Priority::kP2, Priority::kP3, Priority::kP4}) {
      policies[next++] = default_sla_policy(priority, business, always);
    }
  }
};

}  // namespace

std::span<const SlaPolicy> default_policies() {
  thread_local const Defaults defaults = [] {
    Result<Calendar> calendar = Calendar::make(default_business_calendar(), TokyoOnly());
    assert(calendar.ok());
    return Defaults(std::move(*calendar));
  }();
  return defaults.policies;
}

std::size_t default_policy_index(Priority priority) {
  return static_cast<std::size_t>(priority) - 1;
}

}  // namespace genba

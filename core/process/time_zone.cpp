#include "core/process/time_zone.h"

#include <algorithm>

#include "core/process/civil_time.h"
#include "core/process/time_zone_rule.h"

namespace genba {
namespace {

constexpr std::int64_t kLeastOffsetMs = -25 * kHourMs;
constexpr std::int64_t kGreatestOffsetMs = 26 * kHourMs;

bool is_offset(std::int64_t offset_ms) {
  return offset_ms >= kLeastOffsetMs && offset_ms <= kGreatestOffsetMs;
}

Result<void> check_changes(std::int32_t first_offset_ms,
                           const std::vector<TimeZone::Change>& changes) {
  bool valid = is_offset(first_offset_ms);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    valid = valid && is_offset(changes[i].offset_ms) &&
            (i == 0 || changes[i - 1].at_ms < changes[i].at_ms);
  }
  if (!valid) return make_error(ErrorCode::kMalformed, "time zone: a wrong offset or order");
  return {};
}

}  // namespace

Result<TimeZone> TimeZone::make(std::int32_t first_offset_ms, std::vector<Change> changes,
                                std::string_view rule) {
  if (Result<void> checked = check_changes(first_offset_ms, changes); !checked) {
    return checked.error();
  }
  if (!rule.empty()) {
    Result<TimeZoneRule> parsed = TimeZoneRule::parse(rule);
    if (!parsed) return parsed.error();
    const std::int64_t after_ms = changes.empty() ? kFirstInstantMs - 1 : changes.back().at_ms;
    parsed->append_changes(std::max(after_ms, kFirstInstantMs - 1), changes);
    if (Result<void> checked = check_changes(first_offset_ms, changes); !checked) {
      return checked.error();
    }
  }
  TimeZone zone;
  zone.first_offset_ms_ = first_offset_ms;
  for (const Change& change : changes) {
    if (change.at_ms <= kFirstInstantMs) {
      zone.first_offset_ms_ = change.offset_ms;
      continue;
    }
    const std::int32_t before_ms =
        zone.changes_.empty() ? zone.first_offset_ms_ : zone.changes_.back().offset_ms;
    // A change of the abbreviation alone moves no clock.
    if (change.offset_ms != before_ms && change.at_ms < kEndInstantMs) {
      zone.changes_.push_back(change);
    }
  }
  zone.changes_.shrink_to_fit();
  return zone;
}

std::int32_t TimeZone::offset_at(std::int64_t instant_ms) const {
  const auto next = std::upper_bound(
      changes_.begin(), changes_.end(), instant_ms,
      [](std::int64_t at_ms, const Change& change) { return at_ms < change.at_ms; });
  return next == changes_.begin() ? first_offset_ms_ : std::prev(next)->offset_ms;
}

std::int64_t TimeZone::instant_of(std::int64_t local_ms) const {
  // The earliest instant at which the wall clock shows local_ms or later. Nothing before
  // `search_ms` can, and each stretch of one offset is looked at in turn.
  const std::int64_t search_ms = local_ms - kGreatestOffsetMs;
  auto next = std::upper_bound(
      changes_.begin(), changes_.end(), search_ms,
      [](std::int64_t at_ms, const Change& change) { return at_ms < change.at_ms; });
  std::int64_t start_ms = search_ms;
  std::int32_t offset_ms = next == changes_.begin() ? first_offset_ms_ : std::prev(next)->offset_ms;
  while (true) {
    const std::int64_t found_ms = std::max(start_ms, local_ms - offset_ms);
    if (next == changes_.end() || found_ms < next->at_ms) return found_ms;
    start_ms = next->at_ms;
    offset_ms = next->offset_ms;
    ++next;
  }
}

bool is_time_zone_name(std::string_view name) {
  if (name.empty() || name.size() > 64) return false;
  bool part_starts = true;
  for (const char c : name) {
    const bool allowed = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                         (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-' || c == '.' ||
                         c == '/';
    if (!allowed || (part_starts && (c == '/' || c == '.'))) return false;
    part_starts = c == '/';
  }
  return !part_starts;
}

Error unknown_time_zone(std::string_view name) {
  return make_error(ErrorCode::kNotFound,
                    "unknown time zone \"" + std::string(name.substr(0, 64)) + "\"");
}

}  // namespace genba

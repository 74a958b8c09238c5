#include "core/process/calendar.h"

#include <algorithm>
#include <cassert>

namespace genba {

// One stretch of open time; `before_ms` is the open time of its block before it.
struct Calendar::Opening {
  std::int64_t from_ms;
  std::int64_t to_ms;
  std::int64_t before_ms;
};

// The openings of 52 weeks of local days.
struct Calendar::Block {
  std::int64_t start_ms = 0;
  std::int64_t end_ms = 0;
  std::int64_t total_ms = 0;
  std::vector<Opening> openings;

  std::int64_t open_before(std::int64_t instant_ms) const {
    const auto next = std::upper_bound(
        openings.begin(), openings.end(), instant_ms,
        [](std::int64_t at_ms, const Opening& opening) { return at_ms < opening.from_ms; });
    if (next == openings.begin()) return 0;
    const Opening& last = *std::prev(next);
    return last.before_ms + std::min(instant_ms, last.to_ms) - last.from_ms;
  }
};

struct Calendar::Day {
  std::span<const OpenHours> hours;
  bool is_holiday = false;  // and no open date
};

namespace {

constexpr DayNumber kBlockDays = 52 * 7;
// Local days reach beyond the supported instants by the greatest offset, in both directions.
constexpr DayNumber kFirstDay = -7;
constexpr std::size_t kBlocks = (kEndInstantMs / kDayMs + 14) / kBlockDays + 1;

}  // namespace

Calendar::Calendar(CalendarDefinition definition, TimeZone zone, bool always_open)
    : definition_(std::move(definition)), zone_(std::move(zone)), always_open_(always_open) {
  if (!always_open_) blocks_.resize(kBlocks);
}

Calendar::Calendar(Calendar&&) noexcept = default;
Calendar& Calendar::operator=(Calendar&&) noexcept = default;
Calendar::~Calendar() = default;

Calendar Calendar::always_open() {
  CalendarDefinition definition;
  definition.weekly.fill({{0, 24 * 60}});
  return Calendar(std::move(definition), TimeZone(), true);
}

Calendar::Day Calendar::day_of(DayNumber day) const {
  const auto open_date = definition_.open_dates.find(day);
  if (open_date != definition_.open_dates.end()) return {open_date->second, false};
  if (std::binary_search(definition_.holidays.begin(), definition_.holidays.end(), day)) {
    return {{}, true};
  }
  return {definition_.weekly[static_cast<std::size_t>(weekday_of(day))], false};
}

std::int64_t Calendar::local_midnight(DayNumber day) const {
  return zone_.instant_of(day * kDayMs);
}

const Calendar::Block& Calendar::block(std::size_t index) const {
  assert(index < blocks_.size());
  if (blocks_[index] != nullptr) return *blocks_[index];
  auto made = std::make_unique<Block>();
  const DayNumber first = kFirstDay + static_cast<DayNumber>(index) * kBlockDays;
  made->start_ms = local_midnight(first);
  made->end_ms = local_midnight(first + kBlockDays);
  for (DayNumber day = first; day < first + kBlockDays; ++day) {
    for (const OpenHours& hours : day_of(day).hours) {
      const std::int64_t from_ms = zone_.instant_of(day * kDayMs + hours.from_min * kMinuteMs);
      const std::int64_t to_ms = zone_.instant_of(day * kDayMs + hours.to_min * kMinuteMs);
      if (from_ms == to_ms) continue;  // inside the gap of a daylight-saving change
      if (!made->openings.empty() && made->openings.back().to_ms == from_ms) {
        made->openings.back().to_ms = to_ms;
      } else {
        made->openings.push_back({from_ms, to_ms, made->total_ms});
      }
      made->total_ms += to_ms - from_ms;
    }
  }
  made->openings.shrink_to_fit();
  blocks_[index] = std::move(made);
  return *blocks_[index];
}

std::size_t Calendar::block_of(std::int64_t instant_ms) const {
  const std::int64_t day = floor_div(instant_ms, kDayMs);
  auto index = static_cast<std::size_t>((day - kFirstDay) / kBlockDays);
  while (block(index).start_ms > instant_ms) --index;
  while (block(index).end_ms <= instant_ms) ++index;
  return index;
}

std::int64_t Calendar::business_ms(std::int64_t from_ms, std::int64_t to_ms) const {
  assert(is_supported_instant(from_ms) && from_ms <= to_ms && to_ms <= kEndInstantMs);
  if (always_open_) return to_ms - from_ms;
  const std::size_t first = block_of(from_ms);
  std::int64_t open_ms = -block(first).open_before(from_ms);
  std::size_t index = first;
  for (; block(index).end_ms <= to_ms; ++index) open_ms += block(index).total_ms;
  return open_ms + block(index).open_before(to_ms);
}

Result<std::int64_t> Calendar::advance(std::int64_t from_ms, std::int64_t business_ms) const {
  assert(is_supported_instant(from_ms) && business_ms >= 0);
  if (business_ms == 0) return from_ms;
  std::int64_t due_ms = kEndInstantMs;
  if (always_open_) {
    if (business_ms < kEndInstantMs - from_ms) due_ms = from_ms + business_ms;
  } else if (business_ms < kEndInstantMs) {
    std::size_t index = block_of(from_ms);
    std::int64_t wanted_ms = business_ms + block(index).open_before(from_ms);
    while (wanted_ms > block(index).total_ms && block(index).end_ms < kEndInstantMs) {
      wanted_ms -= block(index++).total_ms;
    }
    const Block& last = block(index);
    if (wanted_ms <= last.total_ms) {
      const auto next = std::lower_bound(
          last.openings.begin(), last.openings.end(), wanted_ms,
          [](const Opening& opening, std::int64_t ms) { return opening.before_ms < ms; });
      const Opening& opening = *std::prev(next);
      due_ms = opening.from_ms + wanted_ms - opening.before_ms;
    }
  }
  if (due_ms < kEndInstantMs) return due_ms;
  return make_error(ErrorCode::kInvalidArgument,
                    "the calendar does not open for long enough before the year 2400: " +
                        std::to_string(business_ms / kMinuteMs) + " minutes wanted after " +
                        format_instant(from_ms));
}

void Calendar::append_segments(std::int64_t from_ms, std::int64_t to_ms,
                               std::vector<CalendarSegment>& segments) const {
  assert(is_supported_instant(from_ms) && from_ms <= to_ms && to_ms <= kEndInstantMs);
  const std::size_t first_new = segments.size();
  std::int64_t at_ms = from_ms;
  const auto add = [&](std::int64_t until_ms, CalendarTime time) {
    until_ms = std::min(until_ms, to_ms);
    if (until_ms <= at_ms) return;
    if (segments.size() > first_new && segments.back().time == time) {
      segments.back().to_ms = until_ms;
    } else {
      segments.push_back({at_ms, until_ms, time});
    }
    at_ms = until_ms;
  };
  if (always_open_) return add(to_ms, CalendarTime::kOpen);
  // A repeated hour may show the day before for a second time, so days are told by their midnights.
  auto day = static_cast<DayNumber>(floor_div(zone_.local_of(from_ms), kDayMs));
  while (local_midnight(day) > from_ms) --day;
  while (local_midnight(day + 1) <= from_ms) ++day;
  while (at_ms < to_ms) {
    const Day hours = day_of(day);
    for (const OpenHours& range : hours.hours) {
      add(zone_.instant_of(day * kDayMs + range.from_min * kMinuteMs), CalendarTime::kOutsideHours);
      add(zone_.instant_of(day * kDayMs + range.to_min * kMinuteMs), CalendarTime::kOpen);
    }
    add(local_midnight(day + 1),
        hours.is_holiday ? CalendarTime::kHoliday : CalendarTime::kOutsideHours);
    ++day;
  }
}

std::int64_t Calendar::usual_day_ms() const {
  std::map<int, int> days_by_length_min;
  for (const DayHours& hours : definition_.weekly) {
    int length_min = 0;
    for (const OpenHours& range : hours) length_min += range.to_min - range.from_min;
    if (length_min > 0) ++days_by_length_min[length_min];
  }
  int usual_min = 24 * 60;
  int most = 0;
  for (const auto& [length_min, days] : days_by_length_min) {
    if (days >= most) {
      usual_min = length_min;
      most = days;
    }
  }
  return usual_min * kMinuteMs;
}

}  // namespace genba

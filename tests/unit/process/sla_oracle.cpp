#include "tests/unit/process/sla_oracle.h"

#include <algorithm>

namespace genba::sla_test {
namespace {

constexpr std::int64_t kDayMin = 24 * 60;

// Local minutes since 1970 of a change, found by walking the days of its month.
std::int64_t change_min(const OracleChange& change, int year) {
  const auto first = static_cast<std::int64_t>(day_number_of({year, change.month, 1}));
  std::int64_t found = first;
  int seen = 0;
  for (std::int64_t day = first; civil_date_of(static_cast<DayNumber>(day)).month == change.month;
       ++day) {
    const std::int64_t weekday = (day + 4) % 7;  // 1970-01-01 was a Thursday; 0 = Sunday
    if (weekday == change.weekday && seen < change.week) {
      found = day;
      ++seen;
    }
  }
  return found * kDayMin + change.time_min;
}

std::int64_t next_minute(std::int64_t at_ms) { return (at_ms / kMinuteMs + 1) * kMinuteMs; }

}  // namespace

const std::vector<OracleZone>& oracle_zones() {
  static const std::vector<OracleZone> zones = {
      {"JST-9", 540, 540, {}, {}},
      {"<+0545>-5:45", 345, 345, {}, {}},
      {"EST5EDT,M3.2.0,M11.1.0", -300, -240, {3, 2, 0, 120}, {11, 1, 0, 120}},
      {"CET-1CEST,M3.5.0,M10.5.0/3", 60, 120, {3, 5, 0, 120}, {10, 5, 0, 180}},
      // Lord Howe Island: half an hour.
      {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 630, 660, {10, 1, 0, 120}, {4, 1, 0, 120}},
      // Ireland: winter is the exception, an hour back.
      {"IST-1GMT0,M10.5.0,M3.5.0/1", 60, 0, {10, 5, 0, 120}, {3, 5, 0, 60}},
      // Chile: at 24:00 of a Saturday.
      {"<-04>4<-03>,M9.1.6/24,M4.1.6/24", -240, -180, {9, 1, 6, 1440}, {4, 1, 6, 1440}},
      // Israel: at 26:00 of the Thursday before the last Friday or so.
      {"IST-2IDT,M3.4.4/26,M10.5.0", 120, 180, {3, 4, 4, 1560}, {10, 5, 0, 120}},
      // Greenland: at −1:00, the evening before.
      {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", -120, -60, {3, 5, 0, -60}, {10, 5, 0, 0}},
      // Samoa left out 30 December 2011; the other one has a day twice.
      {nullptr, -600, 840, {}, {}, (15338 * 1440) + 600},
      {nullptr, 720, -720, {}, {}, (15338 * 1440) + 720},
  };
  return zones;
}

TimeZone OracleZone::zone() const {
  const auto to_ms = [](std::int64_t minutes) { return minutes * kMinuteMs; };
  if (rule != nullptr) return TimeZone::make(0, {}, rule).value();
  return TimeZone::make(static_cast<std::int32_t>(to_ms(standard_min)),
                        {{to_ms(jump_at_min), static_cast<std::int32_t>(to_ms(summer_min))}}, {})
      .value();
}

std::vector<int> OracleZone::offsets(std::int64_t from_min, std::size_t count) const {
  // Years enough for the window, each change in UTC.
  std::vector<std::pair<std::int64_t, int>> changes;
  if (rule == nullptr) {
    changes = {{jump_at_min, summer_min}};
  } else if (standard_min != summer_min) {
    const int first = civil_date_of(static_cast<DayNumber>(from_min / kDayMin)).year - 1;
    for (int year = first; year < first + 5; ++year) {
      changes.push_back({change_min(to_summer, year) - standard_min, summer_min});
      changes.push_back({change_min(to_standard, year) - summer_min, standard_min});
    }
    std::sort(changes.begin(), changes.end());
  }
  std::vector<int> offsets;
  offsets.reserve(count);
  int offset = standard_min;
  std::size_t next = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t minute = from_min + static_cast<std::int64_t>(i);
    while (next < changes.size() && changes[next].first <= minute) offset = changes[next++].second;
    offsets.push_back(offset);
  }
  return offsets;
}

OracleCalendar::OracleCalendar(const CalendarDefinition& definition, const OracleZone& zone,
                               std::int64_t from_min, std::size_t count)
    : from_min_(from_min) {
  // A time of day counts from its first occurrence on, and a skipped one from the end of the gap
  // on: so what rules is the latest wall clock time that has been seen.
  constexpr std::int64_t kWarmUp = 3 * kDayMin;
  const std::vector<int> offsets =
      zone.offsets(from_min - kWarmUp, count + static_cast<std::size_t>(kWarmUp));
  std::int64_t latest = INT64_MIN;
  DayNumber day = INT32_MIN;
  bool is_holiday = false;
  const DayHours* hours = nullptr;
  minutes_.reserve(count);
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    const std::int64_t minute = from_min - kWarmUp + static_cast<std::int64_t>(i);
    latest = std::max(latest, minute + offsets[i]);
    if (minute < from_min) continue;
    if (latest / kDayMin != day) {
      day = static_cast<DayNumber>(latest / kDayMin);
      const auto open_date = definition.open_dates.find(day);
      const bool is_open_date = open_date != definition.open_dates.end();
      const auto& holidays = definition.holidays;
      is_holiday =
          !is_open_date && std::find(holidays.begin(), holidays.end(), day) != holidays.end();
      hours = is_open_date ? &open_date->second
                           : &definition.weekly[static_cast<std::size_t>((day + 3) % 7)];
    }
    const auto time = static_cast<int>(latest % kDayMin);
    CalendarTime kind = is_holiday ? CalendarTime::kHoliday : CalendarTime::kOutsideHours;
    for (const OpenHours& range : *hours) {
      if (!is_holiday && time >= range.from_min && time < range.to_min) kind = CalendarTime::kOpen;
    }
    minutes_.push_back(kind);
  }
}

namespace {

enum class Mode { kRunning, kPaused, kMet, kAbandoned };

struct Piece {
  std::int64_t from_ms;
  std::int64_t to_ms;
  Mode mode;
  PendingReason reason;
};

struct Target {
  std::size_t policy = 0;
  bool manual = false;
  std::int64_t due_ms = 0;
  std::int64_t set_ms = 0;
};

class Walk {
 public:
  Walk(SlaClockKind kind, const std::vector<OraclePolicy>& policies, std::int64_t window_end_ms)
      : kind_(kind), policies_(policies), window_end_ms_(window_end_ms) {}

  OracleAnswer run(const std::vector<SlaEvent>& events, std::int64_t now_ms) {
    std::int64_t at_ms = events[0].at_ms;
    target_.policy = wanted_.policy = events[0].policy;
    std::size_t next = 1;
    pieces_.reserve(static_cast<std::size_t>((now_ms - at_ms) / kMinuteMs) + events.size() + 2);
    while (true) {
      while (next < events.size() && events[next].at_ms == at_ms) apply(events[next++]);
      if (at_ms == now_ms) break;
      std::int64_t to_ms = std::min(next_minute(at_ms), now_ms);
      if (next < events.size()) to_ms = std::min(to_ms, events[next].at_ms);
      pieces_.push_back({at_ms, to_ms, mode_, reason_});
      at_ms = to_ms;
    }
    OracleAnswer answer = judge(now_ms);
    for (const std::int64_t breach : earlier_) {
      const bool repeated = answer.breached_at_ms == breach;
      if (!repeated) answer.earlier_breaches_ms.push_back(breach);
    }
    return answer;
  }

 private:
  bool ended() const { return mode_ == Mode::kMet || mode_ == Mode::kAbandoned; }

  CalendarTime time_at(std::int64_t at_ms) const {
    const OracleCalendar* calendar = policies_[target_.policy].calendar;
    return calendar == nullptr ? CalendarTime::kOpen : calendar->at(at_ms);
  }
  bool open_at(std::int64_t at_ms) const { return time_at(at_ms) == CalendarTime::kOpen; }

  void end(std::int64_t at_ms, Mode mode) {
    mode_ = mode;
    stop_ms_ = at_ms;
  }

  void apply(const SlaEvent& event) {
    const bool response = kind_ == SlaClockKind::kResponse;
    switch (event.type) {
      case SlaEventType::kCreated: break;
      case SlaEventType::kAcknowledged:
      case SlaEventType::kPublicReply:
        if (response && !ended()) end(event.at_ms, Mode::kMet);
        break;
      case SlaEventType::kResolved:
      case SlaEventType::kClosed:
      case SlaEventType::kCancelled:
        if (!ended()) end(event.at_ms, response ? Mode::kAbandoned : Mode::kMet);
        break;
      case SlaEventType::kPending:
        if (!response && !ended()) {
          const auto& reasons = policies_[target_.policy].pause_reasons;
          const bool pauses =
              std::find(reasons.begin(), reasons.end(), event.reason) != reasons.end();
          mode_ = pauses ? Mode::kPaused : Mode::kRunning;
          reason_ = event.reason;
        }
        break;
      case SlaEventType::kResumed:
        if (mode_ == Mode::kPaused) mode_ = Mode::kRunning;
        break;
      case SlaEventType::kReopened:
        if (!response && ended()) {
          take_over(event.at_ms);
          mode_ = Mode::kRunning;
        }
        break;
      case SlaEventType::kPolicy:
        wanted_.policy = event.policy;
        if (!ended()) take_over(event.at_ms);
        break;
      case SlaEventType::kManualDue:
        if (event.clock != kind_) break;
        wanted_.manual = true;
        wanted_.due_ms = event.due_ms;
        fresh_due_ = true;
        if (!ended()) take_over(event.at_ms);
        break;
      case SlaEventType::kGroup:
      case SlaEventType::kOla:
      case SlaEventType::kBreached: break;  // not of these two clocks
    }
  }

  void take_over(std::int64_t at_ms) {
    const OracleAnswer before = judge(at_ms);
    if (before.breached_at_ms && (earlier_.empty() || earlier_.back() != *before.breached_at_ms)) {
      earlier_.push_back(*before.breached_at_ms);
    }
    if (fresh_due_) wanted_.set_ms = at_ms;
    fresh_due_ = false;
    target_ = wanted_;
  }

  std::int64_t budget() const {
    if (!target_.manual) {
      return policies_[target_.policy].budget_ms[static_cast<std::size_t>(kind_)];
    }
    std::int64_t total = 0;
    for (const Piece& piece : pieces_) {
      const std::int64_t to_ms = std::min({piece.to_ms, target_.due_ms, target_.set_ms});
      if (to_ms > piece.from_ms && piece.mode == Mode::kRunning && open_at(piece.from_ms)) {
        total += to_ms - piece.from_ms;
      }
    }
    for (std::int64_t at_ms = target_.set_ms; at_ms < target_.due_ms;) {
      const std::int64_t to_ms = std::min(next_minute(at_ms), target_.due_ms);
      if (open_at(at_ms)) total += to_ms - at_ms;
      at_ms = to_ms;
    }
    return total;
  }

  OracleAnswer judge(std::int64_t now_ms) const {
    OracleAnswer out;
    const std::int64_t end_ms = ended() ? stop_ms_ : now_ms;
    const std::int64_t budget_ms = budget();
    std::optional<std::int64_t> used_ms;
    if (budget_ms == 0) used_ms = pieces_.empty() ? end_ms : pieces_.front().from_ms;
    for (const Piece& piece : pieces_) {
      if (piece.from_ms >= end_ms) break;
      add_segment(out, piece);
      if (piece.mode != Mode::kRunning && piece.mode != Mode::kPaused) continue;
      if (!open_at(piece.from_ms)) continue;
      const std::int64_t length_ms = piece.to_ms - piece.from_ms;
      if (piece.mode == Mode::kPaused) {
        out.paused_ms += length_ms;
        continue;
      }
      out.elapsed_ms += length_ms;
      if (!used_ms && out.elapsed_ms >= budget_ms) {
        used_ms = piece.to_ms - (out.elapsed_ms - budget_ms);
      }
    }
    out.remaining_ms = budget_ms - out.elapsed_ms;
    if (!used_ms && mode_ != Mode::kPaused) {
      std::int64_t left_ms = out.remaining_ms;
      for (std::int64_t at_ms = end_ms; left_ms > 0 && at_ms < window_end_ms_;) {
        const std::int64_t to_ms = next_minute(at_ms);
        if (open_at(at_ms)) left_ms -= to_ms - at_ms;
        at_ms = to_ms;
        if (left_ms <= 0) used_ms = to_ms + left_ms;
      }
      out.due_known = used_ms.has_value();
    }
    out.due_ms = used_ms;
    if (out.due_ms && target_.manual) out.due_ms = std::max(*out.due_ms, target_.due_ms);
    const bool breached = out.remaining_ms < 0;
    if (breached) out.breached_at_ms = out.due_ms;
    out.state = breached                    ? ClockState::kBreached
                : mode_ == Mode::kMet       ? ClockState::kMet
                : mode_ == Mode::kAbandoned ? ClockState::kStopped
                : mode_ == Mode::kPaused    ? ClockState::kPaused
                                            : ClockState::kRunning;
    return out;
  }

  void add_segment(OracleAnswer& out, const Piece& piece) const {
    SlaSegment segment{piece.from_ms, piece.to_ms, SlaSegmentKind::kCounted, {}};
    const CalendarTime time = time_at(piece.from_ms);
    if (piece.mode == Mode::kMet || piece.mode == Mode::kAbandoned) {
      segment.kind = SlaSegmentKind::kFinished;
    } else if (time != CalendarTime::kOpen) {
      segment.kind =
          time == CalendarTime::kHoliday ? SlaSegmentKind::kHoliday : SlaSegmentKind::kOutsideHours;
    } else if (piece.mode == Mode::kPaused) {
      segment.kind = SlaSegmentKind::kPaused;
      segment.reason = piece.reason;
    }
    if (!out.segments.empty() && out.segments.back().kind == segment.kind &&
        out.segments.back().reason == segment.reason) {
      out.segments.back().to_ms = segment.to_ms;
    } else {
      out.segments.push_back(segment);
    }
  }

  SlaClockKind kind_;
  const std::vector<OraclePolicy>& policies_;
  std::int64_t window_end_ms_;
  Mode mode_ = Mode::kRunning;
  PendingReason reason_{};
  std::int64_t stop_ms_ = 0;
  Target target_;
  Target wanted_;
  bool fresh_due_ = false;
  std::vector<std::int64_t> earlier_;
  std::vector<Piece> pieces_;
};

}  // namespace

OracleAnswer oracle_clock(SlaClockKind kind, const std::vector<SlaEvent>& events,
                          const std::vector<OraclePolicy>& policies, std::int64_t now_ms,
                          std::int64_t window_end_ms) {
  return Walk(kind, policies, window_end_ms).run(events, now_ms);
}

}  // namespace genba::sla_test

#include "core/process/sla_text.h"

#include <cstdlib>

namespace genba {
namespace {

// In the order of Language.
using Words = const char* [2];

constexpr Words kResponse = {"1次回答", "Response"};
constexpr Words kResolution = {"解決", "Resolution"};
constexpr Words kNextUpdate = {"次回連絡", "Next update"};
constexpr Words kOla = {"OLA", "OLA"};
constexpr Words kVendor = {"ベンダー", "Vendor"};
constexpr Words kNoPromise = {"約束なし", "nothing promised"};
constexpr Words kElapsed = {"経過", "elapsed"};
constexpr Words kPausedTime = {"一時停止", "paused"};
constexpr Words kRemaining = {"残り", "remaining"};
constexpr Words kOverrun = {"超過", "overrun"};
constexpr Words kBudget = {"目標", "target"};
constexpr Words kDue = {"期日", "due"};
constexpr Words kManual = {"(手動)", " (set by hand)"};
constexpr Words kBreachedAt = {"違反", "breached"};
constexpr Words kEarlierBreach = {"以前の違反", "earlier breach"};
constexpr Words kStoppedAt = {"終了", "ended"};
constexpr Words kHours = {"時間", " h"};
constexpr Words kMinutes = {"分", " min"};
constexpr Words kSeconds = {"秒", " s"};
constexpr Words kColon = {": ", ": "};
constexpr Words kComma = {"、", ", "};
// In the order of SlaSegmentKind.
constexpr Words kKinds[] = {{"計上", "counted"},
                            {"一時停止", "paused"},
                            {"業務時間外", "outside business hours"},
                            {"休日", "holiday"},
                            {"終了", "finished"}};

class Writer {
 public:
  Writer(const TimeZone& zone, std::span<const std::string> custom_reasons, Language language)
      : zone_(zone), custom_reasons_(custom_reasons), language_(language) {}

  // Nothing of a further clock that was not promised.
  void further_clock(const Words& name, const SlaClock& clock) {
    if (clock.promised) this->clock(name, clock);
  }

  void clock(const Words& name, const SlaClock& clock) {
    if (!clock.promised) {
      out_.append(word(name)).append(word(kColon)).append(word(kNoPromise)).push_back('\n');
      return;
    }
    const Choice* state =
        find_choice(ChoiceList::kClockState, static_cast<std::int64_t>(clock.state));
    out_.append(word(name)).append(word(kColon)).append(state->label(language_)).append("\n  ");
    figure(kBudget, clock.budget_ms);
    out_.append(word(kComma));
    figure(kElapsed, clock.elapsed_ms);
    out_.append(word(kComma));
    figure(kPausedTime, clock.paused_ms);
    out_.append(word(kComma));
    figure(clock.remaining_ms < 0 ? kOverrun : kRemaining, std::abs(clock.remaining_ms));
    out_.push_back('\n');
    if (clock.due_ms) instant(kDue, *clock.due_ms, clock.manual_due ? word(kManual) : "");
    if (clock.breached_at_ms) instant(kBreachedAt, *clock.breached_at_ms);
    for (const std::int64_t at_ms : clock.earlier_breaches_ms) instant(kEarlierBreach, at_ms);
    if (clock.stopped_at_ms) instant(kStoppedAt, *clock.stopped_at_ms);
    for (const SlaSegment& each : clock.segments) segment(each);
  }

  std::string take() { return std::move(out_); }

 private:
  const char* word(const Words& words) const { return words[static_cast<std::size_t>(language_)]; }

  void figure(const Words& name, std::int64_t duration_ms) {
    out_.append(word(name)).push_back(' ');
    duration(duration_ms);
  }

  void duration(std::int64_t duration_ms) {
    const std::int64_t seconds = duration_ms / kSecondMs;
    const std::int64_t hours = seconds / 3600;
    const std::int64_t minutes = seconds / 60 % 60;
    const char* space = "";
    if (hours > 0) {
      out_.append(std::to_string(hours)).append(word(kHours));
      space = " ";
    }
    if (minutes > 0 || seconds < 60) {
      out_.append(space).append(std::to_string(minutes)).append(word(kMinutes));
      space = " ";
    }
    if (seconds % 60 != 0) {
      out_.append(space).append(std::to_string(seconds % 60)).append(word(kSeconds));
    }
  }

  void instant(const Words& name, std::int64_t at_ms, const char* after = "") {
    const std::int64_t offset_min = zone_.offset_at(at_ms) / kMinuteMs;
    out_.append("  ").append(word(name)).append(" ").append(date_of(at_ms)).append(" ");
    out_.append(time_of(at_ms)).append(offset_min < 0 ? " -" : " +");
    out_.append(format_time_of_day(static_cast<int>(std::abs(offset_min))));
    out_.append(after).push_back('\n');
  }

  // "2026-11-20 09:10–11:40  counted  2 h 30 min"; a segment up to midnight ends at 24:00.
  void segment(const SlaSegment& segment) {
    const std::string from_date = date_of(segment.from_ms);
    std::string to_date = date_of(segment.to_ms);
    std::string to_time = time_of(segment.to_ms);
    if (to_time == "00:00") {
      to_date = date_of(segment.to_ms - 1);
      to_time = "24:00";
    }
    out_.append("    ").append(from_date).append(" ").append(time_of(segment.from_ms));
    out_.append("–");
    if (to_date != from_date) out_.append(to_date).append(" ");
    out_.append(to_time).append("  ");
    out_.append(word(kKinds[static_cast<std::size_t>(segment.kind)]));
    if (segment.kind == SlaSegmentKind::kPaused) out_.append(word(kColon)).append(reason(segment));
    out_.append("  ");
    duration(segment.to_ms - segment.from_ms);
    out_.push_back('\n');
  }

  std::string reason(const SlaSegment& segment) const {
    const auto number = static_cast<std::int64_t>(segment.reason);
    const Choice* choice = find_choice(ChoiceList::kPendingReason, number);
    if (choice != nullptr) return choice->label(language_);
    const auto custom = static_cast<std::size_t>(number - kFirstCustomReason);
    return custom < custom_reasons_.size() ? custom_reasons_[custom] : std::to_string(number);
  }

  std::string date_of(std::int64_t at_ms) const {
    return format_date(static_cast<DayNumber>(floor_div(zone_.local_of(at_ms), kDayMs)));
  }

  // "09:10", with seconds when there are any.
  std::string time_of(std::int64_t at_ms) const {
    const std::string local = format_instant(zone_.local_of(at_ms));
    const bool whole_minute = zone_.local_of(at_ms) % kMinuteMs == 0;
    return local.substr(11, whole_minute ? 5 : local.size() - 12);
  }

  const TimeZone& zone_;
  std::span<const std::string> custom_reasons_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string sla_segment_code(const SlaSegment& segment,
                             std::span<const std::string> custom_reasons) {
  switch (segment.kind) {
    case SlaSegmentKind::kCounted: return "counted";
    case SlaSegmentKind::kOutsideHours: return "outside_hours";
    case SlaSegmentKind::kHoliday: return "holiday";
    case SlaSegmentKind::kFinished: return "finished";
    case SlaSegmentKind::kPaused: break;
  }
  const auto number = static_cast<std::int64_t>(segment.reason);
  const Choice* choice = find_choice(ChoiceList::kPendingReason, number);
  if (choice != nullptr) return std::string("paused:") + choice->code;
  const auto custom = static_cast<std::size_t>(number - kFirstCustomReason);
  return "paused:" +
         (custom < custom_reasons.size() ? custom_reasons[custom] : std::to_string(number));
}

std::string sla_text(const SlaResult& result, const TimeZone& zone,
                     std::span<const std::string> custom_reasons, Language language) {
  Writer out(zone, custom_reasons, language);
  out.clock(kResponse, result.response);
  out.clock(kResolution, result.resolution);
  out.further_clock(kNextUpdate, result.next_update);
  out.further_clock(kOla, result.ola);
  out.further_clock(kVendor, result.vendor);
  return out.take();
}

}  // namespace genba

#include "wasm/views/ticket_sla.h"

#include <algorithm>

#include "wasm/ui/ui.h"

namespace genba {
namespace {

constexpr std::size_t kExplainedSegments = 24;

// What the bar's whole width stands for: the budget, or more when more was used, and the pauses.
double bar_length_ms(const SlaClock& clock) {
  const std::int64_t used = std::max(clock.budget_ms, clock.elapsed_ms) + clock.paused_ms;
  return static_cast<double>(std::max<std::int64_t>(used, 1));
}

std::string span_end(const Model& model, std::int64_t from_ms, std::int64_t to_ms) {
  const bool same_day =
      local_day(from_ms, model.utc_offset_minutes) == local_day(to_ms, model.utc_offset_minutes);
  return same_day ? format_clock(to_ms, time_style(model)) : format_short(to_ms, time_style(model));
}

std::string segment_text(const Model& model, const SlaSegment& segment) {
  const std::string from = format_short(segment.from_ms, time_style(model));
  const std::string to = span_end(model, segment.from_ms, segment.to_ms);
  switch (segment.kind) {
    case SlaSegmentKind::kCounted:
      return t(model, Message::kSlaCounted, from, to,
               format_duration(segment.to_ms - segment.from_ms, model.language));
    case SlaSegmentKind::kPaused:
      return t(model, Message::kSlaPausedSpan, from, to,
               choice_label(ChoiceList::kPendingReason, static_cast<std::int64_t>(segment.reason),
                            model.language));
    case SlaSegmentKind::kHoliday: return t(model, Message::kSlaHoliday, from, to);
    case SlaSegmentKind::kFinished: return t(model, Message::kSlaStoppedSpan, from, to);
    case SlaSegmentKind::kOutsideHours: break;
  }
  return t(model, Message::kSlaOutside, from, to);
}

// Only business time has width: nights and holidays would hide what was counted.
std::vector<ui::SlaSegment> bar_segments(const Model& model, const SlaClock& clock) {
  std::vector<ui::SlaSegment> bars;
  const double length = bar_length_ms(clock);
  for (const SlaSegment& segment : clock.segments) {
    const bool paused = segment.kind == SlaSegmentKind::kPaused;
    if (!paused && !segment.counted()) continue;
    bars.push_back({.kind = paused ? ui::SlaSegment::Kind::kPaused : ui::SlaSegment::Kind::kCounted,
                    .share = static_cast<double>(segment.to_ms - segment.from_ms) / length,
                    .label = segment_text(model, segment)});
  }
  return bars;
}

std::string remaining_text(const Model& model, const SlaClock& clock) {
  switch (clock.state) {
    case ClockState::kMet: return ts(model, Message::kSlaMet);
    case ClockState::kStopped: return ts(model, Message::kSlaStopped);
    case ClockState::kPaused: return ts(model, Message::kSlaPaused);
    default: break;
  }
  const std::string length = format_duration(clock.remaining_ms, model.language);
  if (clock.remaining_ms < 0) return t(model, Message::kSlaOver, length);
  if (clock.state == ClockState::kBreached) return ts(model, Message::kSlaBreached);
  return t(model, Message::kSlaLeft, length);
}

ui::Tone tone_of(const SlaClock& clock) {
  if (clock.state == ClockState::kBreached || clock.remaining_ms < 0) return ui::Tone::kDanger;
  if (clock.state == ClockState::kPaused || clock.state == ClockState::kStopped) {
    return ui::Tone::kMuted;
  }
  const bool is_near =
      clock.state == ClockState::kRunning && clock.elapsed_ms * 4 > clock.budget_ms * 3;
  return is_near ? ui::Tone::kWarn : ui::Tone::kOk;
}

std::string due_text(const Model& model, const SlaClock& clock) {
  if (clock.state == ClockState::kMet && clock.stopped_at_ms) {
    return t(model, Message::kSlaMetAt, format_exact(*clock.stopped_at_ms, time_style(model)));
  }
  if (!clock.due_ms) return ts(model, Message::kSlaNoDue);
  return t(model, Message::kSlaDue, format_exact(*clock.due_ms, time_style(model)));
}

void draw_clock(const Model& model, Message name, const SlaClock& clock) {
  const std::string remaining = remaining_text(model, clock), due = due_text(model, clock);
  ui::sla_bar(t(model, name), bar_segments(model, clock),
              {.remaining = remaining,
               .due = due,
               .tone = tone_of(clock),
               .paused = clock.state == ClockState::kPaused});
}

// In the order in which they are shown.
constexpr std::pair<SlaClockKind, Message> kClocks[] = {
    {SlaClockKind::kResponse, Message::kSlaResponse},
    {SlaClockKind::kResolution, Message::kSlaResolution},
    {SlaClockKind::kNextUpdate, Message::kSlaNextUpdate},
    {SlaClockKind::kOla, Message::kSlaOla},
    {SlaClockKind::kVendor, Message::kSlaVendor},
};

void explain(const Model& model, Message name, const SlaClock& clock) {
  ui::heading(t(model, name), 3);
  ui::caption(t(model, Message::kSlaUsed, format_duration(clock.elapsed_ms, model.language),
                format_duration(clock.budget_ms, model.language)));
  const std::size_t count = clock.segments.size();
  const std::size_t first = count > kExplainedSegments ? count - kExplainedSegments : 0;
  for (std::size_t i = first; i < count; ++i) {
    const SlaSegment& segment = clock.segments[i];
    const ui::Tone tone = segment.counted() ? ui::Tone::kText : ui::Tone::kMuted;
    ui::text(segment_text(model, segment), {.tone = tone, .size = ui::TextSize::k13});
  }
}

}  // namespace

void SlaPanel::refresh(const TicketPage& page) {
  const std::int64_t minute = page.model.now_ms / 60'000;
  if (id_ == page.id && version_ == page.state().version() && minute == minute_) return;
  if (id_ != page.id) explaining_ = false;
  id_ = page.id;
  version_ = page.state().version();
  minute_ = minute;
  clocks_.reset();
  const Value record = page.value(field::kTicketSlaEvents);
  if (record.text().empty()) return;
  Result<SlaResult> clocks = explain_clocks(page.state(), record.text(), page.model.now_ms);
  if (clocks) clocks_ = std::move(*clocks);
}

void SlaPanel::draw(const TicketPage& page) {
  refresh(page);
  const Model& model = page.model;
  const ui::Card card({.title = t(model, Message::kSlaTitle)});
  if (!clocks_) {
    ui::text(t(model, Message::kSlaStopped), {.tone = ui::Tone::kMuted});
    return;
  }
  for (const auto& [kind, name] : kClocks) {
    if (!clocks_->of(kind).promised) continue;
    draw_clock(model, name, clocks_->of(kind));
    ui::gap(ui::kSpace8);
  }
  if (!model.is_alone && model.replica->is_pending(page.id)) {
    ui::caption(t(model, Message::kSlaEstimate));
  }
  const ui::ButtonOptions options{
      .kind = ui::ButtonKind::kGhost,
      .icon = explaining_ ? ui::Icon::kChevronUp : ui::Icon::kChevronDown};
  if (ui::button(t(model, Message::kSlaExplain), options)) explaining_ = !explaining_;
  if (!explaining_) return;
  for (const auto& [kind, name] : kClocks) {
    if (!clocks_->of(kind).promised) continue;
    explain(model, name, clocks_->of(kind));
    ui::gap(ui::kSpace8);
  }
}

}  // namespace genba

#include "wasm/views/ticket_timeline.h"

#include <algorithm>

#include "wasm/ui/ui.h"
#include "wasm/views/cause_codes.h"

namespace genba {
namespace {

constexpr std::size_t kShownAtOnce = 30;
// Longer than any network's delay: the device was offline when it happened.
constexpr std::int64_t kReceivedLaterMs = 5 * 60'000;

std::string change_value(const Model& model, const FieldSpec& spec, const Value& value) {
  if (spec.id == field::kTicketCauseCode) return cause_label(value.text(), model.language);
  return value_text(model, spec, value);
}

std::string change_text(const Model& model, const HistoryChange& change) {
  const FieldSpec& spec = *change.spec;
  const std::string label = spec.label(model.language);
  if (spec.type == ValueType::kLongText) return t(model, Message::kTimelineText, label);
  const std::string before = change_value(model, spec, change.before);
  const std::string after = change_value(model, spec, change.after);
  if (change.before.is_empty()) return t(model, Message::kTimelineSet, label, after);
  if (change.after.is_empty()) return t(model, Message::kTimelineCleared, label, before);
  return t(model, Message::kTimelineChanged, label, before, after);
}

// Consequences that people care about stand beside the gesture; the rest is on demand.
bool is_shown(const HistoryChange& change, bool with_derived) {
  return !change.is_derived || with_derived || change.spec->id == field::kTicketState ||
         change.spec->id == field::kTicketPriority;
}

std::string what_text(const Model& model, const HistoryEntry& entry, bool with_derived) {
  std::string what = entry.is_creation ? ts(model, Message::kTimelineCreated) : std::string();
  for (const HistoryChange& change : entry.changes) {
    if (!is_shown(change, with_derived)) continue;
    if (!what.empty()) what += "\n";
    what += change_text(model, change);
  }
  return what;
}

struct Face {
  ui::Icon icon;
  ui::Tone tone;
};

Face face_of_state(std::int64_t state) {
  switch (static_cast<TicketState>(state)) {
    case TicketState::kPending: return {ui::Icon::kPause, ui::Tone::kWarn};
    case TicketState::kResolved:
    case TicketState::kMonitoring:
    case TicketState::kClosed: return {ui::Icon::kCheck, ui::Tone::kOk};
    case TicketState::kCancelled: return {ui::Icon::kClose, ui::Tone::kMuted};
    default: return {ui::Icon::kPlay, ui::Tone::kAccent};
  }
}

Face face_of(const HistoryEntry& entry) {
  if (entry.is_comment) {
    return entry.facet == Facet::kInternal ? Face{ui::Icon::kLock, ui::Tone::kWarn}
                                           : Face{ui::Icon::kComment, ui::Tone::kAccent};
  }
  if (entry.is_creation) return {ui::Icon::kPlus, ui::Tone::kAccent};
  for (const HistoryChange& change : entry.changes) {
    if (change.spec->id == field::kTicketState) return face_of_state(change.after.integer());
  }
  if (!entry.has_own_change()) return {ui::Icon::kClock, ui::Tone::kMuted};
  const FieldId first = entry.changes.front().spec->id;
  const bool assigns = first == field::kTicketAssignedTo || first == field::kTicketAssignmentGroup;
  return {assigns ? ui::Icon::kUser : ui::Icon::kEdit, ui::Tone::kMuted};
}

// "3分前・送信待ち"
std::string time_text(const Model& model, const HistoryEntry& entry) {
  std::string said = format_relative(entry.effective_ms, time_style(model));
  const auto add = [&](std::string_view mark) { said.append(" · ").append(mark); };
  if (entry.is_predicted && !model.is_alone) add(t(model, Message::kTimelineWaiting));
  if ((entry.flags & kEffectImported) != 0) {
    add(t(model, Message::kTimelineImported));
  } else if (!entry.is_predicted && entry.received_ms - entry.effective_ms > kReceivedLaterMs) {
    add(t(model, Message::kTimelineReceivedLater,
          format_short(entry.received_ms, time_style(model))));
  }
  if ((entry.flags & kEffectMerged) != 0) add(t(model, Message::kTimelineMerged));
  if ((entry.flags & kEffectClockSuspect) != 0) add(t(model, Message::kTimelineClockSuspect));
  return said;
}

void draw_entry(const Model& model, const HistoryEntry& entry, const std::string& what,
                bool is_last) {
  const Face face = face_of(entry);
  const std::string actor = actor_name(model, entry.actor);
  const std::string time = time_text(model, entry);
  const std::string exact = format_exact(entry.effective_ms, time_style(model));
  const bool is_note = entry.is_comment && entry.facet == Facet::kInternal;
  ui::timeline_item({.icon = face.icon,
                     .tone = face.tone,
                     .actor = actor,
                     .what = what,
                     .time = time,
                     .exact = exact,
                     .body = entry.body,
                     .badge = is_note ? t(model, Message::kCommentNote) : std::string_view(),
                     .last = is_last});
}

}  // namespace

std::string history_text(const Model& model, const HistoryEntry& entry) {
  return what_text(model, entry, false);
}

void TicketTimeline::refresh(const TicketPage& page) {
  const Replica& replica = *page.model.replica;
  if (id_ == page.id && version_ == page.state().version() && head_ == replica.head() &&
      predicted_ == replica.predicted().size()) {
    return;
  }
  if (id_ != page.id) shown_ = kShownAtOnce;
  id_ = page.id;
  version_ = page.state().version();
  head_ = replica.head();
  predicted_ = replica.predicted().size();
  entries_ = ticket_history(replica, page.id);
}

void TicketTimeline::draw(const TicketPage& page) {
  refresh(page);
  const Model& model = page.model;
  const ui::Card card({.title = t(model, Message::kTimelineTitle)});
  {
    const ui::Row row;
    const std::vector<std::string> orders = {ts(model, Message::kTimelineNewest),
                                             ts(model, Message::kTimelineOldest)};
    ui::segmented(t(model, Message::kTimelineOrder), orders, &order_);
    if (ui::filter_chip(t(model, Message::kTimelineDetails), with_derived_)) {
      with_derived_ = !with_derived_;
    }
  }
  ui::gap(ui::kSpace8);
  std::vector<std::pair<const HistoryEntry*, std::string>> items;
  for (const HistoryEntry& entry : entries_) {
    std::string what = what_text(model, entry, with_derived_);
    if (entry.is_comment || !what.empty()) items.emplace_back(&entry, std::move(what));
  }
  if (order_ == 0) std::reverse(items.begin(), items.end());
  const std::size_t shown = std::min(shown_, items.size());
  for (std::size_t i = 0; i < shown; ++i) {
    draw_entry(model, *items[i].first, items[i].second, i + 1 == shown);
  }
  if (shown == items.size()) return;
  const std::string rest = format_number(static_cast<std::int64_t>(items.size() - shown));
  if (ui::button(t(model, Message::kTimelineMore, rest), {.kind = ui::ButtonKind::kGhost})) {
    shown_ += kShownAtOnce * 2;
  }
}

}  // namespace genba

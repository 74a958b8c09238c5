// Parts of a ticket page: the SLA bar with its segments, and the timeline.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "wasm/ui/icons.h"

namespace genba::ui {

struct SlaSegment {
  enum class Kind : unsigned char { kCounted, kPaused, kOutside } kind = Kind::kCounted;
  double share = 0;   // of the bar's whole width
  std::string label;  // "11:40–13:05 paused: awaiting requester"
};

struct SlaBarOptions {
  std::string_view remaining = {};  // "残り 1時間24分"
  std::string_view due = {};        // the exact time
  Tone tone = Tone::kOk;            // kWarn near the due time, kDanger after
  bool paused = false;
};
// Segments are drawn from the left; what they leave is the time that remains.
void sla_bar(std::string_view label, std::span<const SlaSegment> segments,
             const SlaBarOptions& options = {});

struct TimelineItem {
  Icon icon = Icon::kComment;
  Tone tone = Tone::kMuted;
  std::string_view actor = {};
  std::string_view what = {};   // "状態を変更: 新規 → 対応中"
  std::string_view time = {};   // relative
  std::string_view exact = {};  // on hover and to assistive technology
  std::string_view body = {};   // a comment's text, in a bubble
  std::string_view badge = {};  // "内部メモ"
  bool last = false;            // draws no line below
};
void timeline_item(const TimelineItem& item);

}  // namespace genba::ui

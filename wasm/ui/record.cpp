#include "wasm/ui/record.h"

#include "wasm/ui/internal.h"
#include "wasm/ui/text.h"
#include "wasm/ui/widget_parts.h"

namespace genba::ui {

namespace {

std::string sla_sentence(std::string_view label, std::span<const SlaSegment> segments,
                         const SlaBarOptions& options) {
  std::string sentence(label);
  for (const std::string_view part : {options.remaining, options.due}) {
    if (!part.empty()) sentence.append(", ").append(part);
  }
  if (options.paused) sentence.append(", ").append(words().paused);
  for (const SlaSegment& segment : segments) {
    if (!segment.label.empty()) sentence.append("; ").append(segment.label);
  }
  return sentence;
}

// Hatching says "paused" without colour.
void draw_hatch(ImDrawList* list, const ImRect& rect, Color color) {
  list->PushClipRect(rect.Min, rect.Max, true);
  for (float x = rect.Min.x - rect.GetHeight(); x < rect.Max.x; x += px(6)) {
    list->AddLine(ImVec2(x, rect.Max.y), ImVec2(x + rect.GetHeight(), rect.Min.y), color, px(1.5F));
  }
  list->PopClipRect();
}

}  // namespace

void sla_bar(std::string_view label, std::span<const SlaSegment> segments,
             const SlaBarOptions& options) {
  const ImRect rect = place(ImVec2(column_width(), px(20 + 6 + 10 + 6 + 16)));
  const ImGuiID id = make_id(label);
  ImGui::ItemAdd(rect, 0);
  const std::string sentence = sla_sentence(label, segments, options);
  Node node;
  node.id = id;
  node.role = Role::kImage;
  node.label = sentence;
  add_node(node, rect.Min, rect.Max);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Color tone = tone_color(colors(), options.tone);
  const Color mark = graphic_color(options.tone);
  {
    const FontScope font(TextSize::k13, Weight::kBold);
    const float width = measure(options.remaining).x;
    draw_line(list, rect.Min, colors().text, label, rect.GetWidth() - width - px(12));
    draw_text(list, ImVec2(rect.Max.x - width, rect.Min.y), tone, options.remaining);
  }
  const ImRect bar(rect.Min.x, rect.Min.y + px(26), rect.Max.x, rect.Min.y + px(36));
  list->AddRectFilled(bar.Min, bar.Max, colors().surface2, px(5));
  float x = bar.Min.x;
  for (const SlaSegment& segment : segments) {
    const float width = ImMin(bar.GetWidth() * static_cast<float>(segment.share), bar.Max.x - x);
    const ImRect part(x, bar.Min.y, x + width, bar.Max.y);
    ImDrawFlags corners = ImDrawFlags_RoundCornersNone;
    if (x <= bar.Min.x + 1) corners |= ImDrawFlags_RoundCornersLeft;
    if (part.Max.x >= bar.Max.x - 1) corners |= ImDrawFlags_RoundCornersRight;
    if (corners != ImDrawFlags_RoundCornersNone) corners &= ~ImDrawFlags_RoundCornersNone;
    if (segment.kind == SlaSegment::Kind::kCounted) {
      list->AddRectFilled(part.Min, part.Max, mark, px(5), corners);
    } else if (segment.kind == SlaSegment::Kind::kPaused) {
      list->AddRectFilled(part.Min, part.Max, tint(options.tone, 40, 60), px(5), corners);
      draw_hatch(list, part, mark);
    } else {
      list->AddRectFilled(part.Min, part.Max, mix(colors().surface2, colors().muted, 0.35F), px(5),
                          corners);
    }
    if (ImGui::IsMouseHoveringRect(part.Min - ImVec2(0, px(8)), part.Max + ImVec2(0, px(8)))) {
      tooltip_now(segment.label);
    }
    x += width;
  }
  if (is_high_contrast()) list->AddRect(bar.Min, bar.Max, colors().border, px(5), 0, hairline());
  const FontScope small(TextSize::k12);
  draw_line(list, ImVec2(rect.Min.x, bar.Max.y + px(6)), colors().muted, options.due,
            rect.GetWidth());
}

// A comment's text in its bubble.
static void draw_bubble(const TimelineItem& item, const ImRect& bubble, float padding) {
  const FontScope font = FontScope::body(TextSize::k15);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const bool internal = !item.badge.empty();
  list->AddRectFilled(bubble.Min, bubble.Max,
                      internal ? tint(Tone::kWarn, 16, 26) : colors().surface2, px(kRadiusButton));
  if (is_high_contrast()) {
    list->AddRect(bubble.Min, bubble.Max, colors().border, px(kRadiusButton), 0, hairline());
  }
  draw_wrapped(list, bubble.Min + ImVec2(padding, padding), colors().text, item.body,
               bubble.GetWidth() - padding * 2);
}

// Who and when, and whether it is internal.
static void draw_timeline_head(const TimelineItem& item, ImVec2 at, float right) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  float x = at.x;
  {
    const FontScope font(TextSize::k13, Weight::kBold);
    x += draw_line(list, ImVec2(x, at.y + px(1)), colors().text, item.actor, (right - x) * 0.6F);
    if (!item.actor.empty()) x += px(8);
  }
  {
    const FontScope font(TextSize::k12);
    x += draw_line(list, ImVec2(x, at.y + px(2)), colors().muted, item.time, right - x) + px(8);
  }
  if (!item.badge.empty()) {
    draw_chip(list, ImVec2(x, at.y + px(10)), item.badge, Tone::kWarn, Icon::kLock, right - x);
  }
}

static void add_timeline_node(const TimelineItem& item, const ImRect& rect) {
  std::string sentence;
  for (const std::string_view part :
       {item.actor, item.time, item.exact, item.badge, item.what, item.body}) {
    if (!part.empty()) sentence.append(sentence.empty() ? "" : " · ").append(part);
  }
  const float place_in_page = rect.Min.y - ImGui::GetWindowPos().y + ImGui::GetScrollY();
  Node node;
  node.id = make_id(sentence) + static_cast<ImGuiID>(place_in_page);
  node.role = Role::kText;
  node.label = sentence;
  add_node(node, rect.Min, rect.Max);
}

static float wrapped_height(std::string_view text, float width) {
  if (text.empty()) return 0;
  std::vector<int> starts;
  wrap_lines(text, width, &starts);
  return ImGui::GetFontSize() * static_cast<float>(starts.size());
}

void timeline_item(const TimelineItem& item) {
  const float indent = px(44), width = column_width() - indent, padding = px(12);
  float body_height = 0, what_height = 0;
  {
    const FontScope font(TextSize::k15);
    what_height = wrapped_height(item.what, width);
  }
  if (!item.body.empty()) {
    const FontScope font = FontScope::body(TextSize::k15);
    body_height = wrapped_height(item.body, width - padding * 2) + padding * 2 + px(6);
  }
  const ImRect rect =
      place(ImVec2(column_width(), px(20) + what_height + body_height + px(item.last ? 4 : 16)));
  const bool visible = ImGui::ItemAdd(rect, 0);
  add_timeline_node(item, rect);
  if (!visible) return;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 disc(rect.Min.x + px(16), rect.Min.y + px(14));
  if (!item.last) {
    list->AddRectFilled(ImVec2(disc.x - hairline() / 2, disc.y + px(20)),
                        ImVec2(disc.x + hairline() / 2, rect.Max.y + px(4)), colors().border);
  }
  list->AddCircleFilled(disc, px(15), tint(item.tone, 24, 40));
  draw_icon(list, item.icon, disc, 17, tone_color(colors(), item.tone));
  const ImVec2 text(rect.Min.x + indent, rect.Min.y);
  draw_timeline_head(item, text, rect.Max.x);
  if (!item.what.empty()) {
    const FontScope font(TextSize::k15);
    draw_wrapped(list, text + ImVec2(0, px(20)), colors().text, item.what, width);
  }
  if (!item.body.empty()) {
    const float top = rect.Min.y + px(20) + what_height;
    draw_bubble(item, ImRect(text.x, top + px(6), rect.Max.x, top + body_height), padding);
  }
  if (ImGui::IsMouseHoveringRect(rect.Min, ImVec2(rect.Max.x, rect.Min.y + px(20)))) {
    tooltip_now(item.exact);
  }
}

}  // namespace genba::ui

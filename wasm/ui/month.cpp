#include "wasm/ui/month.h"

#include "wasm/ui/internal.h"

namespace genba::ui {
namespace {

// Of a line, of a day's head, inside an entry and a cell.
constexpr float kLine = 15, kHead = 36, kPad = 6, kSide = 8;

// In the font of states and warnings.
float lines_of(std::string_view words, float width) {
  if (words.empty()) return 0;
  const FontScope font(TextSize::k12, Weight::kBold);
  std::vector<int> starts;
  wrap_lines(words, width, &starts);
  return static_cast<float>(starts.size());
}

float entry_height(const MonthEntry& entry, float width) {
  const float inner = width - px(kSide * 2);
  const float lines = 2 + lines_of(entry.state, inner) + lines_of(entry.warning, inner);
  return px(kPad * 2) + px(kLine) * lines;
}

void draw_entry(const MonthEntry& entry, const ImRect& rect) {
  const ImGuiID id = make_id(entry.href);
  const Press state = press(id, rect);
  Node node;
  node.id = id;
  node.role = Role::kLink;
  node.label = entry.name;
  node.value = entry.href;
  add_node(node, rect.Min, rect.Max);
  if (!state.visible) return;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float radius = px(kPad);
  list->AddRectFilled(rect.Min, rect.Max, colors().surface, radius);
  list->AddRectFilled(rect.Min, rect.Max, tint(entry.tone, 20, 34), radius);
  if (state.hovered) {
    list->AddRectFilled(rect.Min, rect.Max, with_alpha(colors().muted, 24), radius);
  }
  if (is_high_contrast()) list->AddRect(rect.Min, rect.Max, colors().border, radius, 0, hairline());
  const float width = rect.GetWidth() - px(kSide * 2);
  ImVec2 at = rect.Min + ImVec2(px(kSide), px(kPad));
  for (const std::string_view words : {entry.when, entry.title}) {
    draw_line(list, at, colors().text, words, width + 1);
    at.y += px(kLine);
  }
  const FontScope bold(TextSize::k12, Weight::kBold);
  at.y += draw_wrapped(list, at, tone_color(colors(), entry.tone), entry.state, width);
  draw_wrapped(list, at, tone_color(colors(), Tone::kDanger), entry.warning, width);
}

// From `at` downwards.
void draw_entries(const MonthDay& day, ImVec2 at, float width) {
  const FontScope font(TextSize::k12);
  for (const MonthEntry& entry : day.entries) {
    const float height = entry_height(entry, width);
    draw_entry(entry, ImRect(at, at + ImVec2(width, height)));
    at.y += height + px(kSpace4);
  }
}

float entries_height(const MonthDay& day, float width) {
  const FontScope font(TextSize::k12);
  float height = 0;
  for (const MonthEntry& entry : day.entries) height += entry_height(entry, width) + px(kSpace4);
  return height;
}

std::string name_of(const MonthDay& day, std::string_view today) {
  std::string name = day.name;
  if (day.is_today) name.append(" · ").append(today);
  if (!day.note.empty()) name.append(" · ").append(day.note);
  return name;
}

// A heading where there is something, plain text elsewhere: nobody wants to step through 42.
void add_name(const MonthDay& day, std::string_view name, const ImRect& rect) {
  Node node;
  node.id = make_id("name");
  node.role = day.entries.empty() ? Role::kText : Role::kHeading;
  node.label = name;
  node.a = day.entries.empty() ? 0 : 3;
  add_node(node, rect.Min, rect.Max);
}

NodeScope group(std::string_view id, std::string_view label) {
  Node node;
  node.id = make_id(id);
  node.role = Role::kGroup;
  node.label = label;
  return NodeScope(node);
}

void draw_number(const MonthDay& day, std::string_view today, ImVec2 at, float width) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  float number_width = 0;
  {
    const FontScope font(TextSize::k13, Weight::kBold);
    number_width = ImMax(measure(day.number).x, px(18));
    if (day.is_today) {
      list->AddRectFilled(at - ImVec2(px(4), px(2)),
                          at + ImVec2(number_width + px(4), ImGui::GetFontSize() + px(2)),
                          colors().accent, px(kPad));
    }
    const Color color = day.is_today     ? colors().on_accent
                        : day.is_outside ? colors().muted
                                         : colors().text;
    draw_text(list, at, color, day.number);
  }
  const FontScope font(TextSize::k12);
  std::string note(day.is_today ? today : std::string_view());
  if (!note.empty() && !day.note.empty()) note.append(" · ");
  note.append(day.note);
  draw_wrapped(list, at + ImVec2(number_width + px(8), 0), colors().muted, note,
               width - number_width - px(8), 2);
}

void draw_cell(const MonthDay& day, std::string_view today, const ImRect& rect) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(rect.Min, rect.Max,
                      day.is_closed || day.is_outside ? colors().surface2 : colors().surface);
  list->AddRect(rect.Min, rect.Max + ImVec2(1, 1), colors().border, 0, 0, hairline());
  const std::string name = name_of(day, today);
  const NodeScope scope = group("day", name);
  const ImVec2 inner = rect.Min + ImVec2(px(kPad), px(kPad));
  const float width = rect.GetWidth() - px(kPad * 2);
  add_name(day, name, ImRect(inner, inner + ImVec2(width, px(kHead - kPad))));
  draw_number(day, today, inner + ImVec2(px(2), 0), width);
  draw_entries(day, inner + ImVec2(0, px(kHead)), width);
}

void draw_weekdays(std::span<const std::string> weekdays) {
  const ImRect rect = place(ImVec2(column_width(), px(24)));
  gap(0);
  const float step = rect.GetWidth() / static_cast<float>(weekdays.size());
  const FontScope font(TextSize::k12, Weight::kBold);
  for (std::size_t i = 0; i < weekdays.size(); i++) {
    const float x = rect.Min.x + step * static_cast<float>(i) + px(8);
    draw_text(ImGui::GetWindowDrawList(), ImFloor(ImVec2(x, rect.Min.y)), colors().muted,
              weekdays[i]);
  }
}

void draw_week(std::span<const MonthDay> days, std::string_view today) {
  const float step = column_width() / static_cast<float>(days.size());
  float height = px(kHead + 56);
  for (const MonthDay& day : days) {
    const float width = ImFloor(step) - px(kPad * 2);
    height = ImMax(height, px(kHead + kPad * 2) + entries_height(day, width));
  }
  const ImRect rect = place(ImVec2(column_width(), height));
  gap(0);
  for (std::size_t i = 0; i < days.size(); i++) {
    const IdScope scope(days[i].name);
    const float x = ImFloor(rect.Min.x + step * static_cast<float>(i));
    draw_cell(days[i], today, ImRect(x, rect.Min.y, x + ImFloor(step), rect.Max.y));
  }
}

void draw_agenda(std::span<const MonthDay> days, std::string_view today) {
  for (const MonthDay& day : days) {
    if (day.is_outside || (day.entries.empty() && !day.is_today && !day.is_holiday)) continue;
    const IdScope id_scope(day.name);
    const std::string name = name_of(day, today);
    const NodeScope scope = group("day", name);
    const float width = column_width();
    const ImRect rect = place(ImVec2(width, px(kHead) + entries_height(day, width) + px(kSpace12)));
    ImRect head(rect.Min, ImVec2(rect.Max.x, rect.Min.y + px(kHead - kSpace4)));
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (day.is_closed) list->AddRectFilled(head.Min, head.Max, colors().surface2, px(kPad));
    {
      const FontScope font(TextSize::k15, Weight::kBold);
      const float y = head.GetCenter().y - ImFloor(ImGui::GetFontSize() / 2);
      draw_line(list, ImVec2(head.Min.x + px(8), y), day.is_today ? colors().accent : colors().text,
                name, width - px(16));
    }
    add_name(day, name, head);
    draw_entries(day, rect.Min + ImVec2(0, px(kHead)), width);
  }
}

}  // namespace

void month(std::string_view label, std::span<const std::string> weekdays,
           std::span<const MonthDay> days, std::string_view today) {
  const NodeScope scope = group(label, label);
  if (is_phone()) return draw_agenda(days, today);
  draw_weekdays(weekdays);
  for (std::size_t at = 0; at + weekdays.size() <= days.size(); at += weekdays.size()) {
    draw_week(days.subspan(at, weekdays.size()), today);
  }
}

}  // namespace genba::ui

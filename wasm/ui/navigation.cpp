// The shell: side rail from 900 px, bottom bar below.
#include <string>

#include "wasm/ui/internal.h"
#include "wasm/ui/layout.h"
#include "wasm/ui/page.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

constexpr float kRailWidth = 232, kBarHeight = 64;

// Without an address it is a button.
bool add_item(const NavigationItem& item, bool active, const ImRect& rect, Press* state) {
  const ImGuiID id = make_id(item.href.empty() ? item.label : item.href);
  *state = press(id, rect);
  Node node;
  node.id = id;
  node.role = item.href.empty() ? Role::kButton : Role::kLink;
  node.value = item.href;
  const std::string name =
      item.badge > 0 ? item.label + " " + std::to_string(item.badge) : item.label;
  node.label = name;
  if (active) node.flags |= kFlagCurrent;
  add_node(node, rect.Min, rect.Max);
  return state->pressed;
}

void draw_badge(int count, ImVec2 right_center) {
  const FontScope font(TextSize::k12, Weight::kBold);
  const std::string text = count > 99 ? "99+" : std::to_string(count);
  const float width = ImMax(measure(text).x + px(12), px(20));
  const ImVec2 min(ImFloor(right_center.x - width), ImFloor(right_center.y) - px(10));
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(min, min + ImVec2(width, px(20)), tint(Tone::kAccent, 30, 48), px(10));
  draw_text(
      list,
      min + ImVec2((width - measure(text).x) / 2, ImFloor((px(20) - ImGui::GetFontSize()) / 2)),
      colors().accent, text);
}

bool rail_item(const NavigationItem& item, bool active, const ImRect& rect) {
  Press state;
  const bool pressed = add_item(item, active, rect, &state);
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (active) {
    list->AddRectFilled(rect.Min, rect.Max, tint(Tone::kAccent, 24, 40), px(kRadiusButton));
  } else if (state.hovered) {
    list->AddRectFilled(rect.Min, rect.Max, with_alpha(colors().muted, 24), px(kRadiusButton));
  }
  const Color ink = active ? colors().accent : colors().text;
  const float middle = ImFloor(rect.GetCenter().y);
  draw_icon(list, item.icon, ImVec2(rect.Min.x + px(22), middle), 20,
            active ? colors().accent : colors().muted);
  const FontScope font(TextSize::k15, active ? Weight::kBold : Weight::kRegular);
  draw_line(list, ImVec2(rect.Min.x + px(42), middle - ImFloor(ImGui::GetFontSize() / 2)), ink,
            item.label, rect.GetWidth() - px(item.badge > 0 ? 90 : 50));
  if (item.badge > 0) draw_badge(item.badge, ImVec2(rect.Max.x - px(10), middle));
  return pressed;
}

bool bar_item(const NavigationItem& item, bool active, const ImRect& rect, bool with_words) {
  Press state;
  const bool pressed = add_item(item, active, rect, &state);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Color ink = active ? colors().accent : colors().muted;
  const ImVec2 icon(ImFloor(rect.GetCenter().x), rect.Min.y + px(with_words ? 21 : 32));
  if (active) {
    list->AddRectFilled(icon - ImVec2(px(26), px(14)), icon + ImVec2(px(26), px(14)),
                        tint(Tone::kAccent, 24, 44), px(14));
  }
  draw_icon(list, item.icon, icon, 22, ink);
  if (item.badge > 0)
    list->AddCircleFilled(icon + ImVec2(px(12), -px(9)), px(4.5F), colors().accent);
  if (!with_words) return pressed;
  const FontScope font(TextSize::k12, active ? Weight::kBold : Weight::kRegular);
  const float width = ImMin(measure(item.label).x, rect.GetWidth() - px(4));
  draw_line(list, ImVec2(rect.GetCenter().x - width / 2, rect.Min.y + px(40)), ink, item.label,
            width + 1);
  return pressed;
}

// What opens the palette: it looks like the search field that it leads to.
bool rail_command(const ShellOptions& options, const ImRect& rect) {
  const ImGuiID id = make_id("command");
  const Press state = press(id, rect);
  Node node;
  node.id = id;
  node.role = Role::kButton;
  node.label = options.command_label;
  node.hint = "Control+K";
  add_node(node, rect.Min, rect.Max);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float radius = px(kRadiusButton);
  list->AddRectFilled(rect.Min, rect.Max, state.hovered ? colors().surface2 : colors().background,
                      radius);
  list->AddRect(rect.Min, rect.Max, quiet_border(), radius, 0, hairline());
  const float middle = ImFloor(rect.GetCenter().y);
  draw_icon(list, Icon::kSearch, ImVec2(rect.Min.x + px(22), middle), 18, colors().muted);
  float key_width = 0;
  if (!options.command_key.empty()) {
    const FontScope font(TextSize::k12);
    key_width = measure(options.command_key).x + px(12);
    draw_text(list, ImVec2(rect.Max.x - key_width, middle - ImFloor(ImGui::GetFontSize() / 2)),
              colors().muted, options.command_key);
  }
  const FontScope font(TextSize::k15);
  draw_line(list, ImVec2(rect.Min.x + px(42), middle - ImFloor(ImGui::GetFontSize() / 2)),
            colors().muted, options.command_label, rect.GetWidth() - px(46) - key_width);
  return state.pressed;
}

ImRect draw_rail(const ShellOptions& options, ShellResult* result, float height) {
  const float width = px(kRailWidth);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(ImVec2(0, 0), ImVec2(width, height), colors().surface);
  list->AddRectFilled(ImVec2(width - hairline(), 0), ImVec2(width, height), colors().border);
  const ImVec2 mark(px(20), px(16));
  list->AddRectFilled(mark, mark + ImVec2(px(32), px(32)), colors().accent, px(9));
  draw_icon(list, Icon::kCheck, mark + ImVec2(px(16), px(16)), 20, colors().on_accent);
  {
    const FontScope font(TextSize::k16, Weight::kBold);
    draw_line(list, ImVec2(mark.x + px(44), mark.y + px(6)), colors().text, options.brand,
              width - px(80));
  }
  float y = px(72);
  if (!options.command_label.empty()) {
    result->command = rail_command(options, ImRect(px(12), y, width - px(12), y + px(kTarget)));
    y += px(kTarget + 10);
  }
  for (int i = 0; i < static_cast<int>(options.items.size()); i++) {
    const ImRect rect(px(12), y, width - px(12), y + px(kTarget));
    if (rail_item(options.items[static_cast<std::size_t>(i)], i == options.active, rect)) {
      result->chosen = i;
    }
    y += px(kTarget + 2);
  }
  return ImRect(width, 0, ImGui::GetIO().DisplaySize.x, height);
}

bool rail_footer(const ShellOptions& options, float height) {
  const float width = px(kRailWidth);
  const ImRect rect(px(12), height - px(68), width - px(12), height - px(12));
  const ImGuiID id = make_id("footer");
  const Press state = press(id, rect);
  Node node;
  node.id = id;
  node.role = Role::kButton;
  node.label = options.footer_label;
  add_node(node, rect.Min, rect.Max);
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (state.hovered) {
    list->AddRectFilled(rect.Min, rect.Max, with_alpha(colors().muted, 24), px(kRadiusButton));
  }
  const float middle = ImFloor(rect.GetCenter().y);
  const ImVec2 disc(rect.Min.x + px(24), middle);
  list->AddCircleFilled(disc, px(17), colors().surface2);
  draw_icon(list, Icon::kUser, disc, 20, colors().muted);
  const float x = rect.Min.x + px(52), room = rect.Max.x - x - px(8);
  {
    const FontScope font(TextSize::k13, Weight::kBold);
    const float shift = options.footer_note.empty() ? ImGui::GetFontSize() / 2 : px(17);
    draw_line(list, ImVec2(x, middle - ImFloor(shift)), colors().text, options.footer_label, room);
  }
  const FontScope small(TextSize::k12);
  draw_line(list, ImVec2(x, middle + px(1)), colors().muted, options.footer_note, room);
  return state.pressed;
}

// Words that would be cut say less than the icons alone, which keep their names for whoever hears.
bool has_room_for_words(const ShellOptions& options, float cell) {
  const FontScope font(TextSize::k12, Weight::kBold);
  float widest = measure(options.command_label).x;
  for (const NavigationItem& item : options.items) {
    if (item.in_bottom_bar) widest = ImMax(widest, measure(item.label).x);
  }
  return widest <= cell - px(4);
}

void draw_bar(const ShellOptions& options, ShellResult* result, ImVec2 screen) {
  const float top = screen.y - px(kBarHeight);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(ImVec2(0, top), screen, colors().surface);
  list->AddRectFilled(ImVec2(0, top), ImVec2(screen.x, top + hairline()), colors().border);
  int count = 0;
  for (const NavigationItem& item : options.items) count += item.in_bottom_bar ? 1 : 0;
  if (count == 0) return;
  if (!options.command_label.empty()) count++;
  const float cell = screen.x / static_cast<float>(count);
  const bool with_words = has_room_for_words(options, cell);
  int slot = 0;
  for (int i = 0; i < static_cast<int>(options.items.size()); i++) {
    const NavigationItem& item = options.items[static_cast<std::size_t>(i)];
    if (!item.in_bottom_bar) continue;
    const float x = ImFloor(cell * static_cast<float>(slot++));
    const ImRect rect(x, top, ImFloor(x + cell), screen.y);
    if (bar_item(item, i == options.active, rect, with_words)) result->chosen = i;
  }
  if (options.command_label.empty()) return;
  const float x = ImFloor(cell * static_cast<float>(slot));
  const NavigationItem command{.label = std::string(options.command_label), .icon = Icon::kSearch};
  result->command = bar_item(command, false, ImRect(x, top, screen.x, screen.y), with_words);
}

}  // namespace

Shell::Shell(const ShellOptions& options) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(screen);
  ImGui::Begin("##shell", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoScrollWithMouse);
  const bool wide = is_wide();
  const bool has_items = !options.items.empty();
  context().bottom_inset = wide || !has_items ? 0 : px(kBarHeight);
  float left = 0;
  if (has_items) {
    Node navigation;
    navigation.id = make_id("navigation");
    navigation.role = Role::kNavigation;
    navigation.label =
        options.navigation_label.empty() ? words().navigation : options.navigation_label;
    const NodeScope scope(navigation);
    if (wide) {
      left = draw_rail(options, &result_, screen.y).Min.x;
      if (!options.footer_label.empty()) result_.footer = rail_footer(options, screen.y);
    } else {
      draw_bar(options, &result_, screen);
    }
  }
  ImGui::SetCursorScreenPos(ImVec2(left, 0));
}

Shell::~Shell() { ImGui::End(); }

}  // namespace genba::ui

#include "wasm/ui/picker.h"

#include <utility>

#include "wasm/ui/button.h"
#include "wasm/ui/field.h"
#include "wasm/ui/keys.h"
#include "wasm/ui/layout.h"
#include "wasm/ui/overlay.h"
#include "wasm/ui/popup.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

constexpr float kRowsInSight = 8;
constexpr int kPage = 7;

// Room for the dialog's title, field and last line.
constexpr float kAround = 230;

ImGuiID option_id(ImGuiID list, int index) { return ImHashData(&index, sizeof index, list); }

void draw_option_note(const ImRect& row, std::string_view note) {
  const FontScope font(TextSize::k13);
  draw_text(ImGui::GetWindowDrawList(),
            ImVec2(row.Max.x - px(12) - measure(note).x,
                   row.GetCenter().y - ImFloor(ImGui::GetFontSize() / 2)),
            colors().muted, note);
}

bool draw_option(ImGuiID id, const PickerItem& item, bool active) {
  const ImRect rect = place(ImVec2(column_width(), px(kTarget)));
  const Press state = press(id, rect);
  const std::string name = item.note.empty() ? item.label : item.label + " · " + item.note;
  Node node;
  node.id = id;
  node.role = Role::kOption;
  node.label = name;
  if (active) node.flags |= kFlagSelected;
  add_node(node, rect.Min, rect.Max);
  if (!state.visible) return state.pressed;
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (active) {
    list->AddRectFilled(rect.Min, rect.Max, tint(Tone::kAccent, 28, 48), px(kRadiusFrame));
  } else if (state.hovered) {
    list->AddRectFilled(rect.Min, rect.Max, colors().surface2, px(kRadiusFrame));
  }
  const float middle = ImFloor(rect.GetCenter().y);
  draw_icon(list, item.icon, ImVec2(rect.Min.x + px(21), middle), 20,
            active ? colors().accent : colors().muted);
  float note = 0;
  if (!item.note.empty()) {
    const FontScope font(TextSize::k13);
    note = measure(item.note).x + px(16);
  }
  const FontScope font(TextSize::k15);
  draw_line(list, ImVec2(rect.Min.x + px(42), middle - ImFloor(ImGui::GetFontSize() / 2)),
            colors().text, item.label, rect.GetWidth() - px(42 + 12) - note);
  if (!item.note.empty()) draw_option_note(rect, item.note);
  return state.pressed;
}

// Not seen by most, but what changes as one types must be heard.
void add_count_node(std::string_view count) {
  const ImRect rect = place(ImVec2(column_width(), px(20)));
  Node node;
  node.id = make_id("count");
  node.role = Role::kStatus;
  node.label = count;
  add_node(node, rect.Min, rect.Max);
  const FontScope font(TextSize::k13);
  draw_line(ImGui::GetWindowDrawList(), rect.Min, colors().muted, count, rect.GetWidth());
}

}  // namespace

void Picker::open() {
  is_open_ = true;
  query_.clear();
  active_ = 0;
}

void Picker::move(int step, int count) {
  if (count == 0) return;
  active_ = step == 1 || step == -1 ? (active_ + step + count) % count
                                    : ImClamp(active_ + step, 0, count - 1);
  has_moved_ = true;
}

int Picker::draw(std::string_view id, const PickerTexts& texts, std::span<const PickerItem> items) {
  if (!is_open_) return -1;
  Dialog dialog(id, texts.title, &is_open_, {.width = 680});
  if (!dialog) return -1;
  const int count = static_cast<int>(items.size());
  active_ = ImClamp(active_, 0, ImMax(0, count - 1));
  // Fast fingers press twice between two frames.
  while (shortcut("ArrowDown", words().next_option)) move(1, count);
  while (shortcut("ArrowUp", words().previous_option)) move(-1, count);
  while (shortcut("PageDown", words().next_option)) move(kPage, count);
  while (shortcut("PageUp", words().previous_option)) move(-kPage, count);
  const ImGuiID field_id = make_id("query"), list_id = field_id + 1;
  FieldResult field;
  {
    const Row row;
    const float cross = kTarget + kSpace8;
    field = text_field("query", texts.title, &query_,
                       {.placeholder = texts.placeholder,
                        .hide_label = true,
                        .autofocus = true,
                        .combobox = true,
                        .active_option = count > 0 ? option_id(list_id, active_) : 0,
                        .icon = Icon::kSearch,
                        .width = available_width() - cross});
    if (icon_button(words().close, Icon::kClose)) is_open_ = false;
  }
  if (field.changed) active_ = 0;
  gap(kSpace8);
  int taken = draw_list(list_id, texts.title, items, texts.nothing);
  gap(kSpace16);
  const bool with_keys = !is_phone() && !texts.keys.empty();
  add_count_node(with_keys ? std::string(texts.count) + "　" + std::string(texts.keys)
                           : std::string(texts.count));
  if (field.submitted && count > 0) taken = active_;
  if (taken >= 0) is_open_ = false;
  return taken;
}

int Picker::draw_list(std::uint32_t list_id, std::string_view label,
                      std::span<const PickerItem> items, std::string_view nothing) {
  const float screen = ImGui::GetIO().DisplaySize.y;
  const float height = ImClamp(screen - px(kAround), px(kTarget * 2), px(kTarget * kRowsInSight));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGui::BeginChild("options", ImVec2(column_width(), height), 0, ImGuiWindowFlags_NoSavedSettings);
  int taken = -1;
  {
    Node list;
    list.id = list_id;
    list.role = Role::kListbox;
    list.label = label;
    const NodeScope scope(list);
    for (int i = 0; i < static_cast<int>(items.size()); i++) {
      const ImGuiID id = option_id(list_id, i);
      if (i == active_ && std::exchange(has_moved_, false)) context().scroll_to = id;
      if (draw_option(id, items[static_cast<std::size_t>(i)], i == active_)) taken = i;
    }
  }
  if (items.empty()) text(nothing, {.tone = Tone::kMuted});
  ImGui::EndChild();
  ImGui::PopStyleVar();
  return taken;
}

}  // namespace genba::ui

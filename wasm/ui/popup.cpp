#include "wasm/ui/popup.h"

#include "wasm/ui/icons.h"
#include "wasm/ui/page.h"
#include "wasm/ui/semantics_store.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

constexpr float kSheetTitle = 40;
constexpr ImGuiWindowFlags kPopupFlags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoResize |
                                         ImGuiWindowFlags_NoSavedSettings;

ImRect popup_rect(const ImRect& anchor, float width, float height) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  if (is_phone()) {
    const float sheet = ImMin(height + px(kSheetTitle + kSpace12), screen.y * 0.8F);
    return ImRect(0, screen.y - sheet, screen.x, screen.y);
  }
  const float margin = px(kSpace8), below = screen.y - anchor.Max.y - margin * 2;
  const float above = anchor.Min.y - margin * 2;
  width = ImMax(width, anchor.GetWidth());
  const bool up = below < height && above > below;
  const float fitted = ImMin(ImMin(height, px(380)), ImMax(up ? above : below, px(120)));
  const float x = ImClamp(anchor.Min.x, margin, ImMax(margin, screen.x - width - margin));
  const float y = up ? anchor.Min.y - px(4) - fitted : anchor.Max.y + px(4);
  return ImRect(ImFloor(x), ImFloor(y), ImFloor(x + width), ImFloor(y + fitted));
}

}  // namespace

static void draw_surface(ImDrawList* list, const ImRect& rect) {
  list->PushClipRectFullScreen();
  if (is_phone()) {
    list->AddRectFilled(ImVec2(0, 0), ImGui::GetIO().DisplaySize,
                        ImGui::GetColorU32(ImGuiCol_ModalWindowDimBg));
  }
  draw_shadow(list, rect, px(kRadiusCard), 14);
  list->AddRectFilled(rect.Min, rect.Max, colors().surface, px(kRadiusCard));
  list->AddRect(rect.Min, rect.Max, colors().border, px(kRadiusCard), 0, hairline());
  list->PopClipRect();
}

static void draw_sheet_title(std::string_view label) {
  const FontScope font(TextSize::k13, Weight::kBold);
  const ImRect rect = place(ImVec2(column_width(), px(kSheetTitle)));
  draw_line(ImGui::GetWindowDrawList(),
            ImVec2(rect.Min.x + px(12), rect.GetCenter().y - ImFloor(ImGui::GetFontSize() / 2)),
            colors().muted, label, rect.GetWidth() - px(24));
}

void open_popup(ImGuiID id) {
  ImGui::OpenPopupEx(id);
  wake_in();
}

bool begin_popup(ImGuiID id, std::string_view label, const ImRect& anchor, float width,
                 float content_height) {
  if (!ImGui::IsPopupOpen(id, 0)) return false;
  const float padding = px(6);
  const ImRect rect = popup_rect(anchor, width, content_height + padding * 2);
  ImGui::SetNextWindowPos(rect.Min);
  ImGui::SetNextWindowSize(rect.GetSize());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(padding, padding));
  name_next_window(Role::kDialog, label);
  const bool open = ImGui::BeginPopupEx(id, kPopupFlags);
  ImGui::PopStyleVar();
  if (!open) return false;
  if (shortcut("Escape", words().close)) ImGui::CloseCurrentPopup();
  context().rows.push_back(nullptr);
  draw_surface(ImGui::GetWindowDrawList(), rect);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  if (is_phone()) draw_sheet_title(label);
  return true;
}

void end_popup() {
  ImGui::PopStyleVar();
  context().rows.pop_back();
  ImGui::EndPopup();
}

void close_popup() {
  ImGui::CloseCurrentPopup();
  wake_in();
}

bool popup_row(const PopupRow& row) {
  const ImRect rect = place(ImVec2(column_width(), px(kTarget)));
  const ImGuiID id = make_id(row.label);
  const Press state = press(id, rect, row.disabled);
  Node node;
  node.id = id;
  node.role = row.role;
  node.label = row.label;
  if (row.selected) node.flags |= row.role == Role::kOption ? kFlagSelected : kFlagChecked;
  if (row.active) node.flags |= kFlagSelected;
  if (row.disabled) node.flags |= kFlagDisabled;
  if (row.tab_stop) node.flags |= kFlagTabStop;
  add_node(node, rect.Min, rect.Max);
  if (!state.visible) return state.pressed;
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (state.hovered || has_focus(id) || row.active) {
    list->AddRectFilled(rect.Min, rect.Max, colors().surface2, px(kRadiusFrame));
  }
  const Color ink =
      row.disabled ? colors().muted : tone_color(colors(), row.dot ? Tone::kText : row.tone);
  float x = rect.Min.x + px(12);
  const float middle = ImFloor(rect.GetCenter().y);
  if (row.icon != 0) {
    draw_icon(list, static_cast<Icon>(row.icon), ImVec2(x + px(9), middle), 20, ink);
    x += px(30);
  }
  if (row.dot) {
    list->AddCircleFilled(ImVec2(x + px(5), middle), px(4.5F), graphic_color(row.tone));
    x += px(20);
  }
  const FontScope font(TextSize::k15, row.selected ? Weight::kBold : Weight::kRegular);
  const float right = rect.Max.x - px(row.selected ? 40 : 12);
  const float drawn = draw_line(list, ImVec2(x, middle - ImFloor(ImGui::GetFontSize() / 2)), ink,
                                row.label, right - x);
  if (!row.detail.empty()) {
    const FontScope quiet(TextSize::k13);
    const float at = x + drawn + px(10);
    draw_line(list, ImVec2(at, middle - ImFloor(ImGui::GetFontSize() / 2)), colors().muted,
              row.detail, right - at);
  }
  if (row.selected) {
    draw_icon(list, Icon::kCheck, ImVec2(rect.Max.x - px(22), middle), 18, colors().accent);
  }
  return state.pressed;
}

}  // namespace genba::ui

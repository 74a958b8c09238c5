#include <string>

#include "wasm/ui/internal.h"
#include "wasm/ui/overlay.h"
#include "wasm/ui/page.h"
#include "wasm/ui/popup.h"
#include "wasm/ui/semantics_store.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

constexpr ImGuiWindowFlags kDialogFlags =
    ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoResize |
    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize;

// Fixes width and place; the height follows the content.
void set_dialog_place(float width_design) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  if (is_phone()) {
    ImGui::SetNextWindowSizeConstraints(ImVec2(screen.x, 0), ImVec2(screen.x, screen.y * 0.92F));
    ImGui::SetNextWindowPos(ImVec2(0, screen.y), ImGuiCond_Always, ImVec2(0, 1));
    return;
  }
  const float width = ImMin(px(width_design), screen.x - px(48));
  ImGui::SetNextWindowSizeConstraints(ImVec2(width, 0), ImVec2(width, screen.y - px(64)));
  ImGui::SetNextWindowPos(ImFloor(screen * 0.5F), ImGuiCond_Always, ImVec2(0.5F, 0.5F));
}

bool pressed_outside() {
  return ImGui::IsMouseReleased(0) &&
         !ImGui::IsWindowHovered(ImGuiHoveredFlags_RootAndChildWindows |
                                 ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
         ImGui::IsMousePosValid() && !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId);
}

}  // namespace

Dialog::Dialog(std::string_view id, std::string_view title, bool* open, Options options)
    : open_(open) {
  const std::string name(id);
  if (*open && !ImGui::IsPopupOpen(name.c_str())) {
    ImGui::OpenPopup(name.c_str());
    wake_in();
  }
  if (!ImGui::IsPopupOpen(name.c_str())) return;
  set_dialog_place(options.width);
  const float padding = px(is_phone() ? 20 : 24);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(padding, padding));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, px(16));
  name_next_window(Role::kDialog, title);
  visible_ = ImGui::BeginPopupModal(name.c_str(), nullptr, kDialogFlags);
  ImGui::PopStyleVar(2);
  if (!visible_) return;
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  if (window->Hidden || window->AutoFitFramesY > 0) wake_in();
  context().rows.push_back(nullptr);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRectFullScreen();
  draw_shadow(list, window->Rect(), px(16), 24);
  list->AddRectFilled(window->Pos, window->Pos + window->Size, colors().surface, px(16));
  list->AddRect(window->Pos, window->Pos + window->Size, colors().border, px(16), 0, hairline());
  list->PopClipRect();
  if (options.dismissible && (shortcut("Escape", words().close) || pressed_outside()))
    *open_ = false;
  const FontScope font(TextSize::k20, Weight::kBold);
  const float width = column_width();
  std::vector<int> starts;
  wrap_lines(title, width, &starts);
  const ImRect rect =
      place(ImVec2(width, ImGui::GetFontSize() * static_cast<float>(starts.size())));
  draw_wrapped(list, rect.Min, colors().text, title, width);
  Node node;
  node.id = make_id("title");
  node.role = Role::kHeading;
  node.label = title;
  node.a = 2;
  add_node(node, rect.Min, rect.Max);
  gap(kSpace12);
}

void Dialog::actions() {
  gap(kSpace24);
  auto* state = new RowState();
  state->origin = ImGui::GetCursorScreenPos();
  const float width = column_width();
  const ImGuiID id = make_id("actions");
  state->right = state->origin.x + width;
  state->origin.x += ImFloor(ImMax(0.0F, width - remembered(id, width)));
  state->x = state->origin.x;
  state->y = state->origin.y;
  state->spacing = px(kSpace8);
  context().rows.push_back(state);
  in_actions_ = true;
}

Dialog::~Dialog() {
  if (!visible_) return;
  if (in_actions_) {
    RowState* state = context().rows.back();
    context().rows.pop_back();
    remember(make_id("actions"), state->widest);
    ImGui::ItemSize(ImVec2(state->widest, state->y - state->origin.y + state->line_height));
    delete state;
  }
  context().rows.pop_back();
  if (!*open_) close_popup();
  ImGui::EndPopup();
}

bool confirm(std::string_view id, bool* open, const ConfirmTexts& texts) {
  Dialog dialog(id, texts.title, open, {.width = 420});
  if (!dialog) return false;
  text(texts.text, {.tone = Tone::kMuted});
  dialog.actions();
  if (button(texts.cancel_label)) *open = false;
  const bool confirmed = button(
      texts.confirm_label, {.kind = texts.danger ? ButtonKind::kDanger : ButtonKind::kPrimary});
  if (confirmed) *open = false;
  return confirmed;
}

int menu_button(std::string_view label, std::span<const MenuItem> items,
                const ButtonOptions& options, bool icon_only) {
  ButtonOptions face = options;
  if (face.icon == Icon::kNone) face.icon = icon_only ? Icon::kMore : Icon::kChevronDown;
  const bool pressed = icon_only ? icon_button(label, face.icon, face) : button(label, face);
  const ImRect anchor(ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const ImGuiID id = make_id(face.id.empty() ? label : face.id) + 7;
  if (pressed) open_popup(id);
  const float height = px(kTarget) * static_cast<float>(items.size());
  const IdScope scope(label);
  if (!begin_popup(id, label, anchor, px(220), height)) return -1;
  int chosen = -1;
  {
    Node menu;
    menu.id = make_id("menu");
    menu.role = Role::kMenu;
    menu.label = label;
    const NodeScope nodes(menu);
    for (int i = 0; i < static_cast<int>(items.size()); i++) {
      const MenuItem& item = items[static_cast<std::size_t>(i)];
      if (popup_row({.label = item.label,
                     .role = Role::kMenuItem,
                     .icon = static_cast<unsigned char>(item.icon),
                     .tone = item.danger ? Tone::kDanger : Tone::kText,
                     .selected = item.checked,
                     .disabled = item.disabled,
                     .tab_stop = i == 0})) {
        chosen = i;
        close_popup();
      }
    }
  }
  end_popup();
  return chosen;
}

}  // namespace genba::ui

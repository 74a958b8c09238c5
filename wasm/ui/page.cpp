#include "wasm/ui/page.h"

#include <string>

#include "wasm/ui/feedback.h"
#include "wasm/ui/internal.h"
#include "wasm/ui/layout.h"
#include "wasm/ui/overlay.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

constexpr float kHeaderHeight = 64;

// The page's column inside its scrolling body.
struct BodyState {
  bool scrolls = true;
};

BodyState& body_state() {
  static BodyState instance;
  return instance;
}

float header_actions_width(const PageOptions& options) {
  float width = 0;
  for (const PageAction& action : options.actions) {
    const FontScope font(TextSize::k15, Weight::kBold);
    width += px(kSpace8) + (is_phone() ? px(kTarget) : measure(action.label).x + px(36 + 22));
  }
  if (!options.status_label.empty()) {
    const FontScope font(TextSize::k13, Weight::kBold);
    width += is_phone() ? px(kTarget) : measure(options.status_label).x + px(52);
  }
  return width;
}

void draw_header_background(const ImRect& rect) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(rect.Min, rect.Max, colors().surface);
  list->AddRectFilled(ImVec2(rect.Min.x, rect.Max.y - hairline()), rect.Max, colors().border);
}

void draw_title(std::string_view title, const PageOptions& options, const ImRect& rect) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const FontScope font(TextSize::k20, Weight::kBold);
  const float middle = rect.GetCenter().y;
  const float line = ImGui::GetFontSize();
  const bool with_subtitle = !options.subtitle.empty();
  const float top = ImFloor(middle - (with_subtitle ? line / 2 + px(9) : line / 2));
  const float width =
      draw_line(list, ImVec2(rect.Min.x, top), colors().text, title, rect.GetWidth());
  Node node;
  node.id = make_id("page title");
  node.role = Role::kHeading;
  node.label = title;
  node.a = 1;
  add_node(node, ImVec2(rect.Min.x, top), ImVec2(rect.Min.x + width, top + line));
  if (!with_subtitle) return;
  const FontScope small(TextSize::k13);
  draw_line(list, ImVec2(rect.Min.x, top + line + px(1)), colors().muted, options.subtitle,
            rect.GetWidth());
  Node below;
  below.id = make_id("page subtitle");
  below.role = Role::kText;
  below.label = options.subtitle;
  add_node(below, ImVec2(rect.Min.x, top + line), ImVec2(rect.Max.x, rect.Max.y));
}

}  // namespace

Page::Page(std::string_view title, const PageOptions& options) {
  context().in_page = true;
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const ImVec2 space = ImGui::GetContentRegionAvail();
  const float bottom = context().bottom_inset;
  const float padding = px(is_wide() ? 32 : is_phone() ? 16 : 24);
  // Title and body share a column; the scroll bar lies in its margin.
  const float inner = space.x - padding * 2;
  const float width = options.max_width > 0 ? ImMin(inner, px(options.max_width)) : inner;
  const float left = origin.x + padding + ImFloor((inner - width) / 2);
  const ImRect header(origin, origin + ImVec2(space.x, px(kHeaderHeight)));
  draw_header_background(header);
  Node banner;
  banner.id = make_id("page header");
  banner.role = Role::kBanner;
  std::optional<NodeScope> header_scope(banner);
  float x = left;
  const float button_top = header.Min.y + ImFloor((px(kHeaderHeight) - px(kTarget)) / 2);
  if (!options.back_label.empty()) {
    x -= px(8);
    Column place_back(ImVec2(x, button_top), px(kTarget));
    back_ = icon_button(options.back_label, Icon::kArrowLeft);
    x += px(kTarget + 4);
  }
  const float actions = header_actions_width(options);
  draw_title(
      title, options,
      ImRect(x, header.Min.y, ImMax(x + px(40), left + width - actions - px(8)), header.Max.y));
  if (actions > 0) {
    Column place_actions(ImVec2(left + width - actions, button_top), actions);
    const Row row({.align = Align::kEnd, .id = "page actions"});
    if (!options.status_label.empty()) {
      status_ = is_phone()
                    ? icon_button(options.status_label, options.status_icon)
                    : status_badge(options.status_label, options.status_icon, options.status_tone);
    }
    for (int i = 0; i < static_cast<int>(options.actions.size()); i++) {
      const PageAction& action = options.actions[static_cast<std::size_t>(i)];
      const ButtonOptions face{
          .kind = action.kind, .icon = action.icon, .disabled = action.disabled};
      const bool pressed = is_phone() && action.icon != Icon::kNone
                               ? icon_button(action.label, action.icon, face)
                               : button(action.label, face);
      const bool taken =
          action.offered && !action.disabled && offer(action.label, {.icon = action.icon});
      if (pressed || taken) action_ = i;
    }
  }
  header_scope.reset();
  ImGui::SetCursorScreenPos(ImVec2(origin.x, header.Max.y));
  const ImGuiWindowFlags flags =
      ImGuiWindowFlags_NoSavedSettings |
      (options.scrolls ? 0 : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  body_state().scrolls = options.scrolls;
  ImGui::BeginChild(make_id("page body"), ImVec2(space.x, space.y - px(kHeaderHeight) - bottom), 0,
                    flags);
  const ImVec2 at(left, ImGui::GetCursorScreenPos().y + px(is_phone() ? 16 : 24));
  Node main;
  main.id = make_id("main");
  main.role = Role::kMain;
  main.label = title;
  main_scope_.emplace(main);
  column_.emplace(at, width);
}

Page::~Page() {
  const float height = column_->end();
  column_.reset();
  main_scope_.reset();
  if (body_state().scrolls) {
    ImGui::SetCursorPosY(0);
    ImGui::Dummy(ImVec2(1, height + px(is_phone() ? 16 : 24) + px(kSpace24)));
  }
  ImGui::EndChild();
  context().in_page = false;
}

Form::Form(std::string_view label, float max_width) {
  Node form;
  form.id = make_id(label) + 0x11u;
  form.role = Role::kForm;
  form.label = label;
  scope_.emplace(form);
  origin_ = ImGui::GetCursorScreenPos();
  column_.emplace(origin_, ImMin(column_width(), px(max_width)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(kSpace8), px(kSpace16)));
}

Form::~Form() {
  const float height = column_->end();
  column_.reset();
  ImGui::PopStyleVar();
  scope_.reset();
  ImGui::SetCursorScreenPos(origin_);
  ImGui::ItemSize(ImVec2(1, height));
}

}  // namespace genba::ui

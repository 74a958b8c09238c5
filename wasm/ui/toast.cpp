#include <deque>

#include "wasm/ui/internal.h"
#include "wasm/ui/overlay.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

struct Toast {
  std::string text;
  ToastOptions options;
  double until_ms = 0;
  int number = 0;  // its own for ever: what stands above it may go while it is being pressed
};

std::deque<Toast>& toasts() {
  static std::deque<Toast> instance;
  return instance;
}

Icon tone_icon(Tone tone) {
  if (tone == Tone::kDanger || tone == Tone::kWarn) return Icon::kAlert;
  return tone == Tone::kOk ? Icon::kCheck : Icon::kInfo;
}

// Inverted against the page, so that it stands out in both themes.
struct ToastColors {
  Color fill, text, accent;
};

ToastColors toast_colors(Tone tone) {
  const Palette& other = is_dark_theme() ? light_palette() : dark_palette();
  const Color fill = is_dark_theme() ? rgb(0xF1F3F8) : rgb(0x1C2230);
  return {fill, other.text, tone_color(other, tone)};
}

// True when the toast is done with.
bool draw_toast(const Toast& toast, float width) {
  const ToastColors ink = toast_colors(toast.options.tone);
  const float action_width =
      toast.options.action_label.empty() ? 0 : measure(toast.options.action_label).x + px(28);
  const ImRect rect = place(ImVec2(width, px(52)));
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRectFullScreen();
  draw_shadow(list, rect, px(kRadiusCard), 12);
  list->AddRectFilled(rect.Min, rect.Max, ink.fill, px(kRadiusCard));
  list->PopClipRect();
  const float middle = ImFloor(rect.GetCenter().y);
  draw_icon(list, tone_icon(toast.options.tone), ImVec2(rect.Min.x + px(25), middle), 20,
            ink.accent);
  draw_line(list, ImVec2(rect.Min.x + px(44), middle - ImFloor(ImGui::GetFontSize() / 2)), ink.text,
            toast.text, width - px(56) - action_width);
  if (action_width == 0) return false;
  const FontScope font(TextSize::k15, Weight::kBold);
  const ImRect target(rect.Max.x - action_width - px(4), rect.Min.y + px(4), rect.Max.x - px(4),
                      rect.Max.y - px(4));
  const ImGuiID id = make_id(toast.options.action_label);
  const Press state = press(id, target);
  Node node;
  node.id = id;
  node.role = Role::kButton;
  node.label = toast.options.action_label;
  add_node(node, target.Min, target.Max);
  if (state.hovered) {
    list->AddRectFilled(target.Min, target.Max, with_alpha(ink.text, 28), px(kRadiusFrame));
  }
  const float text_width = measure(toast.options.action_label).x;
  draw_text(list,
            ImVec2(target.GetCenter().x - ImFloor(text_width / 2),
                   middle - ImFloor(ImGui::GetFontSize() / 2)),
            ink.accent, toast.options.action_label);
  return state.pressed;
}

void expire(double now_ms) {
  std::deque<Toast>& all = toasts();
  while (all.size() > 3) all.pop_front();
  for (auto it = all.begin(); it != all.end();) {
    if (it->until_ms <= now_ms) {
      it = all.erase(it);
    } else {
      wake_in(it->until_ms - now_ms + 1);
      ++it;
    }
  }
}

}  // namespace

void toast(std::string text, ToastOptions options) {
  static int last_number = 0;
  Toast entry;
  entry.number = ++last_number;
  entry.text = std::move(text);
  entry.until_ms = context().now_ms + options.duration_ms;
  entry.options = std::move(options);
  toasts().push_back(std::move(entry));
  wake_in();
}

// The status region exists even when empty: assistive technology announces only what changes in a
// region that it already knows.
void draw_toasts() {
  std::deque<Toast>& all = toasts();
  expire(context().now_ms);
  const FontScope font(TextSize::k15);
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  float width = 0;
  std::string spoken;
  for (const Toast& entry : all) {
    float wanted = measure(entry.text).x + px(72);
    if (!entry.options.action_label.empty()) {
      wanted += measure(entry.options.action_label).x + px(36);
    }
    width = ImMax(width, wanted);
    if (!spoken.empty()) spoken += "\n";
    spoken += entry.text;
  }
  width = ImFloor(ImMin(ImMax(width, px(240)), screen.x - px(24)));
  const float height = px(60) * static_cast<float>(all.size());
  const float y = screen.y - context().bottom_inset - height - px(kSpace8);
  ImGui::SetNextWindowPos(ImVec2(ImFloor((screen.x - width) / 2), ImFloor(y)));
  ImGui::SetNextWindowSize(ImVec2(width, ImMax(height, 1.0F)));
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                           ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                           ImGuiWindowFlags_NoFocusOnAppearing;
  if (all.empty()) flags |= ImGuiWindowFlags_NoInputs;
  ImGui::Begin("##toasts", nullptr, flags);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  Node status;
  status.id = make_id("status");
  status.role = Role::kStatus;
  status.label = spoken;
  add_node(status, ImGui::GetWindowPos(), ImGui::GetWindowPos() + ImGui::GetWindowSize());
  for (std::size_t i = 0; i < all.size(); i++) {
    const IdScope scope(all[i].number);
    if (!draw_toast(all[i], width)) continue;
    all[i].until_ms = 0;
    wake_in();
    if (all[i].options.action) all[i].options.action();
    break;
  }
  ImGui::End();
}

}  // namespace genba::ui

#include "wasm/ui/card.h"

#include <memory>
#include <string>
#include <vector>

#include "wasm/ui/internal.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

// The surface is drawn after its content but lies below it; splitters of their own can be nested.
struct SplitterPool {
  std::vector<std::unique_ptr<ImDrawListSplitter>> splitters;
  std::size_t depth = 0;
};

SplitterPool& pool() {
  static SplitterPool instance;
  return instance;
}

void split_begin(ImDrawList* list) {
  SplitterPool& p = pool();
  if (p.depth == p.splitters.size()) {
    p.splitters.push_back(std::make_unique<ImDrawListSplitter>());
  }
  ImDrawListSplitter& splitter = *p.splitters[p.depth++];
  splitter.Split(list, 2);
  splitter.SetCurrentChannel(list, 1);
}

void split_to_background(ImDrawList* list) {
  pool().splitters[pool().depth - 1]->SetCurrentChannel(list, 0);
}

void split_end(ImDrawList* list) { pool().splitters[--pool().depth]->Merge(list); }

}  // namespace

Card::Card(Options options)
    : min_(ImGui::GetCursorScreenPos()), width_(column_width()), padding_(px(options.padding)) {
  if (is_phone()) padding_ = ImMin(padding_, px(kSpace16));
  split_begin(ImGui::GetWindowDrawList());
  column_.emplace(min_ + ImVec2(padding_, padding_), width_ - padding_ * 2);
  if (!options.title.empty()) heading(options.title, 2);
  if (!options.subtitle.empty()) {
    gap(2);
    caption(options.subtitle);
  }
  if (!options.title.empty()) gap(options.subtitle.empty() ? kSpace12 : kSpace16);
}

Card::~Card() {
  const float natural = column_->end() + padding_ * 2;
  column_.reset();
  Context& c = context();
  float height = natural;
  if (min_.y == c.cell_top && c.cell_min_height > natural) {
    height = c.cell_min_height;
    c.cell_stretch = height - natural;
  }
  ImDrawList* list = ImGui::GetWindowDrawList();
  split_to_background(list);
  draw_card(list, ImRect(min_, min_ + ImVec2(width_, height)), px(kRadiusCard));
  split_end(list);
  ImGui::ItemSize(ImVec2(width_, height));
}

static void draw_trend(ImDrawList* list, const ImRect& rect, std::span<const float> values,
                       Color color) {
  float low = values[0], high = values[0];
  for (const float value : values) {
    low = ImMin(low, value);
    high = ImMax(high, value);
  }
  const float range = high > low ? high - low : 1;
  const float step = rect.GetWidth() / static_cast<float>(values.size() - 1);
  for (std::size_t i = 0; i < values.size(); i++) {
    list->PathLineTo(ImVec2(rect.Min.x + step * static_cast<float>(i),
                            rect.Max.y - (values[i] - low) / range * rect.GetHeight()));
  }
  list->PathStroke(color, 0, px(1.75F));
}

bool stat_tile(std::string_view label, std::string_view value, const StatTileOptions& options) {
  const float padding = px(is_phone() ? 14 : 18);
  const float note_height = options.note.empty() ? 0 : px(20);
  const ImRect rect = place(ImVec2(column_width(), padding * 2 + px(20 + 40) + note_height));
  const ImGuiID id = make_id(label);
  const bool is_link = !options.href.empty();
  Press state;
  if (is_link) {
    state = press(id, rect);
  } else {
    state.visible = ImGui::ItemAdd(rect, 0);
  }
  std::string name(label);
  name.append(": ").append(value);
  if (!options.note.empty()) name.append(", ").append(options.note);
  Node node;
  node.id = id;
  node.role = is_link ? Role::kLink : Role::kText;
  node.label = name;
  node.value = options.href;
  add_node(node, rect.Min, rect.Max);
  if (!state.visible) return state.pressed;

  ImDrawList* list = ImGui::GetWindowDrawList();
  draw_card(list, rect, px(kRadiusCard));
  if (state.hovered) {
    list->AddRectFilled(rect.Min, rect.Max, with_alpha(colors().muted, 14), px(kRadiusCard));
  }
  const ImVec2 at = rect.Min + ImVec2(padding, padding);
  const float width = rect.GetWidth() - padding * 2;
  const Color tone = tone_color(colors(), options.tone);
  {
    const FontScope font(TextSize::k13);
    draw_line(list, at, colors().muted, label, width - px(24));
  }
  if (options.icon != Icon::kNone) {
    draw_icon(list, options.icon, ImVec2(rect.Max.x - padding - px(8), at.y + px(8)), 18,
              options.tone == Tone::kMuted ? colors().muted : tone);
  }
  {
    const FontScope font(TextSize::k28, Weight::kBold);
    const bool with_trend = options.trend.size() >= 2 && width > px(190);
    const float trend_width = with_trend ? px(72) : 0;
    draw_line(list, at + ImVec2(0, px(21)), colors().text, value, width - trend_width);
    if (with_trend) {
      const ImVec2 max(rect.Max.x - padding, at.y + px(54));
      draw_trend(list, ImRect(max - ImVec2(trend_width, px(24)), max), options.trend,
                 graphic_color(options.tone == Tone::kMuted ? Tone::kAccent : options.tone));
    }
  }
  if (!options.note.empty()) {
    const FontScope font(TextSize::k12);
    draw_line(list, at + ImVec2(0, px(62)), tone, options.note, width);
  }
  return state.pressed;
}

}  // namespace genba::ui

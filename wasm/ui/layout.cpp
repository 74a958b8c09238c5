#include "wasm/ui/layout.h"

#include "wasm/ui/internal.h"

namespace genba::ui {

namespace {

ImGuiWindow* window() { return ImGui::GetCurrentWindow(); }

RowState* current_row() { return context().rows.empty() ? nullptr : context().rows.back(); }

float item_spacing() { return ImGui::GetStyle().ItemSpacing.y; }

}  // namespace

ImGuiID make_id(std::string_view text) { return window()->GetID(text_begin(text), text_end(text)); }

float column_width() { return ImGui::GetContentRegionAvail().x; }

ImRect place(ImVec2 size) {
  RowState* row = current_row();
  if (row == nullptr) {
    const ImVec2 position = window()->DC.CursorPos;
    ImGui::ItemSize(size);
    return ImRect(position, position + size);
  }
  if (!row->first && row->x + size.x > row->right + 0.5F) {
    row->x = row->origin.x;
    row->y += row->line_height + row->spacing;
    row->line_height = 0;
  }
  const float offset = ImFloor(ImMax(0.0F, (row->known_height - size.y) / 2));
  const ImVec2 position(row->x, row->y + offset);
  row->x += size.x + row->spacing;
  row->widest = ImMax(row->widest, row->x - row->spacing - row->origin.x);
  row->line_height = ImMax(row->line_height, size.y + offset);
  row->tallest = ImMax(row->tallest, size.y);
  row->first = false;
  return ImRect(position, position + size);
}

void gap(float height) { window()->DC.CursorPos.y += px(height) - item_spacing(); }

float available_width() { return column_width() / scale(); }
float available_height() { return ImGui::GetContentRegionAvail().y / scale(); }

IdScope::IdScope(int number) { ImGui::PushID(number); }
IdScope::IdScope(std::string_view text) { ImGui::PushID(text_begin(text), text_end(text)); }
IdScope::~IdScope() { ImGui::PopID(); }

// Many rows of a window share a name, so their place tells them apart.
static ImGuiID row_id(std::string_view name) {
  const ImVec2 place = window()->DC.CursorPos - window()->Pos + window()->Scroll;
  return ImHashData(&place, sizeof place, make_id(name));
}

Row::Row(Options options) : align_(options.align), id_(row_id(options.id)) {
  auto* state = new RowState();
  state->origin = window()->DC.CursorPos;
  const float width = column_width();
  state->right = state->origin.x + width;
  state->known_height = remembered(id_, 0);
  if (align_ != Align::kStart) {
    const float rest = ImMax(0.0F, width - remembered(id_ + 1, width));
    state->origin.x += ImFloor(align_ == Align::kEnd ? rest : rest / 2);
  }
  state->x = state->origin.x;
  state->y = state->origin.y;
  state->spacing = px(options.spacing);
  context().rows.push_back(state);
}

Row::~Row() {
  RowState* state = context().rows.back();
  context().rows.pop_back();
  if (!state->first) {
    remember(id_, state->tallest);
    if (align_ != Align::kStart) remember(id_ + 1, state->widest);
    ImGui::ItemSize(ImVec2(state->widest, state->y - state->origin.y + state->line_height));
  }
  delete state;
}

// What a column changes of its window and puts back.
struct ColumnBackup {
  ImVec2 cursor, cursor_max;
  float indent, work_max, content_max;
};

static std::vector<ColumnBackup>& column_backups() {
  static std::vector<ColumnBackup> backups;
  return backups;
}

Column::Column(ImVec2 position, float width_device) : top_(position.y) {
  ImGuiWindow* w = window();
  column_backups().push_back({w->DC.CursorPos, w->DC.CursorMaxPos, w->DC.Indent.x,
                              w->WorkRect.Max.x, w->ContentRegionRect.Max.x});
  w->DC.Indent.x = position.x - w->Pos.x - w->DC.ColumnsOffset.x;
  w->WorkRect.Max.x = w->ContentRegionRect.Max.x = position.x + width_device;
  w->DC.CursorPos = position;
  w->DC.CurrLineSize = w->DC.PrevLineSize = ImVec2(0, 0);
  context().rows.push_back(nullptr);
}

Column::~Column() { end(); }

float Column::end() {
  if (!open_) return 0;
  open_ = false;
  context().rows.pop_back();
  ImGuiWindow* w = window();
  const float height = ImMax(0.0F, w->DC.CursorPos.y - item_spacing() - top_);
  const ColumnBackup backup = column_backups().back();
  column_backups().pop_back();
  w->DC.CursorPos = backup.cursor;
  w->DC.CursorMaxPos = ImMax(backup.cursor_max, w->DC.CursorMaxPos);
  w->DC.Indent.x = backup.indent;
  w->WorkRect.Max.x = backup.work_max;
  w->ContentRegionRect.Max.x = backup.content_max;
  w->DC.CurrLineSize = w->DC.PrevLineSize = ImVec2(0, 0);
  w->DC.IsSameLine = false;
  return height;
}

Grid::Grid(std::string_view id, Options options)
    : id_(make_id(id)),
      origin_(window()->DC.CursorPos),
      spacing_(px(options.spacing)),
      row_top_(origin_.y),
      outer_min_height_(context().cell_min_height) {
  const float width = column_width();
  const int fit = static_cast<int>((width + spacing_) / (px(options.min_cell) + spacing_));
  columns_ = ImClamp(fit, 1, options.max_columns);
  cell_width_ =
      ImFloor((width - spacing_ * static_cast<float>(columns_ - 1)) / static_cast<float>(columns_));
}

void Grid::finish_cell() {
  if (!cell_) return;
  // What a card was stretched by does not count, else a row could never shrink again.
  row_height_ = ImMax(row_height_, cell_->end() - context().cell_stretch);
  cell_.reset();
}

void Grid::finish_row() {
  remember(id_ + 1 + static_cast<ImGuiID>(index_ / columns_), row_height_);
  row_top_ += row_height_ + spacing_;
  row_height_ = 0;
}

void Grid::next() {
  finish_cell();
  if (index_ >= 0 && (index_ + 1) % columns_ == 0) finish_row();
  index_++;
  const int row = index_ / columns_;
  // A lone column needs no common height.
  context().cell_min_height =
      columns_ == 1 ? 0 : remembered(id_ + 1 + static_cast<ImGuiID>(row), 0);
  const float x = origin_.x + static_cast<float>(index_ % columns_) * (cell_width_ + spacing_);
  context().cell_stretch = 0;
  context().cell_top = row_top_;
  cell_.emplace(ImVec2(x, row_top_), cell_width_);
}

Grid::~Grid() {
  finish_cell();
  context().cell_min_height = outer_min_height_;
  if (index_ < 0) return;
  finish_row();
  window()->DC.CursorPos = origin_;
  ImGui::ItemSize(ImVec2(column_width(), row_top_ - spacing_ - origin_.y));
}

Split::Split(float aside_width) : origin_(window()->DC.CursorPos) {
  const float width = column_width(), space = px(kSpace24);
  aside_width_ = px(aside_width);
  beside_ = width >= aside_width_ * 2 + space;
  const float main_width = beside_ ? width - aside_width_ - space : width;
  aside_x_ = origin_.x + main_width + space;
  if (!beside_) aside_width_ = width;
  column_.emplace(origin_, main_width);
}

void Split::aside() {
  main_height_ = column_->end();
  if (beside_) {
    column_.emplace(ImVec2(aside_x_, origin_.y), aside_width_);
  } else {
    const float top = origin_.y + main_height_ + px(kSpace16);
    column_.emplace(ImVec2(origin_.x, top), aside_width_);
    main_height_ += px(kSpace16);
  }
}

Split::~Split() {
  const float height = column_->end();
  const float total = beside_ ? ImMax(main_height_, height) : main_height_ + height;
  window()->DC.CursorPos = origin_;
  ImGui::ItemSize(ImVec2(column_width(), total));
}

}  // namespace genba::ui

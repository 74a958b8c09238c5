#include "wasm/ui/table_layout.h"

#include <string>

#include "wasm/ui/text.h"
#include "wasm/ui/widget_parts.h"

namespace genba::ui {

namespace {

constexpr float kCellPadding = 12;
constexpr float kCardsBelow = 640;

float draw_cell(const TableRow::Cell& cell, float x, float middle, float width, bool to_right,
                TextSize size) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Color ink = tone_color(colors(), cell.tone);
  if (cell.kind == TableRow::Cell::Kind::kChip) {
    const float used = ImMin(chip_width(cell.text, false), width);
    draw_chip(list, ImVec2(to_right ? x + width - used : x, middle), cell.text, cell.tone,
              Icon::kNone, width);
    return used;
  }
  if (cell.kind == TableRow::Cell::Kind::kIcon) {
    draw_icon(list, cell.icon, ImVec2((to_right ? x + width - px(10) : x + px(10)), middle), 18,
              ink);
    return px(20);
  }
  const FontScope font(size, cell.bold ? Weight::kBold : Weight::kRegular);
  const float used = ImMin(measure(cell.text).x, width);
  const float left = to_right ? x + width - used : x;
  draw_line(list, ImVec2(left, middle - ImFloor(ImGui::GetFontSize() / 2)), ink, cell.text,
            width + 1);
  return used;
}

// Of the title that needs the most.
int title_lines(const TableGeometry& geometry, std::span<const TableColumn> columns,
                const TableOptions& options) {
  const FontScope font(TextSize::k13, Weight::kBold);
  int lines = 1;
  for (const ColumnPlace& place : geometry.columns) {
    const float arrow = options.sort_column == place.index ? px(kSortArrow) : 0;
    const float room = place.width - px(kCellPadding) * 2 - arrow;
    const std::string& title = columns[static_cast<std::size_t>(place.index)].title;
    if (measure(title).x <= room) continue;
    std::vector<int> starts;
    wrap_lines(title, room, &starts);
    lines = ImMax(lines, static_cast<int>(starts.size()));
  }
  return ImMin(lines, kTitleLines);
}

}  // namespace

TableGeometry make_geometry(std::span<const TableColumn> columns, const TableOptions& options,
                            float width) {
  TableGeometry geometry;
  geometry.width = width;
  geometry.checks = options.checked != nullptr;
  geometry.cards = width < px(kCardsBelow);
  if (geometry.cards) {
    geometry.row_height = px(76);
    return geometry;
  }
  geometry.row_height = px(kTarget);
  geometry.header_height = px(40);
  float fixed = geometry.checks ? px(kTarget) : 0, weights = 0;
  for (const TableColumn& column : columns) {
    if (column.hide_below > 0 && width < px(column.hide_below)) continue;
    if (column.width > 0) {
      fixed += px(column.width);
    } else {
      weights += column.weight;
    }
  }
  float x = geometry.checks ? px(kTarget) : 0;
  for (int i = 0; i < static_cast<int>(columns.size()); i++) {
    const TableColumn& column = columns[static_cast<std::size_t>(i)];
    if (column.hide_below > 0 && width < px(column.hide_below)) continue;
    const float share = ImMax(0.0F, width - fixed) * column.weight / ImMax(weights, 0.01F);
    const float column_width = column.width > 0 ? px(column.width) : ImFloor(share);
    geometry.columns.push_back({i, x, column_width});
    x += column_width;
  }
  geometry.header_height +=
      px(15) * static_cast<float>(title_lines(geometry, columns, options) - 1);
  return geometry;
}

void draw_row_cells(const TableGeometry& geometry, std::span<const TableColumn> columns,
                    const TableRow& row, const ImRect& rect) {
  const float padding = px(kCellPadding), middle = ImFloor(rect.GetCenter().y);
  for (const ColumnPlace& column : geometry.columns) {
    const TableRow::Cell& cell = row.cells[static_cast<std::size_t>(column.index)];
    if (cell.kind == TableRow::Cell::Kind::kEmpty) continue;
    draw_cell(cell, rect.Min.x + column.x + padding, middle, column.width - padding * 2,
              columns[static_cast<std::size_t>(column.index)].numeric, TextSize::k15);
  }
}

void draw_row_card(const TableGeometry& geometry, std::span<const TableColumn> columns,
                   const TableRow& row, const ImRect& rect) {
  const float left = rect.Min.x + px(geometry.checks ? kTarget : 16);
  const float right = rect.Max.x - px(16);
  const float top = rect.Min.y + px(19), middle = rect.Min.y + px(38), bottom = rect.Min.y + px(58);
  const float gap_width = px(10);
  float overline = left, meta = left, trailing = right;
  for (std::size_t i = 0; i < columns.size(); i++) {
    TableRow::Cell cell = row.cells[i];
    if (cell.kind == TableRow::Cell::Kind::kEmpty) continue;
    switch (columns[i].slot) {
      case CardSlot::kTrailing: {
        const float used = draw_cell(cell, left, top, trailing - left, true, TextSize::k13);
        trailing -= used + gap_width;
        break;
      }
      case CardSlot::kOverline:
        overline += draw_cell(cell, overline, top, trailing - overline, false, TextSize::k13);
        overline += gap_width;
        break;
      case CardSlot::kTitle:
        cell.bold = true;
        draw_cell(cell, left, middle, right - left, false, TextSize::k15);
        break;
      case CardSlot::kMeta:
        if (cell.tone == Tone::kText) cell.tone = Tone::kMuted;
        if (meta < right - px(24)) {
          meta += draw_cell(cell, meta, bottom, right - meta, false, TextSize::k13) + gap_width;
        }
        break;
      case CardSlot::kHidden: break;
    }
  }
}

std::string row_name(const TableRow& row) {
  std::string name;
  for (const TableRow::Cell& cell : row.cells) {
    if (cell.text.empty()) continue;
    if (!name.empty()) name += " ";
    name += cell.text;
  }
  return name;
}

void TableRow::text(int column, std::string_view words, Tone tone, bool bold) {
  cells[static_cast<std::size_t>(column)] = {Cell::Kind::kText, std::string(words), tone,
                                             Icon::kNone, bold};
}

void TableRow::chip(int column, std::string_view words, Tone tone) {
  cells[static_cast<std::size_t>(column)] = {Cell::Kind::kChip, std::string(words), tone,
                                             Icon::kNone, true};
}

void TableRow::icon(int column, Icon icon, std::string_view name, Tone tone) {
  cells[static_cast<std::size_t>(column)] = {Cell::Kind::kIcon, std::string(name), tone, icon,
                                             false};
}

void TableRow::href(std::string_view target) { address = std::string(target); }

}  // namespace genba::ui

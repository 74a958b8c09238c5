// Geometry of a table: which columns are shown and where. Device pixels.
#pragma once

#include <span>
#include <vector>

#include "wasm/ui/internal.h"
#include "wasm/ui/table.h"

namespace genba::ui {

// Beside the title of the column by which rows are sorted.
constexpr float kSortArrow = 16;
constexpr int kTitleLines = 3;

struct ColumnPlace {
  int index;
  float x, width;  // relative to the left edge of the table
};

struct TableGeometry {
  bool cards = false;   // narrow: a card for each row
  bool checks = false;  // a column of ticks at the left
  float width = 0;
  float row_height = 0;
  float header_height = 0;
  std::vector<ColumnPlace> columns;
};

TableGeometry make_geometry(std::span<const TableColumn> columns, const TableOptions& options,
                            float width);

// Drawing of one row within `rect`.
void draw_row_cells(const TableGeometry& geometry, std::span<const TableColumn> columns,
                    const TableRow& row, const ImRect& rect);
void draw_row_card(const TableGeometry& geometry, std::span<const TableColumn> columns,
                   const TableRow& row, const ImRect& rect);
// What is read aloud for a row.
std::string row_name(const TableRow& row);

}  // namespace genba::ui

// Placing widgets: gaps, rows that wrap, grids that follow the width, two-column splits.
//
// Widgets take their place from top to bottom at the full width of the surrounding column. Sizes in
// this header are design pixels unless a name says device.
#pragma once

#include <optional>
#include <string_view>

#include "imgui.h"
#include "wasm/ui/style.h"

namespace genba::ui {

// Empty space between what comes before and after.
void gap(float height = kSpace16);
// What is left of the current column, design pixels.
float available_width();
float available_height();

// Makes ids of everything inside unique: use it around the body of a loop.
class IdScope {
 public:
  explicit IdScope(int number);
  explicit IdScope(std::string_view text);
  ~IdScope();
  IdScope(const IdScope&) = delete;
  IdScope& operator=(const IdScope&) = delete;
};

enum class Align : unsigned char { kStart, kEnd, kCenter };

// Widgets inside stand beside each other and wrap when the width is used up.
class Row {
 public:
  struct Options {
    float spacing = kSpace8;
    Align align = Align::kStart;
    std::string_view id = "row";
  };
  explicit Row(Options options);
  Row() : Row(Options()) {}
  ~Row();
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;

 private:
  Align align_;
  ImGuiID id_;
};

// A column of a given place and width (device pixels); what Grid, Split and Card are made of.
class Column {
 public:
  Column(ImVec2 position, float width_device);
  ~Column();
  Column(const Column&) = delete;
  Column& operator=(const Column&) = delete;
  // Closes early; the destructor then does nothing. Returns the height used, device pixels.
  float end();

 private:
  float top_;
  bool open_ = true;
};

// Cells of equal width; as many beside each other as fit. Call next() before each cell.
class Grid {
 public:
  struct Options {
    float min_cell = 240;
    int max_columns = 4;
    float spacing = kSpace16;
  };
  Grid(std::string_view id, Options options);
  explicit Grid(std::string_view id) : Grid(id, Options()) {}
  ~Grid();
  Grid(const Grid&) = delete;
  Grid& operator=(const Grid&) = delete;
  void next();

 private:
  void finish_cell();
  void finish_row();
  ImGuiID id_;
  ImVec2 origin_;
  float cell_width_, spacing_, row_top_, row_height_ = 0;
  int columns_, index_ = -1;
  float outer_min_height_;
  std::optional<Column> cell_;
};

// A main column with a narrower one at its right; the second follows below on narrow windows.
class Split {
 public:
  explicit Split(float aside_width = 320);
  ~Split();
  Split(const Split&) = delete;
  Split& operator=(const Split&) = delete;
  // Everything after this call goes into the second column.
  void aside();

 private:
  bool beside_;
  ImVec2 origin_;
  float aside_x_, aside_width_, main_height_ = 0;
  std::optional<Column> column_;
};

}  // namespace genba::ui

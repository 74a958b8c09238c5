#include "wasm/ui/table.h"

#include <string>

#include "wasm/ui/button.h"
#include "wasm/ui/chart_parts.h"
#include "wasm/ui/feedback.h"
#include "wasm/ui/layout.h"
#include "wasm/ui/semantics_store.h"
#include "wasm/ui/table_layout.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

constexpr int kOverscan = 2;
// Single precision holds whole pixels up to 2^24; stay below.
constexpr float kHighestContent = 16'000'000.0F;

int rows_per_page(const TableGeometry& geometry) {
  return ImMin(kTablePageRows, static_cast<int>(kHighestContent / geometry.row_height));
}

// In one line, or in several where that is too narrow; what is longer yet is cut. Returns the
// width.
float draw_title(const ImRect& room, bool to_right, Color ink, std::string_view title) {
  std::vector<int> starts = {0};
  if (measure(title).x > room.GetWidth()) wrap_lines(title, room.GetWidth(), &starts);
  const std::size_t lines = ImMin<std::size_t>(starts.size(), kTitleLines);
  const float height = ImGui::GetFontSize();
  float y = ImFloor(room.GetCenter().y) - ImFloor(height * static_cast<float>(lines) / 2);
  float widest = 0;
  for (std::size_t i = 0; i < lines; i++, y += height) {
    const auto from = static_cast<std::size_t>(starts[i]);
    const std::size_t until =
        i + 1 < lines ? static_cast<std::size_t>(starts[i + 1]) : title.size();
    std::string_view words = title.substr(from, until - from);
    while (words.ends_with(' ')) words.remove_suffix(1);
    const float width = ImMin(measure(words).x, room.GetWidth());
    const float x = to_right ? room.Max.x - width : room.Min.x;
    draw_line(ImGui::GetWindowDrawList(), ImVec2(x, y), ink, words, room.GetWidth() + 1);
    widest = ImMax(widest, width);
  }
  return widest;
}

void draw_header(const TableGeometry& geometry, std::span<const TableColumn> columns,
                 const TableOptions& options, const ImRect& rect, TableResult* result) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(ImVec2(rect.Min.x, rect.Max.y - hairline()), rect.Max, colors().border);
  Node header;
  header.id = make_id("header");
  header.role = Role::kRow;
  header.a = 1;
  const NodeScope scope(header);
  const FontScope font(TextSize::k13, Weight::kBold);
  const float padding = px(12), middle = ImFloor(rect.GetCenter().y);
  for (const ColumnPlace& place : geometry.columns) {
    const TableColumn& column = columns[static_cast<std::size_t>(place.index)];
    const ImRect cell(rect.Min.x + place.x, rect.Min.y, rect.Min.x + place.x + place.width,
                      rect.Max.y);
    const ImGuiID id = ImGui::GetCurrentWindow()->GetID(place.index);
    const bool sorted = options.sort_column == place.index;
    Press state;
    if (column.sortable) {
      state = press(id, cell);
      if (state.pressed) result->sort_column = place.index;
    }
    Node node;
    node.id = id;
    node.role = Role::kColumnHeader;
    node.label = column.title;
    node.b = column.sortable ? 1 : 0;
    node.c = !sorted ? 0 : options.sort_descending ? 2 : 1;
    add_node(node, cell.Min, cell.Max);
    const Color ink = sorted || state.hovered ? colors().text : colors().muted;
    ImRect title(cell.Min.x + padding, cell.Min.y, cell.Max.x - padding, cell.Max.y);
    if (sorted && column.numeric) title.Min.x += px(kSortArrow);
    if (sorted && !column.numeric) title.Max.x -= px(kSortArrow);
    const float width = draw_title(title, column.numeric, ink, column.title);
    if (!sorted) continue;
    const float arrow =
        column.numeric ? title.Max.x - width - px(10) : title.Min.x + width + px(10);
    draw_icon(list, options.sort_descending ? Icon::kArrowDown : Icon::kArrowUp,
              ImVec2(arrow, middle), 14, ink);
  }
}

// A tick box inside a row. True when pressed.
bool row_check(ImGuiID row_id, int index, const std::string& name, bool checked,
               const ImRect& row) {
  const IdScope scope(index);
  const ImRect rect(row.Min, ImVec2(row.Min.x + px(kTarget), row.Max.y));
  const ImGuiID id = make_id("check");
  const Press state = press(id, rect);
  const std::string label = words().select_row + " " + name;
  Node node;
  node.id = id;
  node.role = Role::kCheckbox;
  node.label = label;
  if (checked) node.flags |= kFlagChecked;
  // Its parent is the row, so the place is relative to the row.
  semantics_store().push(node, row_id, ImRect(rect.Min - row.Min, rect.Max - row.Min));
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 center = ImFloor(rect.GetCenter());
  const ImVec2 half(px(9), px(9));
  if (checked) {
    list->AddRectFilled(center - half, center + half, colors().accent, px(5));
    draw_icon(list, Icon::kCheck, center, 15, colors().on_accent);
  } else {
    list->AddRect(center - half, center + half, field_border(), px(5), 0, px(1.5F));
  }
  return state.pressed;
}

struct BodyContext {
  const TableGeometry& geometry;
  std::span<const TableColumn> columns;
  const TableOptions& options;
  const std::function<void(int, TableRow&)>& fill;
  TableResult* result;
  int first_row;  // of the page that is shown
  int page_rows;
};

void draw_row(const BodyContext& body, int index, const ImRect& rect, bool tab_stop) {
  TableRow row;
  row.cells.resize(body.columns.size());
  body.fill(index, row);
  const ImGuiID id = ImGui::GetCurrentWindow()->GetID(index);
  const std::string name = row_name(row);
  const bool selected = body.options.selected == index;
  Node node;
  node.id = id;
  node.role = Role::kRow;
  node.label = name;
  node.value = row.address;
  node.a = index + (body.geometry.cards ? 1 : 2);
  node.b = 1;
  if (selected) node.flags |= kFlagSelected;
  if (tab_stop) node.flags |= kFlagTabStop;
  add_node(node, rect.Min, rect.Max);
  bool toggled = false;
  const bool checked = body.geometry.checks &&
                       index < static_cast<int>(body.options.checked->size()) &&
                       (*body.options.checked)[static_cast<std::size_t>(index)];
  ImDrawList* list = ImGui::GetWindowDrawList();
  const bool pointed = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(rect.Min, rect.Max);
  if (selected || checked) {
    list->AddRectFilled(rect.Min, rect.Max, tint(Tone::kAccent, 20, 34));
  } else if (pointed) {
    list->AddRectFilled(rect.Min, rect.Max, with_alpha(colors().muted, 16));
  }
  if (body.geometry.checks) toggled = row_check(id, index, name, checked, rect);
  ImRect target = rect;
  if (body.geometry.checks) target.Min.x += px(kTarget);
  const Press state = press(id, target);
  if (toggled) body.result->toggled = index;
  if (state.pressed) body.result->activated = index;
  if (body.geometry.cards) {
    draw_row_card(body.geometry, body.columns, row, rect);
  } else {
    draw_row_cells(body.geometry, body.columns, row, rect);
  }
  list->AddRectFilled(ImVec2(rect.Min.x, rect.Max.y - hairline()), rect.Max,
                      with_alpha(colors().border, is_high_contrast() ? 255 : 170));
}

// No further than needed.
void reveal_row(ImGuiWindow* window, float top, float row_height, float height) {
  if (top < window->Scroll.y) ImGui::SetScrollY(window, top);
  if (top + row_height > window->Scroll.y + height) {
    ImGui::SetScrollY(window, top + row_height - height);
  }
}

void draw_body(const BodyContext& body, ImVec2 size) {
  const float row_height = body.geometry.row_height;
  const float total = row_height * static_cast<float>(body.page_rows);
  ImGui::SetNextWindowContentSize(ImVec2(0, total));
  ImGui::BeginChild("rows", size, 0, ImGuiWindowFlags_NoSavedSettings);
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  context().rows.push_back(nullptr);
  if (body.options.reveal && body.options.selected >= body.first_row) {
    const auto place = static_cast<float>(body.options.selected - body.first_row);
    reveal_row(window, place * row_height, row_height, size.y);
  }
  const float scroll = window->Scroll.y;
  const int top = static_cast<int>(scroll / row_height);
  const int visible = static_cast<int>(size.y / row_height) + 2;
  const int from = ImMax(0, top - kOverscan);
  const int to = ImMin(body.page_rows, top + visible + kOverscan);
  const ImVec2 origin = window->InnerRect.Min;
  const auto draw_at = [&](int i) {
    // Relative to what is scrolled: large offsets never enter the arithmetic of the rectangle.
    const float offset =
        static_cast<float>(i - top) * row_height - (scroll - static_cast<float>(top) * row_height);
    const ImVec2 min(origin.x, ImFloor(origin.y + offset));
    const bool tab_stop = i == top + (scroll > static_cast<float>(top) * row_height ? 1 : 0);
    draw_row(body, body.first_row + i,
             ImRect(min, min + ImVec2(window->InnerRect.GetWidth(), row_height)), tab_stop);
  };
  for (int i = from; i < to; i++) draw_at(i);
  context().rows.pop_back();
  ImGui::EndChild();
}

// Turns pages of very long lists; returns the first row shown.
int pager(ImGuiID id, int rows, int per_page) {
  const int pages = (rows + per_page - 1) / per_page;
  int page = ImMin(static_cast<int>(remembered(id, 0)), pages - 1);
  const Row row({.align = Align::kCenter, .id = "pager"});
  if (icon_button(words().previous_page, Icon::kChevronLeft, {.disabled = page == 0})) page--;
  const int first = page * per_page;
  text(number_text(first + 1) + "–" + number_text(ImMin(rows, first + per_page)) + " " +
           words().of + " " + number_text(rows),
       {.tone = Tone::kMuted, .size = TextSize::k13});
  if (icon_button(words().next_page, Icon::kChevronRight, {.disabled = page + 1 >= pages})) page++;
  remember(id, static_cast<float>(page));
  return page * per_page;
}

}  // namespace

TableResult table(std::string_view id, std::string_view label, std::span<const TableColumn> columns,
                  const TableOptions& options, const std::function<void(int, TableRow&)>& fill) {
  TableResult result;
  const IdScope scope(id);
  const float width = column_width();
  TableGeometry geometry = make_geometry(columns, options, width);
  const int per_page = rows_per_page(geometry);
  const bool paged = options.rows > per_page;
  float height = px(options.height);
  if (options.height <= 0) {
    height = ImMax(px(200), ImGui::GetContentRegionAvail().y - px(is_phone() ? 16 : 24));
  }
  if (options.fit_rows > 0) {
    const auto shown = static_cast<float>(ImMin(options.rows, options.fit_rows));
    height = geometry.header_height + geometry.row_height * shown + hairline() * 2 + px(4);
  }
  int first = 0;
  if (paged) {
    if (options.reveal && options.selected >= 0) {
      remember(make_id("page"), static_cast<float>(options.selected / per_page));
    }
    first = pager(make_id("page"), options.rows, per_page);
    height -= px(kTarget + 8);
  }
  if (options.rows == 0) {
    empty_state(options.empty_title, {.icon = Icon::kInbox, .text = options.empty_text});
    return result;
  }
  const ImRect rect = place(ImVec2(width, ImFloor(height)));
  draw_card(ImGui::GetWindowDrawList(), rect, px(kRadiusCard));
  Node grid;
  grid.id = make_id("grid");
  grid.role = Role::kGrid;
  grid.label = label;
  grid.a = options.rows + (geometry.cards ? 0 : 1);
  grid.b = geometry.cards ? 1 : static_cast<int>(geometry.columns.size());
  const NodeScope nodes(grid);
  const float inset = hairline();
  if (!geometry.cards) {
    draw_header(geometry, columns, options,
                ImRect(rect.Min, ImVec2(rect.Max.x, rect.Min.y + geometry.header_height)), &result);
  }
  const ImVec2 after = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(rect.Min + ImVec2(inset, geometry.header_height + inset));
  const BodyContext body{
      geometry, columns, options, fill, &result, first, ImMin(per_page, options.rows - first)};
  draw_body(body, ImVec2(width - inset * 2,
                         rect.GetHeight() - geometry.header_height - inset * 2 - px(4)));
  ImGui::SetCursorScreenPos(after);
  return result;
}

}  // namespace genba::ui

// A list of any length: columns on wide windows, cards on narrow ones. Only visible rows are asked
// for; beyond kTablePageRows rows it turns pages, because positions are single precision.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/ui/icons.h"

namespace genba::ui {

inline constexpr int kTablePageRows = 100'000;

// Where a column's cell goes on the card of a narrow window.
enum class CardSlot : unsigned char { kHidden, kTitle, kOverline, kMeta, kTrailing };

struct TableColumn {
  std::string title;
  float weight = 1;      // share of the width; ignored when width is given
  float width = 0;       // fixed, design pixels
  bool numeric = false;  // aligned at the right, figures of equal width
  bool sortable = true;
  CardSlot slot = CardSlot::kMeta;
  float hide_below = 0;  // left out when the table is narrower than this, design pixels
};

// Filled by the caller for one visible row. Text is copied.
class TableRow {
 public:
  void text(int column, std::string_view text, Tone tone = Tone::kText, bool bold = false);
  void chip(int column, std::string_view text, Tone tone);
  void icon(int column, Icon icon, std::string_view name, Tone tone);
  // Address of the record: the row becomes openable in a new tab.
  void href(std::string_view address);

  struct Cell {
    enum class Kind : unsigned char { kEmpty, kText, kChip, kIcon } kind = Kind::kEmpty;
    std::string text;
    Tone tone = Tone::kText;
    Icon icon = Icon::kNone;
    bool bold = false;
  };
  std::vector<Cell> cells;
  std::string address;
};

struct TableOptions {
  int rows = 0;
  int sort_column = -1;
  bool sort_descending = false;
  int selected = -1;                           // highlighted row
  bool reveal = false;                         // it was moved by a key: bring it into sight
  const std::vector<bool>* checked = nullptr;  // rows with a tick, for bulk actions; null: no ticks
  float height = 0;                            // design pixels; 0: what is left of the page
  int fit_rows = 0;  // not 0: as high as its rows are, at most so many, whatever `height` says
  std::string_view empty_title = {};  // shown when rows is 0
  std::string_view empty_text = {};
};

struct TableResult {
  int activated = -1;    // row pressed, or Enter on it
  int toggled = -1;      // row whose tick was pressed
  int sort_column = -1;  // header pressed
};

// `label` is the accessible name. `fill` is called for visible rows only, with cells emptied.
TableResult table(std::string_view id, std::string_view label, std::span<const TableColumn> columns,
                  const TableOptions& options, const std::function<void(int, TableRow&)>& fill);

}  // namespace genba::ui

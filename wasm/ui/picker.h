// A dialog that finds one thing among many as one types: a search field over a list. The focus
// stays in the field; arrow keys move through the list, Enter takes, Escape closes (the combobox
// pattern of the ARIA Authoring Practices).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "wasm/ui/icons.h"

namespace genba::ui {

struct PickerItem {
  std::string label;
  std::string note;  // what kind of thing it is, at the right
  Icon icon = Icon::kNone;
};

struct PickerTexts {
  std::string_view title;
  std::string_view placeholder;
  std::string_view nothing;  // in place of an empty list
  std::string_view count;    // how many there are, for whoever cannot see them
  std::string_view keys;     // how it is used; not shown on phones
};

class Picker {
 public:
  void open();
  bool is_open() const { return is_open_; }
  // What was typed; `items` of draw are what fits it.
  const std::string& query() const { return query_; }
  // Index of the item that was taken, or -1. The picker is closed then.
  int draw(std::string_view id, const PickerTexts& texts, std::span<const PickerItem> items);

 private:
  void move(int step, int count);
  int draw_list(std::uint32_t list_id, std::string_view label, std::span<const PickerItem> items,
                std::string_view nothing);

  bool is_open_ = false, has_moved_ = false;
  std::string query_;
  int active_ = 0;
};

}  // namespace genba::ui

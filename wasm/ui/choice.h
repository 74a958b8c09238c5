// Choosing: one of many (popup list, sheet on phones), one of few (segments), yes or no.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "wasm/ui/icons.h"

namespace genba::ui {

struct Choice {
  std::string value;  // what is stored
  std::string label;  // what is shown
  std::string detail = {};
  Tone tone = Tone::kText;  // other than kText: a coloured dot before the label
  bool is_retired = false;  // offered to whoever searches for it, not among the others
};

struct ChoiceOptions {
  std::string_view placeholder = {};
  std::string_view help = {};
  std::string_view error = {};
  bool required = false;
  bool disabled = false;
  bool hide_label = false;
  bool allow_empty = false;  // offers Words::none
  bool allow_typed = false;  // what is typed into the search field may be taken as it is
  float width = 0;           // design pixels; 0: the column
};

// More than eight choices, a retired one, or allow_typed bring a search field, which finds words as
// every search does (core/text/fold.h). True when *value changed.
bool choice_field(std::string_view id, std::string_view label, std::span<const Choice> choices,
                  std::string* value, const ChoiceOptions& options = {});

bool checkbox(std::string_view label, bool* value, bool disabled = false);
bool switch_toggle(std::string_view label, bool* value, std::string_view help = {});
// Two to four short words; a radio group for assistive technology.
bool segmented(std::string_view label, std::span<const std::string> words, int* index);

struct TabItem {
  std::string label;
  int count = -1;  // shown when not negative
};
bool tabs(std::string_view label, std::span<const TabItem> items, int* index);

}  // namespace genba::ui

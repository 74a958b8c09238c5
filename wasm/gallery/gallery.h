// The gallery: every part of the design system on one screen in several pages, in both languages.
// It is what visual tests photograph and where a view's author looks first. Its data are examples.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/language.h"

namespace genba::gallery {

class Gallery {
 public:
  // path: "/" (basics), "/forms", "/table", "/charts", "/record", "/states". True: the other
  // language is wanted.
  bool draw(Language language, std::string_view path);

 private:
  const char* say(const char* japanese, const char* english) const {
    return language_ == Language::kJapanese ? japanese : english;
  }
  void draw_basics();
  void draw_tiles();
  void draw_buttons();
  void draw_text();
  void draw_filters();
  void draw_tabs();
  void draw_forms();
  void draw_table();
  void draw_charts();
  void draw_record();
  void draw_states();
  void draw_dialogs();

  Language language_ = Language::kJapanese;
  std::string title_, description_, place_, occurred_, date_, mail_, password_, query_;
  std::string impact_ = "medium", category_, file_note_;
  bool urgent_ = false, notify_ = true, attempted_ = false;
  bool mine_ = true, unassigned_ = false, breached_ = false;
  bool dialog_open_ = false, confirm_open_ = false;
  int segment_ = 0, tab_ = 0, selected_ = -1, sort_column_ = 0, presses_ = 0, submits_ = 0;
  bool sort_descending_ = true;
  std::vector<bool> checked_;
};

}  // namespace genba::gallery

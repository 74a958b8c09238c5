// Text fields. The page's own <input> edits while it has the focus (Japanese input, soft keyboards,
// spelling, undo); ImGui draws the frame and, without focus, the text. Label above, words under.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "wasm/ui/icons.h"

namespace genba::ui {

enum class FieldType : std::uint8_t {
  kText = 0,
  kEmail = 1,
  kTel = 2,
  kUrl = 3,
  kPassword = 4,
  kNumber = 5,  // decimal keyboard; the value stays text
  kSearch = 6,
  kDate = 7,      // value "YYYY-MM-DD"
  kDateTime = 8,  // value "YYYY-MM-DDTHH:MM", local time
};

enum class Autocomplete : std::uint8_t {
  kOff = 0,
  kUsername = 1,
  kCurrentPassword = 2,
  kNewPassword = 3,
  kEmail = 4,
  kName = 5,
  kTel = 6,
};

struct FieldOptions {
  FieldType type = FieldType::kText;
  Autocomplete autocomplete = Autocomplete::kOff;
  std::string_view placeholder = {};
  std::string_view help = {};   // under the field
  std::string_view error = {};  // replaces help; marks the field invalid
  bool required = false;
  bool disabled = false;
  bool hide_label = false;  // still its accessible name
  bool autofocus = false;   // takes the focus when it appears
  bool focus = false;       // takes it now
  bool combobox = false;    // over a list of options; see kFlagCombobox
  std::uint32_t active_option = 0;
  int min_lines = 4;        // text_area only
  Icon icon = Icon::kNone;  // at the left, inside
  float width = 0;          // design pixels; 0: the column
};

struct FieldResult {
  bool changed = false;    // *value is new
  bool submitted = false;  // Enter, not while composing
  bool focused = false;
  bool left = false;  // lost the focus: the moment to validate
  explicit operator bool() const { return changed; }
};

// `id` is unique among the fields of the page. Text arrives in NFC; a composition that is not yet
// committed never reaches *value.
FieldResult text_field(std::string_view id, std::string_view label, std::string* value,
                       const FieldOptions& options = {});
// Grows with its text; Enter makes a line.
FieldResult text_area(std::string_view id, std::string_view label, std::string* value,
                      const FieldOptions& options = {});
// Label hidden, magnifier inside, a cross empties it.
FieldResult search_field(std::string_view id, std::string_view label, std::string* value,
                         const FieldOptions& options = {});
// The browser's own picker. Values as in FieldType; empty is no value.
FieldResult date_field(std::string_view id, std::string_view label, std::string* value,
                       const FieldOptions& options = {});
FieldResult date_time_field(std::string_view id, std::string_view label, std::string* value,
                            const FieldOptions& options = {});

struct FileResult {
  bool picked = false;
  std::string name, media_type, bytes;
  std::int64_t size = 0;  // of the file; what is larger than 64 MiB comes without its bytes
  bool is_whole() const { return static_cast<std::size_t>(size) == bytes.size(); }
};
// A button that opens the browser's file chooser (or the camera). `accept` as in HTML, e.g.
// "image/*" or ".csv".
FileResult file_button(std::string_view id, std::string_view label, std::string_view accept,
                       Icon icon = Icon::kPaperclip);
// The same button for files that the page keeps on this device: their bytes never come here.
// `target` says what they are for, to whoever hears of them (the application), whatever screen is
// shown by then; it must not be empty. `open_now` opens the chooser, shortly after a gesture only.
void kept_file_button(std::string_view id, std::string_view label, std::string_view accept,
                      std::string_view target, Icon icon = Icon::kPaperclip, bool open_now = false);

}  // namespace genba::ui

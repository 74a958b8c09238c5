// What lies above the page: dialogs, menus, toasts.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "wasm/ui/button.h"

namespace genba::ui {

// A modal dialog: focus goes in, stays in, and returns. Escape and a press outside close it.
//   if (ui::Dialog dialog{"assign", "Assign", &open_}) { …; dialog.actions(); ui::button(…); }
class Dialog {
 public:
  struct Options {
    float width = 480;        // design pixels; phones use a sheet of the full width
    bool dismissible = true;  // false: only its own buttons close it
  };
  Dialog(std::string_view id, std::string_view title, bool* open, Options options);
  Dialog(std::string_view id, std::string_view title, bool* open)
      : Dialog(id, title, open, Options()) {}
  ~Dialog();
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;
  explicit operator bool() const { return visible_; }
  // What follows stands in the row of buttons at the end.
  void actions();

 private:
  bool* open_;
  bool visible_ = false;
  bool in_actions_ = false;
};

struct ConfirmTexts {
  std::string_view title, text, confirm_label, cancel_label;
  bool danger = false;
};
// Asks once. True in the frame in which the user confirmed; *open turns false either way.
bool confirm(std::string_view id, bool* open, const ConfirmTexts& texts);

struct MenuItem {
  std::string label;
  Icon icon = Icon::kNone;
  bool danger = false;
  bool disabled = false;
  bool checked = false;
};
// A button that opens a list of commands. Index of the chosen one, or -1. Without a label drawn
// (icon_only) the label is the accessible name.
int menu_button(std::string_view label, std::span<const MenuItem> items,
                const ButtonOptions& options = {}, bool icon_only = false);

struct ToastOptions {
  Tone tone = Tone::kOk;
  std::string action_label = {};  // e.g. "Undo"
  std::function<void()> action = nullptr;
  int duration_ms = 6000;
};
// Says what happened, in role=status, without taking the focus.
void toast(std::string text, ToastOptions options = {});

}  // namespace genba::ui

// The frame around a screen: navigation, page header, scrolling body, forms.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "wasm/ui/button.h"
#include "wasm/ui/keys.h"
#include "wasm/ui/layout.h"
#include "wasm/ui/semantics.h"

namespace genba::ui {

struct NavigationItem {
  std::string label;
  Icon icon = Icon::kNone;
  std::string href;           // "#/list"
  int badge = 0;              // a number beside it when positive
  bool in_bottom_bar = true;  // at most five are
};

struct ShellOptions {
  std::string_view brand = {};
  std::string_view navigation_label = {};  // accessible name of the navigation
  std::span<const NavigationItem> items = {};
  int active = -1;
  std::string_view footer_label = {};  // e.g. the signed-in user; empty: none
  std::string_view footer_note = {};
  std::string_view command_label = {};  // a button above the items of the rail, or last in the bar
  std::string_view command_key = {};    // its key as the rail shows it
};

struct ShellResult {
  int chosen = -1;      // index of the item pressed
  bool footer = false;  // footer pressed
  bool command = false;
};

// Opens the window that fills the canvas and draws the navigation (rail from 900 px, bar below).
// Draw one Page inside, then let it go.
class Shell {
 public:
  explicit Shell(const ShellOptions& options);
  ~Shell();
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;
  const ShellResult& result() const { return result_; }

 private:
  ShellResult result_;
};

struct PageAction {
  std::string label;
  Icon icon = Icon::kNone;
  ButtonKind kind = ButtonKind::kSecondary;
  bool disabled = false;
  bool offered = true;  // to the command palette
};

struct PageOptions {
  std::string_view subtitle = {};
  std::string_view back_label = {};          // shows a back arrow with that name
  std::span<const PageAction> actions = {};  // words on wide windows, icons on phones
  float max_width = 1120;                    // of the body, design pixels; 0: all
  bool scrolls = true;  // false: the body is as high as the window (for a table)
  // Status badge at the right of the header; drawn when not empty.
  std::string_view status_label = {};
  Icon status_icon = Icon::kCloudCheck;
  Tone status_tone = Tone::kOk;
};

// Where it is scrolled to belongs to the surrounding IdScope, not to the title, which may change
// while somebody types below it.
class Page {
 public:
  Page(std::string_view title, const PageOptions& options = {});
  ~Page();
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;
  bool back() const { return back_; }
  int action() const { return action_; }   // index pressed, or -1
  bool status() const { return status_; }  // status badge pressed

 private:
  bool back_ = false, status_ = false;
  int action_ = -1;
  std::optional<NodeScope> main_scope_;
  std::optional<Column> column_;
};

// Fields in a role=form, at most `max_width` wide.
class Form {
 public:
  explicit Form(std::string_view label, float max_width = 640);
  ~Form();
  Form(const Form&) = delete;
  Form& operator=(const Form&) = delete;

 private:
  ImVec2 origin_;
  std::optional<NodeScope> scope_;
  std::optional<Column> column_;
};

}  // namespace genba::ui

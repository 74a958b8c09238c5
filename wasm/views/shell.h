// The frame around every workspace screen: the navigation, with how much needs attention.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "wasm/ui/words.h"
#include "wasm/views/command_palette.h"
#include "wasm/views/places.h"
#include "wasm/views/sign_out.h"
#include "wasm/views/tour.h"
#include "wasm/views/view.h"

namespace genba {

class WorkspaceShell {
 public:
  // Draws the navigation and, beside it, what `body` draws (one View); above them the command
  // palette and the list of shortcuts while they are open. `path` is the whole address. A screen
  // for somebody who has no workspace yet (welcome) is drawn by the same call: without a replica
  // there is no navigation.
  void draw(const Model& model, std::string_view path, Actions& actions,
            const std::function<void()>& body);

 private:
  static std::vector<ui::NavigationItem> navigation(const Model& model,
                                                    std::span<const Place* const> places);
  void draw_above(const Model& model, Actions& actions);

  CommandPalette palette_;
  SignOutQuestion sign_out_;
  Tour tour_;
  bool is_helping_ = false;
};

// What the button that opens the command palette says: a phone's bar has little room.
std::string_view palette_button(const Model& model);

// What widgets say by themselves; give it to ui::set_words at start and when the language changes.
ui::Words ui_words(Language language);

// Rejected groups and open conflicts: the number beside "Attention".
std::size_t attention_count(const Replica& replica);

}  // namespace genba

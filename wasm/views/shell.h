// The frame around every workspace screen: the navigation, with how much needs attention.
#pragma once

#include <functional>
#include <string_view>

#include "wasm/ui/words.h"
#include "wasm/views/view.h"

namespace genba {

// Draws the navigation and, beside it, what `body` draws (one View). `path` is the whole address.
// A screen for somebody who has no workspace yet (welcome) is drawn by the same call: without a
// replica there is no navigation.
void draw_shell(const Model& model, std::string_view path, Actions& actions,
                const std::function<void()>& body);

// What widgets say by themselves; give it to ui::set_words at start and when the language changes.
ui::Words ui_words(Language language);

// Rejected groups and open conflicts: the number beside "Attention".
std::size_t attention_count(const Replica& replica);

}  // namespace genba

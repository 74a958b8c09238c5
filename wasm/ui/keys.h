// Keys and commands of what is on screen. Whoever acts on a key says in the same call what the key
// does, so that the list of shortcuts (shortcuts()) is what works and nothing else; likewise what a
// screen offers to the command palette. Both lists are collected anew in each frame.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "wasm/ui/icons.h"

namespace genba::ui {

// True once when the key was pressed outside of text fields, e.g. "n", "/", "?", "Escape",
// "ctrl+k" (ctrl stands for ⌘ too; such keys work inside fields as well). `label` says what it
// does. While a dialog or menu is open only its own keys work.
bool shortcut(std::string_view key, std::string_view label);

// As if the key had been pressed, in the next frame: for a button that does the same.
void press_key(std::string_view key);

enum class KeyPlace : std::uint8_t { kEverywhere, kPage, kDialog };
struct Shortcut {
  std::string key, label;
  KeyPlace place;  // outside of the Page, inside, or of a dialog or menu
};
// Those of the last frame, in the order of the calls.
std::span<const Shortcut> shortcuts();
// "Ctrl/⌘ + K" for "ctrl+k".
std::string key_name(std::string_view key);

struct OfferOptions {
  Icon icon = Icon::kNone;
  std::string_view also = {};  // other words that it is found by, e.g. in another language
};
struct Offer {
  std::string label, also;
  Icon icon;
};
// Offers a command of the screen to the palette; true in the frame after it was taken there.
bool offer(std::string_view label, const OfferOptions& options = {});
// Those of the last frame, each label once.
std::span<const Offer> offers();
void take_offer(std::string_view label);

// The next search field of a page takes the focus.
void want_search();

// Draws a ring around the link or button of that name outside of scrolling areas, above everything.
void spotlight(std::string_view name);

}  // namespace genba::ui

// What the command palette holds: places, new tickets, reports, saved views, choices of this
// device, what the screen offers, and records that have the typed words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wasm/ui/icons.h"
#include "wasm/views/view.h"

namespace genba {

enum class PaletteDeed : std::uint8_t {
  kNothing,
  kOpen,        // `argument` is a path
  kOffer,       // a command of the screen, by its label
  kPreference,  // `argument` is name=value
  kLanguage,
  kSync,
  kCheck,
  kBackup,
  kReload,
  kSignOut,
  kShortcuts,
};

struct PaletteEntry {
  PaletteDeed deed = PaletteDeed::kNothing;
  std::string argument;
  std::string label;
  std::string also;  // in the other language
  std::string note;  // which kind of thing
  ui::Icon icon = ui::Icon::kNone;

  // Names it among what was used before; "" for what belongs to one screen alone.
  std::string key() const;
};

// In the order in which they are shown when nothing was typed.
std::vector<PaletteEntry> palette_commands(const Model& model);
// Up to `limit` tickets, or articles, that have the words; those whose number or title has them
// first, and of equals what changed last.
std::vector<PaletteEntry> palette_records(const Model& model, Actions& actions, Kind kind,
                                          std::string_view words, std::size_t limit);
// The record behind a path of one, if it is here.
std::vector<PaletteEntry> palette_record_of(const Model& model, std::string_view path);

// `entries` that fit the words, those that begin with them first; all of them for no words.
std::vector<PaletteEntry> fitting(std::vector<PaletteEntry> entries, std::string_view words);

}  // namespace genba

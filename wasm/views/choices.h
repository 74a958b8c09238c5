// What fields offer to choose from: closed lists, and the entities of a kind by their names.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "wasm/ui/choice.h"
#include "wasm/views/words.h"

namespace genba {

// Values are codes.
std::vector<ui::Choice> choices_for(const Model& model, ChoiceList list);
// Values are ids; by name, without what has none. What is retired is known, and offered only to
// whoever searches for it: it stays where it was chosen, and can be looked for.
std::vector<ui::Choice> entities_for(const Model& model, Kind kind);
// Those of a category's children; `parent` null: the categories without a parent.
std::vector<ui::Choice> categories_for(const Model& model, const EntityId& parent);

// Kept as long as the state and the language stay the same: names of thousands of people are not
// sorted again in each frame.
class ChoiceCache {
 public:
  const std::vector<ui::Choice>& entities(const Model& model, Kind kind);
  const std::vector<ui::Choice>& categories(const Model& model);
  // The assets, by code or else name, which is what a ticket's configuration item says.
  const std::vector<ui::Choice>& assets(const Model& model);

 private:
  struct Kept {
    Kind kind;
    std::vector<ui::Choice> choices;
  };
  const std::vector<ui::Choice>& keep(const Model& model, Kind kind,
                                      std::vector<ui::Choice> (*make)(const Model&, Kind));

  std::uint64_t version_ = 0;
  Language language_ = Language::kJapanese;
  std::deque<Kept> kept_;  // references into it stay valid
};

// The reference that a chosen value stands for; empty for "".
Value reference_value(const std::string& chosen);
// The choice's number for a chosen code; empty for "".
Value choice_value(ChoiceList list, const std::string& code);
std::string code_of(ChoiceList list, const Value& value);

}  // namespace genba

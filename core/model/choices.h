// Closed lists (states, priorities, roles …) as enums, with their codes and labels. The lists are
// the rows of choices.def; adding a value is one row there.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/model/choices.def"
#include "core/model/language.h"

namespace genba {

// enum class TicketState : std::int64_t { kNew = 1, … } and its sisters.
#define GENBA_ENUMERATOR(Name, number, code, ja, en) k##Name = number,
#define GENBA_ENUM(List) enum class List : std::int64_t { GENBA_CHOICES_##List(GENBA_ENUMERATOR) };
GENBA_CHOICE_LISTS(GENBA_ENUM)
#undef GENBA_ENUM
#undef GENBA_ENUMERATOR

enum class ChoiceList : std::uint8_t {
  kNone,
#define GENBA_LIST(List) k##List,
  GENBA_CHOICE_LISTS(GENBA_LIST)
#undef GENBA_LIST
};

struct Choice {
  std::int64_t number;
  const char* code;
  const char* label_ja;
  const char* label_en;

  const char* label(Language language) const {
    return language == Language::kJapanese ? label_ja : label_en;
  }
};

// The values of a list in the order that people expect to see them.
std::span<const Choice> choices_of(ChoiceList list);
// nullptr when the list has no such number or code.
const Choice* find_choice(ChoiceList list, std::int64_t number);
const Choice* find_choice(ChoiceList list, std::string_view code);

}  // namespace genba

#include "core/model/choices.h"

namespace genba {
namespace {

#define GENBA_ROW(Name, number, code, ja, en) {number, code, ja, en},
#define GENBA_TABLE(List) constexpr Choice k##List##Table[] = {GENBA_CHOICES_##List(GENBA_ROW)};
GENBA_CHOICE_LISTS(GENBA_TABLE)
#undef GENBA_TABLE
#undef GENBA_ROW

}  // namespace

std::span<const Choice> choices_of(ChoiceList list) {
  switch (list) {
    case ChoiceList::kNone: return {};
#define GENBA_CASE(List) \
  case ChoiceList::k##List: return k##List##Table;
      GENBA_CHOICE_LISTS(GENBA_CASE)
#undef GENBA_CASE
  }
  return {};
}

const Choice* find_choice(ChoiceList list, std::int64_t number) {
  for (const Choice& choice : choices_of(list)) {
    if (choice.number == number) return &choice;
  }
  return nullptr;
}

const Choice* find_choice(ChoiceList list, std::string_view code) {
  for (const Choice& choice : choices_of(list)) {
    if (code == choice.code) return &choice;
  }
  return nullptr;
}

}  // namespace genba

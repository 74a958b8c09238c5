// Custom fields: fields of tickets that a workspace defines for itself at run time. Their values
// are records (Kind::kCustomValue) that are checked against the definition each time they are
// written.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/cell.h"

namespace genba {

struct CustomChoice {
  std::string code;
  std::string label;
  std::string label_en;
};

struct CustomField {
  EntityId id;
  std::string key;  // lower case, as the command line and exports name it
  std::string name;
  std::string name_en;
  CustomFieldType type = CustomFieldType::kText;
  std::vector<CustomChoice> choices;  // of CustomFieldType::kChoice
  std::int64_t position = 0;
  bool is_enabled = true;

  const std::string& label(Language language) const {
    return language == Language::kEnglish && !name_en.empty() ? name_en : name;
  }
};

// Reads a definition. kInvalidArgument when it cannot be used: a key that is none, that questions
// about tickets know already as a column or as a word, no type, a choice without choices.
Result<CustomField> read_custom_field(const StateReader& state, const EntityId& id);

// The definitions that are switched on, in their order. What cannot be used is left out and named.
using CustomFieldProblems = std::vector<std::pair<EntityId, Error>>;
std::vector<CustomField> read_custom_fields(const StateReader& state,
                                            CustomFieldProblems& problems);

// One a line: CODE, CODE|ラベル or CODE|ラベル|Label.
std::vector<CustomChoice> parse_custom_choices(std::string_view text);

// Whether a value fits: text, whole number, instant, 0 or 1, a choice's code as text, a person, or
// a set of tags. An empty value always does. kInvalidArgument names the key.
Result<void> check_custom_value(const CustomField& field, const Value& value,
                                const StateReader& state);

// What a person typed, for every type but a person. kInvalidArgument names the key.
Result<Value> parse_custom_value(const CustomField& field, std::string_view text);

// The definition with a key, wherever it is made.
EntityId custom_field_id(std::string_view key);
// The record of one field of one ticket, the same wherever it is made.
EntityId custom_value_id(const EntityId& ticket, const EntityId& field);
Value custom_value(const StateReader& state, const EntityId& ticket, const EntityId& field);

}  // namespace genba

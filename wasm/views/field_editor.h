// Editing a field of the field table: a control by its type over a text, as forms keep it.
#pragma once

#include <string>

#include "wasm/views/choices.h"

namespace genba {

// A choice's code, an id, a date and time in local input form, or the text itself; "" for no value.
std::string editor_text(const Model& model, const FieldSpec& spec, const Value& value);
// What such a text stands for; no value when it is blank or cannot be read.
Value editor_value(const Model& model, const FieldSpec& spec, const std::string& text);

struct FieldEditorOptions {
  std::string_view help = {};
  std::string_view error = {};
  bool required = false;                             // else a choice can be taken back
  const std::vector<ui::Choice>* choices = nullptr;  // instead of those of the field
};
// True when Enter was pressed in it.
bool draw_field_editor(const Model& model, const FieldSpec& spec, ChoiceCache& choices,
                       std::string* text, const FieldEditorOptions& options);

}  // namespace genba

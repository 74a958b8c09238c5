// Editing the value of a custom field: a control by its type over a text, as forms keep it.
#pragma once

#include <string>

#include "core/process/custom_fields.h"
#include "wasm/views/choices.h"

namespace genba {

// A choice's code, an id, a date and time in local input form, tags between commas, or the text
// itself; empty for no value.
std::string custom_text(const Model& model, const CustomField& field, const Value& value);
// What was typed as a value. kInvalidArgument when it is none.
Result<Value> custom_from_text(const Model& model, const CustomField& field,
                               const std::string& text);
// The value in words; the catalogue's "not set" when empty.
std::string custom_words(const Model& model, const CustomField& field, const Value& value);

struct CustomEditorOptions {
  std::string_view error = {};
  bool required = false;
};
void draw_custom_editor(const Model& model, const CustomField& field, ChoiceCache& people,
                        std::string* text, const CustomEditorOptions& options = {});

}  // namespace genba

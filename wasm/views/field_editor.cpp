#include "wasm/views/field_editor.h"

#include "core/process/blank.h"
#include "core/process/commands.h"
#include "core/text/format.h"
#include "wasm/ui/ui.h"

namespace genba {

std::string editor_text(const Model& model, const FieldSpec& spec, const Value& value) {
  if (value.is_empty()) return {};
  switch (spec.type) {
    case ValueType::kChoice: return code_of(spec.choices, value);
    case ValueType::kReference: return to_string(value.reference());
    case ValueType::kInstant: return to_local_input(value.integer(), model.utc_offset_minutes);
    case ValueType::kInteger: return std::to_string(value.integer());
    default: return value.text();
  }
}

Value editor_value(const Model& model, const FieldSpec& spec, const std::string& text) {
  switch (spec.type) {
    case ValueType::kChoice: return choice_value(spec.choices, text);
    case ValueType::kReference: return reference_value(text);
    case ValueType::kInstant: {
      std::int64_t at_ms = 0;
      const bool is_read = from_local_input(text, model.utc_offset_minutes, &at_ms);
      return is_read ? Value::of(at_ms) : Value{};
    }
    case ValueType::kInteger: {
      const Result<Value> number = parse_value(spec, text);
      return number ? *number : Value{};
    }
    default: return is_blank(text) ? Value{} : Value::of(text);
  }
}

bool draw_field_editor(const Model& model, const FieldSpec& spec, ChoiceCache& choices,
                       std::string* text, const FieldEditorOptions& options) {
  const std::string_view label = spec.label(model.language);
  const auto choose = [&](const std::vector<ui::Choice>& offered) {
    ui::choice_field(spec.name, label, offered, text,
                     {.help = options.help,
                      .error = options.error,
                      .required = options.required,
                      .allow_empty = !options.required});
    return false;
  };
  const ui::FieldOptions field{
      .help = options.help, .error = options.error, .required = options.required};
  if (options.choices) return choose(*options.choices);
  switch (spec.type) {
    case ValueType::kChoice: {
      // What must be answered is asked; what need not be is off until somebody turns it on.
      if (spec.choices != ChoiceList::kBoolean || options.required) {
        return choose(choices_for(model, spec.choices));
      }
      bool is_on = *text == "yes";
      if (ui::switch_toggle(label, &is_on, options.help)) *text = is_on ? "yes" : "no";
      return false;
    }
    case ValueType::kReference: return choose(choices.entities(model, spec.target));
    case ValueType::kInstant: return ui::date_time_field(spec.name, label, text, field).submitted;
    case ValueType::kLongText: return ui::text_area(spec.name, label, text, field).submitted;
    default: return ui::text_field(spec.name, label, text, field).submitted;
  }
}

}  // namespace genba

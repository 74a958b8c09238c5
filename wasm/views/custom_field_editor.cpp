#include "wasm/views/custom_field_editor.h"

#include <algorithm>

#include "wasm/ui/ui.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

std::vector<ui::Choice> choices_of_field(const Model& model, const CustomField& field) {
  if (field.type == CustomFieldType::kBoolean) return choices_for(model, ChoiceList::kBoolean);
  std::vector<ui::Choice> choices;
  for (const CustomChoice& choice : field.choices) {
    const bool is_english = model.language == Language::kEnglish && !choice.label_en.empty();
    choices.push_back({choice.code, is_english ? choice.label_en : choice.label});
  }
  return choices;
}

std::string joined(const TextSet& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

}  // namespace

std::string custom_text(const Model& model, const CustomField& field, const Value& value) {
  if (value.is_empty()) return {};
  switch (field.type) {
    case CustomFieldType::kInteger: return std::to_string(value.integer());
    case CustomFieldType::kInstant:
      return to_local_input(value.integer(), model.utc_offset_minutes);
    case CustomFieldType::kBoolean: return code_of(ChoiceList::kBoolean, value);
    case CustomFieldType::kUser: return to_string(value.reference());
    case CustomFieldType::kTags: return joined(value.set());
    default: return value.text();
  }
}

Result<Value> custom_from_text(const Model& model, const CustomField& field,
                               const std::string& text) {
  if (field.type == CustomFieldType::kUser) return reference_value(text);
  if (field.type != CustomFieldType::kInstant || text.empty()) {
    return parse_custom_value(field, text);
  }
  std::int64_t at_ms = 0;
  if (from_local_input(text, model.utc_offset_minutes, &at_ms)) return Value::of(at_ms);
  return make_error(ErrorCode::kInvalidArgument, field.key);
}

std::string custom_words(const Model& model, const CustomField& field, const Value& value) {
  if (value.is_empty()) return ts(model, Message::kNotSet);
  switch (field.type) {
    case CustomFieldType::kInstant: return format_exact(value.integer(), time_style(model));
    case CustomFieldType::kUser: return name_of(model, value.reference());
    case CustomFieldType::kChoice:
    case CustomFieldType::kBoolean: {
      const std::vector<ui::Choice> choices = choices_of_field(model, field);
      const std::string code = custom_text(model, field, value);
      const auto chosen =
          std::find_if(choices.begin(), choices.end(),
                       [&](const ui::Choice& choice) { return choice.value == code; });
      return chosen == choices.end() ? code : chosen->label;
    }
    default: return custom_text(model, field, value);
  }
}

void draw_custom_editor(const Model& model, const CustomField& field, ChoiceCache& people,
                        std::string* text, const CustomEditorOptions& options) {
  const std::string id = "custom-" + field.key;
  const std::string& label = field.label(model.language);
  const ui::FieldOptions of_text{.error = options.error, .required = options.required};
  const ui::ChoiceOptions of_choice{
      .error = options.error, .required = options.required, .allow_empty = !options.required};
  switch (field.type) {
    case CustomFieldType::kLongText: ui::text_area(id, label, text, of_text); return;
    case CustomFieldType::kInstant: ui::date_time_field(id, label, text, of_text); return;
    case CustomFieldType::kUser:
      ui::choice_field(id, label, people.entities(model, Kind::kUser), text, of_choice);
      return;
    case CustomFieldType::kChoice:
    case CustomFieldType::kBoolean:
      ui::choice_field(id, label, choices_of_field(model, field), text, of_choice);
      return;
    default: ui::text_field(id, label, text, of_text); return;
  }
}

}  // namespace genba

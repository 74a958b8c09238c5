#include "wasm/views/required_fields.h"

#include <algorithm>

#include "core/process/blank.h"
#include "core/process/configuration.h"
#include "core/process/workflow_book.h"
#include "core/text/format.h"
#include "wasm/ui/ui.h"
#include "wasm/views/cause_codes.h"
#include "wasm/views/custom_field_editor.h"

namespace genba {
namespace {

// The list, and what the ticket has from elsewhere.
std::vector<ui::Choice> causes_for(const Model& model, const std::string& present) {
  std::vector<ui::Choice> causes = cause_choices(model.language);
  const bool is_known = std::any_of(causes.begin(), causes.end(), [&](const ui::Choice& cause) {
    return cause.value == present;
  });
  if (!present.empty() && !is_known) causes.push_back({present, present});
  return causes;
}

std::string text_of(const Model& model, const FieldSpec& spec, const Value& value) {
  if (value.is_empty()) return {};
  switch (spec.type) {
    case ValueType::kChoice: return code_of(spec.choices, value);
    case ValueType::kReference: return to_string(value.reference());
    case ValueType::kInstant: return to_local_input(value.integer(), model.utc_offset_minutes);
    case ValueType::kInteger: return std::to_string(value.integer());
    default: return value.text();
  }
}

Value value_of(const Model& model, const FieldSpec& spec, const std::string& text) {
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

const CustomField* custom_of(const TicketPage& page, const EntityId& id) {
  return page.state().configuration().workflow().find_custom_field(id);
}

std::string problem_of(const TicketPage& page, const std::string& label, bool is_missing) {
  return is_missing ? t(page.model, Message::kErrorMissingFieldNamed, label) : std::string();
}

}  // namespace

void RequiredFields::open(const TicketPage& page, const Requirements& requirements) {
  entries_.clear();
  for (const FieldId field : requirements.fields) {
    entries_.push_back({field, {}, text_of(page.model, *find_field(field), page.value(field))});
  }
  for (const EntityId& id : requirements.custom_fields) {
    if (const CustomField* field = custom_of(page, id)) {
      entries_.push_back(
          {{}, id, custom_text(page.model, *field, custom_value(page.state(), page.id, id))});
    }
  }
}

void RequiredFields::draw(const TicketPage& page, bool tried) {
  for (Entry& entry : entries_) {
    if (entry.custom.is_null()) {
      draw_field(page, entry, tried);
    } else {
      draw_custom(page, entry, tried);
    }
  }
}

void RequiredFields::draw_custom(const TicketPage& page, Entry& entry, bool tried) {
  const CustomField* field = custom_of(page, entry.custom);
  if (field == nullptr) return;
  const std::string problem =
      problem_of(page, field->label(page.model.language), tried && is_blank(entry.text));
  draw_custom_editor(page.model, *field, choices_, &entry.text,
                     {.error = problem, .required = true});
}

void RequiredFields::draw_field(const TicketPage& page, Entry& entry, bool tried) {
  const Model& model = page.model;
  const FieldSpec& spec = *find_field(entry.field);
  const std::string label = page.label(entry.field);
  const std::string problem = problem_of(page, label, tried && is_blank(entry.text));
  const ui::FieldOptions options{.error = problem, .required = true};
  const ui::ChoiceOptions of_choice{.error = problem, .required = true};
  if (entry.field == field::kTicketCauseCode) {
    ui::choice_field(spec.name, label, causes_for(model, page.value(entry.field).text()),
                     &entry.text, of_choice);
  } else if (spec.type == ValueType::kChoice) {
    ui::choice_field(spec.name, label, choices_for(model, spec.choices), &entry.text, of_choice);
  } else if (spec.type == ValueType::kReference) {
    ui::choice_field(spec.name, label, choices_.entities(model, spec.target), &entry.text,
                     of_choice);
  } else if (spec.type == ValueType::kInstant) {
    ui::date_time_field(spec.name, label, &entry.text, options);
  } else if (spec.type == ValueType::kLongText) {
    const bool is_resolution = entry.field == field::kTicketResolution;
    ui::text_area(spec.name, label, &entry.text,
                  {.help = is_resolution ? t(model, Message::kResolveHint) : std::string_view(),
                   .error = problem,
                   .required = true});
  } else {
    ui::text_field(spec.name, label, &entry.text, options);
  }
}

bool RequiredFields::is_complete() const {
  return std::none_of(entries_.begin(), entries_.end(),
                      [](const Entry& entry) { return is_blank(entry.text); });
}

std::vector<FieldChange> RequiredFields::changes(const TicketPage& page) const {
  std::vector<FieldChange> changes;
  for (const Entry& entry : entries_) {
    if (!entry.custom.is_null()) continue;
    Value value = value_of(page.model, *find_field(entry.field), entry.text);
    if (value != page.value(entry.field)) changes.push_back({entry.field, std::move(value)});
  }
  return changes;
}

std::vector<SetCustomValue> RequiredFields::custom_changes(const TicketPage& page) const {
  std::vector<SetCustomValue> changes;
  for (const Entry& entry : entries_) {
    const CustomField* field = entry.custom.is_null() ? nullptr : custom_of(page, entry.custom);
    if (field == nullptr) continue;
    Result<Value> value = custom_from_text(page.model, *field, entry.text);
    if (value && *value != custom_value(page.state(), page.id, field->id)) {
      changes.push_back({page.id, field->id, std::move(*value)});
    }
  }
  return changes;
}

}  // namespace genba

#include "wasm/views/required_fields.h"

#include <algorithm>

#include "core/process/blank.h"
#include "core/process/configuration.h"
#include "core/process/workflow_book.h"
#include "core/text/format.h"
#include "wasm/ui/ui.h"
#include "wasm/views/cause_codes.h"
#include "wasm/views/custom_field_editor.h"
#include "wasm/views/field_editor.h"

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
    entries_.push_back({field, {}, editor_text(page.model, *find_field(field), page.value(field))});
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
  const std::string problem =
      problem_of(page, page.label(entry.field), tried && is_blank(entry.text));
  std::vector<ui::Choice> causes;
  FieldEditorOptions options{.error = problem, .required = true};
  if (entry.field == field::kTicketCauseCode) {
    causes = causes_for(model, page.value(entry.field).text());
    options.choices = &causes;
  }
  if (entry.field == field::kTicketResolution) options.help = t(model, Message::kResolveHint);
  draw_field_editor(model, spec, choices_, &entry.text, options);
}

bool RequiredFields::is_complete() const {
  return std::none_of(entries_.begin(), entries_.end(),
                      [](const Entry& entry) { return is_blank(entry.text); });
}

std::vector<FieldChange> RequiredFields::changes(const TicketPage& page) const {
  std::vector<FieldChange> changes;
  for (const Entry& entry : entries_) {
    if (!entry.custom.is_null()) continue;
    Value value = editor_value(page.model, *find_field(entry.field), entry.text);
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

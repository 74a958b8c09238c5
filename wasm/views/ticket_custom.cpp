#include "wasm/views/ticket_custom.h"

#include <optional>
#include <span>

#include "core/process/configuration.h"
#include "core/process/workflow_book.h"
#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"

namespace genba {
namespace {

std::span<const CustomField> fields_of_workspace(const TicketPage& page) {
  return page.state().configuration().workflow().custom_fields();
}

Value value_of(const TicketPage& page, const CustomField& field) {
  return custom_value(page.state(), page.id, field.id);
}

}  // namespace

bool TicketCustom::concern(const TicketPage& page) { return !fields_of_workspace(page).empty(); }

void TicketCustom::draw(const TicketPage& page) {
  const Model& model = page.model;
  const ui::Card card({.title = t(model, Message::kCustomTitle)});
  for (const CustomField& field : fields_of_workspace(page)) {
    const Value value = value_of(page, field);
    ui::key_value(field.label(model.language), custom_words(model, field, value),
                  value.is_empty() ? ui::Tone::kMuted : ui::Tone::kText);
  }
  if (page.permission() < Permission::kAgent) return;
  ui::gap(ui::kSpace8);
  if (!ui::button(t(model, Message::kCustomEdit), {.icon = ui::Icon::kEdit})) return;
  texts_.clear();
  for (const CustomField& field : fields_of_workspace(page)) {
    texts_.push_back(custom_text(model, field, value_of(page, field)));
  }
  problem_.clear();
  editing_ = true;
}

void TicketCustom::draw_dialogs(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("custom-fields", t(model, Message::kCustomTitle), &editing_, {.width = 560});
  if (!dialog) return;
  const auto fields = fields_of_workspace(page);
  texts_.resize(fields.size());
  std::optional<ui::Form> form(std::in_place, t(model, Message::kCustomTitle));
  for (std::size_t i = 0; i < fields.size(); ++i) {
    draw_custom_editor(model, fields[i], people_, &texts_[i]);
  }
  if (!problem_.empty()) ui::banner(problem_, {.tone = ui::Tone::kDanger});
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) editing_ = false;
  if (ui::button(t(model, Message::kSave), {.kind = ui::ButtonKind::kPrimary})) save(page);
}

void TicketCustom::save(const TicketPage& page) {
  const auto fields = fields_of_workspace(page);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const CustomField field = fields[i];
    Result<Value> value = custom_from_text(page.model, field, texts_[i]);
    if (!value) {
      problem_ = t(page.model, Message::kErrorInvalidField, field.label(page.model.language));
      return;
    }
    if (*value == value_of(page, field)) continue;
    const Result<void> done =
        page.actions.submit(SetCustomValue{page.id, field.id, std::move(*value)}, 0);
    if (!done) {
      problem_ = error_text(done.error(), page.model.language);
      return;
    }
  }
  editing_ = false;
  ui::toast(ts(page.model, Message::kSaved));
}

}  // namespace genba

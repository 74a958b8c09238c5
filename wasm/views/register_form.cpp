#include "wasm/views/register_form.h"

#include <algorithm>

#include "core/process/authorise.h"
#include "core/process/promise.h"
#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"
#include "wasm/views/field_editor.h"
#include "wasm/views/places.h"
#include "wasm/views/register_rows.h"
#include "wasm/views/ticket_page.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

bool is_long(const FieldSpec& spec) { return spec.type == ValueType::kLongText; }

// Without one, a record is found and chosen nowhere.
bool is_name(const FieldSpec& spec) { return std::string_view(spec.name) == "name"; }

// Nothing begins as what nobody uses any more.
bool is_for_new(const FieldSpec& spec) { return std::string_view(spec.name) != "retired"; }

}  // namespace

void RegisterForm::open(const Model& model, Actions& actions, Kind kind, const EntityId& id) {
  kind_ = kind;
  id_ = id;
  entries_.clear();
  for (const FieldSpec* spec : register_fields(kind)) {
    if (id.is_null() && !is_for_new(*spec)) continue;
    entries_.push_back({spec, may_write(model.replica->identity().role, *spec), {}, {}});
  }
  follow(model);
  draft_key_ = find_kind(kind)->name + (id.is_null() ? "" : "-" + to_string(id));
  kept_ = actions.draft(draft_key_);
  DraftFields fields;
  for (Entry& entry : entries_) {
    if (entry.may_write) fields.emplace_back(entry.spec->name, &entry.text);
  }
  read_draft(kept_, fields);
}

// What nobody is changing here shows what has arrived from elsewhere.
void RegisterForm::follow(const Model& model) {
  const State& state = model.state();
  if ((state_ == &state && version_ == state.version()) || is_dirty()) return;
  state_ = &state;
  version_ = state.version();
  seen_ = model.replica->head();
  for (Entry& entry : entries_) {
    entry.opened = entry.text = editor_text(model, *entry.spec, state.value(id_, entry.spec->id));
  }
}

bool RegisterForm::is_dirty() const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [](const Entry& entry) { return entry.text != entry.opened; });
}

void RegisterForm::draw(const Model& model, Actions& actions, std::string_view title) {
  follow(model);
  const ui::Card card;
  bool save_wanted = false;
  {
    const ui::Form form(title, 840);
    for (Entry& entry : entries_) {
      if (entry.may_write) continue;
      const Value value = model.state().value(id_, entry.spec->id);
      ui::key_value(entry.spec->label(model.language), value_text(model, *entry.spec, value),
                    value.is_empty() ? ui::Tone::kMuted : ui::Tone::kText);
    }
    {
      ui::Grid grid("fields", {.min_cell = 240, .max_columns = 2});
      for (Entry& entry : entries_) {
        if (!entry.may_write || is_long(*entry.spec)) continue;
        grid.next();
        draw_entry(model, entry, &save_wanted);
      }
    }
    for (Entry& entry : entries_) {
      if (entry.may_write && is_long(*entry.spec)) draw_entry(model, entry, &save_wanted);
    }
  }
  draw_end(model, actions, save_wanted);
  keep_draft(actions);
}

std::string RegisterForm::problem_of(const Model& model, const Entry& entry) const {
  const FieldSpec& spec = *entry.spec;
  const Value value = editor_value(model, spec, entry.text);
  const std::string_view label = spec.label(model.language);
  if (is_name(spec) && value.is_empty()) {
    return t(model, Message::kErrorMissingFieldNamed, label);
  }
  if (spec.id == field::kGroupOla && !value.is_empty() && !parse_promise(value.text())) {
    return t(model, Message::kErrorInvalidField, label);
  }
  const Result<void> checked = check_value(spec, value);
  if (checked) return {};
  return t(model,
           checked.error().code == ErrorCode::kTooLarge ? Message::kErrorTooLargeField
                                                        : Message::kErrorInvalidField,
           label);
}

void RegisterForm::draw_entry(const Model& model, Entry& entry, bool* save_wanted) {
  const std::string problem = tried_ ? problem_of(model, entry) : std::string();
  FieldEditorOptions options{.error = problem, .required = is_name(*entry.spec)};
  if (entry.spec->id == field::kGroupOla) options.help = t(model, Message::kRegisterOlaHelp);
  std::vector<ui::Choice> parents;
  if (entry.spec->id == field::kCategoryParent) {
    // Categories have two levels, and none stands below itself.
    parents = choices_.categories(model);
    std::erase_if(parents,
                  [&](const ui::Choice& parent) { return parent.value == to_string(id_); });
    options.choices = &parents;
  }
  *save_wanted |= draw_field_editor(model, *entry.spec, choices_, &entry.text, options);
}

void RegisterForm::draw_end(const Model& model, Actions& actions, bool save_wanted) {
  const bool may_write = std::any_of(entries_.begin(), entries_.end(),
                                     [](const Entry& entry) { return entry.may_write; });
  if (!may_write) return;
  ui::gap(ui::kSpace16);
  const ui::Row row;
  const bool is_idle = !id_.is_null() && !is_dirty();
  save_wanted |=
      ui::button(t(model, Message::kSave),
                 {.kind = ui::ButtonKind::kPrimary, .icon = ui::Icon::kCheck, .disabled = is_idle});
  save_wanted |= ui::shortcut("ctrl+Enter", t(model, Message::kSave));
  if (!is_idle && ui::button(t(model, Message::kCancel), {.kind = ui::ButtonKind::kGhost})) {
    for (Entry& entry : entries_) entry.text = entry.opened;
    tried_ = false;
    if (id_.is_null()) actions.back();
  } else if (save_wanted && !is_idle) {
    save(model, actions);
  }
}

void RegisterForm::save(const Model& model, Actions& actions) {
  tried_ = true;
  std::vector<FieldChange> changes, before;
  for (const Entry& entry : entries_) {
    const FieldSpec& spec = *entry.spec;
    if (entry.may_write && !problem_of(model, entry).empty()) return;
    if (entry.text == entry.opened) continue;
    changes.push_back({spec.id, editor_value(model, spec, entry.text)});
    before.push_back({spec.id, editor_value(model, spec, entry.opened)});
  }
  if (!id_.is_null()) {
    if (!submit_with_undo(model, actions, EditFields{id_, changes}, ts(model, Message::kSaved),
                          EditFields{id_, before}, seen_)) {
      return;
    }
  } else {
    const EntityId id = actions.new_id();
    const Result<void> done = actions.submit(CreateEntity{id, kind_, changes}, seen_);
    if (!done) {
      ui::toast(error_text(done.error(), model.language), {.tone = ui::Tone::kDanger});
      return;
    }
    ui::toast(ts(model, Message::kSaved));
    // Back leads to where the writing began, not into the form again.
    actions.replace(std::string(kRegisters) + find_kind(kind_)->name + "/" + to_string(id));
  }
  tried_ = false;
  for (Entry& entry : entries_) entry.opened = entry.text;
}

void RegisterForm::keep_draft(Actions& actions) {
  DraftFields changed;
  for (Entry& entry : entries_) {
    if (entry.text != entry.opened) changed.emplace_back(entry.spec->name, &entry.text);
  }
  std::string draft = write_draft(changed);
  if (draft == kept_) return;
  kept_ = std::move(draft);
  actions.keep_draft(draft_key_, kept_);
}

}  // namespace genba

#include "wasm/views/ticket_fields.h"

#include <algorithm>
#include <optional>

#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"

namespace genba {
namespace {

void change(const TicketPage& page, FieldId field, Value value) {
  const FieldSpec& spec = *find_field(field);
  const EditFields undo{page.id, {{field, page.value(field)}}};
  const std::string said =
      t(page.model, Message::kTimelineSet, page.label(field), value_text(page.model, spec, value));
  submit_with_undo(page, EditFields{page.id, {{field, std::move(value)}}}, said, undo);
}

void show(const TicketPage& page, FieldId field) {
  const Value value = page.value(field);
  ui::key_value(page.label(field), value_text(page.model, *find_field(field), value),
                value.is_empty() ? ui::Tone::kMuted : ui::Tone::kText);
}

void show_person(const TicketPage& page, FieldId field, Message nobody) {
  const std::string name = name_of(page.model, page.value(field).reference());
  ui::caption(page.label(field));
  ui::text(name.empty() ? t(page.model, nobody) : name,
           {.tone = name.empty() ? ui::Tone::kMuted : ui::Tone::kText,
            .weight = name.empty() ? ui::Weight::kRegular : ui::Weight::kBold});
  ui::gap(ui::kSpace12);
}

void show_if_set(const TicketPage& page, FieldId field) {
  if (!page.value(field).is_empty()) show(page, field);
}

std::string id_text(const Value& value) {
  return value.is_empty() ? std::string() : to_string(value.reference());
}

}  // namespace

void TicketFields::choice(const TicketPage& page, FieldId field) {
  if (!page.may(field)) return show(page, field);
  const FieldSpec& spec = *find_field(field);
  std::string code = code_of(spec.choices, page.value(field));
  const bool is_level = spec.choices == ChoiceList::kLevel;
  if (ui::choice_field(spec.name, page.label(field), choices_for(page.model, spec.choices), &code,
                       {.allow_empty = !is_level})) {
    change(page, field, choice_value(spec.choices, code));
  }
}

void TicketFields::reference(const TicketPage& page, FieldId field,
                             const std::vector<ui::Choice>& choices) {
  if (!page.may(field)) return show(page, field);
  std::string id = id_text(page.value(field));
  if (ui::choice_field(find_field(field)->name, page.label(field), choices, &id,
                       {.allow_empty = true})) {
    change(page, field, reference_value(id));
  }
}

void TicketFields::draw_classification(const TicketPage& page) {
  const Model& model = page.model;
  const ui::Card card({.title = t(model, Message::kFieldsTitle)});
  const ui::Form form(t(model, Message::kFieldsTitle));
  {
    ui::Grid grid("levels", {.min_cell = 120, .max_columns = 2, .spacing = ui::kSpace12});
    grid.next();
    choice(page, field::kTicketImpact);
    grid.next();
    choice(page, field::kTicketUrgency);
  }
  draw_override(page);
  reference(page, field::kTicketCategory, choices_.categories(model));
  const EntityId category = page.value(field::kTicketCategory).reference();
  const std::vector<ui::Choice> subcategories =
      category.is_null() ? std::vector<ui::Choice>() : categories_for(model, category);
  if (!subcategories.empty()) reference(page, field::kTicketSubcategory, subcategories);
  choice(page, field::kTicketChannel);
  if (model.state().table(Kind::kService).live() > 0) {
    reference(page, field::kTicketService, choices_.entities(model, Kind::kService));
  }
  if (model.state().table(Kind::kSite).live() > 0) {
    reference(page, field::kTicketSite, choices_.entities(model, Kind::kSite));
  }
  item(page);
  show_if_set(page, field::kTicketSource);
}

// An asset, or whatever is no asset: the field is text. Requesters do not see it.
void TicketFields::item(const TicketPage& page) {
  constexpr FieldId kItem = field::kTicketConfigurationItem;
  const bool may_choose = page.may(kItem) && page.permission() >= Permission::kAgent;
  if (!may_choose) return show_if_set(page, kItem);
  std::string text = page.value(kItem).text();
  std::vector<ui::Choice> choices = choices_.assets(page.model);
  const bool is_asset = std::any_of(choices.begin(), choices.end(),
                                    [&](const ui::Choice& asset) { return asset.value == text; });
  if (!is_asset && !text.empty()) choices.insert(choices.begin(), {text, text});
  if (ui::choice_field(find_field(kItem)->name, page.label(kItem), choices, &text,
                       {.allow_empty = true, .allow_typed = true})) {
    change(page, kItem, text.empty() ? Value{} : Value::of(text));
  }
}

// Both are one change: an override is refused without its reason.
void TicketFields::draw_override(const TicketPage& page) {
  constexpr FieldId kOverride = field::kTicketPriorityOverride;
  constexpr FieldId kReason = field::kTicketPriorityOverrideReason;
  if (!page.may(kOverride)) return;
  const FieldSpec& spec = *find_field(kOverride);
  const bool is_wanted = overridden_ == page.id;
  std::string code = is_wanted ? override_ : code_of(spec.choices, page.value(kOverride));
  if (ui::choice_field(spec.name, page.label(kOverride), choices_for(page.model, spec.choices),
                       &code, {.allow_empty = true})) {
    if (code.empty()) return save_override(page, "", "");
    overridden_ = page.id;
    override_ = code;
    override_reason_ = page.value(kReason).text();
  }
  if (overridden_ != page.id) return show_if_set(page, kReason);
  const auto reason =
      ui::text_field("override-reason", page.label(kReason), &override_reason_, {.required = true});
  const bool saves = ui::button(t(page.model, Message::kSave));
  if (saves || reason.submitted) save_override(page, override_, override_reason_);
}

void TicketFields::save_override(const TicketPage& page, const std::string& code,
                                 const std::string& reason) {
  const FieldSpec& spec = *find_field(field::kTicketPriorityOverride);
  const auto both = [&](Value value, Value why) {
    return EditFields{
        page.id,
        {{spec.id, std::move(value)}, {field::kTicketPriorityOverrideReason, std::move(why)}}};
  };
  const Value value = choice_value(spec.choices, code);
  const EditFields undo =
      both(page.value(spec.id), page.value(field::kTicketPriorityOverrideReason));
  const std::string said = t(page.model, Message::kTimelineSet, page.label(spec.id),
                             value_text(page.model, spec, value));
  const Value why = reason.empty() ? Value{} : Value::of(reason);
  if (submit_with_undo(page, both(value, why), said, undo)) overridden_ = {};
}

bool TicketFields::draw_people(const TicketPage& page) {
  const ui::Card card({.title = t(page.model, Message::kPeopleTitle)});
  show_person(page, field::kTicketAssignedTo, Message::kNobody);
  show_person(page, field::kTicketAssignmentGroup, Message::kNotSet);
  bool wants_assign = false;
  if (page.may(field::kTicketAssignedTo)) {
    wants_assign = ui::button(t(page.model, Message::kActionAssign),
                              {.icon = ui::Icon::kUsers, .full_width = true});
  }
  ui::gap(ui::kSpace16);
  reference(page, field::kTicketRequester, choices_.entities(page.model, Kind::kUser));
  show_if_set(page, field::kTicketContact);
  show_if_set(page, field::kTicketResolvedBy);
  return wants_assign;
}

void TicketFields::draw_times(const TicketPage& page) {
  const ui::Card card({.title = t(page.model, Message::kTimesTitle)});
  for (const FieldId field :
       {field::kTicketOccurredAt, field::kTicketReceivedAt, field::kTicketOpenedAt,
        field::kTicketRespondedAt, field::kTicketResolvedAt, field::kTicketClosedAt,
        field::kTicketWakeAt, field::kTicketUpdatedAt}) {
    show_if_set(page, field);
  }
}

void TicketFields::draw_tags(const TicketPage& page) {
  const Model& model = page.model;
  const Value tags = page.value(field::kTicketTags);
  if (!page.may(field::kTicketTags)) return;
  const ui::Card card({.title = t(model, Message::kTagsTitle)});
  {
    const ui::Row row;
    for (const std::string& tag : tags.set()) {
      if (!ui::filter_chip(tag, false, {.removable = true})) continue;
      const ChangeTags remove{page.id, {}, {tag}}, undo{page.id, {tag}, {}};
      submit_with_undo(page, remove, t(model, Message::kTagRemove, tag), undo);
    }
  }
  const auto field = ui::text_field(
      "tag", t(model, Message::kTagAdd), &tag_,
      {.placeholder = t(model, Message::kTagAdd), .hide_label = true, .icon = ui::Icon::kTag});
  const std::size_t first = tag_.find_first_not_of(" \t");
  if (!field.submitted || first == std::string::npos) return;
  const std::string tag = tag_.substr(first, tag_.find_last_not_of(" \t") - first + 1);
  const Result<void> done = page.actions.submit(ChangeTags{page.id, {tag}, {}}, 0);
  if (done) {
    tag_.clear();
  } else {
    ui::toast(error_text(done.error(), model.language), {.tone = ui::Tone::kDanger});
  }
}

void TicketFields::open_text_dialog(const TicketPage& page) {
  title_ = page.value(field::kTicketTitle).text();
  description_ = page.value(field::kTicketDescription).text();
  // Merging starts from what this form showed, whatever arrives while it is open.
  seen_ = page.model.replica->head();
  problem_.clear();
  editing_text_ = true;
}

void TicketFields::draw_text_dialog(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("edit-text", t(model, Message::kEditTitle), &editing_text_, {.width = 640});
  if (!dialog) return;
  std::optional<ui::Form> form(std::in_place, t(model, Message::kEditTitle));
  const auto title =
      ui::text_field("edit-title", page.label(field::kTicketTitle), &title_, {.required = true});
  ui::text_area("edit-description", page.label(field::kTicketDescription), &description_,
                {.min_lines = 8});
  if (!problem_.empty()) {
    ui::banner(problem_, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
  }
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) editing_text_ = false;
  const bool wanted = ui::button(t(model, Message::kSave), {.kind = ui::ButtonKind::kPrimary});
  if (wanted || title.submitted) save_text(page);
}

void TicketFields::save_text(const TicketPage& page) {
  EditFields command{page.id, {}};
  const auto put = [&](FieldId field, const std::string& text) {
    const Value value = text.empty() ? Value{} : Value::of(text);
    if (value != page.value(field)) command.fields.push_back({field, value});
  };
  put(field::kTicketTitle, title_);
  put(field::kTicketDescription, description_);
  if (!command.fields.empty()) {
    const Result<void> done = page.actions.submit(command, seen_);
    if (!done) {
      problem_ = error_text(done.error(), page.model.language);
      return;
    }
    ui::toast(ts(page.model, Message::kSaved));
  }
  editing_text_ = false;
}

}  // namespace genba

#include "wasm/views/ticket_checklist.h"

#include <algorithm>
#include <optional>

#include "core/process/disclosure.h"
#include "core/process/security.h"
#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"

namespace genba {
namespace {

std::string item_text(const TicketPage& page, const EntityId& item) {
  const std::string english = page.state().value(item, field::kChecklistItemTextEn).text();
  if (page.model.language == Language::kEnglish && !english.empty()) return english;
  return page.state().value(item, field::kChecklistItemText).text();
}

std::string step_label(const TicketPage& page, SecurityStep step) {
  return choice_label(ChoiceList::kSecurityStep, static_cast<std::int64_t>(step),
                      page.model.language);
}

bool may_tick(const TicketPage& page) { return page.permission() >= Permission::kAgent; }

void draw_disclosure(const TicketPage& page) {
  const auto clocks = disclosure_clocks(page.state(), page.id);
  if (!clocks) return;
  const Model& model = page.model;
  ui::heading(t(model, Message::kDisclosureTitle), 3);
  ui::key_value(t(model, Message::kDisclosureTriggerIs),
                choice_label(ChoiceList::kDisclosureTrigger,
                             static_cast<std::int64_t>(clocks->trigger), model.language));
  const auto due = [&](Message label, std::int64_t at_ms) {
    ui::key_value(t(model, label), format_exact(at_ms, time_style(model)),
                  model.now_ms > at_ms ? ui::Tone::kDanger : ui::Tone::kText);
  };
  due(Message::kDisclosurePreliminary, clocks->preliminary_due_ms);
  due(Message::kDisclosureFinal, clocks->final_due_ms);
  ui::gap(ui::kSpace12);
}

}  // namespace

bool TicketChecklist::concern(const TicketPage& page) {
  return !page.state().rows_referring(field::kChecklistItemTicket, page.id).empty();
}

void TicketChecklist::draw(const TicketPage& page) {
  const Model& model = page.model;
  const std::vector<EntityId> items = checklist_of(page.state(), page.id);
  const Value step = page.value(field::kTicketSecurityStep);
  const ui::Card card(
      {.title = t(model, step.is_empty() ? Message::kChecklistTitle : Message::kSecurityTitle)});
  const auto done = std::count_if(items.begin(), items.end(), [&](const EntityId& item) {
    return page.state().is_yes(item, field::kChecklistItemDone);
  });
  ui::caption(
      t(model, Message::kChecklistProgress, std::to_string(done), std::to_string(items.size())));
  ui::gap(ui::kSpace8);
  draw_disclosure(page);
  for (const EntityId& item : items) {
    if (page.state().value(item, field::kChecklistItemStep).is_empty()) draw_item(page, item);
  }
  if (!step.is_empty()) draw_step(page, static_cast<SecurityStep>(step.integer()));
  draw_add(page);
}

// The step that the incident is at, or, when asked for, all.
void TicketChecklist::draw_step(const TicketPage& page, SecurityStep current) {
  const Model& model = page.model;
  const auto count = std::to_string(choices_of(ChoiceList::kSecurityStep).size());
  const std::vector<EntityId> items = checklist_of(page.state(), page.id);
  for (const Choice& choice : choices_of(ChoiceList::kSecurityStep)) {
    const auto step = static_cast<SecurityStep>(choice.number);
    if (!all_steps_ && step != current) continue;
    ui::gap(ui::kSpace8);
    ui::heading(t(model, Message::kSecurityStepOf, std::to_string(choice.number), count,
                  step_label(page, step)),
                3);
    for (const EntityId& item : items) {
      if (page.state().integer(item, field::kChecklistItemStep) == choice.number) {
        draw_item(page, item);
      }
    }
  }
  ui::gap(ui::kSpace8);
  const auto next = static_cast<SecurityStep>(static_cast<int>(current) + 1);
  if (next != kAfterLastStep && may_tick(page)) {
    const bool is_open = !open_items_before(page.state(), page.id, next).empty();
    if (is_open) ui::caption(t(model, Message::kSecurityGate));
    const std::string label = t(model, Message::kSecurityNext, step_label(page, next));
    if (ui::button(label, {.kind = ui::ButtonKind::kPrimary,
                           .icon = ui::Icon::kArrowRight,
                           .disabled = is_open})) {
      const FieldChange change{field::kTicketSecurityStep,
                               Value::of(static_cast<std::int64_t>(next))};
      submit_and_say(page, EditFields{page.id, {change}}, step_label(page, next));
    }
    ui::gap(ui::kSpace8);
  }
  ui::switch_toggle(t(model, Message::kSecurityShowAll), &all_steps_);
}

void TicketChecklist::draw_item(const TicketPage& page, const EntityId& item) {
  const Model& model = page.model;
  const ui::IdScope scope(to_string(item));
  const std::string label = item_text(page, item);
  const bool is_required = page.state().is_yes(item, field::kChecklistItemRequired);
  bool is_done = page.state().is_yes(item, field::kChecklistItemDone);
  const std::string shown =
      is_required ? label + " (" + ts(model, Message::kRequired) + ")" : label;
  const std::string note = page.state().value(item, field::kChecklistItemNote).text();
  {
    const ui::Row row;
    if (ui::checkbox(shown, &is_done, !may_tick(page))) {
      const Result<void> done = page.actions.submit(CheckItem{item, is_done, std::nullopt}, 0);
      if (!done) ui::toast(error_text(done.error(), model.language), {.tone = ui::Tone::kDanger});
    }
    if (may_tick(page) &&
        ui::icon_button(t(model, Message::kChecklistNote, label), ui::Icon::kEdit)) {
      item_ = item;
      note_ = note;
      problem_.clear();
      noting_ = true;
    }
  }
  if (!note.empty()) ui::text(note, {.tone = ui::Tone::kMuted, .size = ui::TextSize::k13});
}

void TicketChecklist::draw_add(const TicketPage& page) {
  if (!may_tick(page)) return;
  const Model& model = page.model;
  ui::gap(ui::kSpace12);
  const auto field =
      ui::text_field("new-item", t(model, Message::kChecklistAdd), &text_,
                     {.placeholder = t(model, Message::kChecklistAdd), .hide_label = true});
  if (!field.submitted || text_.find_first_not_of(" \t") == std::string::npos) return;
  AddChecklistItem command;
  command.id = page.actions.new_id();
  command.ticket = page.id;
  command.text = text_;
  const Result<void> done = page.actions.submit(command, 0);
  if (done) {
    text_.clear();
  } else {
    ui::toast(error_text(done.error(), model.language), {.tone = ui::Tone::kDanger});
  }
}

void TicketChecklist::draw_dialogs(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("item-note", t(model, Message::kChecklistNoteTitle), &noting_, {.width = 560});
  if (!dialog) return;
  const std::string label = item_text(page, item_);
  std::optional<ui::Form> form(std::in_place, t(model, Message::kChecklistNoteTitle));
  ui::text_area("item-note-text", label, &note_, {.error = problem_, .min_lines = 4});
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) noting_ = false;
  if (!ui::button(t(model, Message::kSave), {.kind = ui::ButtonKind::kPrimary})) return;
  const Result<void> done = page.actions.submit(CheckItem{item_, std::nullopt, note_}, 0);
  if (!done) {
    problem_ = error_text(done.error(), model.language);
    return;
  }
  noting_ = false;
  ui::toast(ts(model, Message::kSaved));
}

}  // namespace genba

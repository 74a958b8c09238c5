#include "wasm/views/ticket_evidence.h"

#include <algorithm>
#include <optional>

#include "core/model/bytes.h"
#include "core/model/sha256.h"
#include "core/process/security.h"
#include "wasm/ui/ui.h"
#include "wasm/views/choices.h"
#include "wasm/views/error_text.h"

namespace genba {
namespace {

// The file as it is now; nothing, and a word about it, when the page cannot hold it.
std::optional<Fingerprint> fingerprint(const TicketPage& page, const ui::FileResult& file) {
  if (file.is_whole()) return Fingerprint{to_hex(view_of(sha256(file.bytes))), file.size};
  ui::toast(ts(page.model, Message::kEvidenceTooLarge), {.tone = ui::Tone::kDanger});
  return std::nullopt;
}

void draw_custody(const TicketPage& page, const EntityId& record) {
  const auto value = [&](FieldId field) { return page.state().value(record, field); };
  const Language language = page.model.language;
  std::string line = format_exact(value(field::kCustodyAt).integer(), time_style(page.model));
  const auto add = [&line](const std::string& part) {
    if (!part.empty()) line += " · " + part;
  };
  add(choice_label(ChoiceList::kCustodyAction, value(field::kCustodyAction).integer(), language));
  add(value(field::kCustodyHolder).text());
  add(name_of(page.model, value(field::kCustodyAuthor).reference()));
  ui::list_item("•", line, {.size = ui::TextSize::k13});
  const std::string note = value(field::kCustodyNote).text();
  if (!note.empty()) ui::text(note, {.tone = ui::Tone::kMuted, .size = ui::TextSize::k13});
}

}  // namespace

bool TicketEvidence::concern(const TicketPage& page) {
  return is_security_incident(page.state(), page.id) ||
         !page.state().rows_referring(field::kEvidenceTicket, page.id).empty();
}

void TicketEvidence::draw(const TicketPage& page) {
  const Model& model = page.model;
  const ui::Card card({.title = t(model, Message::kEvidenceTitle)});
  const std::vector<EntityId> evidence = evidence_of(page.state(), page.id);
  if (evidence.empty()) {
    ui::text(t(model, Message::kEvidenceNone), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
  }
  for (const EntityId& each : evidence) draw_one(page, each);
  if (page.permission() >= Permission::kAgent) draw_buttons(page);
}

void TicketEvidence::draw_one(const TicketPage& page, const EntityId& evidence) {
  const Model& model = page.model;
  const ui::IdScope scope(to_string(evidence));
  const auto value = [&](FieldId field) { return page.state().value(evidence, field); };
  ui::heading(value(field::kEvidenceName).text(), 3);
  const auto row = [&](FieldId field, const std::string& text) {
    if (!text.empty()) ui::key_value(page.label(field), text);
  };
  row(field::kEvidenceOrigin, value(field::kEvidenceOrigin).text());
  row(field::kCustodyHolder, holder_of(page.state(), evidence));
  if (!value(field::kEvidenceSha256).is_empty()) {
    row(field::kEvidenceSha256, value(field::kEvidenceSha256).text());
    row(field::kEvidenceSize, format_number(value(field::kEvidenceSize).integer()));
  }
  const std::string description = value(field::kEvidenceDescription).text();
  if (!description.empty()) ui::text(description);
  for (const EntityId& record : custody_of(page.state(), evidence)) draw_custody(page, record);
  const bool may_record = page.permission() >= Permission::kAgent;
  if (may_record && ui::button(t(model, Message::kCustodyRecord),
                               {.kind = ui::ButtonKind::kGhost, .icon = ui::Icon::kEdit})) {
    record_ = {};
    record_.evidence = evidence;
    action_.clear();
    problem_.clear();
    recording_ = true;
  }
  ui::gap(ui::kSpace12);
}

void TicketEvidence::draw_buttons(const TicketPage& page) {
  const Model& model = page.model;
  const ui::Row row({.spacing = ui::kSpace8});
  const auto file = ui::file_button("evidence-file", t(model, Message::kEvidenceAddFile), "",
                                    ui::Icon::kPaperclip);
  if (file.picked) {
    if (const auto content = fingerprint(page, file)) open_adding(file.name, content);
  }
  if (ui::button(t(model, Message::kEvidenceAddThing), {.icon = ui::Icon::kPlus})) {
    open_adding("", std::nullopt);
  }
  if (evidence_of(page.state(), page.id).empty()) return;
  const auto check =
      ui::file_button("evidence-check", t(model, Message::kEvidenceCheck), "", ui::Icon::kShield);
  if (!check.picked) return;
  if (const auto content = fingerprint(page, check)) compare(page, content->sha256);
}

// Says which piece of evidence the file is.
void TicketEvidence::compare(const TicketPage& page, const std::string& sha256) const {
  for (const EntityId& each : evidence_of(page.state(), page.id)) {
    if (page.state().value(each, field::kEvidenceSha256).text() != sha256) continue;
    const std::string name = page.state().value(each, field::kEvidenceName).text();
    ui::toast(t(page.model, Message::kEvidenceSame, name));
    return;
  }
  ui::toast(ts(page.model, Message::kEvidenceDifferent), {.tone = ui::Tone::kDanger});
}

void TicketEvidence::open_adding(std::string name, std::optional<Fingerprint> content) {
  taken_ = {};
  taken_.name = std::move(name);
  taken_.content = std::move(content);
  problem_.clear();
  adding_ = true;
}

void TicketEvidence::draw_dialogs(const TicketPage& page) {
  draw_adding(page);
  draw_recording(page);
}

void TicketEvidence::draw_adding(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("add-evidence", t(model, Message::kEvidenceAddTitle), &adding_);
  if (!dialog) return;
  if (taken_.content) {
    ui::key_value(page.label(field::kEvidenceSha256), taken_.content->sha256);
    ui::key_value(page.label(field::kEvidenceSize), format_number(taken_.content->size));
    ui::text(t(model, Message::kEvidenceKeep), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
  }
  std::optional<ui::Form> form(std::in_place, t(model, Message::kEvidenceAddTitle));
  ui::text_field("evidence-name", page.label(field::kEvidenceName), &taken_.name,
                 {.error = problem_, .required = true, .autofocus = true});
  ui::text_field("evidence-origin", page.label(field::kEvidenceOrigin), &taken_.origin);
  ui::text_field("evidence-holder", page.label(field::kCustodyHolder), &taken_.holder);
  ui::text_area("evidence-description", page.label(field::kEvidenceDescription),
                &taken_.description, {.min_lines = 2});
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) adding_ = false;
  if (!ui::button(t(model, Message::kSave), {.kind = ui::ButtonKind::kPrimary})) return;
  taken_.id = page.actions.new_id();
  taken_.custody = page.actions.new_id();
  taken_.ticket = page.id;
  const Result<void> done = page.actions.submit(taken_, 0);
  if (!done) {
    problem_ = error_text(done.error(), model.language);
    return;
  }
  adding_ = false;
  ui::toast(ts(model, Message::kSaved));
}

void TicketEvidence::draw_recording(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("record-custody", t(model, Message::kCustodyRecord), &recording_);
  if (!dialog) return;
  std::vector<ui::Choice> actions = choices_for(model, ChoiceList::kCustodyAction);
  // It was collected once.
  actions.erase(actions.begin());
  std::optional<ui::Form> form(std::in_place, t(model, Message::kCustodyRecord));
  ui::choice_field("custody-action", page.label(field::kCustodyAction), actions, &action_,
                   {.error = action_.empty() ? std::string_view(problem_) : std::string_view(),
                    .required = true});
  ui::text_field("custody-holder", page.label(field::kCustodyHolder), &record_.holder,
                 {.error = action_.empty() ? std::string_view() : std::string_view(problem_)});
  ui::text_area("custody-note", page.label(field::kCustodyNote), &record_.note, {.min_lines = 2});
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) recording_ = false;
  if (!ui::button(t(model, Message::kSave), {.kind = ui::ButtonKind::kPrimary})) return;
  const Value action = choice_value(ChoiceList::kCustodyAction, action_);
  record_.id = page.actions.new_id();
  record_.action = static_cast<CustodyAction>(action.integer());
  const Result<void> done = action.is_empty()
                                ? Result<void>(make_error(ErrorCode::kMissingField, "action"))
                                : page.actions.submit(record_, 0);
  if (!done) {
    problem_ = error_text(done.error(), model.language);
    return;
  }
  recording_ = false;
  ui::toast(ts(model, Message::kSaved));
}

}  // namespace genba

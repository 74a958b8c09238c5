#include "wasm/views/ticket_approvals.h"

#include <optional>

#include "core/process/approvals.h"
#include "core/process/workflow.h"
#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"

namespace genba {
namespace {

ui::Tone tone_of(ApprovalDecision decision) {
  switch (decision) {
    case ApprovalDecision::kApproved: return ui::Tone::kOk;
    case ApprovalDecision::kRejected: return ui::Tone::kDanger;
    case ApprovalDecision::kRequested: break;
  }
  return ui::Tone::kWarn;
}

ApprovalDecision decision_of(const TicketPage& page, const EntityId& approval) {
  return static_cast<ApprovalDecision>(page.state().integer(approval, field::kApprovalDecision));
}

void draw_approval(const TicketPage& page, const EntityId& id) {
  const Model& model = page.model;
  const ui::IdScope scope(to_string(id));
  const auto value = [&](FieldId field) { return page.state().value(id, field); };
  ui::text(name_of(model, value(field::kApprovalApprover).reference()),
           {.weight = ui::Weight::kBold});
  {
    const ui::Row row;
    ui::chip(choice_label(ChoiceList::kApprovalDecision, value(field::kApprovalDecision).integer(),
                          model.language),
             {.tone = tone_of(decision_of(page, id))});
    const Value decided_at = value(field::kApprovalDecidedAt);
    if (!decided_at.is_empty()) {
      ui::text(format_exact(decided_at.integer(), time_style(model)),
               {.tone = ui::Tone::kMuted, .size = ui::TextSize::k13});
    }
  }
  const std::string remark = value(field::kApprovalRemark).text();
  if (!remark.empty()) ui::text(remark);
  ui::gap(ui::kSpace12);
}

}  // namespace

bool TicketApprovals::concern(const TicketPage& page) {
  switch (type_of(page.state(), page.id)) {
    case TicketType::kChange:
    case TicketType::kRelease:
    case TicketType::kRequest: return true;
    default: return !page.state().rows_referring(field::kApprovalTicket, page.id).empty();
  }
}

void TicketApprovals::draw(const TicketPage& page) {
  const Model& model = page.model;
  const ui::Card card({.title = t(model, Message::kApprovalsTitle)});
  const std::vector<EntityId> approvals = page.state().referring(field::kApprovalTicket, page.id);
  if (approvals.empty()) {
    ui::text(t(model, Message::kApprovalsNone), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
  }
  for (const EntityId& approval : approvals) draw_approval(page, approval);
  draw_own(page);
  const bool may_ask = page.permission() >= Permission::kAgent && is_open_state(page.status());
  if (!may_ask || !ui::button(t(model, Message::kApprovalAsk), {.icon = ui::Icon::kUsers})) return;
  person_.clear();
  problem_.clear();
  tried_ = false;
  asking_ = true;
}

// The reader's own decision, when he is asked for it.
void TicketApprovals::draw_own(const TicketPage& page) {
  const Model& model = page.model;
  const EntityId own = approval_id(page.id, page.me());
  const bool is_asked = page.state().kind(own) == Kind::kApproval &&
                        decision_of(page, own) == ApprovalDecision::kRequested;
  if (!is_asked) return;
  {
    const ui::Row row;
    if (ui::button(t(model, Message::kApprovalApprove),
                   {.kind = ui::ButtonKind::kPrimary, .icon = ui::Icon::kCheck})) {
      submit_and_say(page, DecideApproval{page.id, true, ""},
                     ts(model, Message::kApprovalApproved));
    }
    if (ui::button(t(model, Message::kApprovalReject), {.icon = ui::Icon::kClose})) {
      remark_.clear();
      problem_.clear();
      tried_ = false;
      rejecting_ = true;
    }
  }
  ui::gap(ui::kSpace12);
}

void TicketApprovals::draw_dialogs(const TicketPage& page) {
  draw_ask(page);
  draw_reject(page);
}

void TicketApprovals::draw_ask(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("ask-approval", t(model, Message::kApprovalAskTitle), &asking_);
  if (!dialog) return;
  std::optional<ui::Form> form(std::in_place, t(model, Message::kApprovalAskTitle));
  const bool is_missing = tried_ && person_.empty();
  ui::choice_field(
      "approver", find_field(field::kApprovalApprover)->label(model.language),
      choices_.entities(model, Kind::kUser), &person_,
      {.error = is_missing ? t(model, Message::kApproverMissing) : problem_, .required = true});
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) asking_ = false;
  if (!ui::button(t(model, Message::kApprovalAsk), {.kind = ui::ButtonKind::kPrimary})) return;
  tried_ = true;
  if (person_.empty()) return;
  const EntityId person = reference_value(person_).reference();
  const Result<void> done = page.actions.submit(RequestApproval{page.id, {person}}, 0);
  if (!done) {
    problem_ = error_text(done.error(), model.language);
    return;
  }
  asking_ = false;
  ui::toast(t(model, Message::kApprovalAsked, name_of(model, person)));
}

void TicketApprovals::draw_reject(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("reject", t(model, Message::kApprovalRejectTitle), &rejecting_);
  if (!dialog) return;
  std::optional<ui::Form> form(std::in_place, t(model, Message::kApprovalRejectTitle));
  const bool is_missing = tried_ && remark_.find_first_not_of(" \t\r\n") == std::string::npos;
  ui::text_area("remark", find_field(field::kApprovalRemark)->label(model.language), &remark_,
                {.error = is_missing ? t(model, Message::kReasonNeeded) : problem_,
                 .required = true,
                 .min_lines = 3});
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) rejecting_ = false;
  if (!ui::button(t(model, Message::kApprovalReject), {.kind = ui::ButtonKind::kDanger})) return;
  tried_ = true;
  if (remark_.find_first_not_of(" \t\r\n") == std::string::npos) return;
  const Result<void> done = page.actions.submit(DecideApproval{page.id, false, remark_}, 0);
  if (!done) {
    problem_ = error_text(done.error(), model.language);
    return;
  }
  rejecting_ = false;
  ui::toast(ts(model, Message::kApprovalRejected));
}

}  // namespace genba

#include "wasm/views/kiosk_list.h"

#include "core/text/format.h"
#include "wasm/ui/ui.h"

namespace genba {
namespace {

using KioskState = KioskEntry::State;
using Wish = KioskAnswer::Wish;

void draw_state(const Model& model, KioskState state) {
  switch (state) {
    case KioskState::kNotEnrolled:
      return ui::chip(t(model, Message::kKioskNotEnrolled), {.tone = ui::Tone::kWarn});
    case KioskState::kEnrolled:
      return ui::chip(t(model, Message::kKioskEnrolled), {.tone = ui::Tone::kOk});
    case KioskState::kRevoked: return ui::chip(t(model, Message::kKioskOut));
  }
}

std::string_view problem(const Model& model) {
  switch (model.kiosks.wish) {
    case Wish::kNameTaken: return t(model, Message::kKioskNameTaken);
    case Wish::kNameWrong: return t(model, Message::kKioskNameWrong);
    case Wish::kFailed: return t(model, Message::kKioskFailed);
    default: return {};
  }
}

}  // namespace

void KioskListPanel::draw(const Model& model, Actions& actions) {
  ui::heading(t(model, Message::kKiosksTitle));
  ui::caption(t(model, Message::kKiosksHint));
  ui::gap(ui::kSpace8);
  if (!is_adding_ && !problem(model).empty()) {
    ui::banner(problem(model), {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
  }
  {
    ui::Grid grid("kiosks", {.min_cell = 280, .max_columns = 3});
    for (const KioskEntry& kiosk : model.kiosks.kiosks) {
      grid.next();
      draw_kiosk(model, kiosk, actions);
    }
  }
  if (ui::button(t(model, Message::kKioskAdd), {.icon = ui::Icon::kPlus})) {
    actions.manage_kiosk(KioskAction::kForget, {});
    name_.clear();
    is_adding_ = true;
  }
  draw_adding(model, actions);
  draw_link(model, actions);
  draw_questions(model, actions);
}

void KioskListPanel::draw_kiosk(const Model& model, const KioskEntry& kiosk, Actions& actions) {
  const ui::IdScope scope(kiosk.id);
  const ui::Card card;
  ui::heading(kiosk.name, 3);
  draw_state(model, kiosk.state);
  if (kiosk.last_contact_ms > 0) {
    ui::key_value(t(model, Message::kDevicesLastContact),
                  format_relative(kiosk.last_contact_ms, time_style(model)));
  }
  if (kiosk.waiting) {
    ui::key_value(t(model, Message::kDevicesWaiting), format_number(*kiosk.waiting));
  }
  const ui::Row row;
  if (ui::button(t(model, Message::kKioskRenew), {.icon = ui::Icon::kRefresh})) {
    chosen_ = kiosk;
    is_renewing_ = kiosk.state == KioskState::kEnrolled;
    if (!is_renewing_) actions.manage_kiosk(KioskAction::kRenew, kiosk.id);
  }
  if (kiosk.state == KioskState::kRevoked) return;
  if (ui::button(t(model, Message::kDevicesRevoke))) {
    chosen_ = kiosk;
    is_revoking_ = true;
  }
}

void KioskListPanel::draw_adding(const Model& model, Actions& actions) {
  if (model.kiosks.wish == Wish::kDone) is_adding_ = false;
  ui::Dialog dialog("add-kiosk", t(model, Message::kKioskAdd), &is_adding_);
  if (!dialog) return;
  const bool is_asking = model.kiosks.wish == Wish::kAsking;
  const auto name = ui::text_field("new-kiosk", t(model, Message::kKioskName), &name_,
                                   {.help = t(model, Message::kKioskNameHint),
                                    .error = problem(model),
                                    .required = true,
                                    .disabled = is_asking,
                                    .autofocus = true});
  dialog.actions();
  const bool pressed =
      ui::button(t(model, Message::kKioskAdd),
                 {.kind = ui::ButtonKind::kPrimary, .disabled = is_asking, .id = "add"});
  if ((pressed || name.submitted) && !is_asking) actions.manage_kiosk(KioskAction::kAdd, name_);
  if (ui::button(t(model, Message::kCancel), {.kind = ui::ButtonKind::kGhost})) is_adding_ = false;
}

void KioskListPanel::draw_link(const Model& model, Actions& actions) {
  const KioskAnswer& answer = model.kiosks;
  bool is_open = !answer.link.empty();
  ui::Dialog dialog("kiosk-link", t(model, Message::kKioskLinkTitle, answer.name), &is_open,
                    {.dismissible = false});
  if (!dialog) return;
  ui::text(t(model, Message::kKioskLinkText));
  ui::gap(ui::kSpace8);
  ui::key_value(t(model, Message::kKioskName), answer.name);
  ui::key_value(t(model, Message::kKioskCode), answer.link.substr(answer.link.rfind('=') + 1));
  dialog.actions();
  if (ui::button(t(model, Message::kActionCopyLink),
                 {.kind = ui::ButtonKind::kPrimary, .icon = ui::Icon::kCopy})) {
    actions.copy_link(answer.link);
    ui::toast(ts(model, Message::kLinkCopied));
  }
  if (ui::button(t(model, Message::kClose), {.kind = ui::ButtonKind::kGhost})) {
    actions.manage_kiosk(KioskAction::kForget, {});
  }
}

void KioskListPanel::draw_questions(const Model& model, Actions& actions) {
  const auto ask = [&](const char* id, bool* open, Message title, Message words, Message confirm,
                       KioskAction action) {
    if (ui::confirm(id, open,
                    {.title = t(model, title),
                     .text = t(model, words),
                     .confirm_label = t(model, confirm),
                     .cancel_label = t(model, Message::kCancel),
                     .danger = true})) {
      actions.manage_kiosk(action, chosen_.id);
    }
  };
  ask("renew-kiosk", &is_renewing_, Message::kKioskRenewTitle, Message::kKioskRenewText,
      Message::kKioskRenew, KioskAction::kRenew);
  ask("revoke-kiosk", &is_revoking_, Message::kKioskRevokeTitle, Message::kKioskRevokeText,
      Message::kDevicesRevoke, KioskAction::kRevoke);
}

}  // namespace genba

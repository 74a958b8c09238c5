#include "wasm/views/ticket_composer.h"

#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"
#include "wasm/views/offers.h"

namespace genba {
namespace {

std::string draft_key(const EntityId& ticket) { return "comment-" + to_string(ticket); }

Message hint_of(const TicketPage& page, bool is_note) {
  if (is_note) return Message::kCommentNoteHint;
  if (page.permission() >= Permission::kAgent) return Message::kCommentReplyHint;
  return page.status() == TicketState::kPending ? Message::kCommentRequesterResumes
                                                : Message::kCommentRequesterHint;
}

}  // namespace

void TicketComposer::open(const TicketPage& page) {
  if (id_ == page.id) return;
  id_ = page.id;
  problem_.clear();
  kind_ = 0;
  body_ = kept_ = page.actions.draft(draft_key(id_));
}

void TicketComposer::draw(const TicketPage& page) {
  open(page);
  const Model& model = page.model;
  // Requesters do not write what they may not see.
  const bool may_note = page.permission() >= Permission::kAgent;
  const ui::Card card;
  if (may_note) {
    const std::vector<std::string> kinds = {ts(model, Message::kCommentReply),
                                            ts(model, Message::kCommentNote)};
    ui::segmented(t(model, Message::kCommentKind), kinds, &kind_);
  }
  const bool reply_wanted = offer(model, Message::kActionWriteReply, ui::Icon::kComment);
  const bool note_wanted = may_note && offer(model, Message::kActionWriteNote, ui::Icon::kLock);
  if (reply_wanted || note_wanted) kind_ = note_wanted ? 1 : 0;
  const bool is_note = may_note && kind_ == 1;
  const auto field = ui::text_area("comment", t(model, Message::kCommentTitle), &body_,
                                   {.placeholder = t(model, Message::kCommentTitle),
                                    .help = t(model, hint_of(page, is_note)),
                                    .error = problem_,
                                    .hide_label = true,
                                    .focus = reply_wanted || note_wanted,
                                    .min_lines = 3});
  if (field.changed) problem_.clear();
  is_focused_ = field.focused;
  if (body_ != kept_) {
    kept_ = body_;
    page.actions.keep_draft(draft_key(id_), kept_);
  }
  const ui::ButtonOptions options{.kind = ui::ButtonKind::kPrimary,
                                  .icon = is_note ? ui::Icon::kLock : ui::Icon::kComment};
  const Message label = is_note ? Message::kCommentSaveNote : Message::kCommentSendReply;
  const bool pressed = ui::button(t(model, label), options);
  const bool by_key = ui::shortcut("ctrl+Enter", t(model, label)) && !body_.empty();
  if (!pressed && !field.submitted && !by_key) return;
  send(page, is_note ? Facet::kInternal : Facet::kPublic);
}

void TicketComposer::send(const TicketPage& page, Facet facet) {
  if (body_.find_first_not_of(" \t\r\n") == std::string::npos) {
    problem_ = t(page.model, Message::kCommentMissing);
    return;
  }
  AddComment command;
  command.id = page.actions.new_id();
  command.ticket = page.id;
  command.body = body_;
  command.facet = facet;
  const Result<void> done = page.actions.submit(command, 0);
  if (!done) {
    problem_ = error_text(done.error(), page.model.language);
    return;
  }
  body_.clear();
  kept_.clear();
  problem_.clear();
  page.actions.keep_draft(draft_key(id_), "");
  ui::toast(ts(page.model, Message::kCommentDone));
}

}  // namespace genba

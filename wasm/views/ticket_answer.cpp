#include "wasm/views/ticket_answer.h"

#include <optional>
#include <vector>

#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"
#include "wasm/views/offers.h"

namespace genba {
namespace {

bool is_mine(const TicketPage& page) {
  return page.value(field::kTicketRequester).reference() == page.me() &&
         page.permission() == Permission::kRequester;
}

TicketState state_after_refusal(const TicketPage& page) {
  return page.status() == TicketState::kFulfilled ? TicketState::kFulfilling
                                                  : TicketState::kInProgress;
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t bar = text.find('|');
    parts.emplace_back(text.substr(0, bar));
    if (bar == std::string_view::npos) return parts;
    text.remove_prefix(bar + 1);
  }
}

}  // namespace

bool TicketAnswer::concern(const TicketPage& page) {
  const TicketState state = page.status();
  return is_mine(page) && (state == TicketState::kResolved || state == TicketState::kFulfilled);
}

void TicketAnswer::draw(const TicketPage& page) {
  if (concern(page)) {
    draw_question(page);
    ui::gap(ui::kSpace16);
  } else if (is_mine(page) && page.status() == TicketState::kClosed) {
    draw_rating(page);
    ui::gap(ui::kSpace16);
  }
}

void TicketAnswer::draw_question(const TicketPage& page) {
  const Model& model = page.model;
  const ui::Card card({.title = t(model, Message::kSolvedTitle)});
  ui::text(t(model, Message::kSolvedText), {.tone = ui::Tone::kMuted});
  ui::gap(ui::kSpace12);
  const ui::Row row;
  const bool yes = ui::button(t(model, Message::kSolvedYes),
                              {.kind = ui::ButtonKind::kPrimary, .icon = ui::Icon::kCheck});
  if (yes || offer(model, Message::kSolvedYes, ui::Icon::kCheck)) {
    ChangeState command;
    command.ticket = page.id;
    command.to = TicketState::kClosed;
    submit_and_say(page, command, ts(model, Message::kSolvedThanks));
  }
  const bool no = ui::button(t(model, Message::kSolvedNo), {.icon = ui::Icon::kRefresh});
  if (no || offer(model, Message::kSolvedNo, ui::Icon::kRefresh)) {
    problem_.clear();
    is_refusing_ = true;
  }
}

void TicketAnswer::draw_rating(const TicketPage& page) {
  const Model& model = page.model;
  const ui::Card card({.title = t(model, Message::kRatingTitle)});
  const Value given = page.value(field::kTicketRating);
  int index = given.is_empty() ? -1 : static_cast<int>(given.integer()) - 1;
  const std::vector<std::string> levels = parts_of(t(model, Message::kRatingLevels));
  const ui::Row row;
  for (int i = 0; i < static_cast<int>(levels.size()); ++i) {
    if (!ui::filter_chip(levels[static_cast<std::size_t>(i)], i == index)) continue;
    submit_and_say(page,
                   EditFields{page.id, {{field::kTicketRating, Value::of(std::int64_t{i} + 1)}}},
                   ts(model, Message::kRatingThanks));
  }
}

void TicketAnswer::draw_dialogs(const TicketPage& page) {
  const Model& model = page.model;
  const std::string_view title = t(model, Message::kNotSolvedTitle);
  ui::Dialog dialog("not-solved", title, &is_refusing_);
  if (!dialog) return;
  std::optional<ui::Form> form(std::in_place, title);
  const auto field = ui::text_area("reason", title, &reason_,
                                   {.help = t(model, Message::kNotSolvedHint),
                                    .error = problem_,
                                    .required = true,
                                    .hide_label = true});
  if (field.changed) problem_.clear();
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) is_refusing_ = false;
  if (ui::button(t(model, Message::kNotSolvedSend), {.kind = ui::ButtonKind::kPrimary})) {
    refuse(page);
  }
}

// The reason is kept first: should the step be refused, what was written is not lost.
void TicketAnswer::refuse(const TicketPage& page) {
  if (reason_.find_first_not_of(" \t\r\n") == std::string::npos) {
    problem_ = t(page.model, Message::kNotSolvedMissing);
    return;
  }
  const AddComment comment{page.actions.new_id(), page.id, reason_, Facet::kPublic};
  ChangeState command;
  command.ticket = page.id;
  command.to = state_after_refusal(page);
  Result<void> done = page.actions.submit(comment);
  if (done) {
    reason_.clear();
    done = page.actions.submit(command);
  }
  if (!done) {
    problem_ = error_text(done.error(), page.model.language);
    return;
  }
  is_refusing_ = false;
  ui::toast(ts(page.model, Message::kNotSolvedDone));
}

}  // namespace genba

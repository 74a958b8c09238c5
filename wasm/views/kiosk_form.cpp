#include "wasm/views/kiosk_form.h"

#include "core/process/blank.h"
#include "wasm/ui/ui.h"
#include "wasm/views/words.h"

namespace genba {

KioskForm::Wish KioskForm::draw(const Model& model, std::string_view problem) {
  constexpr Message kTitles[kSteps] = {Message::kKioskWhat, Message::kKioskWhere,
                                       Message::kKioskDetails};
  // Each step is a form of its own: its first field takes the focus when it appears.
  const ui::IdScope scope(step_);
  wants_on_ = false;
  ui::text(t(model, Message::kKioskStep, std::to_string(step_ + 1), std::to_string(kSteps)),
           {.tone = ui::Tone::kMuted});
  ui::gap(ui::kSpace8);
  {
    const ui::Form form(t(model, kTitles[step_]), 720);
    if (step_ == 0) draw_what(model);
    if (step_ == 1) draw_where(model);
    if (step_ == 2) draw_rest(model);
  }
  if (!problem.empty()) {
    ui::gap(ui::kSpace8);
    ui::banner(problem, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
  }
  ui::gap(ui::kSpace16);
  return draw_buttons(model);
}

void KioskForm::draw_what(const Model& model) {
  const bool is_missing = tried_ && is_blank(what_);
  const auto what = ui::text_field(
      "what", t(model, Message::kKioskWhat), &what_,
      {.help = t(model, Message::kKioskWhatHint),
       .error = is_missing ? t(model, Message::kKioskWhatMissing) : std::string_view(),
       .required = true,
       .autofocus = true});
  wants_on_ = what.submitted;
  const std::vector<ui::Choice>& categories = choices_.categories(model);
  if (categories.empty()) return;
  ui::gap(ui::kSpace8);
  ui::choice_field("category", t(model, Message::kKioskKind), categories, &category_,
                   {.allow_empty = true});
}

void KioskForm::draw_where(const Model& model) {
  const std::vector<ui::Choice>& sites = choices_.entities(model, Kind::kSite);
  if (!sites.empty()) {
    ui::choice_field("site", find_field(field::kTicketSite)->label(model.language), sites, &site_,
                     {.allow_empty = true});
    ui::gap(ui::kSpace8);
  }
  wants_on_ = ui::text_field("place", t(model, Message::kKioskPlace), &place_, {.autofocus = true})
                  .submitted;
}

void KioskForm::draw_rest(const Model& model) {
  ui::text_area("details", t(model, Message::kKioskDetails), &details_,
                {.help = t(model, Message::kKioskDetailsHint), .autofocus = true, .min_lines = 3});
  ui::gap(ui::kSpace8);
  wants_on_ = ui::text_field("contact", find_field(field::kTicketContact)->label(model.language),
                             &contact_, {.help = t(model, Message::kKioskContact)})
                  .submitted;
}

KioskForm::Wish KioskForm::draw_buttons(const Model& model) {
  const ui::Row row;
  const bool is_last = step_ == kSteps - 1;
  const Message onward = is_last ? Message::kKioskSend : Message::kKioskNext;
  const bool goes_on =
      ui::button(t(model, onward), {.kind = ui::ButtonKind::kPrimary,
                                    .icon = is_last ? ui::Icon::kCheck : ui::Icon::kArrowRight}) ||
      wants_on_;
  const bool goes_back = step_ > 0 && ui::button(t(model, Message::kBack));
  const bool stops = ui::button(t(model, Message::kKioskCancel), {.kind = ui::ButtonKind::kGhost});
  if (stops) return Wish::kStop;
  if (goes_back) --step_;
  if (!goes_on || goes_back) return Wish::kNone;
  tried_ = true;
  if (is_blank(what_)) return Wish::kNone;
  if (is_last) return Wish::kHandIn;
  ++step_;
  return Wish::kNone;
}

bool KioskForm::is_touched() const {
  return step_ > 0 || !what_.empty() || !category_.empty() || !site_.empty();
}

CreateTicket KioskForm::command(const Model& model) const {
  CreateTicket command;
  const auto put = [&](FieldId field, Value value) {
    if (!value.is_empty()) command.fields.push_back({field, std::move(value)});
  };
  put(field::kTicketTitle, Value::of(what_));
  std::string description = details_;
  if (!is_blank(place_)) {
    const std::string line = t(model, Message::kKioskPlaceLine, place_);
    description = is_blank(details_) ? line : line + "\n\n" + details_;
  }
  if (!is_blank(description)) put(field::kTicketDescription, Value::of(description));
  if (!is_blank(contact_)) put(field::kTicketContact, Value::of(contact_));
  put(field::kTicketCategory, reference_value(category_));
  put(field::kTicketSite, reference_value(site_));
  put(field::kTicketChannel, Value::of(static_cast<std::int64_t>(Channel::kKiosk)));
  return command;
}

}  // namespace genba

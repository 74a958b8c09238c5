#include "wasm/views/tour.h"

#include "wasm/ui/ui.h"
#include "wasm/views/preferences.h"
#include "wasm/views/screen.h"
#include "wasm/views/shell.h"

namespace genba {
namespace {

struct Step {
  Message title, text;
  ui::Icon icon;
  Message at;  // the label of what it points at
};
constexpr Step kSteps[] = {
    {Message::kTourHomeTitle, Message::kTourHome, ui::Icon::kHome, Message::kNavHome},
    {Message::kTourNewTitle, Message::kTourNew, ui::Icon::kPlus, Message::kNavNew},
    {Message::kTourSavedTitle, Message::kTourSaved, ui::Icon::kCheck, Message::kBadgeSaved},
    {Message::kTourAttentionTitle, Message::kTourAttention, ui::Icon::kAlert,
     Message::kNavAttention},
    {Message::kTourCommandsTitle, Message::kTourCommands, ui::Icon::kSearch,
     Message::kPaletteButton},
};
constexpr int kCount = static_cast<int>(std::size(kSteps));

// The badge says what is true now.
std::string target_of(const Model& model, const Step& step) {
  if (step.at == Message::kBadgeSaved) return sync_badge(model).label;
  if (step.at == Message::kPaletteButton) return std::string(palette_button(model));
  return ts(model, step.at);
}

}  // namespace

void Tour::start() {
  is_open_ = true;
  step_ = 0;
}

void Tour::draw(const Model& model, Actions& actions) {
  if (!is_open_) return;
  const Step& step = kSteps[step_];
  {
    ui::Dialog dialog("tour", t(model, step.title), &is_open_, {.width = 420});
    if (dialog) {
      ui::text(t(model, step.text));
      ui::gap(ui::kSpace8);
      ui::caption(
          t(model, Message::kTourProgress, std::to_string(step_ + 1), std::to_string(kCount)));
      dialog.actions();
      const bool is_last = step_ + 1 == kCount;
      if (!is_last && ui::button(t(model, Message::kTourSkip), {.kind = ui::ButtonKind::kGhost})) {
        is_open_ = false;
      }
      if (step_ > 0 && ui::button(t(model, Message::kPrevious))) step_ -= 1;
      if (ui::button(t(model, is_last ? Message::kTourDone : Message::kNext),
                     {.kind = ui::ButtonKind::kPrimary, .id = "next"})) {
        if (is_last) {
          is_open_ = false;
        } else {
          ++step_;
        }
      }
    }
  }
  ui::spotlight(target_of(model, step));
  if (!is_open_) actions.set_preference(preference::kTour, "done");
}

void begin_tour(const Model& model) { ui::take_offer(t(model, Message::kTourStart)); }

void draw_tour_offer(const Model& model, Actions& actions) {
  if (!actions.preference(preference::kTour).empty()) return;
  {
    const ui::Card card({.title = t(model, Message::kTourOffer)});
    ui::text(t(model, Message::kTourOfferText), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
    const ui::Row row;
    if (ui::button(t(model, Message::kTourStart), {.icon = ui::Icon::kPlay})) begin_tour(model);
    if (ui::button(t(model, Message::kTourNo), {.kind = ui::ButtonKind::kGhost})) {
      actions.set_preference(preference::kTour, "declined");
    }
  }
  ui::gap(ui::kSpace16);
}

}  // namespace genba

// What needs a decision: changes that the server refused, and open conflicts. Nothing typed is ever
// lost: a refused change can be made again, kept as a file, or thrown away.
#include "core/replica/ticket_label.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/conflict_card.h"
#include "wasm/views/error_text.h"
#include "wasm/views/rejected_group.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

class AttentionView final : public View {
 public:
  void draw(const Model& model, std::string_view, Actions& actions) override {
    const Screen screen(model, actions, t(model, Message::kAttentionTitle), {.max_width = 880});
    const std::vector<Row> conflicts = open_conflicts(model.state(), {});
    // A copy: reapplying or discarding changes the list.
    const std::vector<Attention> rejected = model.replica->attention();
    if (conflicts.empty() && rejected.empty()) {
      ui::gap(ui::kSpace24);
      ui::empty_state(t(model, Message::kAttentionEmpty),
                      {.icon = ui::Icon::kCheck, .text = t(model, Message::kAttentionEmptyHint)});
    }
    if (!rejected.empty()) {
      draw_section(model, Message::kAttentionRejected, Message::kAttentionRejectedHint);
      for (const Attention& attention : rejected) {
        draw_rejected(model, actions, attention);
        ui::gap(ui::kSpace12);
      }
      ui::gap(ui::kSpace12);
    }
    if (!conflicts.empty()) {
      draw_section(model, Message::kAttentionConflicts, Message::kAttentionConflictsHint);
      for (const Row conflict : conflicts) {
        draw_conflict(model, actions, conflict, true);
        ui::gap(ui::kSpace12);
      }
    }
    ask_discard(model, actions);
  }

 private:
  static void draw_section(const Model& model, Message title, Message hint) {
    ui::heading(t(model, title));
    ui::caption(t(model, hint));
    ui::gap(ui::kSpace8);
  }

  void draw_rejected(const Model& model, Actions& actions, const Attention& attention) {
    const OperationGroup& group = attention.group;
    const EntityId ticket = ticket_of_group(model, group);
    const bool is_known = model.state().kind(ticket) == Kind::kTicket;
    const std::string title = is_known ? ticket_label(model.state(), ticket) + " " +
                                             model.state().value(ticket, field::kTicketTitle).text()
                                       : ts(model, Message::kAttentionNewTicket);
    const std::string when =
        t(model, Message::kAttentionMadeAt, format_exact(group.wall_ms, time_style(model)));
    const ui::IdScope scope(std::to_string(group.first_dseq));
    const ui::Card card({.title = title, .subtitle = when});
    const Error error{attention.outcome.code, attention.outcome.detail};
    ui::text(t(model, Message::kAttentionWhy, error_text(error, model.language)),
             {.tone = ui::Tone::kDanger});
    ui::gap(ui::kSpace8);
    for (const std::string& line : describe_group(model, group)) {
      ui::text(line, {.max_lines = 6});
    }
    ui::gap(ui::kSpace12);
    const ui::Row row;
    const ui::ButtonOptions again{.kind = ui::ButtonKind::kPrimary, .icon = ui::Icon::kRefresh};
    if (ui::button(t(model, Message::kAttentionReapply), again)) {
      reapply(model, actions, attention);
    }
    if (ui::button(t(model, Message::kAttentionExport), {.icon = ui::Icon::kDownload})) {
      actions.download("genba-" + std::to_string(group.first_dseq) + ".json", "application/json",
                       export_group(model, attention));
    }
    if (is_known && ui::button(t(model, Message::kAttentionOpenTicket))) {
      actions.open(ticket_path(ticket));
    }
    const ui::ButtonOptions discard{.kind = ui::ButtonKind::kGhost, .icon = ui::Icon::kTrash};
    if (ui::button(t(model, Message::kAttentionDiscard), discard)) {
      discarding_ = group.first_dseq;
      asking_ = true;
    }
  }

  // All or nothing as far as it can be known: the first command that fails stops it, and the
  // refused group stays.
  static void reapply(const Model& model, Actions& actions, const Attention& attention) {
    const Dseq first_dseq = attention.group.first_dseq;
    for (const Command& command : commands_of_group(model.state(), attention.group)) {
      const Result<void> done = actions.submit(command, 0);
      if (done) continue;
      ui::toast(error_text(done.error(), model.language), {.tone = ui::Tone::kDanger});
      return;
    }
    actions.discard_attention(first_dseq);
    ui::toast(ts(model, Message::kAttentionReapplied));
  }

  void ask_discard(const Model& model, Actions& actions) {
    const bool confirmed = ui::confirm("discard", &asking_,
                                       {.title = t(model, Message::kAttentionDiscardTitle),
                                        .text = t(model, Message::kAttentionDiscardText),
                                        .confirm_label = t(model, Message::kAttentionDiscard),
                                        .cancel_label = t(model, Message::kCancel),
                                        .danger = true});
    if (!confirmed) return;
    actions.discard_attention(discarding_);
    ui::toast(ts(model, Message::kAttentionDiscarded));
  }

  bool asking_ = false;
  Dseq discarding_ = 0;
};

}  // namespace

std::unique_ptr<View> make_attention_view() { return std::make_unique<AttentionView>(); }

}  // namespace genba

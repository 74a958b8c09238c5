// A ticket's page: what it is, where it stands, what can be done, and everything that happened.
#include "core/replica/ticket_label.h"
#include "wasm/ui/ui.h"
#include "wasm/views/cause_codes.h"
#include "wasm/views/conflict_card.h"
#include "wasm/views/scope_card.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_answer.h"
#include "wasm/views/ticket_approvals.h"
#include "wasm/views/ticket_attachments.h"
#include "wasm/views/ticket_checklist.h"
#include "wasm/views/ticket_composer.h"
#include "wasm/views/ticket_custom.h"
#include "wasm/views/ticket_evidence.h"
#include "wasm/views/ticket_fields.h"
#include "wasm/views/ticket_knowledge.h"
#include "wasm/views/ticket_links.h"
#include "wasm/views/ticket_sla.h"
#include "wasm/views/ticket_timeline.h"
#include "wasm/views/ticket_transitions.h"

namespace genba {
namespace {

constexpr float kAsideWidth = 332;

class TicketView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    const std::string_view name = path.substr(0, path.find('?'));
    Result<EntityId> id = parse_id(name);
    if (!id) id = find_ticket(model.state(), name);
    const Row row = id ? model.state().find(*id) : kNoRow;
    if (row == kNoRow || model.state().kind(*id) != Kind::kTicket) {
      return draw_missing(model, id ? *id : EntityId(), actions);
    }
    if (id_ != *id) {
      // What was being asked about another ticket is not asked about this one.
      transitions_ = {};
      answer_ = {};
      fields_ = {};
      links_ = {};
      approvals_ = {};
      checklist_ = {};
      evidence_ = {};
      attachments_ = {};
      custom_ = {};
      id_ = *id;
    }
    draw_page({model, actions, *id, row});
  }

 private:
  static void draw_missing(const Model& model, const EntityId& id, Actions& actions) {
    const Screen screen(model, actions, t(model, Message::kTicketMissing), {.has_back = true});
    if (!id.is_null() && draw_fetch(model, id, actions)) return;
    const ui::EmptyStateOptions options{.icon = ui::Icon::kSearch,
                                        .text = t(model, Message::kTicketMissingHint),
                                        .action_label = t(model, Message::kNavTickets)};
    if (ui::empty_state(t(model, Message::kTicketMissing), options)) actions.open("/tickets");
  }

  void draw_page(const TicketPage& page) {
    const Model& model = page.model;
    const std::string label =
        ticket_label(model.state(), page.id) + " · " +
        choice_label(ChoiceList::kTicketType, page.integer(field::kTicketType), model.language);
    const std::string title = page.value(field::kTicketTitle).text();
    const Screen screen(model, page.actions, title,
                        {.subtitle = label, .has_back = true, .max_width = 1200});
    // On narrow windows the second column comes last, and the clocks must not.
    const bool beside = ui::available_width() >= kAsideWidth * 2 + ui::kSpace24;
    {
      ui::Split split(kAsideWidth);
      answer_.draw(page);
      draw_head(page);
      if (!beside) {
        ui::gap(ui::kSpace16);
        sla_.draw(page);
      }
      draw_conflicts(page);
      draw_checklist(page);
      draw_evidence(page);
      ui::gap(ui::kSpace16);
      attachments_.draw(page);
      ui::gap(ui::kSpace16);
      composer_.draw(page);
      ui::gap(ui::kSpace16);
      timeline_.draw(page);
      split.aside();
      if (beside) {
        sla_.draw(page);
        ui::gap(ui::kSpace16);
      }
      draw_aside(page);
    }
    page.actions.be_at(page.id, composer_.is_being_written());
    transitions_.draw_dialogs(page);
    answer_.draw_dialogs(page);
    fields_.draw_text_dialog(page);
    links_.draw_dialogs(page);
    approvals_.draw_dialogs(page);
    checklist_.draw_dialogs(page);
    evidence_.draw_dialogs(page);
    custom_.draw_dialogs(page);
  }

  void draw_checklist(const TicketPage& page) {
    if (!TicketChecklist::concern(page)) return;
    ui::gap(ui::kSpace16);
    checklist_.draw(page);
  }

  void draw_evidence(const TicketPage& page) {
    if (!TicketEvidence::concern(page)) return;
    ui::gap(ui::kSpace16);
    evidence_.draw(page);
  }

  void draw_head(const TicketPage& page) {
    const Model& model = page.model;
    {
      const ui::Card card;
      links_.draw_notices(page);
      draw_chips(page);
      ui::gap(ui::kSpace8);
      draw_title_that_was_cut(page.value(field::kTicketTitle).text());
      const std::string description = page.value(field::kTicketDescription).text();
      if (description.empty()) {
        ui::text(t(model, Message::kNoDescription), {.tone = ui::Tone::kMuted});
      } else {
        ui::text(description);
      }
      if (page.may(field::kTicketTitle)) {
        const ui::ButtonOptions edit{.kind = ui::ButtonKind::kGhost, .icon = ui::Icon::kEdit};
        if (ui::button(t(model, Message::kShortDescriptionEdit), edit)) {
          fields_.open_text_dialog(page);
        }
      }
      draw_resolution(page);
      ui::gap(ui::kSpace16);
      transitions_.draw(page);
    }
  }

  static void draw_chips(const TicketPage& page) {
    const Model& model = page.model;
    const ui::Row row;
    const std::int64_t state = page.integer(field::kTicketState);
    ui::chip(page.state_label(page.status()), {.tone = state_tone(state)});
    const Value reason = page.value(field::kTicketPendingReason);
    if (!reason.is_empty() && page.status() == TicketState::kPending) {
      ui::chip(choice_label(ChoiceList::kPendingReason, reason.integer(), model.language),
               {.tone = ui::Tone::kWarn, .icon = ui::Icon::kPause});
    }
    const std::int64_t priority = page.integer(field::kTicketPriority);
    if (priority != kNoInteger) {
      ui::chip(choice_label(ChoiceList::kPriority, priority, model.language),
               {.tone = priority_tone(priority)});
    }
    if (page.integer(field::kTicketMajorIncident) == static_cast<std::int64_t>(Boolean::kYes)) {
      ui::chip(page.label(field::kTicketMajorIncident),
               {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
    }
    if (model.replica->is_pending(page.id) && !model.is_alone) {
      ui::chip(t(model, Message::kTicketPending),
               {.tone = ui::Tone::kWarn, .icon = ui::Icon::kCloudUp});
    }
    draw_present(page);
    const std::string offline = page.value(field::kTicketOfflineLabel).text();
    if (!offline.empty() && !page.value(field::kTicketNumber).is_empty()) {
      ui::chip(t(model, Message::kTicketOfflineLabel, offline));
    }
  }

  static void draw_present(const TicketPage& page) {
    for (const PresentPerson& person : page.model.present) {
      const std::string name = name_of(page.model, person.user);
      if (name.empty()) continue;
      const Message message =
          person.is_writing ? Message::kPresenceWriting : Message::kPresenceViewing;
      ui::chip(t(page.model, message, name),
               {.tone = person.is_writing ? ui::Tone::kWarn : ui::Tone::kAccent,
                .icon = person.is_writing ? ui::Icon::kEdit : ui::Icon::kUser});
    }
  }

  static void draw_resolution(const TicketPage& page) {
    const std::string resolution = page.value(field::kTicketResolution).text();
    if (resolution.empty()) return;
    ui::gap(ui::kSpace16);
    ui::divider();
    ui::gap(ui::kSpace8);
    ui::heading(page.label(field::kTicketResolution), 3);
    ui::text(resolution);
    const std::string cause = page.value(field::kTicketCauseCode).text();
    if (!cause.empty()) {
      ui::gap(ui::kSpace4);
      ui::key_value(page.label(field::kTicketCauseCode), cause_label(cause, page.model.language));
    }
  }

  static void draw_conflicts(const TicketPage& page) {
    const std::vector<Row> conflicts = open_conflicts(page.state(), page.id);
    if (conflicts.empty()) return;
    ui::gap(ui::kSpace16);
    ui::heading(t(page.model, Message::kConflictsTitle));
    ui::banner(t(page.model, Message::kConflictsText),
               {.tone = ui::Tone::kWarn, .icon = ui::Icon::kConflict});
    for (const Row conflict : conflicts) {
      ui::gap(ui::kSpace12);
      draw_conflict(page.model, page.actions, conflict, false);
    }
  }

  void draw_aside(const TicketPage& page) {
    if (fields_.draw_people(page)) transitions_.open_assign(page);
    ui::gap(ui::kSpace16);
    if (TicketApprovals::concern(page)) {
      approvals_.draw(page);
      ui::gap(ui::kSpace16);
    }
    links_.draw(page);
    ui::gap(ui::kSpace16);
    fields_.draw_classification(page);
    ui::gap(ui::kSpace16);
    if (TicketCustom::concern(page)) {
      custom_.draw(page);
      ui::gap(ui::kSpace16);
    }
    fields_.draw_times(page);
    ui::gap(ui::kSpace16);
    fields_.draw_tags(page);
    knowledge_.draw(page);
  }

  EntityId id_;
  TicketTransitions transitions_;
  TicketAnswer answer_;
  TicketComposer composer_;
  TicketTimeline timeline_;
  TicketFields fields_;
  TicketLinks links_;
  TicketApprovals approvals_;
  TicketChecklist checklist_;
  TicketEvidence evidence_;
  TicketAttachments attachments_;
  TicketCustom custom_;
  TicketKnowledge knowledge_;
  SlaPanel sla_;
};

}  // namespace

std::unique_ptr<View> make_ticket_view() { return std::make_unique<TicketView>(); }

}  // namespace genba

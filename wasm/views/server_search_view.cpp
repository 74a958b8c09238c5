// Tickets that this device does not keep, found at the server: "/find?q=vpn". Opening one fetches
// it.
#include "core/process/workflow_book.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/scope_card.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

using Answer = ServerSearchAnswer::Kind;

enum ColumnIndex { kNumber, kTitle, kState, kUpdated, kPlace };

std::string label_of(const Model& model, FieldId field) {
  return find_field(field)->label(model.language);
}

class ServerSearchView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    const std::string asked(find_in(parse_address_query(path), "q"));
    if (path != path_) {
      path_ = path;
      typed_ = asked;
      if (!asked.empty()) actions.search_at_server(asked);
    }
    const Screen screen(model, actions, t(model, Message::kServerSearchTitle),
                        {.has_back = true, .max_width = 0, .scrolls = false});
    draw_question(model, asked, actions);
    const bool is_answered = !asked.empty() && model.server_search.words == asked;
    draw_answer(model, is_answered ? model.server_search : ServerSearchAnswer(), actions);
  }

 private:
  void draw_question(const Model& model, const std::string& asked, Actions& actions) {
    const bool is_asking = model.server_search.kind == Answer::kAsking;
    const auto field =
        ui::search_field("words", t(model, Message::kServerSearchWords), &typed_,
                         {.placeholder = t(model, Message::kServerSearchWords), .autofocus = true});
    ui::gap(ui::kSpace12);
    const bool pressed =
        ui::button(t(model, Message::kServerSearchAsk), {.kind = ui::ButtonKind::kPrimary,
                                                         .icon = ui::Icon::kSearch,
                                                         .disabled = is_asking,
                                                         .full_width = ui::is_phone(),
                                                         .id = "ask"});
    ui::gap(ui::kSpace16);
    if (!(pressed || field.submitted) || is_asking || typed_.empty()) return;
    if (typed_ == asked) return actions.search_at_server(typed_);
    actions.replace(server_search_path(typed_));
  }

  void draw_answer(const Model& model, const ServerSearchAnswer& answer, Actions& actions) const {
    switch (answer.kind) {
      case Answer::kNone: return ui::text(t(model, Message::kServerSearchHint), kMuted);
      case Answer::kAsking: return ui::text(t(model, Message::kServerSearchAsking), kMuted);
      case Answer::kTooMany:
        ui::banner(t(model, Message::kServerSearchTooMany, std::to_string(answer.retry_after_s)),
                   {.tone = ui::Tone::kWarn, .icon = ui::Icon::kClock});
        return;
      case Answer::kNoAnswer:
        ui::banner(t(model, Message::kServerSearchNoAnswer),
                   {.tone = ui::Tone::kWarn, .icon = ui::Icon::kCloudOff});
        return;
      case Answer::kFound: break;
    }
    if (answer.found.tickets.empty()) {
      ui::gap(ui::kSpace24);
      ui::empty_state(
          t(model, Message::kServerSearchNone),
          {.icon = ui::Icon::kSearch, .text = t(model, Message::kServerSearchNoneHint)});
      return;
    }
    if (answer.found.more) {
      ui::text(t(model, Message::kServerSearchMore), kMuted);
      ui::gap(ui::kSpace8);
    }
    draw_table(model, answer.found.tickets, actions);
  }

  static void draw_table(const Model& model, const std::vector<FoundTicket>& tickets,
                         Actions& actions) {
    std::vector<ui::TableColumn> columns(kPlace + 1);
    const auto shape = [&](ColumnIndex column, std::string title, float width, ui::CardSlot slot) {
      columns[column].title = std::move(title);
      columns[column].width = width;
      columns[column].slot = slot;
      columns[column].sortable = false;
    };
    shape(kNumber, label_of(model, field::kTicketNumber), 124, ui::CardSlot::kOverline);
    shape(kTitle, label_of(model, field::kTicketTitle), 0, ui::CardSlot::kTitle);
    shape(kState, label_of(model, field::kTicketState), 124, ui::CardSlot::kMeta);
    shape(kUpdated, ts(model, Message::kListUpdated), 124, ui::CardSlot::kMeta);
    shape(kPlace, ts(model, Message::kServerSearchPlace), 124, ui::CardSlot::kTrailing);
    const auto result =
        ui::table("found", t(model, Message::kServerSearchTitle), columns,
                  {.rows = static_cast<int>(tickets.size())}, [&](int row, ui::TableRow& cells) {
                    fill_row(model, tickets[static_cast<std::size_t>(row)], cells);
                  });
    if (result.activated < 0) return;
    open_anywhere(model, tickets[static_cast<std::size_t>(result.activated)].id, actions);
  }

  static void fill_row(const Model& model, const FoundTicket& ticket, ui::TableRow& row) {
    const WorkflowBook& workflow = model.state().configuration().workflow();
    row.text(kNumber, ticket.label, ui::Tone::kMuted);
    row.text(kTitle, ticket.title);
    row.text(kState, workflow.label(static_cast<TicketType>(ticket.type),
                                    static_cast<TicketState>(ticket.state), model.language));
    row.text(kUpdated, format_relative(ticket.updated_ms, time_style(model)), ui::Tone::kMuted);
    if (model.state().kind(ticket.id) == Kind::kTicket) {
      row.icon(kPlace, ui::Icon::kDevice, t(model, Message::kServerSearchHere), ui::Tone::kMuted);
    }
  }

  static constexpr ui::TextOptions kMuted{.tone = ui::Tone::kMuted};

  std::string path_ = "?";  // of the address; never what an address has at first
  std::string typed_;
};

}  // namespace

std::unique_ptr<View> make_server_search_view() { return std::make_unique<ServerSearchView>(); }

}  // namespace genba

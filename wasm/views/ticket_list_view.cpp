// The ticket list: filters in the address, search as you type, 100,000 rows.
#include "wasm/ui/runtime.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/scope_card.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_filter_controls.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

// Positions in kListColumns.
enum ColumnIndex {
  kNumber,
  kTitle,
  kState,
  kPriority,
  kSla,
  kAssignee,
  kGroup,
  kUpdated,
  kWaiting
};

class TicketListView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    if (path != path_) {
      path_ = path;
      filter_ = read_ticket_filter(path);
    }
    refresh(model, actions);
    const std::string count =
        t(model, Message::kListCount, format_number(static_cast<std::int64_t>(rows_.size())));
    const ui::PageAction create{.label = ts(model, Message::kListNew),
                                .icon = ui::Icon::kPlus,
                                .kind = ui::ButtonKind::kPrimary};
    const Screen screen(
        model, actions, t(model, Message::kListTitle),
        {.subtitle = count, .actions = {&create, 1}, .max_width = 0, .scrolls = false});
    if (screen.action() == 0) actions.open("/new");
    TicketFilter wanted = filter_;
    controls_.draw(model, &wanted);
    if (!problem_.empty()) {
      ui::banner(problem_, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
    }
    draw_scope_note(model, filter_.text, actions);
    draw_table(model, &wanted, actions);
    controls_.draw_dialog(model, &wanted);
    if (wanted != filter_) {
      filter_ = wanted;
      path_ = ticket_filter_path(filter_).substr(std::string_view("/tickets").size());
      actions.replace("/tickets" + path_);
    }
  }

 private:
  void refresh(const Model& model, Actions& actions) {
    const State& state = model.state();
    if (&state != state_) {
      state_ = &state;
      version_ = ~std::uint64_t{0};
    }
    const std::int64_t minute = model.now_ms / 60'000;
    const bool is_same = version_ == state.version() && minute == minute_ && found_for_ == filter_;
    if (is_same && is_complete_) return;
    version_ = state.version();
    minute_ = minute;
    found_for_ = filter_;
    find(model, actions);
  }

  void find(const Model& model, Actions& actions) {
    QueryContext context;
    context.now_ms = model.now_ms;
    context.utc_offset_minutes = model.utc_offset_minutes;
    context.me = model.replica->identity().user;
    FoundRecords hits{.is_complete = true};
    if (!filter_.text.empty()) hits = actions.find(Kind::kTicket, filter_.text);
    is_complete_ = hits.is_complete;
    Result<QueryResult> found =
        find_tickets(*state_, filter_, context, filter_.text.empty() ? nullptr : &hits.rows);
    problem_.clear();
    rows_.clear();
    if (found) {
      rows_ = std::move(found->rows);
    } else {
      problem_ = t(model, Message::kListFilterWrong, found.error().detail);
    }
    selected_ = std::min(selected_, static_cast<int>(rows_.size()) - 1);
  }

  std::vector<ui::TableColumn> table_columns(const Model& model) const {
    using ui::CardSlot;
    std::vector<ui::TableColumn> columns(std::size(kListColumns));
    for (std::size_t i = 0; i < columns.size(); ++i) {
      columns[i].title = list_column_title(model, kListColumns[i]);
      columns[i].sortable = *kListColumns[i].sort != '\0';
    }
    const auto shape = [&](ColumnIndex column, float width, CardSlot slot, float hide_below) {
      columns[column].width = width;
      columns[column].slot = slot;
      columns[column].hide_below = hide_below;
    };
    shape(kNumber, 124, CardSlot::kOverline, 0);
    shape(kTitle, 0, CardSlot::kTitle, 0);
    shape(kState, 124, CardSlot::kMeta, 0);
    shape(kPriority, 108, CardSlot::kTrailing, 0);
    shape(kSla, 140, CardSlot::kMeta, 0);
    shape(kAssignee, 144, CardSlot::kMeta, 960);
    shape(kGroup, 160, CardSlot::kHidden, 1160);
    shape(kUpdated, 124, CardSlot::kHidden, 840);
    shape(kWaiting, 56, CardSlot::kOverline, 0);
    columns[kTitle].weight = 4;
    // A column that says nothing is not there.
    if (model.replica->predicted().empty()) columns[kWaiting].hide_below = 1e9F;
    columns[kWaiting].title.clear();
    return columns;
  }

  void draw_table(const Model& model, TicketFilter* wanted, Actions& actions) {
    const bool is_empty_workspace = model.state().table(Kind::kTicket).live() == 0;
    if (rows_.empty()) {
      draw_nothing(model, wanted, is_empty_workspace, actions);
      return;
    }
    const bool descending = !filter_.sort.empty() && filter_.sort[0] == '-';
    const std::string_view key = std::string_view(filter_.sort).substr(descending ? 1 : 0);
    int sort_column = -1;
    for (int i = 0; i < static_cast<int>(std::size(kListColumns)); ++i) {
      if (key == kListColumns[i].sort) sort_column = i;
    }
    const bool has_moved = move_selection(actions, model);
    const auto result = ui::table("tickets", t(model, Message::kListTitle), table_columns(model),
                                  {.rows = static_cast<int>(rows_.size()),
                                   .sort_column = sort_column,
                                   .sort_descending = descending,
                                   .selected = selected_,
                                   .reveal = has_moved},
                                  [&](int i, ui::TableRow& row) {
                                    fill_row(model, rows_[static_cast<std::size_t>(i)], row);
                                  });
    if (result.activated >= 0) {
      selected_ = result.activated;
      actions.open(path_of(model, result.activated));
    }
    if (result.sort_column >= 0) {
      const bool turn = result.sort_column == sort_column ? !descending : false;
      wanted->sort = (turn ? "-" : "") + std::string(kListColumns[result.sort_column].sort);
    }
  }

  void draw_nothing(const Model& model, TicketFilter* wanted, bool is_empty_workspace,
                    Actions& actions) const {
    ui::gap(ui::kSpace24);
    if (is_empty_workspace) {
      const ui::EmptyStateOptions options{.text = t(model, Message::kListNoneHint),
                                          .action_label = t(model, Message::kListNew)};
      if (ui::empty_state(t(model, Message::kListNone), options)) actions.open("/new");
      return;
    }
    const ui::EmptyStateOptions options{.icon = ui::Icon::kSearch,
                                        .text = t(model, Message::kListEmptyHint),
                                        .action_label = t(model, Message::kListClearFilters)};
    if (ui::empty_state(t(model, Message::kListEmpty), options)) {
      *wanted = {};
      wanted->show = "all";
    }
  }

  bool move_selection(Actions& actions, const Model& model) {
    const int last = static_cast<int>(rows_.size()) - 1;
    const int before = selected_;
    // Fast fingers press twice between two frames.
    while (ui::shortcut("j", t(model, Message::kShortcutDown))) {
      selected_ = std::min(selected_ + 1, last);
    }
    while (ui::shortcut("k", t(model, Message::kShortcutUp))) {
      selected_ = std::max(selected_ - 1, 0);
    }
    if (ui::shortcut("o", t(model, Message::kShortcutOpen)) && selected_ >= 0) {
      actions.open(path_of(model, selected_));
    }
    return selected_ != before;
  }

  std::string path_of(const Model& model, int index) const {
    return ticket_path(model.state().id(Kind::kTicket, rows_[static_cast<std::size_t>(index)]));
  }

  static void fill_row(const Model& model, Row ticket, ui::TableRow& row) {
    const State& state = model.state();
    const EntityId id = state.id(Kind::kTicket, ticket);
    const Table& table = state.table(Kind::kTicket);
    const std::int64_t status = ticket_integer(state, ticket, field::kTicketState);
    const std::int64_t priority = ticket_integer(state, ticket, field::kTicketPriority);
    const std::int64_t updated = ticket_integer(state, ticket, field::kTicketUpdatedAt);
    row.text(kNumber, ticket_label(model, ticket), ui::Tone::kMuted);
    row.text(kTitle, ticket_title(state, ticket));
    const std::string state_name = state_label(model, id);
    if (ui::is_phone()) {
      row.text(kState, state_name, state_tone(status), true);
    } else {
      row.chip(kState, state_name, state_tone(status));
    }
    if (priority != kNoInteger) {
      row.chip(kPriority, choice_label(ChoiceList::kPriority, priority, model.language),
               priority_tone(priority));
    }
    const SlaGlance glance = sla_glance(model, ticket);
    row.text(kSla, glance.text, glance.tone);
    const std::string assignee =
        name_of(model, table.column(field::kTicketAssignedTo).reference(ticket));
    row.text(kAssignee, assignee.empty() ? t(model, Message::kNobody) : assignee,
             assignee.empty() ? ui::Tone::kMuted : ui::Tone::kText);
    row.text(kGroup, name_of(model, table.column(field::kTicketAssignmentGroup).reference(ticket)));
    if (updated != kNoInteger) {
      row.text(kUpdated, format_relative(updated, time_style(model)), ui::Tone::kMuted);
    }
    if (model.replica->is_pending(id)) {
      row.icon(kWaiting, ui::Icon::kCloudUp, t(model, Message::kListPending), ui::Tone::kWarn);
    }
    row.href(href_of(ticket_path(id)));
  }

  std::string path_ = "?";  // of the address; never what an address has at first
  TicketFilter filter_, found_for_;
  const State* state_ = nullptr;  // what rows_ are of
  bool is_complete_ = false;      // every ticket was searched
  std::uint64_t version_ = ~std::uint64_t{0};
  std::int64_t minute_ = 0;
  std::vector<Row> rows_;
  std::string problem_;
  int selected_ = -1;
  TicketFilterControls controls_;
};

}  // namespace

std::unique_ptr<View> make_ticket_list_view() { return std::make_unique<TicketListView>(); }

}  // namespace genba

// The ticket list: filters in the address, search as you type, 100,000 rows.
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/choices.h"
#include "wasm/views/error_text.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_filter.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

struct ListColumn {
  const char* sort;  // column of the query; "" cannot be sorted by
  Message title;
  FieldId field;  // its label is the title when there is one
};
constexpr FieldId kNoField{};
constexpr ListColumn kColumns[] = {
    {"number", Message::kNone, field::kTicketNumber},
    {"title", Message::kNone, field::kTicketTitle},
    {"state", Message::kNone, field::kTicketState},
    {"priority", Message::kNone, field::kTicketPriority},
    {"resolution_due", Message::kListSla, kNoField},
    {"assigned_to", Message::kNone, field::kTicketAssignedTo},
    {"assignment_group", Message::kNone, field::kTicketAssignmentGroup},
    {"updated_at", Message::kListUpdated, kNoField},
    {"", Message::kListPending, kNoField},
};
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

constexpr const char* kShows[] = {"open", "resolved", "closed", "all"};

std::string column_title(const Model& model, const ListColumn& column) {
  return column.field == kNoField ? ts(model, column.title)
                                  : find_field(column.field)->label(model.language);
}

class TicketListView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    if (path != path_) {
      path_ = path;
      filter_ = read_ticket_filter(path);
    }
    refresh(model);
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
    draw_controls(model, &wanted);
    if (!problem_.empty()) {
      ui::banner(problem_, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
    }
    draw_table(model, &wanted, actions);
    draw_filter_dialog(model, &wanted);
    if (wanted != filter_) {
      filter_ = wanted;
      path_ = ticket_filter_path(filter_).substr(std::string_view("/tickets").size());
      actions.replace("/tickets" + path_);
    }
  }

 private:
  void refresh(const Model& model) {
    const std::int64_t minute = model.now_ms / 60'000;
    if (version_ == model.state().version() && minute == minute_ && found_for_ == filter_) return;
    version_ = model.state().version();
    minute_ = minute;
    found_for_ = filter_;
    QueryContext context;
    context.now_ms = model.now_ms;
    context.utc_offset_minutes = model.utc_offset_minutes;
    context.me = model.replica->identity().user;
    Result<QueryResult> found = find_tickets(model.state(), filter_, context);
    problem_.clear();
    rows_.clear();
    if (found) {
      rows_ = std::move(found->rows);
    } else {
      problem_ = t(model, Message::kListFilterWrong, found.error().detail);
    }
    selected_ = std::min(selected_, static_cast<int>(rows_.size()) - 1);
  }

  void draw_controls(const Model& model, TicketFilter* wanted) {
    ui::search_field("search", t(model, Message::kSearch), &wanted->text,
                     {.placeholder = t(model, Message::kListSearch)});
    const ui::Row row;
    const std::vector<std::string> shows = {
        ts(model, Message::kListOpen),
        choice_label(ChoiceList::kTicketState, static_cast<std::int64_t>(TicketState::kResolved),
                     model.language),
        ts(model, Message::kListClosed), ts(model, Message::kListAll)};
    int show = 0;
    for (int i = 0; i < 4; ++i) show = wanted->show == kShows[i] ? i : show;
    if (ui::segmented(t(model, Message::kListStatus), shows, &show)) wanted->show = kShows[show];
    const auto toggle = [&](Message message, bool* on) {
      if (ui::filter_chip(t(model, message), *on)) *on = !*on;
    };
    toggle(Message::kListViolating, &wanted->violating);
    toggle(Message::kListMine, &wanted->mine);
    toggle(Message::kListUnassigned, &wanted->unassigned);
    if (wanted->due_today) toggle(Message::kListDueToday, &wanted->due_today);
    if (wanted->this_week) toggle(Message::kTileClosedWeek, &wanted->this_week);
    draw_active_filters(model, wanted);
    const std::string label =
        wanted->count() > 0 ? t(model, Message::kListFilterCount, std::to_string(wanted->count()))
                            : ts(model, Message::kListFilter);
    if (ui::button(label, {.icon = ui::Icon::kFilter, .id = "filter"})) filtering_ = true;
  }

  static void draw_active_filters(const Model& model, TicketFilter* wanted) {
    const auto removable = [](std::string_view label, std::string* value) {
      if (value->empty() || label.empty()) return;
      if (ui::filter_chip(label, true, {.removable = true})) value->clear();
    };
    const auto choice = [&](ChoiceList list, const std::string& code) {
      const Choice* found = find_choice(list, std::string_view(code));
      return found ? std::string_view(found->label(model.language)) : std::string_view();
    };
    const auto entity = [&](const std::string& id) {
      const Result<EntityId> parsed = parse_id(id);
      return parsed ? name_of(model, *parsed) : id;
    };
    removable(choice(ChoiceList::kTicketState, wanted->state), &wanted->state);
    removable(choice(ChoiceList::kPriority, wanted->priority), &wanted->priority);
    for (std::string* id :
         {&wanted->group, &wanted->category, &wanted->assignee, &wanted->requester}) {
      removable(entity(*id), id);
    }
    removable(wanted->where, &wanted->where);
  }

  std::vector<ui::TableColumn> table_columns(const Model& model) const {
    using ui::CardSlot;
    std::vector<ui::TableColumn> columns(std::size(kColumns));
    for (std::size_t i = 0; i < columns.size(); ++i) {
      columns[i].title = column_title(model, kColumns[i]);
      columns[i].sortable = *kColumns[i].sort != '\0';
    }
    const auto shape = [&](ColumnIndex column, float width, CardSlot slot, float hide_below) {
      columns[column].width = width;
      columns[column].slot = slot;
      columns[column].hide_below = hide_below;
    };
    shape(kNumber, 128, CardSlot::kOverline, 0);
    shape(kTitle, 0, CardSlot::kTitle, 0);
    shape(kState, 128, CardSlot::kMeta, 0);
    shape(kPriority, 116, CardSlot::kTrailing, 0);
    shape(kSla, 150, CardSlot::kMeta, 0);
    shape(kAssignee, 148, CardSlot::kMeta, 900);
    shape(kGroup, 160, CardSlot::kHidden, 1160);
    shape(kUpdated, 128, CardSlot::kHidden, 760);
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
    for (int i = 0; i < static_cast<int>(std::size(kColumns)); ++i) {
      if (key == kColumns[i].sort) sort_column = i;
    }
    move_selection(actions, model);
    const auto result = ui::table("tickets", t(model, Message::kListTitle), table_columns(model),
                                  {.rows = static_cast<int>(rows_.size()),
                                   .sort_column = sort_column,
                                   .sort_descending = descending,
                                   .selected = selected_},
                                  [&](int i, ui::TableRow& row) {
                                    fill_row(model, rows_[static_cast<std::size_t>(i)], row);
                                  });
    if (result.activated >= 0) {
      selected_ = result.activated;
      actions.open(path_of(model, result.activated));
    }
    if (result.sort_column >= 0) {
      const bool turn = result.sort_column == sort_column ? !descending : false;
      wanted->sort = (turn ? "-" : "") + std::string(kColumns[result.sort_column].sort);
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

  void move_selection(Actions& actions, const Model& model) {
    const int last = static_cast<int>(rows_.size()) - 1;
    if (ui::shortcut("j")) selected_ = std::min(selected_ + 1, last);
    if (ui::shortcut("k")) selected_ = std::max(selected_ - 1, 0);
    if (selected_ >= 0 && ui::shortcut("o")) actions.open(path_of(model, selected_));
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
    row.chip(kState, choice_label(ChoiceList::kTicketState, status, model.language),
             state_tone(status));
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

  void draw_filter_dialog(const Model& model, TicketFilter* wanted) {
    ui::Dialog dialog("filters", t(model, Message::kListFilter), &filtering_);
    if (!dialog) return;
    const auto label = [&](FieldId id) { return find_field(id)->label(model.language); };
    ui::choice_field("f-state", label(field::kTicketState),
                     choices_for(model, ChoiceList::kTicketState), &wanted->state,
                     {.allow_empty = true});
    if (!wanted->state.empty()) wanted->show = "all";
    ui::choice_field("f-priority", label(field::kTicketPriority),
                     choices_for(model, ChoiceList::kPriority), &wanted->priority,
                     {.allow_empty = true});
    ui::choice_field("f-group", label(field::kTicketAssignmentGroup),
                     choices_.entities(model, Kind::kGroup), &wanted->group, {.allow_empty = true});
    ui::choice_field("f-category", label(field::kTicketCategory), choices_.categories(model),
                     &wanted->category, {.allow_empty = true});
    ui::choice_field("f-assignee", label(field::kTicketAssignedTo),
                     choices_.entities(model, Kind::kUser), &wanted->assignee,
                     {.allow_empty = true});
    draw_sort(model, wanted);
    dialog.actions();
    if (ui::button(t(model, Message::kListApply), {.kind = ui::ButtonKind::kPrimary})) {
      filtering_ = false;
    }
    if (ui::button(t(model, Message::kListClearFilters), {.kind = ui::ButtonKind::kGhost})) {
      const std::string text = wanted->text;
      *wanted = {};
      wanted->text = text;
    }
  }

  // Cards have no headers to press.
  static void draw_sort(const Model& model, TicketFilter* wanted) {
    std::vector<ui::Choice> orders;
    for (const ListColumn& column : kColumns) {
      if (*column.sort != '\0') orders.push_back({column.sort, column_title(model, column)});
    }
    bool descending = !wanted->sort.empty() && wanted->sort[0] == '-';
    std::string key = wanted->sort.substr(descending ? 1 : 0);
    ui::choice_field("f-sort", t(model, Message::kListSortBy), orders, &key);
    ui::switch_toggle(t(model, Message::kListDescending), &descending);
    wanted->sort = (descending ? "-" : "") + key;
  }

  std::string path_ = "?";  // of the address; never what an address has at first
  TicketFilter filter_, found_for_;
  std::uint64_t version_ = ~std::uint64_t{0};
  std::int64_t minute_ = 0;
  std::vector<Row> rows_;
  std::string problem_;
  int selected_ = -1;
  bool filtering_ = false;
  ChoiceCache choices_;
};

}  // namespace

std::unique_ptr<View> make_ticket_list_view() { return std::make_unique<TicketListView>(); }

}  // namespace genba

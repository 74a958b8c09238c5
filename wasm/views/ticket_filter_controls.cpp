#include "wasm/views/ticket_filter_controls.h"

#include <optional>

#include "wasm/ui/ui.h"
#include "wasm/views/offers.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

constexpr const char* kShows[] = {"open", "resolved", "closed", "all"};

void draw_active_filters(const Model& model, TicketFilter* wanted) {
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

// Cards have no headers to press.
void draw_sort(const Model& model, TicketFilter* wanted) {
  std::vector<ui::Choice> orders;
  for (const ListColumn& column : kListColumns) {
    if (*column.sort != '\0') orders.push_back({column.sort, list_column_title(model, column)});
  }
  bool descending = !wanted->sort.empty() && wanted->sort[0] == '-';
  std::string key = wanted->sort.substr(descending ? 1 : 0);
  ui::choice_field("f-sort", t(model, Message::kListSortBy), orders, &key);
  ui::switch_toggle(t(model, Message::kListDescending), &descending);
  wanted->sort = (descending ? "-" : "") + key;
}

}  // namespace

std::string list_column_title(const Model& model, const ListColumn& column) {
  return column.field == kNoField ? ts(model, column.title)
                                  : find_field(column.field)->label(model.language);
}

void TicketFilterControls::draw(const Model& model, TicketFilter* wanted) {
  const std::string filter_label =
      wanted->count() > 0 ? t(model, Message::kListFilterCount, std::to_string(wanted->count()))
                          : ts(model, Message::kListFilter);
  draw_search(model, filter_label, wanted);
  const ui::Row row;
  const std::vector<std::string> shows = {
      ts(model, Message::kListOpen),
      choice_label(ChoiceList::kTicketState, static_cast<std::int64_t>(TicketState::kResolved),
                   model.language),
      ts(model, Message::kListClosed), ts(model, Message::kListAll)};
  int show = 0;
  for (int i = 0; i < 4; ++i) show = wanted->show == kShows[i] ? i : show;
  if (ui::segmented(t(model, Message::kListStatus), shows, &show)) wanted->show = kShows[show];
  for (std::size_t i = 0; i < shows.size(); ++i) {
    if (ui::offer(ts(model, Message::kListStatus) + ": " + shows[i], {.icon = ui::Icon::kList})) {
      wanted->show = kShows[i];
    }
  }
  if (offer(model, Message::kListFilter, ui::Icon::kFilter)) open_ = true;
  const auto toggle = [&](Message message, bool* on) {
    const bool pressed = ui::filter_chip(t(model, message), *on);
    if (offer(model, message, ui::Icon::kFilter) || pressed) *on = !*on;
  };
  toggle(Message::kListViolating, &wanted->violating);
  toggle(Message::kListMine, &wanted->mine);
  toggle(Message::kListUnassigned, &wanted->unassigned);
  if (wanted->due_today) toggle(Message::kListDueToday, &wanted->due_today);
  if (wanted->this_week) toggle(Message::kTileClosedWeek, &wanted->this_week);
  draw_active_filters(model, wanted);
  if (ui::is_phone()) return;
  if (ui::button(filter_label, {.icon = ui::Icon::kFilter, .id = "filter"})) open_ = true;
}

// A phone has the filter beside the search, where it costs no line of its own.
void TicketFilterControls::draw_search(const Model& model, const std::string& filter_label,
                                       TicketFilter* wanted) {
  const bool is_phone = ui::is_phone();
  const ui::Row row;
  ui::search_field("search", t(model, Message::kSearch), &wanted->text,
                   {.placeholder = t(model, Message::kListSearch),
                    .width = is_phone ? ui::available_width() - ui::kTarget - ui::kSpace8 : 0});
  if (is_phone && ui::icon_button(filter_label, ui::Icon::kFilter)) open_ = true;
}

void TicketFilterControls::draw_dialog(const Model& model, TicketFilter* wanted) {
  ui::Dialog dialog("filters", t(model, Message::kListFilter), &open_);
  if (!dialog) return;
  std::optional<ui::Form> form(std::in_place, t(model, Message::kListFilter));
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
                   choices_.entities(model, Kind::kUser), &wanted->assignee, {.allow_empty = true});
  draw_sort(model, wanted);
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kListApply), {.kind = ui::ButtonKind::kPrimary})) {
    open_ = false;
  }
  if (ui::button(t(model, Message::kListClearFilters), {.kind = ui::ButtonKind::kGhost})) {
    const std::string text = wanted->text;
    *wanted = {};
    wanted->text = text;
  }
}

}  // namespace genba

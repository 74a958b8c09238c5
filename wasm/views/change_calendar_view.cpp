// Change calendar: the planned changes and releases of a month, with what they collide with. Month
// and filter are part of the address.
#include <algorithm>
#include <string>
#include <vector>

#include "core/reports/change_calendar.h"
#include "core/reports/period.h"
#include "wasm/ui/month.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/choices.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_filter.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

constexpr std::string_view kPath = "/changes/calendar";
constexpr const char* kKinds = "type in (change, release)";

// What the screen shows; the address says it.
struct Shown {
  std::int64_t month = 0;
  std::string group, state;  // id, code; "": any
  friend bool operator==(const Shown&, const Shown&) = default;
};

class ChangeCalendarView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    const Shown shown = read(model, path);
    refresh(model, shown);
    const std::string count =
        t(model, Message::kCalendarCount, format_number(static_cast<std::int64_t>(count_)));
    const std::string change = choice_label(
        ChoiceList::kTicketType, static_cast<std::int64_t>(TicketType::kChange), model.language);
    const ui::PageAction create{.label = t(model, Message::kPaletteNewOf, change),
                                .icon = ui::Icon::kPlus,
                                .kind = ui::ButtonKind::kPrimary};
    const Screen screen(model, actions, t(model, Message::kChangeCalendarTitle),
                        {.subtitle = count, .actions = {&create, 1}, .max_width = 0});
    if (screen.action() == 0) actions.open("/new?type=change");
    Shown wanted = shown;
    draw_controls(model, &wanted);
    if (count_ == 0) draw_nothing(model, &wanted);
    ui::gap(ui::kSpace8);
    ui::month(month_, weekdays_, days_, t(model, Message::kCalendarToday));
    draw_unplanned(model);
    if (wanted != shown) actions.replace(path_of(wanted));
  }

 private:
  static QueryContext context_of(const Model& model) {
    QueryContext context;
    context.now_ms = model.now_ms;
    context.utc_offset_minutes = model.utc_offset_minutes;
    context.me = model.replica->identity().user;
    return context;
  }

  static std::int64_t this_month(const Model& model) {
    return std::clamp<std::int64_t>(step_of(model.now_ms, CalendarStep::kMonth, context_of(model)),
                                    0, kCalendarMonths - 1);
  }

  static Shown read(const Model& model, std::string_view path) {
    const AddressQuery query = parse_address_query(path);
    const std::optional<std::int64_t> month = parse_calendar_month(find_in(query, "month"));
    return {month.value_or(this_month(model)), std::string(find_in(query, "group")),
            std::string(find_in(query, "state"))};
  }

  static std::string path_of(const Shown& shown) {
    std::string path(kPath);
    append_query(&path, "month", step_text(shown.month, CalendarStep::kMonth));
    append_query(&path, "group", shown.group);
    append_query(&path, "state", shown.state);
    return path;
  }

  void draw_controls(const Model& model, Shown* wanted) {
    const ui::Row row;
    const auto turn = [&](Message label, ui::Icon icon, const char* key, int by) {
      const auto turned = [&](int months) {
        return std::clamp<std::int64_t>(wanted->month + months * by, 0, kCalendarMonths - 1);
      };
      const bool is_end = turned(1) == wanted->month;
      int months = ui::icon_button(t(model, label), icon, {.disabled = is_end, .shortcut = key});
      while (ui::shortcut(key, t(model, label))) ++months;
      wanted->month = turned(months);
    };
    turn(Message::kCalendarPrevious, ui::Icon::kChevronLeft, "k", -1);
    ui::heading(month_);
    turn(Message::kCalendarNext, ui::Icon::kChevronRight, "j", 1);
    const std::string_view now = t(model, Message::kCalendarThisMonth);
    const bool pressed = ui::button(now, {.shortcut = "t"});
    if (ui::shortcut("t", now) || pressed) wanted->month = this_month(model);
    const auto filter = [&](const char* id, FieldId field, std::span<const ui::Choice> choices,
                            std::string* value) {
      const std::string_view label = find_field(field)->label(model.language);
      ui::choice_field(
          id, label, choices, value,
          {.placeholder = label, .hide_label = true, .allow_empty = true, .width = 208});
    };
    filter("group", field::kTicketAssignmentGroup, choices_.entities(model, Kind::kGroup),
           &wanted->group);
    filter("state", field::kTicketState, choices_for(model, ChoiceList::kTicketState),
           &wanted->state);
  }

  void draw_nothing(const Model& model, Shown* wanted) const {
    const bool is_filtered = !wanted->group.empty() || !wanted->state.empty();
    const std::string_view words =
        t(model, is_filtered ? Message::kCalendarEmptyFilter : Message::kCalendarEmpty);
    const std::string_view clear = t(model, Message::kListClearFilters);
    if (ui::banner(words, {.icon = ui::Icon::kCalendar,
                           .action_label = is_filtered ? clear : std::string_view()})) {
      wanted->group.clear();
      wanted->state.clear();
    }
  }

  void draw_unplanned(const Model& model) const {
    if (unplanned_ == 0) return;
    ui::gap(ui::kSpace12);
    ui::link(t(model, Message::kCalendarUnplanned, format_number(unplanned_)),
             href_of(ticket_filter_path(unplanned_filter())));
  }

  static TicketFilter unplanned_filter() {
    return {.show = "open", .where = std::string(kKinds) + " and planned_start = ?"};
  }

  void refresh(const Model& model, const Shown& shown) {
    const State& state = model.state();
    const std::int64_t today = local_day(model.now_ms, model.utc_offset_minutes);
    const bool is_same = &state == state_ && version_ == state.version() && today == today_ &&
                         shown == made_for_ && model.language == language_;
    if (is_same) return;
    state_ = &state;
    version_ = state.version();
    today_ = today;
    made_for_ = shown;
    language_ = model.language;
    find(model, shown);
  }

  void find(const Model& model, const Shown& shown) {
    const State& state = model.state();
    const QueryContext context = context_of(model);
    const Result<QueryResult> unplanned = find_tickets(state, unplanned_filter(), context, nullptr);
    unplanned_ = unplanned ? static_cast<std::int64_t>(unplanned->rows.size()) : 0;
    planned_ = planned_changes(state);
    const Table& tickets = state.table(Kind::kTicket);
    const Value group = reference_value(shown.group);
    const Value status = choice_value(ChoiceList::kTicketState, shown.state);
    const auto fits = [&](std::size_t at) {
      const Row row = planned_[at].row;
      return (group.is_empty() ||
              state.get(Kind::kTicket, row, field::kTicketAssignmentGroup) == group) &&
             (status.is_empty() ||
              tickets.column(field::kTicketState).integer(row) == status.integer());
    };
    std::vector<char> counted(planned_.size());
    days_.clear();
    for (const CalendarDay& day : calendar_days(state, shown.month, planned_, context)) {
      ui::MonthDay& made = days_.emplace_back(day_of(model, day));
      for (const std::size_t at : day.changes) {
        if (!fits(at)) continue;
        made.entries.push_back(entry_of(model, planned_[at], day.day));
        if (day.is_in_month) counted[at] = 1;
      }
    }
    count_ = static_cast<std::size_t>(std::count(counted.begin(), counted.end(), 1));
    month_ =
        format_month(step_start_ms(shown.month, CalendarStep::kMonth, context), time_style(model));
    weekdays_.clear();
    for (int day = 0; day < 7; ++day) weekdays_.push_back(weekday_name(day, model.language));
  }

  ui::MonthDay day_of(const Model& model, const CalendarDay& day) const {
    const std::int64_t start_ms = local_day_start_ms(day.day, model.utc_offset_minutes);
    ui::MonthDay made;
    made.number = std::to_string(civil_date_of(day.day).day);
    made.name = format_weekday(start_ms, time_style(model));
    made.note = day.holiday;
    if (made.note.empty() && day.is_closed) made.note = t(model, Message::kCalendarClosed);
    made.is_today = day.day == today_;
    made.is_holiday = !day.holiday.empty();
    made.is_closed = day.is_closed;
    made.is_outside = !day.is_in_month;
    return made;
  }

  ui::MonthEntry entry_of(const Model& model, const PlannedChange& change, DayNumber day) const {
    const State& state = model.state();
    const EntityId id = state.id(Kind::kTicket, change.row);
    ui::MonthEntry entry;
    entry.when = time_on(model, change, day);
    entry.title = ticket_label(model, change.row) + " " + ticket_title(state, change.row);
    entry.state = state_label(model, id);
    entry.tone = state_tone(ticket_integer(state, change.row, field::kTicketState));
    entry.warning = overlaps(model, change);
    entry.href = href_of(ticket_path(id));
    entry.name = entry.title + " · " + format_exact(change.from_ms, time_style(model));
    if (change.until_ms > change.from_ms) {
      entry.name += " – " + format_exact(change.until_ms, time_style(model));
    }
    entry.name += " · " + entry.state;
    if (!entry.warning.empty()) entry.name += " · " + entry.warning;
    return entry;
  }

  // What a change takes of a day.
  static std::string time_on(const Model& model, const PlannedChange& change, DayNumber day) {
    const TimeStyle style = time_style(model);
    const std::int64_t start_ms = local_day_start_ms(day, model.utc_offset_minutes);
    const std::int64_t end_ms = start_ms + kDayMs;
    const bool begins = change.from_ms >= start_ms, ends = change.until_ms <= end_ms;
    const std::string from = format_clock(change.from_ms, style);
    const std::string until =
        change.until_ms == end_ms ? "24:00" : format_clock(change.until_ms, style);
    if (begins && change.until_ms == change.from_ms) return from;
    if (begins && ends) return from + "–" + until;
    if (begins) return t(model, Message::kCalendarFrom, from);
    if (ends) return t(model, Message::kCalendarUntil, until);
    return ts(model, Message::kCalendarAllDay);
  }

  std::string overlaps(const Model& model, const PlannedChange& change) const {
    constexpr std::size_t kNamed = 2;
    const State& state = model.state();
    const std::vector<ChangeCollision> found = collisions_of(state, planned_, change);
    const Column& item = state.table(Kind::kTicket).column(field::kTicketConfigurationItem);
    std::string words;
    for (std::size_t i = 0; i < std::min(kNamed, found.size()); ++i) {
      const std::string on = found[i].service != kNoHandle ? name_of(model, found[i].service)
                                                           : std::string(item.text(change.row));
      if (i > 0) words += "; ";
      words += t(model, Message::kCalendarOverlap, ticket_label(model, found[i].with), on);
    }
    if (found.size() > kNamed) {
      const auto more = static_cast<std::int64_t>(found.size() - kNamed);
      words += "; " + t(model, Message::kCalendarMoreOverlaps, format_number(more));
    }
    return words;
  }

  const State* state_ = nullptr;
  std::uint64_t version_ = 0;
  std::int64_t today_ = 0;
  Shown made_for_;
  Language language_ = Language::kJapanese;
  std::vector<PlannedChange> planned_;
  std::vector<ui::MonthDay> days_;
  std::vector<std::string> weekdays_;
  std::string month_;
  std::size_t count_ = 0;
  std::int64_t unplanned_ = 0;
  ChoiceCache choices_;
};

}  // namespace

std::unique_ptr<View> make_change_calendar_view() { return std::make_unique<ChangeCalendarView>(); }

}  // namespace genba

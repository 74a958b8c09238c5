// Home: what is open, what is late, what is mine, and how the days went. Every figure leads to the
// tickets behind it.
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/home_figures.h"
#include "wasm/views/sample_workspace.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_filter.h"
#include "wasm/views/ticket_rows.h"
#include "wasm/views/ticket_text.h"
#include "wasm/views/tour.h"

namespace genba {
namespace {

std::string count_text(std::size_t count) {
  return format_number(static_cast<std::int64_t>(count));
}

TicketFilter showing(const char* show) {
  TicketFilter filter;
  filter.show = show;
  return filter;
}

class HomeView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    if (!path.empty() && path[0] != '?') return draw_not_found(model, actions);
    refresh(model);
    const ui::PageAction page_actions[] = {
        {.label = ts(model, Message::kNavKnowledge), .icon = ui::Icon::kBook},
        {.label = ts(model, Message::kNavReports), .icon = ui::Icon::kChart},
        {.label = ts(model, Message::kListNew),
         .icon = ui::Icon::kPlus,
         .kind = ui::ButtonKind::kPrimary}};
    constexpr const char* kActionPaths[] = {"/articles", "/reports", "/new"};
    // The rail shows them all on wide windows; a phone's bar has no place for the first two.
    const std::size_t first = ui::is_wide() ? 2 : 0;
    const std::string today = format_exact(model.now_ms, time_style(model));
    const Screen screen(
        model, actions, t(model, Message::kHomeTitle),
        {.subtitle = today, .actions = std::span(page_actions).subspan(first), .max_width = 1200});
    if (screen.action() >= 0) {
      actions.open(kActionPaths[first + static_cast<std::size_t>(screen.action())]);
    }
    draw_tour_offer(model, actions);
    if (figures_.total == 0) return draw_first_start(model, actions);
    draw_tiles(model, actions);
    ui::gap(ui::kSpace24);
    ui::Split split(348);
    draw_my_work(model, actions);
    ui::gap(ui::kSpace24);
    draw_violating(model, actions);
    ui::gap(ui::kSpace24);
    draw_recently_closed(model, actions);
    split.aside();
    draw_priorities(model, actions);
    ui::gap(ui::kSpace16);
    draw_volume(model);
  }

 private:
  void refresh(const Model& model) {
    const std::int64_t minute = model.now_ms / 60'000;
    if (version_ == model.state().version() && minute == minute_) return;
    version_ = model.state().version();
    minute_ = minute;
    figures_ = home_figures(model.state(), model.replica->identity().user, model.now_ms,
                            model.utc_offset_minutes);
  }

  static void draw_not_found(const Model& model, Actions& actions) {
    const Screen screen(model, actions, t(model, Message::kPageNotFound), {.has_back = true});
    const ui::EmptyStateOptions options{.icon = ui::Icon::kSearch,
                                        .text = t(model, Message::kPageNotFoundHint),
                                        .action_label = t(model, Message::kGoHome)};
    if (ui::empty_state(t(model, Message::kPageNotFound), options)) actions.open("/");
  }

  static void draw_first_start(const Model& model, Actions& actions) {
    ui::gap(ui::kSpace24);
    const ui::EmptyStateOptions options{.icon = ui::Icon::kInbox,
                                        .text = t(model, Message::kFirstTicketHint),
                                        .action_label = t(model, Message::kListNew)};
    if (ui::empty_state(t(model, Message::kFirstTicketTitle), options)) actions.open("/new");
    ui::gap(ui::kSpace16);
    const ui::Card card;
    {
      const ui::Row row;
      if (ui::button(t(model, Message::kFirstImport), {.icon = ui::Icon::kUpload})) {
        actions.open("/data");
      }
      if (model.is_alone &&
          ui::button(t(model, Message::kFirstSample), {.icon = ui::Icon::kStar})) {
        make_samples(model, actions);
        ui::toast(ts(model, Message::kFirstSampleDone));
      }
    }
    if (model.is_alone) ui::caption(t(model, Message::kFirstSampleHint));
  }

  void draw_tiles(const Model& model, Actions& actions) const {
    ui::Grid grid("tiles", {.min_cell = 156, .max_columns = 4, .spacing = ui::kSpace12});
    const auto tile = [&](Message label, std::size_t count, const std::string& note, ui::Tone tone,
                          ui::Icon icon, const TicketFilter& filter) {
      grid.next();
      const std::string path = ticket_filter_path(filter);
      const std::string href = href_of(path);
      const ui::StatTileOptions options{.note = note, .tone = tone, .icon = icon, .href = href};
      if (ui::stat_tile(t(model, label), count_text(count), options)) actions.open(path);
    };
    const HomeFigures& f = figures_;
    tile(Message::kTileOpen, f.open, t(model, Message::kTileOpenNote, count_text(f.unassigned)),
         ui::Tone::kMuted, ui::Icon::kInbox, showing("open"));
    TicketFilter due = showing("open");
    due.due_today = true;
    const std::string due_note =
        f.next_due_ms == kNoInteger
            ? ts(model, Message::kTileDueNone)
            : t(model, Message::kTileDueNote, format_clock(f.next_due_ms, time_style(model)));
    tile(Message::kTileDueToday, f.due_today, due_note,
         f.next_due_ms == kNoInteger ? ui::Tone::kMuted : ui::Tone::kWarn, ui::Icon::kClock, due);
    TicketFilter violating = showing("open");
    violating.violating = true;
    tile(Message::kTileViolating, f.violating,
         ts(model, f.violating > 0 ? Message::kTileViolatingNote : Message::kTileViolatingNone),
         f.violating > 0 ? ui::Tone::kDanger : ui::Tone::kOk,
         f.violating > 0 ? ui::Icon::kAlert : ui::Icon::kCheck, violating);
    TicketFilter closed = showing("closed");
    closed.this_week = true;
    closed.sort = "-closed_at";
    tile(Message::kTileClosedWeek, f.closed_this_week,
         t(model, Message::kTileClosedNote, count_text(f.closed_last_week)), ui::Tone::kMuted,
         ui::Icon::kCheck, closed);
  }

  // A heading with a link to everything of its kind.
  static void draw_section_head(const Model& model, Actions& actions, Message title,
                                const TicketFilter& filter) {
    const ui::Row row({.spacing = ui::kSpace12});
    ui::heading(t(model, title));
    const std::string path = ticket_filter_path(filter);
    const ui::IdScope scope(path);
    if (ui::link(t(model, Message::kShowAll), href_of(path))) actions.open(path);
  }

  void draw_my_work(const Model& model, Actions& actions) const {
    TicketFilter mine = showing("open");
    mine.mine = true;
    mine.sort = "resolution_due";
    draw_section_head(model, actions, Message::kMyWork, mine);
    if (!figures_.my_work.empty()) {
      draw_ticket_rows(model, actions, "my-work", t(model, Message::kMyWork), figures_.my_work,
                       TicketRowsTime::kSla);
      return;
    }
    const ui::Card card;
    const ui::EmptyStateOptions options{.icon = ui::Icon::kUser,
                                        .text = t(model, Message::kMyWorkEmptyHint),
                                        .action_label = t(model, Message::kShowUnassigned)};
    if (!ui::empty_state(t(model, Message::kMyWorkEmpty), options)) return;
    TicketFilter unassigned = showing("open");
    unassigned.unassigned = true;
    actions.open(ticket_filter_path(unassigned));
  }

  void draw_violating(const Model& model, Actions& actions) const {
    TicketFilter violating = showing("open");
    violating.violating = true;
    violating.sort = "resolution_due";
    draw_section_head(model, actions, Message::kViolatingNow, violating);
    if (!figures_.violating_rows.empty()) {
      draw_ticket_rows(model, actions, "violating", t(model, Message::kViolatingNow),
                       figures_.violating_rows, TicketRowsTime::kSla);
      return;
    }
    const ui::Card card;
    ui::text(t(model, Message::kViolatingNone), {.tone = ui::Tone::kOk});
  }

  void draw_recently_closed(const Model& model, Actions& actions) const {
    TicketFilter closed = showing("closed");
    closed.sort = "-closed_at";
    draw_section_head(model, actions, Message::kRecentlyClosed, closed);
    if (!figures_.recently_closed.empty()) {
      draw_ticket_rows(model, actions, "closed", t(model, Message::kRecentlyClosed),
                       figures_.recently_closed, TicketRowsTime::kClosed);
      return;
    }
    const ui::Card card;
    ui::text(t(model, Message::kRecentlyClosedEmpty), {.tone = ui::Tone::kMuted});
  }

  void draw_priorities(const Model& model, Actions& actions) const {
    const ui::Card card({.title = t(model, Message::kOpenByPriority)});
    std::vector<ui::ChartPoint> points;
    for (const Choice& choice : choices_of(ChoiceList::kPriority)) {
      const std::size_t count =
          figures_.open_by_priority[static_cast<std::size_t>(choice.number - 1)];
      points.push_back({.label = choice.label(model.language),
                        .value = static_cast<double>(count),
                        .value_text = count_text(count),
                        .tone = priority_tone(choice.number)});
    }
    const int pressed = ui::donut_chart(t(model, Message::kOpenByPriority), points,
                                        count_text(figures_.open), {.height = 176});
    if (pressed < 0) return;
    TicketFilter filter = showing("open");
    filter.priority = choices_of(ChoiceList::kPriority)[static_cast<std::size_t>(pressed)].code;
    actions.open(ticket_filter_path(filter));
  }

  void draw_volume(const Model& model) const {
    const ui::Card card({.title = t(model, Message::kVolumeTitle)});
    std::vector<std::string> labels;
    const std::int64_t today = local_day(model.now_ms, model.utc_offset_minutes);
    for (int i = 0; i < kVolumeDays; ++i) {
      const std::int64_t start =
          local_day_start_ms(today - kVolumeDays + 1 + i, model.utc_offset_minutes);
      labels.push_back(format_day(start, time_style(model)));
    }
    const ui::ChartSeries series[] = {{.name = ts(model, Message::kVolumeOpened),
                                       .values = figures_.opened_by_day,
                                       .tone = ui::Tone::kAccent},
                                      {.name = ts(model, Message::kVolumeClosed),
                                       .values = figures_.closed_by_day,
                                       .tone = ui::Tone::kOk}};
    ui::line_chart(t(model, Message::kVolumeTitle), labels, series, {.height = 200});
  }

  HomeFigures figures_;
  std::uint64_t version_ = ~std::uint64_t{0};
  std::int64_t minute_ = 0;
};

}  // namespace

std::unique_ptr<View> make_home_view() { return std::make_unique<HomeView>(); }

}  // namespace genba

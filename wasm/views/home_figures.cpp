#include "wasm/views/home_figures.h"

#include <algorithm>
#include <limits>

#include "core/text/format.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

// The few rows with the smallest keys.
class FirstRows {
 public:
  void offer(std::int64_t key, Row row) {
    if (best_.size() == kHomeRows && key >= best_.back().first) return;
    const std::pair<std::int64_t, Row> entry(key, row);
    best_.insert(std::upper_bound(best_.begin(), best_.end(), entry), entry);
    if (best_.size() > kHomeRows) best_.pop_back();
  }
  std::vector<Row> rows() const {
    std::vector<Row> rows;
    for (const auto& [key, row] : best_) rows.push_back(row);
    return rows;
  }

 private:
  std::vector<std::pair<std::int64_t, Row>> best_;
};

class Counter {
 public:
  Counter(const State& state, const EntityId& me, std::int64_t now_ms, std::int32_t offset)
      : state_(state),
        table_(state.table(Kind::kTicket)),
        me_(state.ids().find(me)),
        now_ms_(now_ms),
        offset_(offset),
        today_(local_day(now_ms, offset)),
        // 1970-01-01 was a Thursday.
        week_start_(today_ - (today_ + 3) % 7) {}

  HomeFigures count() {
    for (Row row = 0; row < table_.size(); ++row) {
      if (!table_.is_live(row)) continue;
      ++figures_.total;
      count_volume(row);
      if (is_open_ticket(state_, row)) count_open(row);
    }
    figures_.my_work = my_work_.rows();
    figures_.violating_rows = violating_.rows();
    figures_.recently_closed = closed_.rows();
    return std::move(figures_);
  }

 private:
  void count_day(std::int64_t at_ms, std::array<double, kVolumeDays>& days) const {
    const std::int64_t ago = today_ - local_day(at_ms, offset_);
    if (ago >= 0 && ago < kVolumeDays) days[static_cast<std::size_t>(kVolumeDays - 1 - ago)] += 1;
  }

  void count_volume(Row row) {
    const std::int64_t opened = ticket_integer(state_, row, field::kTicketOpenedAt);
    const std::int64_t closed = ticket_integer(state_, row, field::kTicketClosedAt);
    if (opened != kNoInteger) count_day(opened, figures_.opened_by_day);
    if (closed == kNoInteger || ticket_integer(state_, row, field::kTicketState) !=
                                    static_cast<std::int64_t>(TicketState::kClosed)) {
      return;
    }
    count_day(closed, figures_.closed_by_day);
    const std::int64_t day = local_day(closed, offset_);
    figures_.closed_this_week += day >= week_start_;
    figures_.closed_last_week += day < week_start_ && day >= week_start_ - 7;
    closed_.offer(-closed, row);
  }

  bool is_due_today(Row row) const {
    constexpr std::pair<FieldId, FieldId> kClocks[] = {
        {field::kTicketResponseClock, field::kTicketResponseDue},
        {field::kTicketResolutionClock, field::kTicketResolutionDue}};
    for (const auto& [clock, due] : kClocks) {
      const std::int64_t at_ms = ticket_integer(state_, row, due);
      const bool runs =
          ticket_integer(state_, row, clock) == static_cast<std::int64_t>(ClockState::kRunning);
      if (runs && at_ms != kNoInteger && local_day(at_ms, offset_) == today_) return true;
    }
    return false;
  }

  void count_open(Row row) {
    ++figures_.open;
    const std::int64_t priority = ticket_integer(state_, row, field::kTicketPriority);
    if (priority >= 1 && priority <= 4) {
      ++figures_.open_by_priority[static_cast<std::size_t>(priority - 1)];
    }
    const std::int64_t due = next_due_ms(state_, row);
    if (is_due_today(row)) {
      ++figures_.due_today;
      const bool is_next =
          due >= now_ms_ && (figures_.next_due_ms == kNoInteger || due < figures_.next_due_ms);
      if (is_next) figures_.next_due_ms = due;
    }
    if (is_violating(state_, row, now_ms_)) {
      ++figures_.violating;
      violating_.offer(due == kNoInteger ? std::numeric_limits<std::int64_t>::max() : due, row);
    }
    const Handle assignee = table_.column(field::kTicketAssignedTo).reference(row);
    figures_.unassigned += assignee == kNoHandle;
    if (assignee != kNoHandle && assignee == me_) {
      my_work_.offer(due == kNoInteger ? std::numeric_limits<std::int64_t>::max() : due, row);
    }
  }

  const State& state_;
  const Table& table_;
  Handle me_;
  std::int64_t now_ms_;
  std::int32_t offset_;
  std::int64_t today_, week_start_;
  HomeFigures figures_;
  FirstRows my_work_, violating_, closed_;
};

}  // namespace

HomeFigures home_figures(const State& state, const EntityId& me, std::int64_t now_ms,
                         std::int32_t utc_offset_minutes) {
  return Counter(state, me, now_ms, utc_offset_minutes).count();
}

}  // namespace genba

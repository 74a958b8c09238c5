// The figures of the home screen, from one pass over the tickets.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/replica/state.h"

namespace genba {

constexpr int kVolumeDays = 14;
constexpr std::size_t kHomeRows = 6;

struct HomeFigures {
  std::size_t total = 0;
  std::size_t open = 0, unassigned = 0;
  std::size_t due_today = 0;
  std::int64_t next_due_ms = kNoInteger;                   // of those due today
  std::size_t violating = 0;                               // open tickets in breach now
  std::size_t closed_this_week = 0, closed_last_week = 0;  // weeks begin on Monday
  std::array<std::size_t, 4> open_by_priority{};
  std::array<double, kVolumeDays> opened_by_day{}, closed_by_day{};  // the last one is today
  std::vector<Row> my_work;          // next due first, at most kHomeRows
  std::vector<Row> violating_rows;   // longest over first, at most kHomeRows
  std::vector<Row> recently_closed;  // latest first, at most kHomeRows
};

HomeFigures home_figures(const State& state, const EntityId& me, std::int64_t now_ms,
                         std::int32_t utc_offset_minutes);

}  // namespace genba

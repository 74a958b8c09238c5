// A month, day by day: a grid of weeks, or on a phone the days that have something, one below the
// other. Everything in it is said in words; colour only repeats it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/ui/theme.h"

namespace genba::ui {

struct MonthEntry {
  std::string when;  // "9:00–11:00"
  std::string title;
  std::string state;  // in `tone`
  Tone tone = Tone::kMuted;
  std::string warning;  // empty: none
  std::string name;     // all of it, as it is read aloud
  std::string href;
};

struct MonthDay {
  std::string number;  // "23"
  std::string name;    // "11月23日(月)"
  std::string note;    // a holiday's name, or that it is closed
  bool is_today = false;
  bool is_holiday = false;  // the note is its name
  bool is_closed = false;   // shaded
  bool is_outside = false;  // of the month before or after: a phone leaves it out
  std::vector<MonthEntry> entries;
};

// Entries are links. `label` names the whole; `today` is the word beside today; `weekdays` are as
// many as a week has, and so are a row's days.
void month(std::string_view label, std::span<const std::string> weekdays,
           std::span<const MonthDay> days, std::string_view today);

}  // namespace genba::ui

// Dates and times as other programs write them: "2026/11/20 9:05", "2026年11月20日", "11/20/2026
// 02:05 PM". A form is a text in which YYYY, MM, DD, hh, mm, ss and AM stand for the parts and
// everything else for itself. MM, DD, hh, mm and ss read one or two digits, AM reads AM, PM, 午前
// and 午後, a space reads any number of them. Full width and case do not matter.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/process/time_zone.h"

namespace genba {

// True when the form names year, month and day once each, and no other part twice.
bool is_date_form(std::string_view form);

// Forms that read the same everywhere (year first).
std::span<const std::string_view> common_date_forms();

// The instant that `text` means: RFC 3339 with an offset of its own, or the first of the forms that
// fits, in `zone` (a date alone is its midnight). nullopt when none fits, or there is no such date
// or time, or it lies outside the years 1970 to 2399.
std::optional<std::int64_t> read_date(std::string_view text, std::span<const std::string> forms,
                                      const TimeZone& zone);

}  // namespace genba

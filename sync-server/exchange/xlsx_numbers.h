// Numbers in workbooks: what a number format makes of them.
#pragma once

#include <string>
#include <string_view>

namespace genba::exchange {

// Whether the built-in format of this number shows dates or times.
bool is_date_format(int built_in);
// Whether a format code ("yyyy/mm/dd", "[$-411]ggge年m月d日") does.
bool is_date_format(std::string_view code);

// "2026-11-20 09:05:33", "2026-11-20" when there is no time of day, "09:05:33" when there is no
// day. Empty for a serial that is no date. since_1904: the workbook counts from 1904.
std::string date_text(double serial, bool since_1904);

// The shortest text that reads back as the number; no point for whole ones. The text itself when it
// is no number.
std::string number_text(std::string_view text);

}  // namespace genba::exchange

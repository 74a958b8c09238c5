// How each standard report is found and opened on screen: its place among the others, one line
// about it, how it is drawn, and the period that it shows at first. Pure.
#pragma once

#include <span>
#include <string_view>

#include "core/text/catalogue.h"

namespace genba {

enum class ReportDrawing : unsigned char {
  kList,   // of tickets: broken down by a column or two
  kBars,   // names and a figure, with a part of it in another tone
  kLines,  // over time
  kPareto,
  kHeat,     // rows × columns of counts
  kFigures,  // a card each
  kNothing,
};

struct ReportEntry {
  const char* name;
  Message section;
  Message hint;
  ReportDrawing drawing;
  const char* period;
  const char* compare;
  bool has_period;  // whether a period bears on it
  // Columns of kBars: what the bars are as long as, and the part of it that calls for attention.
  const char* figure = "";
  const char* part = "";
};

std::span<const ReportEntry> report_entries();                // in the order of the index
const ReportEntry* find_report_entry(std::string_view name);  // nullptr: a new report without one

}  // namespace genba

// Statistics over the integers of a column: exact sums, means and quantiles as report cells. The
// result is divided by `scale`, once, at the end. No values: an empty cell.
#pragma once

#include <cstdint>
#include <span>

#include "core/reports/report_table.h"

namespace genba {

// A sum of 64-bit integers in two halves, neither of which can overflow below 2^31 values, so that
// the order of the values changes nothing.
struct ExactSum {
  std::int64_t high = 0;
  std::int64_t low = 0;
  std::uint32_t count = 0;

  void add(std::int64_t value) {
    high += value >> 32;
    low += value & 0xffffffff;
    ++count;
  }
  bool fits_integer() const { return high > -(1ll << 29) && high < (1ll << 29); }
  std::int64_t integer() const { return high * (1ll << 32) + low; }
  double real() const {
    return static_cast<double>(high) * 4294967296.0 + static_cast<double>(low);
  }
};

ReportCell sum_cell(const ExactSum& sum, std::int64_t scale);  // an integer when scale is 1
ReportCell mean_cell(const ExactSum& sum, std::int64_t scale);

// The quantile at `tenths` / 10, linear between the neighbours: position (n − 1) · tenths / 10
// among the sorted values (Hyndman and Fan 1996, type 7; PERCENTILE.INC of spreadsheets). Reorders
// the values.
ReportCell quantile_cell(std::span<std::int64_t> values, std::uint64_t tenths, std::int64_t scale);

}  // namespace genba

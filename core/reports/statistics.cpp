#include "core/reports/statistics.h"

#include <algorithm>

namespace genba {

ReportCell sum_cell(const ExactSum& sum, std::int64_t scale) {
  if (sum.count == 0) return {};
  if (scale == 1 && sum.fits_integer()) return ReportCell::of_integer(sum.integer());
  return ReportCell::of_real(sum.real() / static_cast<double>(scale));
}

ReportCell mean_cell(const ExactSum& sum, std::int64_t scale) {
  if (sum.count == 0) return {};
  return ReportCell::of_real(sum.real() /
                             (static_cast<double>(scale) * static_cast<double>(sum.count)));
}

ReportCell quantile_cell(std::span<std::int64_t> values, std::uint64_t tenths, std::int64_t scale) {
  if (values.empty()) return {};
  const std::uint64_t position = (values.size() - 1) * tenths;  // in tenths of a place
  const auto below = values.begin() + static_cast<std::ptrdiff_t>(position / 10);
  const auto weight = static_cast<double>(position % 10);
  std::nth_element(values.begin(), below, values.end());
  double tenfold = static_cast<double>(*below) * 10.0;
  if (weight != 0) {
    const double above = static_cast<double>(*std::min_element(below + 1, values.end()));
    tenfold += (above - static_cast<double>(*below)) * weight;
  }
  return ReportCell::of_real(tenfold / (10.0 * static_cast<double>(scale)));
}

}  // namespace genba

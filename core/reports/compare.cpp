#include "core/reports/compare.h"

#include <algorithm>
#include <map>

namespace genba {
namespace {

using Cells = std::vector<ReportCell>;

double number_of(const ReportCell& cell) {
  return cell.shape == ReportCell::Shape::kReal ? cell.real : static_cast<double>(cell.integer);
}

ReportCell difference(const ReportCell& now, const ReportCell& before) {
  if (!now.is_number() || !before.is_number()) return {};
  if (now.shape == ReportCell::Shape::kInteger && before.shape == ReportCell::Shape::kInteger) {
    return ReportCell::of_integer(now.integer - before.integer);
  }
  return ReportCell::of_real(number_of(now) - number_of(before));
}

// How many columns name the row.
std::size_t key_columns(const ReportTable& table) {
  std::size_t count = 0;
  while (count < table.columns.size() && table.columns[count].is_key) ++count;
  return count;
}

std::string key_of(const Cells& row, std::size_t keys) {
  std::string key;
  for (std::size_t at = 0; at < keys; ++at) {
    key.append(row[at].is_empty() ? "?" : "=" + row[at].text).push_back('\0');
    if (row[at].is_number()) key += std::to_string(number_of(row[at]));
  }
  return key;
}

std::vector<ReportColumn> columns_of(const ReportTable& table) {
  std::vector<ReportColumn> columns;
  for (const ReportColumn& column : table.columns) {
    columns.push_back(column);
    if (!column.compared) continue;
    columns.push_back({column.key + "_before", column.label_ja + "（比較期間）",
                       column.label_en + ", before", column.definition_ja, column.definition_en});
    columns.push_back({column.key + "_change", column.label_ja + "の増減",
                       column.label_en + ", change", "対象期間の値から比較期間の値を引いたもの。",
                       "The figure of the period minus that of the period compared with."});
  }
  return columns;
}

// `now` or `before` is null where the row is one of the other period only.
Cells beside(const std::vector<ReportColumn>& columns, const Cells* now, const Cells* before) {
  Cells cells;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const bool is_key = columns[at].is_key;
    const ReportCell current = now != nullptr ? (*now)[at] : is_key ? (*before)[at] : ReportCell();
    cells.push_back(current);
    if (!columns[at].compared) continue;
    const ReportCell other = before != nullptr ? (*before)[at] : ReportCell();
    cells.push_back(other);
    cells.push_back(difference(current, other));
  }
  return cells;
}

}  // namespace

ReportTable compare_tables(ReportTable now, const ReportTable& before, bool by_order) {
  const std::vector<ReportColumn> single = now.columns;
  const std::size_t keys = key_columns(now);
  std::map<std::string, const Cells*> others;
  if (!by_order) {
    for (const Cells& row : before.rows) others.emplace(key_of(row, keys), &row);
  }
  ReportTable table;
  table.columns = columns_of(now);
  table.total = now.total;
  table.filters = std::move(now.filters);
  table.definitions = std::move(now.definitions);
  for (std::size_t i = 0; i < now.rows.size(); ++i) {
    const Cells* other = nullptr;
    if (by_order) {
      if (i < before.rows.size()) other = &before.rows[i];
    } else if (const auto found = others.find(key_of(now.rows[i], keys)); found != others.end()) {
      other = found->second;
      others.erase(found);
    }
    table.rows.push_back(beside(single, &now.rows[i], other));
  }
  // What was there before and is no more, in its order.
  for (const Cells& row : before.rows) {
    if (by_order || others.count(key_of(row, keys)) == 0) continue;
    table.rows.push_back(beside(single, nullptr, &row));
    if (!table.filters.empty()) table.filters.emplace_back();
    if (!table.definitions.empty()) table.definitions.emplace_back();
  }
  return table;
}

}  // namespace genba

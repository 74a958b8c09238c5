#include "core/replica/inbox.h"

#include <algorithm>

namespace genba {
namespace {

constexpr auto kYes = static_cast<std::int64_t>(Boolean::kYes);

}  // namespace

bool is_read(const StateReader& state, const EntityId& notice) {
  return state.integer(notice, field::kNoticeRead) == kYes;
}

std::vector<EntityId> inbox_of(const State& state, const EntityId& user, std::size_t limit) {
  const Table& notices = state.table(Kind::kNotice);
  const Column& read = notices.column(field::kNoticeRead);
  const Column& at = notices.column(field::kNoticeAt);
  std::vector<Row> rows = state.rows_referring(field::kNoticeRecipient, user);
  const auto before = [&](Row a, Row b) {
    const bool a_read = read.integer(a) == kYes, b_read = read.integer(b) == kYes;
    if (a_read != b_read) return b_read;
    if (at.integer(a) != at.integer(b)) return at.integer(a) > at.integer(b);
    return state.id(Kind::kNotice, a) < state.id(Kind::kNotice, b);
  };
  const std::size_t count = limit == 0 ? rows.size() : std::min(limit, rows.size());
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), rows.end(),
                    before);
  std::vector<EntityId> ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back(state.id(Kind::kNotice, rows[i]));
  return ids;
}

std::size_t unread_notices(const State& state, const EntityId& user) {
  const Column& read = state.table(Kind::kNotice).column(field::kNoticeRead);
  const std::vector<Row> rows = state.rows_referring(field::kNoticeRecipient, user);
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [&](Row row) { return read.integer(row) != kYes; }));
}

}  // namespace genba

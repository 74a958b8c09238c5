// ChangedRows: which rows of one table an index has yet to look at, so that it follows a State in
// small steps between frames. One instance belongs to one State for life. Not thread-safe.
#pragma once

#include <vector>

#include "core/replica/state.h"

namespace genba {

class ChangedRows {
 public:
  explicit ChangedRows(Kind kind) : kind_(kind) {}

  // Calls look_at(row) for rows that changed since they were looked at, dead ones included, as long
  // as there is `budget`, which is lowered by one a row. True when none is left.
  template <typename LookAt>
  bool update(const State& state, std::size_t& budget, LookAt look_at) {
    note_changes(state);
    for (; budget > 0 && next_ < all_until_; --budget) look_at(next_++);
    for (; budget > 0 && next_waiting_ < waiting_.size(); --budget) {
      look_at(waiting_[next_waiting_++]);
    }
    return next_ == all_until_ && next_waiting_ == waiting_.size();
  }

 private:
  void note_changes(const State& state);

  Kind kind_;
  std::uint64_t version_ = 0;
  Row next_ = 0;  // rows from here to all_until_ wait
  Row all_until_ = 0;
  std::vector<Row> waiting_;  // and these, from next_waiting_ on
  std::size_t next_waiting_ = 0;
};

}  // namespace genba

#include "core/replica/changed_rows.h"

namespace genba {

void ChangedRows::note_changes(const State& state) {
  if (state.version() == version_) return;
  const State::Changes changes = state.changes_since(version_);
  version_ = state.version();
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(next_waiting_));
  next_waiting_ = 0;
  if (changes.all) {
    next_ = 0;
    all_until_ = state.table(kind_).size();
    waiting_.clear();
  }
  for (const Handle handle : changes.handles) {
    if (state.ids().kind(handle) == kind_) waiting_.push_back(state.ids().row(handle));
  }
}

}  // namespace genba
